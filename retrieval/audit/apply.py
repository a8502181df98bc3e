"""How decisions take effect: a normaliser whose answers curators have the last word on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ...ingest import SnapshotStore
from ..normalisation.mentions import Mention, NormalisedText, UnmappedMention
from .context import asserted, language_of, sentence_at
from .keys import as_written, is_abbreviation, phrase_key, pieces, storable
from .queue import LONGEST_MENTION, UNCERTAIN, UNMAPPED, QueuedCandidate, Seen
from .rulings import Rulings
from .store import AuditStore
from .terms import Terms

if TYPE_CHECKING:
    from ...ingest import Snapshot
    from ...settings import Settings

Normalise = Callable[[str], NormalisedText]

CURATED: Final = "curated"
"""The method of a mention that a curator decided on; its score is 1."""
#: Methods whose mentions are decided already, or share their words with others.
_NO_LITERAL: Final = frozenset({CURATED, "coordinated"})
#: A mention of a lower score is shown to a curator, too.
UNCERTAIN_BELOW: Final = 0.85
#: Most literals of one note that are kept.
MOST_OF_A_NOTE: Final = 2_000


class CuratedNormaliser:
    """Another normaliser's mentions after curators' decisions, which are read at every call.

    Args:
        normalise: The normaliser whose mentions are corrected.
        snapshot: What the terms of decisions must be in.
        settings: Where the store is; `keep_context` says whether sentences are kept.
        recording: Whether what does not map is kept in the store.

    A store that cannot be written to is only read; `unrecorded` says whether that kept anything
    from being kept. Calls raise `AuditError` where the store is damaged or of a newer version.

    """

    def __init__(
        self, normalise: Normalise, snapshot: Snapshot, settings: Settings, *, recording: bool
    ) -> None:
        self.base = normalise
        self.terms = Terms(snapshot)
        self._settings = settings
        self._wanted = recording
        self._open: AuditStore | None = None
        self._looked_for: tuple[Rulings, Literals] | None = None
        self.unrecorded = False

    def __call__(self, text: str) -> NormalisedText:
        """Mentions and unmapped places of a note, decisions applied; offsets as in the base."""
        found = self.base(text)
        store = self.store
        if store is None:
            return found
        if rulings := store.rulings(self.terms.label):
            found = self._corrected(text, found, rulings)
        self.unrecorded |= self._wanted and not store.writable
        if self._wanted and store.writable:
            seen = list(self._seen(text, found))[:MOST_OF_A_NOTE]
            store.record(text, seen, language=language_of(text), snapshot=self.terms.snapshot)
        return found

    @property
    def store(self) -> AuditStore | None:
        """The audit store; None where nothing was ever kept and nothing is to be."""
        path = self._settings.audit_store
        if self._open is None and (self._wanted or path.exists()):
            self._open = AuditStore(path)
            if SnapshotStore(self._settings).current_id() == self.terms.snapshot:
                self._open.review(self.terms)
        return self._open

    def close(self) -> None:
        """Release the store."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _corrected(self, text: str, found: NormalisedText, rulings: Rulings) -> NormalisedText:
        kept, unmapped = _judged(found, rulings)
        curated = _longest(self._literals(rulings).places(text), kept)
        spans = [(start, end) for start, end, _ in curated]
        added = [
            Mention(start, end, text[start:end], term, self._label(term), said, 1.0, CURATED)
            for (start, end, term), said in zip(curated, asserted(text, spans), strict=True)
        ]
        taken = _Taken(spans)
        mentions = [*(m for m in kept if not taken.touches(m.start, m.end)), *added]
        return NormalisedText(
            tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.id))),
            tuple(u for u in unmapped if not taken.touches(u.start, u.end)),
        )

    def _literals(self, rulings: Rulings) -> Literals:
        """The literals of these rulings; made anew where a decision changed."""
        if self._looked_for is None or self._looked_for[0] is not rulings:
            self._looked_for = rulings, Literals(rulings.maps)
        return self._looked_for[1]

    def _label(self, term: str) -> str:
        return self.terms.label(term) or term

    def _seen(self, text: str, found: NormalisedText) -> Iterator[Seen]:
        """What is worth a curator's look, each literal once."""
        places: Counter[str] = Counter()
        first: dict[str, Seen] = {}
        for start, end, kind, candidates in _doubtful(found):
            if end - start > LONGEST_MENTION or not (key := phrase_key(text[start:end])):
                continue
            places[key] += 1
            if key not in first:
                context = None
                if self._settings.keep_context:
                    context = storable(sentence_at(text, start, end))
                measured = tuple(self._measured(candidates))
                literal = storable(text[start:end])
                first[key] = Seen(literal, kind, 1, measured, context)
        for key, one in first.items():
            yield replace(one, places=places[key])

    def _measured(self, candidates: Sequence[QueuedCandidate]) -> Iterator[QueuedCandidate]:
        for one in candidates:
            yield replace(one, from_best=self._distance(candidates[0].id, one.id))

    @cached_property
    def _distances(self) -> dict[tuple[str, str], int | None]:
        return {}

    def _distance(self, best: str, other: str) -> int | None:
        pair = best, other
        if pair not in self._distances:
            self._distances[pair] = self.terms.distance(best, other)
        return self._distances[pair]


