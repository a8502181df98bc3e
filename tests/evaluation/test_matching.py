"""Exact, equivalent and related answers."""

from __future__ import annotations

from rareseek.evaluation import Matcher, Matching
from rareseek.evaluation.peers import PeerAnswer
from rareseek.ingest import Snapshot

SAME = {
    one: frozenset({"MONDO:1", "OMIM:1", "ORPHA:1"}) for one in ("MONDO:1", "OMIM:1", "ORPHA:1")
}
SAME |= {one: frozenset({"MONDO:2", "OMIM:2"}) for one in ("MONDO:2", "OMIM:2")}
MATCHER = Matcher(
    SAME, {"MONDO:1": frozenset({"MONDO:2", "MONDO:9"}), "MONDO:2": frozenset({"MONDO:1"})}
)


def answers(*ids: str | tuple[str, ...]) -> list[PeerAnswer]:
    given = [(one,) if isinstance(one, str) else one for one in ids]
    return [PeerAnswer(i, one[0], tuple(one[1:]), 0.0) for i, one in enumerate(given, 1)]


def ranks(diagnosis: str, *ids: str | tuple[str, ...]) -> list[int | None]:
    found = MATCHER.ranks(MATCHER.gold([diagnosis]), answers(*ids))
    return [found[m] for m in (Matching.EXACT, Matching.EQUIVALENT, Matching.RELATED)]


def test_the_three_readings_find_different_ranks() -> None:
    assert ranks("OMIM:1", "OMIM:7", "OMIM:2", "ORPHA:1", "OMIM:1") == [4, 3, 2]


def test_a_related_disease_is_one_step_away_and_no_more() -> None:
    assert ranks("OMIM:2", "OMIM:1") == [None, None, 1]
    assert ranks("OMIM:2", "MONDO:9") == [None, None, None]


def test_an_answer_cannot_claim_an_equivalent_that_mondo_does_not_know() -> None:
    assert ranks("OMIM:1", ("OMIM:7", "OMIM:1")) == [None, None, None]
    assert ranks("ORPHA:1", ("OMIM:1", "ORPHA:1")) == [None, 1, 1]


def test_several_accepted_diagnoses_count_alike() -> None:
    gold = MATCHER.gold(["OMIM:7", "OMIM:2"])
    assert gold.disease == "OMIM:2|OMIM:7"
    assert MATCHER.ranks(gold, answers("OMIM:9", "OMIM:7"))[Matching.EXACT] == 2


def test_a_snapshot_without_mondo_knows_no_equivalents(small_snapshot: Snapshot) -> None:
    assert Matcher.of(small_snapshot).same == {}
