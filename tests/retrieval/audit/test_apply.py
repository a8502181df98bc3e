"""Decisions take effect on the next note, at the right place, with the right assertion."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rareseek import KnowledgeGraph
from rareseek.ingest import Snapshot
from rareseek.retrieval.audit import AuditStore, CuratedNormaliser, Predicate, Status, Terms
from rareseek.retrieval.audit.apply import Literals
from rareseek.retrieval.audit.curation import Curation
from rareseek.retrieval.audit.keys import phrase_key
from rareseek.retrieval.normalisation.mentions import Mention, NormalisedText
from rareseek.settings import Settings

from .conftest import ARACHNODACTYLY, SEIZURE, SLENDER, finding_nothing

NOTE = "The boy has wax fingers. His sister is well."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)


@pytest.fixture
def normalise(snapshot: Snapshot, settings: Settings) -> CuratedNormaliser:
    return CuratedNormaliser(finding_nothing, snapshot, settings, recording=True)


@pytest.fixture
def curator(normalise: CuratedNormaliser) -> Curation:
    normalise(NOTE)
    assert normalise.store is not None
    return Curation.by("Ada", normalise.store, normalise.terms)


def test_a_decision_takes_effect_at_once_in_every_spelling(
    normalise: CuratedNormaliser, curator: Curation
) -> None:
    assert [u.text for u in normalise(NOTE).unmapped] == ["wax fingers"]
    curator.accept(curator.store.mention("wax fingers"), ARACHNODACTYLY)
    for text in (NOTE, "WAX-FINGER on both hands", "her waxfingers", "wax\n fingers"):
        found = normalise(text)
        (mention,) = found.mentions
        assert (mention.id, mention.method, mention.score) == (ARACHNODACTYLY, "curated", 1.0)
        assert text[mention.start : mention.end] == mention.text
        assert found.unmapped == ()
    assert normalise("waxy fingers").mentions == ()
    assert normalise("the wax. Fingers were normal").mentions == ()
    assert curator.store.mention("wax fingers").status is Status.RESOLVED


@pytest.mark.parametrize(
    ("text", "assertion"),
    [
        ("No wax fingers were seen.", "absent"),
        ("His mother has wax fingers.", "family"),
        ("Family history: wax fingers.", "family"),
        ("Possible wax fingers.", "possible"),
        ("Wax fingers, but no seizures.", "present"),
    ],
)
def test_a_curated_mention_has_an_assertion(
    normalise: CuratedNormaliser, curator: Curation, text: str, assertion: str
) -> None:
    curator.accept(curator.store.mention("wax fingers"), ARACHNODACTYLY)
    assert [m.assertion for m in normalise(text).mentions] == [assertion]


def test_a_rejected_literal_is_neither_mapped_nor_queued(
    normalise: CuratedNormaliser, curator: Curation
) -> None:
    curator.reject(curator.store.mention("wax fingers"))
    assert normalise(NOTE) == NormalisedText((), ())
    places = curator.store.mention("wax fingers").places
    normalise("Again wax fingers.")
    assert curator.store.mention("wax fingers").places == places


@pytest.mark.parametrize("predicate", [Predicate.NARROW, Predicate.RELATED])
def test_a_narrower_term_is_kept_and_not_read(
    normalise: CuratedNormaliser, curator: Curation, predicate: Predicate
) -> None:
    mention = curator.store.mention("wax fingers")
    assert curator.accept(mention, ARACHNODACTYLY, predicate) is Status.RESOLVED
    assert normalise(NOTE).mentions == ()


def test_what_it_is_not_is_no_longer_mapped(snapshot: Snapshot, settings: Settings) -> None:
    def wrong(text: str) -> NormalisedText:
        mention = Mention(0, 9, text[:9], SEIZURE, "Seizure", "present", 0.8, "linker")
        return NormalisedText((mention,), ())

    normalise = CuratedNormaliser(wrong, snapshot, settings, recording=True)
    assert normalise("sea sures").mentions
    assert normalise.store is not None
    mention = normalise.store.mention("sea sures")
    assert (mention.kind, mention.candidates[0].id) == ("uncertain", SEIZURE)
    Curation.by("Ada", normalise.store, normalise.terms).deny(mention, SEIZURE)
    found = normalise("sea sures")
    assert found.mentions == ()
    assert [(u.text, u.candidates) for u in found.unmapped] == [("sea sures", ())]


def test_the_longer_reading_wins(snapshot: Snapshot, settings: Settings) -> None:
    text = "long wax fingers and wax"

    def base(text: str) -> NormalisedText:
        mention = Mention(0, 16, text[:16], SLENDER, "Slender finger", "present", 1, "dictionary")
        return NormalisedText((mention,), ())

    normalise = CuratedNormaliser(base, snapshot, settings, recording=True)
    with AuditStore(settings.audit_store) as store:
        from .conftest import queued

        curator = Curation.by("Ada", store, normalise.terms)
        curator.accept(queued(store, "wax"), SEIZURE)
        found = normalise(text)
        assert [(m.id, m.start) for m in found.mentions] == [(SLENDER, 0), (SEIZURE, 21)]
        curator.accept(queued(store, "long wax fingers and wax"), ARACHNODACTYLY)
        assert [m.id for m in normalise(text).mentions] == [ARACHNODACTYLY]


def test_a_literal_in_chinese_and_a_short_form() -> None:
    decided = {phrase_key("玻璃手"): "A", phrase_key("WF"): "B"}
    assert sorted(Literals(decided).places("他有玻璃手。WF seen, wf not.")) == [
        (2, 5, "A"),
        (6, 8, "B"),
    ]


@given(st.text(max_size=60), st.text(min_size=1, max_size=6))
def test_places_are_whole_words_with_the_literal_s_key(text: str, literal: str) -> None:
    key = phrase_key(literal)
    for start, end, _ in Literals({key: "A"} if key else {}).places(text):
        assert phrase_key(text[start:end]) == key


def test_context_is_kept_only_when_asked_for(snapshot: Snapshot, settings: Settings) -> None:
    for keep, expected in ((False, ()), (True, ("The boy has wax fingers.",))):
        settings.keep_context = keep
        normalise = CuratedNormaliser(finding_nothing, snapshot, settings, recording=True)
        normalise(NOTE)
        assert normalise.store is not None
        assert normalise.store.mention("wax fingers").contexts == expected
        normalise.close()


def test_hostile_text_takes_bounded_time(normalise: CuratedNormaliser, curator: Curation) -> None:
    curator.accept(curator.store.mention("wax fingers"), ARACHNODACTYLY)
    start = time.process_time()
    assert len(normalise("wax fingers " * 10_000).mentions) == 10_000
    assert normalise("x" * 5_000_000).mentions == ()
    normalise("\u202e\x00\ud800 wax \U0001f600 fingers " * 1000)
    assert time.process_time() - start < 60


def test_python_reads_decisions_and_records_only_when_told(
    small_home: Path, tmp_path: Path, terms: Terms
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "snapshots").symlink_to(small_home / "snapshots")
    store = home / "audit" / "audit.sqlite"
    note = "He has a spidery elongated finger abnormality and wax fingers."
    with KnowledgeGraph.open(home=home) as graph:
        graph.findings(note)
        assert not store.exists()
    with KnowledgeGraph.open(home=home, audit=True) as graph:
        graph.findings(note)
        assert graph.curated.store is not None
        count = graph.curated.store.count()
    with AuditStore(store) as opened:
        from .conftest import queued

        Curation.by("Ada", opened, terms).accept(queued(opened), ARACHNODACTYLY)
        opened.close()
    with KnowledgeGraph.open(home=home) as graph:
        assert ARACHNODACTYLY in graph.findings("He has wax fingers.").present
        graph.findings("He has another spidery elongated finger abnormality.")
    with KnowledgeGraph.open(home=home, audit=False) as graph:
        assert graph.findings("He has wax fingers.").present == ()
    with AuditStore(store) as opened:
        assert opened.count() == count + 1
