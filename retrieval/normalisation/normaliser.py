"""Clinical text -> phenotype mentions with exact offsets and assertion status."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from .abbreviations import ShortForms, abbreviation_detector
from .assertion import assertions
from .detection import Match, detect, detect_names
from .lexicon import Lexicon, depths
from .linking import ACCEPTED, Linker
from .measurements import may_measure, measured_mentions
from .mentions import Mention, NormalisedText, UnmappedMention
from .near import NearNames
from .paraphrases import paraphrases
from .phrases import is_telling, leftover_phrases, may_be_finding
from .sections import Sections
from .sentences import heading, split_sentences
from .spelling import Spelling
from .tokens import tokenise
from .wordclasses import EVERYDAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import polars as pl

    from .lexicon import Name
    from .tokens import Token

#: Longest sentence, in words; a longer one is cut, so that no text takes quadratic time.
LONGEST_SENTENCE: Final = 200
#: Characters of a sentence that are read at once.
LONGEST_TEXT: Final = 20_000
#: Halves of characters, which broken input holds and spaCy cannot.
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
#: Fit from which a name is near a phrase, and the phrase worth a curator's look.
NOTEWORTHY: Final = 0.5
#: Factor for a name one of whose words is misspelt.
MISSPELT: Final = 0.93
#: Score of a phrase that says most of a name.
PARTIAL: Final = 0.8


@dataclass(frozen=True, slots=True)
class _Sentence:
    tokens: list[Token]
    section: str
    matches: list[Match]
    leftovers: list[tuple[int, ...]]

    def span(self, words: Sequence[int]) -> tuple[int, int]:
        return self.tokens[min(words)].start, self.tokens[max(words)].end


class Normaliser:
    """Finds the phenotypes that a note names.

    Args:
        names: (term id, name, scope) of every term to be found.
        labels: Label of each term id.
        depth: Distance of each term id from the root (see `lexicon.depths`).
        texts: Well-spelt texts of medicine, whose words are taken for no misspelt ones.
        dictionary_only: Find nothing but names as the ontology has them, up to inflection: what is
            left of normalisation when all else is taken away, to compare with.

    """

    def __init__(
        self,
        names: Sequence[tuple[str, str, str]],
        labels: Mapping[str, str],
        depth: Mapping[str, int],
        texts: Iterable[str] = (),
        *,
        dictionary_only: bool = False,
    ) -> None:
        self._names = names
        self._labels = labels
        self._texts = texts
        self._dictionary_only = dictionary_only
        self._lexicon = Lexicon(names, depth, shorten=not dictionary_only)
        self._detector = abbreviation_detector()

    @classmethod
    def of_snapshot(
        cls, table: Callable[[str], pl.DataFrame], *, dictionary_only: bool = False
    ) -> Normaliser:
        """From a snapshot's tables by name (`Snapshot.table`)."""
        tables = map(table, ("names", "phenotype_is_a", "phenotypes"))
        return cls.from_tables(*tables, dictionary_only=dictionary_only)

    @classmethod
    def from_tables(
        cls,
        names: pl.DataFrame,
        phenotype_is_a: pl.DataFrame,
        phenotypes: pl.DataFrame,
        *,
        dictionary_only: bool = False,
    ) -> Normaliser:
        """From the tables of a snapshot (`ingest.tables`): `names`, `phenotype_is_a`, `phenotypes`.

        Only English names of terms below Phenotypic abnormality (HP:0000118) take part.
        """
        depth = depths(phenotype_is_a)
        columns = names.select("id", "name", "scope", "language").iter_rows()
        rows = [(i, n, s) for i, n, s, language in columns if i in depth and language == "en"]
        labels = dict(phenotypes.select("id", "name").iter_rows())
        if dictionary_only:
            return cls(rows, labels, depth, dictionary_only=True)
        rows += [(i, phrase, "PARAPHRASE") for i, phrase in paraphrases() if i in depth]
        texts = [*phenotypes["definition"].drop_nulls(), *names.filter(language="en")["name"]]
        return cls(rows, labels, depth, texts)

    def __call__(self, text: str) -> NormalisedText:
        """Mentions and unmapped places of a note; offsets count its characters as they are."""
        sentences = list(self._read(_SURROGATES.sub("\ufffd", text)))
        unmapped = self._link(text, sentences)
        mentions = [mention for s in sentences for mention in self._mentions(text, s)]
        if not self._dictionary_only:
            places = ((s.tokens, s.section) for s in sentences)
            mentions += measured_mentions(text, places, self._labels, mentions)
            mentions.sort(key=lambda mention: (mention.start, mention.end))
        return NormalisedText(tuple(mentions), tuple(unmapped))

    def prepare(self) -> None:
        """Build now what is otherwise built by the first note that needs it."""
        _ = self._linker, self._near, self._spelling

    @cached_property
    def _linker(self) -> Linker:
        return Linker(self._names, self._labels, self._lexicon.stems)

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling((name for _, name, _ in self._names), self._texts)

    @cached_property
    def _near(self) -> NearNames:
        return NearNames(self._lexicon.ordered)

    def _read(self, text: str) -> Iterator[_Sentence]:
        """Sentences in which something may be found, one by one: a note can be long."""
        sections = Sections()
        for title, tokens, matches in self._matched(text):
            words = [token.surface for token in tokens]
            section = sections.enter(title, words, [match.words[0] for match in matches])
            if self._dictionary_only:
                yield _Sentence(tokens, section, matches, [])
                continue
            taken = {word for match in matches for word in match.words}
            leftovers = list(leftover_phrases(tokens, taken, self._lexicon.vocabulary))
            if matches or leftovers or may_measure(tokens):
                yield _Sentence(tokens, section, matches, leftovers)

    def _matched(self, text: str) -> Iterator[tuple[str | None, list[Token], list[Match]]]:
        """Heading, tokens and names of each sentence."""
        if self._dictionary_only:
            for title, tokens in _sentences(text):
                yield title, tokens, detect_names(tokens, self._lexicon)
            return
        bracketed = (self._spelt(tokens) for _, tokens in _sentences(text, holding="("))
        short_forms = ShortForms(bracketed, self._detector, self._lexicon)
        for title, written in _sentences(text):
            tokens = self._spelt(written)
            matches = short_forms.join(tokens, detect(tokens, self._lexicon))
            yield title, tokens, [_as_spelt(tokens, match) for match in matches]

    def _spelt(self, tokens: Iterable[Token]) -> list[Token]:
        return [self._spelling(token, self._lexicon.vocabulary) for token in tokens]

    def _link(self, text: str, sentences: Sequence[_Sentence]) -> list[UnmappedMention]:
        """Adds to the sentences the matches of phrases near a name; returns what stays unmapped."""
        open_places = []
        for sentence in sentences:
            for words in sentence.leftovers:
                tokens = [sentence.tokens[i] for i in words]
                if _everyday(tokens):
                    continue
                if name := self._near_name(tokens):
                    sentence.matches.append(Match(words, name.id, PARTIAL, "partial"))
                elif self._is_open(tokens):
                    open_places.append((sentence, words))
        return self._linked(text, open_places)

    def _near_name(self, tokens: Sequence[Token]) -> Name | None:
        if not self._near.may_say(tokens):
            return None
        return self._near.said_by(tokens, self._near.find(_stems(tokens), NOTEWORTHY))

    def _is_open(self, tokens: Sequence[Token]) -> bool:
        """Whether a phrase reads like a finding and shares a telling word with a name near it."""
        if not may_be_finding(tokens):
            return False
        telling = {token.stem for token in tokens if is_telling(token)}
        near = self._near.find(_stems(tokens), NOTEWORTHY)
        return any(telling.intersection(one.name.stems) for one in near)

    def _linked(
        self, text: str, places: Sequence[tuple[_Sentence, tuple[int, ...]]]
    ) -> list[UnmappedMention]:
        """Gives open places to the linker; returns those that it is not sure of."""
        spans = [sentence.span(words) for sentence, words in places]
        linked = self._linker([text[start:end] for start, end in spans]) if spans else []
        unmapped = []
        for (sentence, words), (start, end), found in zip(places, spans, linked, strict=True):
            if found and found[0].score >= ACCEPTED:
                sentence.matches.append(Match(words, found[0].id, found[0].score, "linker"))
            elif found:
                unmapped.append(UnmappedMention(start, end, text[start:end], found))
        return unmapped

    def _mentions(self, text: str, sentence: _Sentence) -> Iterator[Mention]:
        if not sentence.matches:
            return
        matches = sorted(sentence.matches, key=lambda m: (sentence.span(m.words), m.id))
        words = [token.surface.lower() for token in sentence.tokens]
        found = assertions(words, [m.words for m in matches], sentence.section)
        for match, assertion in zip(matches, found, strict=True):
            start, end = sentence.span(match.words)
            yield Mention(
                start,
                end,
                text[start:end],
                match.id,
                self._labels[match.id],
                assertion,
                round(match.score, 3),
                match.method,
            )


def _as_spelt(tokens: Sequence[Token], match: Match) -> Match:
    """The match, marked if one of its words was taken for another."""
    if not any(tokens[i].misspelt for i in match.words):
        return match
    return replace(match, score=match.score * MISSPELT, method="spelling")


def _stems(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.stem for token in tokens)


def _everyday(tokens: Sequence[Token]) -> bool:
    return " ".join(token.surface.lower() for token in tokens) in EVERYDAY


def _sentences(text: str, holding: str = "") -> Iterator[tuple[str | None, list[Token]]]:
    """Heading, if it has one, and tokens of each sentence, or of those with a sign.

    A very long one comes in pieces.
    """
    for start, end in split_sentences(text):
        if holding and text.find(holding, start, end) < 0:
            continue
        title = heading(text[start : min(end, start + LONGEST_TEXT)])
        for first in range(start, end, LONGEST_TEXT):
            tokens = tokenise(text[first : min(end, first + LONGEST_TEXT)], first)
            for i in range(0, len(tokens), LONGEST_SENTENCE):
                yield title, tokens[i : i + LONGEST_SENTENCE]
