"""What a server is brought to a snapshot by: nothing, a refresh, or a whole load."""

from __future__ import annotations

import pytest

from rareseek.graph.load_state import Holding, Place, refresh_of
from rareseek.graph.update import Action, choose

KNOWN = {"hpo-1", "hpo-2"}
EMPTY = Holding(None, None)


def loaded(snapshot: str) -> Holding:
    return Holding(snapshot, None)


def part(snapshot: str, base: str | None = None) -> Holding:
    plan = snapshot if base is None else refresh_of(base, snapshot)
    return Holding(None, Place(plan, snapshot, 3, 20_000))


@pytest.mark.parametrize(
    ("held", "chosen"),
    [
        (EMPTY, (Action.LOAD, None)),
        (loaded("hpo-2"), (Action.NONE, None)),
        (loaded("hpo-1"), (Action.REFRESH, "hpo-1")),
        (loaded("hpo-0"), (Action.LOAD, None)),
        (part("hpo-2"), (Action.LOAD, None)),
        (part("hpo-2", "hpo-1"), (Action.REFRESH, "hpo-1")),
        (part("hpo-2", "hpo-0"), (Action.LOAD, None)),
        (part("hpo-1"), (Action.LOAD, None)),
        (part("hpo-1", "hpo-2"), (Action.LOAD, None)),
    ],
)
def test_the_least_work_is_chosen(held: Holding, chosen: tuple[Action, str | None]) -> None:
    assert choose(held, "hpo-2", KNOWN) == chosen
    assert choose(held, "hpo-2", KNOWN, full=True) == (Action.LOAD, None)
