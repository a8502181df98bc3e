"""Published formulas, worked out by hand on the ward."""

from __future__ import annotations

import numpy as np
import pytest

from rareseek.errors import IdentifierError
from rareseek.evaluation.peer_profiles import PeerIndex
from rareseek.evaluation.peers import (
    BACKGROUND_FLOOR,
    Jaccard,
    Lirical,
    Peer,
    ResnikBestMatch,
    peers,
    rank_by,
)
from rareseek.retrieval import Case, RankingIndex, SourceExclusion

from .conftest import (
    ARACHNODACTYLY,
    BRACHYDACTYLY,
    FITS,
    HANDS,
    LENS,
    LENTIS,
    SEIZURE,
    TALL,
)


@pytest.fixture(scope="module")
def known(ward: RankingIndex) -> PeerIndex:
    return PeerIndex(ward)


def scores(
    peer: Peer, known: PeerIndex, *present: str, excluded: tuple[str, ...] = ()
) -> list[float]:
    found = peer.scores(known.all, known.rows(present), known.rows(excluded))
    at = [known.index.disease_row[one] for one in (TALL, LENTIS, HANDS, FITS)]
    return [float(found[i]) for i in at]


def test_lirical_observed(known: PeerIndex) -> None:
    lens = np.exp(scores(Lirical(known), known, LENS))
    assert lens == pytest.approx([0.6 / 0.375, 0.9 / 0.375, 0.01, 0.001])
    fingers = np.exp(scores(Lirical(known), known, ARACHNODACTYLY))
    assert fingers == pytest.approx([0.8 / 0.2, 0.01, 0.5 / 2 / 0.2, 0.01])
    unseen = np.exp(scores(Lirical(known), known, BRACHYDACTYLY))
    assert unseen[0] == pytest.approx(0.8 / 2 / BACKGROUND_FLOOR)
    assert unseen[2] == pytest.approx(0.5 / 2 / BACKGROUND_FLOOR)


def test_lirical_excluded(known: PeerIndex) -> None:
    peer = Lirical(known)
    both = scores(peer, known, SEIZURE, excluded=(LENS,))
    without = scores(peer, known, SEIZURE)
    ratio = np.exp(np.subtract(both, without))
    lacking = 1 - 0.375
    assert ratio == pytest.approx([0.4 / lacking, 0.1 / lacking, 1 / lacking, 1000])
    observed_only = Lirical(known, observed_only=True)
    assert scores(observed_only, known, SEIZURE, excluded=(LENS,)) == without


def test_a_frequency_that_is_not_stated_is_one(known: PeerIndex) -> None:
    assert np.exp(scores(Lirical(known), known, SEIZURE))[3] == pytest.approx(1 / 0.25)


def test_resnik_counts_both_ways(known: PeerIndex) -> None:
    found = scores(ResnikBestMatch(known), known, ARACHNODACTYLY)
    assert found == pytest.approx([(5 + 5 / 2) / 2, 0, 1, 0])


def test_jaccard_with_and_without_ancestors(known: PeerIndex) -> None:
    assert scores(Jaccard(known), known, ARACHNODACTYLY, LENS) == [1, 0.5, 0, 0]
    found = scores(Jaccard(known, ancestors=True), known, ARACHNODACTYLY, LENS)
    assert found == pytest.approx([1, 4 / 7, 4 / 7, 2 / 9])


def test_rows_of_the_own_article_are_left_out(known: PeerIndex) -> None:
    case = Case("a", (ARACHNODACTYLY, LENS), articles=("PMID:1",))
    peer = Jaccard(known)
    of_tall = {
        rule: next(a.score for a in rank_by(peer, known, case, rule) if a.id == TALL)
        for rule in SourceExclusion
    }
    assert of_tall == {
        SourceExclusion.NONE: 1.0,
        SourceExclusion.SOLE: 0.5,
        SourceExclusion.OWN: 0.0,
    }


@pytest.mark.parametrize("rule", SourceExclusion)
def test_every_peer_lists_every_disease(known: PeerIndex, rule: SourceExclusion) -> None:
    case = Case("a", (LENS, SEIZURE), (ARACHNODACTYLY,), articles=("PMID:1", "PMID:5"))
    for peer in peers(known).values():
        answers = rank_by(peer, known, case, rule)
        assert [answer.rank for answer in answers] == [1, 2, 3, 4]
        assert np.isfinite([answer.score for answer in answers]).all()
        assert rank_by(peer, known, Case("b", ())) == ()


def test_an_unknown_term_is_refused(known: PeerIndex) -> None:
    with pytest.raises(IdentifierError):
        rank_by(Jaccard(known), known, Case("a", ("HP:7777777",)))
