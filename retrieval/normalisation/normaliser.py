"""Clinical text -> phenotype mentions with exact offsets and assertion status."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from .abbreviations import ShortForms
from .assertion import assertions
from .detection import Match, detect
from .document import clinical_english
from .lexicon import Lexicon, depths
from .linking import ACCEPTED, Linker
from .mentions import Mention, NormalisedText, UnmappedMention
from .paraphrases import paraphrases
from .phrases import is_finding, leftover_phrases
from .sentences import heading
from .tokens import tokenise
from .triggers import PRESENT, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import polars as pl
    from spacy.tokens import Doc

    from .tokens import Token

#: Longest sentence, in words; a longer one is cut, so that no text takes quadratic time.
LONGEST_SENTENCE: Final = 200
#: Halves of characters, which broken input holds and spaCy cannot.
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
#: Score from which an unmapped phrase is worth a curator's look.
NOTEWORTHY: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Sentence:
    tokens: list[Token]
    section: str
    matches: list[Match]
    leftovers: list[tuple[int, ...]]

    def span(self, words: Sequence[int]) -> tuple[int, int]:
        return self.tokens[min(words)].start, self.tokens[max(words)].end

    def finds(self, words: Sequence[int]) -> bool:
        return any(is_finding(self.tokens[i]) for i in words)


class Normaliser:
    """Finds the phenotypes that a note names.

    Args:
        names: (term id, name, scope) of every term to be found.
        labels: Label of each term id.
        depth: Distance of each term id from the root (see `lexicon.depths`).

    """

    def __init__(
        self,
        names: Sequence[tuple[str, str, str]],
        labels: Mapping[str, str],
        depth: Mapping[str, int],
    ) -> None:
        self._names = names
        self._labels = labels
        self._lexicon = Lexicon(names, depth)
        self._nlp = clinical_english()

    @classmethod
    def from_tables(
        cls, names: pl.DataFrame, phenotype_is_a: pl.DataFrame, phenotypes: pl.DataFrame
    ) -> Normaliser:
        """From the tables of a snapshot (`ingest.tables`): `names`, `phenotype_is_a`, `phenotypes`.

        Only English names of terms below Phenotypic abnormality (HP:0000118) take part.
        """
        depth = depths(phenotype_is_a)
        columns = names.select("id", "name", "scope", "language").iter_rows()
        rows = [(i, n, s) for i, n, s, language in columns if i in depth and language == "en"]
        rows += [(i, phrase, "PARAPHRASE") for i, phrase in paraphrases() if i in depth]
        return cls(rows, dict(phenotypes.select("id", "name").iter_rows()), depth)

    def __call__(self, text: str) -> NormalisedText:
        """Mentions and unmapped places of a note; offsets count its characters as they are."""
        doc = self._nlp(_SURROGATES.sub("\ufffd", text))
        sentences = list(self._read(doc))
        unmapped = self._link(text, doc, sentences)
        mentions = [mention for s in sentences for mention in self._mentions(text, s)]
        return NormalisedText(tuple(mentions), tuple(unmapped))

    @cached_property
    def _linker(self) -> Linker:
        return Linker(self._names, self._labels, self._lexicon.stems)

    def _read(self, doc: Doc) -> Iterator[_Sentence]:
        split = list(_sentences(doc))
        short_forms = ShortForms([tokens for _, tokens in split], self._nlp, self._lexicon)
        section = PRESENT
        for title, tokens in split:
            if title is not None:
                section = SECTIONS.get(title, PRESENT)
            matches = short_forms.join(tokens, detect(tokens, self._lexicon))
            taken = {word for match in matches for word in match.words}
            leftovers = list(leftover_phrases(tokens, taken, self._lexicon.vocabulary))
            yield _Sentence(tokens, section, matches, leftovers)

    def _link(self, text: str, doc: Doc, sentences: Sequence[_Sentence]) -> list[UnmappedMention]:
        """Adds to the sentences the matches of linked phrases; returns what stays unmapped."""
        places = [(sentence, words) for sentence in sentences for words in sentence.leftovers]
        spans = [sentence.span(words) for sentence, words in places]
        found = self._linker(doc, spans) if spans else []
        unmapped = []
        for (sentence, words), (start, end), candidates in zip(places, spans, found, strict=True):
            score = candidates[0].score if candidates else 0.0
            if score >= ACCEPTED:
                sentence.matches.append(Match(words, candidates[0].id, score, "linker"))
            elif score >= NOTEWORTHY and sentence.finds(words):
                unmapped.append(UnmappedMention(start, end, text[start:end], candidates))
        return unmapped

    def _mentions(self, text: str, sentence: _Sentence) -> Iterator[Mention]:
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


def _sentences(doc: Doc) -> Iterator[tuple[str | None, list[Token]]]:
    """Heading, if it has one, and tokens of each sentence; a very long one comes in pieces."""
    for span in doc.sents:
        text = span.text
        title = heading(text)
        tokens = tokenise(text, span.start_char)
        for start in range(0, len(tokens), LONGEST_SENTENCE):
            yield title, tokens[start : start + LONGEST_SENTENCE]
