"""Chains of thought written from the evidence: findings, what decides, what speaks against, answer.

Every sentence rests on statements of the context and cites them, so that a model learns to say
what stands there and nothing else. They read like the steps of the paper's samples (RareSeek-R1):
findings, organ systems, discriminating findings, exclusions, ranked answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...retrieval import Context, Passage, Statement, Status
from ..inference.answer import ModelAnswer, NamedDiagnosis, Step
from .wordings import listed

#: Findings named in one sentence, candidates spoken against, diagnoses answered.
FINDINGS_SAID: Final = 4
SPOKEN_AGAINST: Final = 2
ANSWERED: Final = 3
_FOR: Final = frozenset({Status.MATCHED, Status.RELATED})
_AGAINST: Final = frozenset({Status.CONFLICTING, Status.UNEXPLAINED, Status.MISSING})


@dataclass(frozen=True, slots=True)
class Terms:
    """What the sentences need of the ontology: a name and the organ systems of an HPO id."""

    name: Callable[[str], str]
    systems: Callable[[str], Iterable[str]]


def reasoned(context: Context, accepted: Iterable[str], terms: Terms) -> ModelAnswer | None:
    """The answer that the evidence supports, the accepted disease first.

    ``accepted`` are ids of the right diagnosis. None where the context has no evidence on it: a
    chain that jumps to a disease without any would teach to do so.
    """
    wanted = set(accepted)
    right = next((p for p in context.passages if wanted & _ids(p)), None)
    if right is None or not _of(right, _FOR):
        return None
    others = [p for p in context.passages if p is not right]
    steps = [_findings(context, terms), *_for(right, terms)]
    steps += [step for other in others[:SPOKEN_AGAINST] for step in _against(other, terms)]
    ranked = [right, *others][:ANSWERED]
    named = tuple(NamedDiagnosis(id=p.disease_id, cites=_cites(p)) for p in ranked)
    return ModelAnswer(reasoning=tuple(steps), diagnoses=named)


def _findings(context: Context, terms: Terms) -> Step:
    present = context.findings.present
    names = [context.labels[term] for term in present[:FINDINGS_SAID]]
    systems = list(dict.fromkeys(s for term in present for s in terms.systems(term)))
    said = f"The patient has {listed(names)}"
    return Step(
        text=f"{said}; involved: {listed(systems[:FINDINGS_SAID])}." if systems else f"{said}."
    )


def _for(passage: Passage, terms: Terms) -> Iterator[Step]:
    matched = _of(passage, _FOR)[:FINDINGS_SAID]
    shown = [
        f"{terms.name(each.object_id)} ({each.frequency})" for each in matched if each.object_id
    ]
    yield Step(
        text=f"{passage.name} ({passage.disease_id}) shows {listed(shown)}.",
        cites=tuple(each.id for each in matched),
    )


def _against(passage: Passage, terms: Terms) -> Iterator[Step]:
    against = _of(passage, _AGAINST)[:1]
    for each in against:
        yield Step(
            text=f"{passage.name} ({passage.disease_id}) {_why(each, terms)}.", cites=(each.id,)
        )


def _why(statement: Statement, terms: Terms) -> str:
    if statement.kind == Status.MISSING and statement.object_id:
        shown = f"{terms.name(statement.object_id)} ({statement.frequency})"
        return f"usually shows {shown}, which is not reported"
    if statement.kind == Status.UNEXPLAINED and statement.finding:
        return f"does not explain {terms.name(statement.finding)}"
    about = terms.name(statement.object_id or statement.finding or "")
    return f"disagrees with the patient on {about}"


def _of(passage: Passage, kinds: frozenset[Status]) -> list[Statement]:
    return [each for each in passage.statements if each.kind in kinds]


def _cites(passage: Passage) -> tuple[str, ...]:
    chosen = _of(passage, _FOR) or list(passage.statements)
    return tuple(each.id for each in chosen[:ANSWERED])


def _ids(passage: Passage) -> set[str]:
    return {passage.disease_id, *passage.equivalent_ids}


def organ_systems(
    ancestors: Callable[[str], Iterable[str]], systems: Sequence[tuple[str, str]]
) -> Callable[[str], list[str]]:
    """Names of the organ systems above a term; ``systems`` are (id, name) of each."""
    named = dict(systems)

    def above(term: str) -> list[str]:
        return [named[one] for one in sorted(set(ancestors(term)) & named.keys())]

    return above
