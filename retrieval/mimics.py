"""Mimics: the diseases that a leading candidate is most easily taken for, and what separates them.

A mimic of a candidate is a disease of another gene that stands high for the same findings and has a
similar profile: candidates are taken in the order of the posterior, times the likeness (overlap of
the two profiles weighed by information content), times the share of the findings that the
candidate explains and the mimic explains, too. The phenotype that separates two diseases is the one
of either profile whose presence tells most, in bits, of two equally likely diseases
(`rareseek.retrieval.next_findings.information`), whether the note speaks of it or not; each mimic
of a candidate gets one of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from ..graph import Annotation, GraphStore
from ..graph import evidence as graph_evidence
from .evidence import strongest
from .next_findings import LEAST_GAIN, frequencies, information, organs_of_the_other_sex
from .ranking.index import PHENOTYPE_ASPECT, RankingIndex
from .ranking.profile_rows import Gathered, ProfileRows, gather
from .ranking.ranker import RankedDisease
from .ranking.views import SourceExclusion, views_of

if TYPE_CHECKING:
    from .differential import Diagnosis, Findings, Options

#: Candidates whose mimics are named, how many of each, and among how many they are looked for.
LEADING: Final = 3
OF_EACH: Final = 3
AMONG: Final = 30
NOT_IN_THE_GRAPH: Final = (
    "Common causes of the same findings (infection, drugs, injury, deficiency, frequent diseases) "
    "are not in the graph: think of them first."
)
"""What every list of mimics should be read with."""


@dataclass(frozen=True, slots=True)
class Separator:
    """The phenotype that best separates two diseases.

    ``speaks_for`` is the id of the disease that shows it more often; ``in_note`` is "present" or
    "absent" where the findings say so. ``shown`` is the annotation of the disease it speaks for,
    ``other`` that of the other one, None where no source has any. ``gain`` is in bits, 0 to 1.
    """

    phenotype: str
    name: str
    speaks_for: str
    in_note: str | None
    gain: float
    shown: Annotation | None = None
    other: Annotation | None = None


@dataclass(frozen=True, slots=True)
class Mimic:
    """A disease that the candidate ``of`` may be taken for.

    ``likeness`` is the overlap of the profiles, 0 to 1; ``shared`` are the HPO ids of the patient's
    findings that both show; ``separator`` is None where no annotation separates the two.
    """

    of: str
    disease: RankedDisease
    likeness: float
    shared: tuple[str, ...]
    separator: Separator | None


def mimics(
    index: RankingIndex,
    ranked: Sequence[RankedDisease],
    present: Sequence[str],
    excluded: Sequence[str] = (),
    *,
    own_articles: Sequence[str] = (),
    exclusion: SourceExclusion = SourceExclusion.NONE,
    sex: str | None = None,
) -> tuple[Mimic, ...]:
    """Mimics of the first of ``ranked``, most easily confused first; their citations are empty.

    ``present`` and ``excluded`` are current HPO ids; of ``ranked`` the first `AMONG` count.
    """
    known = [one for one in ranked[:AMONG] if one.posterior > 0]
    if len(known) < 2:
        return ()
    rows = np.array([index.disease_row[one.id] for one in known], np.int32)
    held = gather(index.space, views_of(index, own_articles, exclusion), rows)
    posterior = np.array([one.posterior for one in known])
    said = _said(index, present, excluded)
    unasked = organs_of_the_other_sex(index, sex)
    found: list[Mimic] = []
    for of in range(min(LEADING, len(known))):
        likeness = _likeness(index, held.propagated, of)
        shared = [_shared(known[of], one) for one in known]
        share = np.array([len(one) for one in shared]) / max(len(shared[of]), 1)
        confusable = np.where(_readings(index, rows, of), 0.0, posterior * likeness * share)
        taken = unasked
        for at in np.argsort(-confusable, kind="stable")[:OF_EACH].tolist():
            if confusable[at] <= 0:
                break
            separator = _separator(index, held, (known[of].id, known[at].id), (of, at), taken, said)
            if separator is not None:
                taken = np.append(taken, index.term_row[separator.phenotype])
            found.append(Mimic(known[of].id, known[at], float(likeness[at]), shared[at], separator))
    return tuple(found)


def cited_mimics(
    index: RankingIndex,
    store: GraphStore,
    ranked: Sequence[RankedDisease],
    diagnoses: Sequence[Diagnosis],
    findings: Findings,
    options: Options,
) -> tuple[Mimic, ...]:
    """The mimics with what the sources say of what separates them, within ``options``.

    The annotations are those of ``diagnoses``; for diseases that are not among them they are
    fetched.
    """
    found = mimics(
        index,
        ranked,
        findings.present,
        findings.excluded,
        own_articles=options.own_articles,
        exclusion=options.exclusion,
        sex=findings.patient.sex,
    )
    held = {one.ranked.id: one.phenotypes for one in diagnoses}
    missing = {one.disease.id: one.disease for one in found if one.disease.id not in held}
    missing |= {one.id: one for one in ranked[:LEADING] if one.id not in held}
    held |= _fetched(store, missing.values(), options)
    return tuple(replace(one, separator=_cited(index, one, held)) for one in found)


def _fetched(
    store: GraphStore, diseases: Collection[RankedDisease], options: Options
) -> dict[str, tuple[Annotation, ...]]:
    """Annotations of phenotypes by the leading id of each disease."""
    ids = {one.id: tuple(filter(options.filters.keeps_record, one.ids)) for one in diseases}
    records = [record for own in ids.values() for record in own]
    held = graph_evidence.annotations(store, records) if records else {}
    return {
        disease: tuple(
            annotation
            for record in own
            for annotation in held[record]
            if annotation.aspect == PHENOTYPE_ASPECT
            and options.exclusion.keeps(annotation.references, options.own_articles)
        )
        for disease, own in ids.items()
    }


def _cited(
    index: RankingIndex, mimic: Mimic, held: Mapping[str, Sequence[Annotation]]
) -> Separator | None:
    separator = mimic.separator
    if separator is None:
        return None
    both = (mimic.of, mimic.disease.id)
    against = both[0] if separator.speaks_for == both[1] else both[1]
    shown, other = (
        _annotation(index, separator.phenotype, held[disease])
        for disease in (separator.speaks_for, against)
    )
    return replace(separator, shown=shown, other=other)


def _annotation(index: RankingIndex, term: str, held: Sequence[Annotation]) -> Annotation | None:
    """What says most of how often a disease shows ``term``, or else that it does not."""
    shown = (a for a in held if not a.negated and term in index.ancestors_of(a.phenotype_id))
    denied = (a for a in held if a.negated and a.phenotype_id == term)
    return strongest(shown) or strongest(denied)


def _readings(index: RankingIndex, rows: NDArray[np.int32], of: int) -> NDArray[np.bool_]:
    """Which of k candidates are the one at ``of``, or have its gene or its name, (k,)."""
    matrix, row = index.facts.same_gene, int(rows[of])
    marks: NDArray[np.bool_] = np.isin(
        rows, matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
    )
    marks[of] = True
    name = index.records[row][1].casefold()
    named = [index.records[each][1].casefold() == name for each in rows.tolist()]
    return np.logical_or(marks, named)


def _likeness(index: RankingIndex, profiles: ProfileRows, of: int) -> NDArray[np.float64]:
    """Overlap of each of k profiles with profile ``of``, (k,), 0 to 1."""
    terms = np.unique(profiles.term)
    position = np.full(len(index.term_ids), -1, np.intp)
    position[terms] = np.arange(len(terms))
    shown = profiles.columns(position, len(terms)).astype(np.float64)
    content = -np.log(index.evidence.background[terms])
    both = np.minimum(shown, shown[of]) @ content
    either = np.maximum(shown, shown[of]) @ content
    overlap: NDArray[np.float64] = both / np.maximum(either, np.finfo(np.float64).tiny)
    return overlap


def _shared(one: RankedDisease, other: RankedDisease) -> tuple[str, ...]:
    """Observed phenotypes that speak for both diseases."""
    for_one = {c.phenotype for c in one.contributions if not c.excluded and c.log_ratio > 0}
    for_other = (c for c in other.contributions if not c.excluded and c.log_ratio > 0)
    return tuple(c.phenotype for c in for_other if c.phenotype in for_one)


def _said(
    index: RankingIndex, present: Iterable[str], excluded: Iterable[str]
) -> Callable[[str], str | None]:
    """What the findings say of a term: what is present is so under every broader name, too."""
    has = frozenset(above for term in present for above in index.ancestors_of(term))
    lacks = frozenset(excluded)

    def said(term: str) -> str | None:
        if term in has:
            return "present"
        return "absent" if index.ancestors_of(term) & lacks else None

    return said


def _separator(
    index: RankingIndex,
    held: Gathered,
    ids: tuple[str, str],
    places: tuple[int, int],
    taken: NDArray[np.int32],
    said: Callable[[str], str | None],
) -> Separator | None:
    """The phenotype that separates the gathered diseases at two ``places``, none of ``taken``."""
    direct = held.direct
    terms = np.setdiff1d(direct.term[np.isin(direct.row, places)], taken)
    often = frequencies(index, held, terms)[list(places)]
    gains = information(np.array([0.5, 0.5]), often)
    if not terms.size or gains.max() < LEAST_GAIN:
        return None
    best = int(gains.argmax())
    term = index.term_ids[int(terms[best])]
    speaks_for = ids[int(often[:, best].argmax())]
    return Separator(term, index.name(term), speaks_for, said(term), float(gains[best]))