class Literals:
    """Decided literals, ready to be looked for; ``decided`` gives the term of each key."""

    def __init__(self, decided: Mapping[str, str]) -> None:
        from ahocorasick_rs import AhoCorasick

        self._decided = decided
        self._phrases = [key for key in decided if not key.startswith(as_written(""))]
        self._automaton = AhoCorasick(self._phrases)

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, term) of every place where a literal stands, as whole words."""
        if not self._decided:
            return
        found = list(pieces(text))
        for piece in found:
            written = text[piece.start : piece.end]
            if is_abbreviation(written) and (term := self._decided.get(as_written(written))):
                yield piece.start, piece.end, term
        starts, ends, at = {}, {}, 0
        for piece in found:
            starts[at] = piece.start
            at += len(piece.key)
            ends[at] = piece.end
        stream = "".join(piece.key for piece in found)
        for which, start, end in self._automaton.find_matches_as_indexes(stream, overlapping=True):
            if start in starts and end in ends:
                first, last = starts[start], ends[end]
                if not is_abbreviation(text[first:last]):
                    yield first, last, self._decided[self._phrases[which]]


def _judged(found: NormalisedText, rulings: Rulings) -> tuple[list[Mention], list[UnmappedMention]]:
    """Mentions and unmapped places without what was rejected."""
    mentions: list[Mention] = []
    unmapped: list[UnmappedMention] = []
    for mention in found.mentions:
        key = phrase_key(mention.text)
        if key in rulings.rejected:
            continue
        if mention.id in rulings.denied.get(key, ()):
            unmapped.append(UnmappedMention(mention.start, mention.end, mention.text, ()))
        else:
            mentions.append(mention)
    for place in found.unmapped:
        key = phrase_key(place.text)
        if key not in rulings.rejected:
            denied = rulings.denied.get(key, ())
            others = tuple(c for c in place.candidates if c.id not in denied)
            unmapped.append(replace(place, candidates=others))
    return mentions, sorted(unmapped, key=lambda place: (place.start, place.end))


def _longest(
    matches: Iterator[tuple[int, int, str]], mentions: Sequence[Mention]
) -> list[tuple[int, int, str]]:
    """Matches that overlap no longer match and no longer mention, in the order of the text."""
    spans = sorted(((m.start, m.end) for m in mentions), key=lambda s: s[0] - s[1])
    kept: list[tuple[int, int, str]] = []
    taken = _Taken([])
    waiting = iter([*spans, None])
    longer = next(waiting)
    for start, end, term in sorted(set(matches), key=lambda m: (m[0] - m[1], m[0])):
        while longer is not None and longer[1] - longer[0] > end - start:
            taken.add(*longer)
            longer = next(waiting)
        if not taken.touches(start, end):
            kept.append((start, end, term))
            taken.add(start, end)
    return sorted(kept)


class _Taken:
    """Characters of a text that are spoken for."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._taken: set[int] = set()
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        self._taken.update(range(start, end))

    def touches(self, start: int, end: int) -> bool:
        return not self._taken.isdisjoint(range(start, end))


def _doubtful(
    found: NormalisedText,
) -> Iterator[tuple[int, int, str, tuple[QueuedCandidate, ...]]]:
    for place in found.unmapped:
        candidates = tuple(QueuedCandidate(c.id, c.label, c.score) for c in place.candidates)
        yield place.start, place.end, UNMAPPED, candidates
    for mention in found.mentions:
        if mention.method not in _NO_LITERAL and mention.score < UNCERTAIN_BELOW:
            taken_for = QueuedCandidate(mention.id, mention.label, mention.score)
            yield mention.start, mention.end, UNCERTAIN, (taken_for,)
