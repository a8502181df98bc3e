"""The phenotypes that a text in one language names, with exact offsets and assertion status."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ..mentions import Mention, NormalisedText, UnmappedMention
from . import detection
from .cognates import LONGEST as LONGEST_COGNATE
from .detection import Sentence
from .lexicon import Lexicon, Match
from .linking import Linker
from .profile import FAMILY, PRESENT
from .sentences import opens_paragraph, sentences
from .triggers import ASSERTIONS, Kind, TriggerReader
from .units import units_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..mentions import Candidate
    from .cognates import Cognates
    from .folding import Folded
    from .profile import Profile
    from .triggers import Event, Span

#: Score from which a linked candidate is taken for what the phrase says, and from which an
#: unmapped phrase is worth a look.
ACCEPTED: Final = 0.8
NOTEWORTHY: Final = 0.5
#: Longest phrase, in units, that is linked; and most phrases of one text.
LONGEST_PHRASE: Final = 12
MOST_PHRASES: Final = 5_000
#: How far a further name is trusted.
PARAPHRASE: Final = 0.97
_KEEPS_ITEM: Final = frozenset({Kind.PROBAND, Kind.TELL})


@dataclass(slots=True)
class _Read:
    """A sentence as it is read: its matches, and phrases that are none."""

    folded: Folded
    sentence: Sentence
    section: str
    given: list[tuple[Span, Mention]]
    matches: list[Match] = field(default_factory=list)
    leftovers: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def found(self) -> list[Span]:
        return [self.sentence.span(match.units) for match in self.matches]


class LanguageNormaliser:
    """Finds the phenotypes that a text in one language names.

    Args:
        profile: The language.
        names: (term id, name, weight) of every term to be found.
        labels: Label of each term id.
        rarity: How rare each term is, by its id (see `lexicon.Lexicon`).
        cognates: English names that the language may share.
    """

    def __init__(
        self,
        profile: Profile,
        names: Iterable[tuple[str, str, float]],
        labels: Mapping[str, str],
        rarity: Mapping[str, float],
        cognates: Cognates | None = None,
    ) -> None:
        self.profile = profile
        self._cognates = cognates
        self._labels = labels
        self._units = units_of(profile)
        self._fold = self._units.folding
        self._triggers = TriggerReader(profile.triggers, self._fold, spaced=profile.spaced)
        known = [(term, name, PARAPHRASE) for term, name in profile.named() if term in labels]
        empty = {self._fold(word).text for word in (*profile.fillers, *profile.modifiers)}
        self._lexicon = Lexicon(
            [*names, *known],
            self._units,
            dict(rarity),
            lambda name: name in empty or self._triggers.knows(name),
        )
        self._order_matters_below = 2 if profile.spaced else 3
        self._fillers = self._keys(profile.fillers)
        self._addable = self._keys(profile.modifiers)
        self._silent = self._keys(profile.silent)

    def _keys(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(
            unit for word in words for unit in self._lexicon.key(self._fold(word).text)
        )

    @cached_property
    def _linker(self) -> Linker:
        return Linker(
            self._lexicon,
            self._labels,
            spaced=self.profile.spaced,
            addable=self._addable,
            silent=self._silent,
        )

    def __call__(self, text: str) -> NormalisedText:
        """Mentions and unmapped places of a text that is all in this language."""
        return self.read(text, [(0, len(text))])

    def read(
        self, text: str, parts: Sequence[Span], given: Sequence[Mention] = ()
    ) -> NormalisedText:
        """Mentions and unmapped places of the parts of a note that are in this language.

        ``given`` are mentions that were found in these parts by other means (English words); they
        come back with the assertion that this language gives them.
        """
        read = list(self._sentences(text, parts, given))
        unmapped = self._link(text, read)
        mentions = [mention for one in read for mention in self._mentions(text, one)]
        return NormalisedText(tuple(mentions), tuple(unmapped))

    def _sentences(
        self, text: str, parts: Sequence[Span], given: Sequence[Mention]
    ) -> Iterator[_Read]:
        for start, end in parts:
            section = PRESENT
            for first, last in sentences(text, start, end, spaced=self.profile.spaced):
                folded = self._fold(text[first:last], first)
                if opens_paragraph(text, first):
                    section = PRESENT
                section = self._triggers.heading(folded.text) or section
                if section == FAMILY and self._triggers.opens_with_proband(folded.text):
                    section = PRESENT
                here = [
                    ((m.start - first, m.end - first), m)
                    for m in given
                    if first <= m.start and m.end <= last
                ]
                yield self._detect(folded, section, here)

    def _detect(self, folded: Folded, section: str, given: list[tuple[Span, Mention]]) -> _Read:
        sentence = Sentence(folded.text, self._units(folded))
        read = _Read(folded, sentence, section, given)
        read.matches = detection.ordered(sentence, self._lexicon)
        masked = [*read.found, *(span for span, _ in given)]
        events = self._triggers.events(folded.text, masked)
        lines = list(self._lines(sentence, events, [span for span, _ in given]))
        free = [
            match
            for items in lines
            for item in items
            for match in detection.reordered(
                sentence, item, self._lexicon, self._addable, self._order_matters_below
            )
        ]
        read.matches = detection.resolve(sentence, [*read.matches, *free])
        for items in lines:
            read.matches += detection.shared(sentence, items, read.matches, self._lexicon)
        taken = {i for match in read.matches for i in match.units}
        if self._cognates is not None:
            for item in (item for items in lines for item in items):
                found = self._shared_words(folded, sentence, item, taken)
                read.matches += found
                taken.update(i for match in found for i in match.units)
        read.leftovers = [
            left for items in lines for item in items for left in self._left(sentence, item, taken)
        ]
        return read

    def _shared_words(
        self, folded: Folded, sentence: Sentence, item: Sequence[int], taken: set[int]
    ) -> list[Match]:
        """Matches of words that the language shares with English, longest first."""
        found: list[Match] = []
        free = [i for i in item if i not in taken]
        for size in range(LONGEST_COGNATE, 0, -1):
            for first in range(len(free) - size + 1):
                window = free[first : first + size]
                words = [folded.original(*sentence.span((i,))) for i in window]
                best = self._cognates(words) if self._cognates else None
                if best and taken.isdisjoint(window):
                    found.append(Match(tuple(window), best[0], best[1], "cognate"))
                    taken = taken | set(window)
        return found

    def _lines(
        self, sentence: Sentence, events: Sequence[Event], given: Sequence[Span]
    ) -> Iterator[list[list[int]]]:
        """Lists of items: units without a trigger or sign between them; fillers left out."""
        splits = [e for e in events if not _KEEPS_ITEM.issuperset(e.roles)]
        walls = sorted([*((e.start, e.end, Kind.LIST in e.roles) for e in splits),
                        *((a, b, False) for a, b in given)])  # fmt: skip
        items: list[list[int]] = [[]]
        at = 0
        for i, unit in enumerate(sentence.units):
            while at < len(walls) and walls[at][1] <= unit.start:
                joins = walls[at][2]
                if not joins and any(items):
                    yield [item for item in items if item]
                    items = []
                items.append([])
                at += 1
            inside = at < len(walls) and walls[at][0] < unit.end
            if unit.is_break and not inside:
                items.append([])
            elif not inside and unit.key not in self._fillers:
                items[-1].append(i)
        if any(items):
            yield [item for item in items if item]

    def _left(
        self, sentence: Sentence, item: Sequence[int], taken: set[int]
    ) -> Iterator[tuple[int, ...]]:
        """What of an item is no match, where it is long enough to be a finding.

        A few words around a match are looked at together with it: they may make it another one.
        """
        free = [i for i in item if i not in taken]
        telling = [i for i in free if sentence.units[i].key not in self._addable]
        if len(telling) >= 2 - self.profile.spaced and len(free) <= LONGEST_PHRASE:
            if len(free) == len(item) or len(item) <= LONGEST_PHRASE // 2:
                yield tuple(item)
            elif free[-1] - free[0] == len(free) - 1:
                yield tuple(free)

    def _link(self, text: str, read: Sequence[_Read]) -> list[UnmappedMention]:
        """Adds matches of linked phrases; returns the phrases that stay unmapped."""
        places = [(one, units) for one in read for units in one.leftovers][:MOST_PHRASES]
        phrases = [tuple(one.sentence.units[i].key for i in units) for one, units in places]
        distinct = list(dict.fromkeys(phrases))
        known = distinct and self._lexicon.vocabulary
        linked = self._linker(distinct) if known else [()] * len(distinct)
        found = dict(zip(distinct, linked, strict=True))
        unmapped = []
        for (one, units), phrase in zip(places, phrases, strict=True):
            candidates = found[phrase]
            score = candidates[0].score if candidates else 0.0
            inside = [match for match in one.matches if set(match.units) & set(units)]
            if score >= ACCEPTED:
                one.matches = [match for match in one.matches if match not in inside]
                one.matches.append(Match(units, candidates[0].id, score, "linker"))
            elif score >= NOTEWORTHY and not inside:
                unmapped.append(self._unmapped(text, one, units, candidates))
        return unmapped

    def _unmapped(
        self, text: str, read: _Read, units: Sequence[int], candidates: tuple[Candidate, ...]
    ) -> UnmappedMention:
        start, end = read.folded.span(*read.sentence.span(units))
        return UnmappedMention(start, end, text[start:end], candidates)

    def _mentions(self, text: str, read: _Read) -> Iterator[Mention]:
        findings = [*read.found, *(span for span, _ in read.given)]
        if not findings:
            return
        folded = read.sentence.text
        events = self._triggers.events(folded, findings)
        said = self._triggers.assertions(folded, findings, events, read.section)
        own = len(read.matches)
        made = [
            self._mention(text, read, match, assertion)
            for match, assertion in zip(read.matches, said[:own], strict=True)
        ]
        for (_, mention), assertion in zip(read.given, said[own:], strict=True):
            strongest = min(assertion, mention.assertion, key=ASSERTIONS.index)
            made.append(_asserted(mention, strongest))
        yield from sorted(made, key=lambda m: (m.start, m.end, m.id))

    def _mention(self, text: str, read: _Read, match: Match, assertion: str) -> Mention:
        start, end = read.folded.span(*read.sentence.closed(match.units))
        label = self._labels[match.id]
        score = round(match.score, 3)
        return Mention(start, end, text[start:end], match.id, label, assertion, score, match.method)


def _asserted(mention: Mention, assertion: str) -> Mention:
    from dataclasses import replace

    return replace(mention, assertion=assertion)
