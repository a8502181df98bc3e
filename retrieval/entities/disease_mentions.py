"""Names of diseases in a note, told from phenotypes, genes and other abbreviations.

A name in full is taken where it is no phenotype's name too and no category's. A short form
("CF", "PKU") means what the note defines it as; one that it does not define is taken only where
it is long enough, or where the words beside it speak of a diagnosis, and means one disease.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..normalisation.mentions import Candidate, UnmappedMention
from ..normalisation.wordtables import words
from .entity_index import GENES, EntityIndex, Name
from .identifiers import Taken, identifiers
from .mentions import DiseaseMention
from .note_text import Sentence, Span, by_sentence
from .prefixes import telling, walk
from .words import GENERIC, Key, Word

NAMESPACES: Final = ("OMIM", "ORPHA", "MONDO", "DECIPHER")
_SCOPES: Final = {"LABEL": 0, "EXACT": 1}
_ACRONYM: Final = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z][A-Za-z0-9/-]*")
_HYPHENED: Final = re.compile(r"[A-Z](?:-[A-Z])+")
#: Signs that a name does not reach across.
_BREAK: Final = re.compile(r"[()\[\]{};:]|[.?!]\s|\n\s*\n")
#: Shortest single word, in letters, that is a name in full.
_LONG_WORD: Final = 6
#: Letters from which a short form that nothing explains is taken for its one disease.
_LONG_ACRONYM: Final = 4
#: Words beside a short form that speak of a diagnosis.
_DIAGNOSTIC: Final = words(
    "diagnosis diagnosed diagnosing diagnoses diagnostic confirmed known screening carrier "
    "carriers suspected disease syndrome affected history"
)
_NEAR: Final = 3
#: Words for the one who has what follows "with": in "a man with DMD" it is no gene.
_PEOPLE: Final = words(
    "patient patients man woman male female boy girl child infant neonate newborn baby adult "
    "adolescent teenager proband individual person gentleman lady known diagnosed"
)
#: Words behind a symbol that is a gene's after all: "a man with MEN1 variants".
_OF_GENE: Final = words("gene genes variant variants mutation mutations deletion duplication")
_TYPED: Final = frozenset({"type", "form", "group", "variant", "complementation"})
#: Words from which a name with a comma in it ("aneurysm, familial thoracic") is no list.
_MANY: Final = 4
_LIKE: Final = re.compile(r"[-\u2010\u2011 ]like\b")
_SURE: Final = {Key.EXACT: 1.0, Key.NORMAL: 0.97, Key.SHORT: 0.92}


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    ids: tuple[str, ...]
    score: float
    method: str

    @property
    def span(self) -> Span:
        return self.start, self.end


class DiseaseFinder:
    """Finds diseases in the sentences of a note."""

    def __init__(self, index: EntityIndex) -> None:
        self._index = index

    def __call__(
        self, text: str, note: Sequence[Sentence], taken: Sequence[Span]
    ) -> tuple[list[DiseaseMention], list[UnmappedMention]]:
        """The mentions of a note, and the names that mean several diseases.

        No mention touches one of the ``taken`` spans. A short form in brackets means what it
        follows.
        """
        found = list(self._identified(text))
        unmapped: list[UnmappedMention] = []
        explained = {match[1] for match in _BRACKETED.finditer(text)}
        marks = Taken(len(text))
        for start, end in (*taken, *(place.span for place in found)):
            marks.claim(start, end)
        for first, last, names in self._named(text, note):
            start, end = first.start, last.end
            if first is last and text[start:end] in explained:
                continue
            if not marks.claim(start, end):
                continue
            if ids := self._meant(names):
                score = max(_SURE.get(name.key, 0.0) for name in names)
                found.append(_Place(start, end, ids, score, "dictionary"))
            else:
                unmapped.append(self._ambiguous(text, start, end, names))
        found += _short_forms(text, _definitions(text, found), marks)
        ordered = sorted(found, key=lambda place: place.start)
        mentions: list[DiseaseMention] = []
        for sentence, here in zip(note, by_sentence(note, ordered), strict=True):
            mentions += self._mentions(text, sentence, here)
        return mentions, unmapped

    def _identified(self, text: str) -> Iterator[_Place]:
        if not any(map(str.isdigit, text)):
            return
        for found in identifiers(text):
            curie = self._index.replaced(found.value) or found.value
            known = found.kind == "id" and curie.partition(":")[0] in NAMESPACES
            if known and self._index.has(curie):
                yield _Place(found.start, found.end, (curie,), 1.0, "identifier")

    def _named(
        self, text: str, note: Sequence[Sentence]
    ) -> Iterator[tuple[Word, Word, list[Name]]]:
        """First and last word of each name, the longest ones that share no word, and its names."""
        plain = _INSIDE.sub(lambda match: " " * len(match[0]), text)
        spoken: list[Word] = []
        ends: list[int] = []
        home: list[Sentence] = []
        for sentence in note:
            here = [w for w in sentence.words if telling(w) and not plain[w.start].isspace()]
            ends += [len(spoken) + end for end in _ends(plain, here)]
            home += [sentence] * len(here)
            spoken += here
        stretches = walk(spoken, ends, self._index.starts)
        looked_up = self._index.find([spoken[first:last] for first, last in stretches])
        fitting = []
        for (first, last), names in zip(stretches, looked_up, strict=True):
            kept = self._fitting(text, home[first], spoken[first:last], names)
            if kept or _is_phenotype(names):
                fitting.append((first, last, kept))
        used = Taken(len(spoken))
        for first, last, names in sorted(fitting, key=lambda each: (each[0] - each[1], each[0])):
            if used.claim(first, last) and names:
                yield spoken[first], spoken[last - 1], names

    def _fitting(
        self, text: str, sentence: Sentence, of: Sequence[Word], names: Iterable[Name]
    ) -> list[Name]:
        """The diseases that a stretch of words names as they are meant; none for a phenotype."""
        close = [name for name in names if name.key in _SURE]
        if _is_phenotype(close) or _LIKE.match(text, of[-1].end):
            return []
        said = text[of[0].start : of[-1].end]
        best = min((name.key for name in close if self._is_disease(name)), default=None)
        return [
            name
            for name in close
            if name.key is best and self._is_disease(name) and self._fits(name, said, of, sentence)
        ]

    def _is_disease(self, name: Name) -> bool:
        """Whether a name is of a diagnosis; of what Mondo alone has, labels and "... disease"."""
        records = self._index.records
        if name.id.partition(":")[0] not in NAMESPACES or name.id in records.general:
            return False
        if all(one.startswith("MONDO:") for one in records.same_as(name.id)):
            said = name.name.lower().split()
            return len(said) > 1 and (name.scope == "LABEL" or said[-1] in GENERIC)
        return True

    def _fits(self, name: Name, said: str, of: Sequence[Word], sentence: Sentence) -> bool:
        numbered = any(sign.isdigit() for sign in of[-1].lemma) or len(of[-1].surface) == 1
        if name.key is Key.SHORT and not (numbered and len(of) > 1 and self._is_own(of)):
            return False
        if "," in said and len(of) < _MANY:
            return any(word.folded in _TYPED for word in of[1:]) or numbered
        if _is_inflected(name, said, of):
            return False
        if len(of) == 1:
            return self._fits_alone(name, said, of[0], sentence)
        if _ACRONYM.fullmatch(of[0].surface) and len(of[0].surface) < _LONG_WORD:
            return name.name.split()[0].rstrip(",") == of[0].surface
        return True

    def _is_own(self, of: Sequence[Word]) -> bool:
        """Whether a word of letters is no everyday one: "chromosome 5" is not short for a name."""
        return any(len(w.folded) > 2 and not self._index.is_ordinary(w) for w in of)

    def _fits_alone(self, name: Name, said: str, word: Word, sentence: Sentence) -> bool:
        """One word in full, or a short form that is spelt as its name and may stand alone."""
        if name.key is Key.SHORT:
            return False
        if not _is_acronym(name.name):
            whole = name.key is Key.EXACT or said.endswith("s")
            return whole and len(said) >= _LONG_WORD and " " not in name.name
        if said != name.name or sentence.shouts:
            return False
        own = name.scope in _SCOPES and name.id.partition(":")[0] != "MONDO" and len(said) > 2
        if self._is_gene(said):
            return own and _is_had(sentence, word)
        if len(said) >= _LONG_ACRONYM:
            return not self._index.is_ordinary(word)
        return own and (_is_had(sentence, word) or _beside(sentence, word, _DIAGNOSTIC))

    def _is_gene(self, symbol: str) -> bool:
        """Whether a gene is called so: its symbol alone says nothing of a disease."""
        (names,) = self._index.symbols([symbol.lower()])
        return any(name.id.startswith(GENES) and name.type == "symbol" for name in names)

    def _meant(self, names: Sequence[Name]) -> tuple[str, ...]:
        """Ids of the one disease that these names mean; none where they mean several."""
        group_of = self._index.records.group_of
        for scopes in ({"LABEL"}, {"LABEL", "EXACT"}, None):
            ids = {name.id for name in names if scopes is None or name.scope in scopes}
            if not ids:
                continue
            spaces = [one.partition(":")[0] for one in ids]
            if len({group_of(one) for one in ids}) == 1 or len(set(spaces)) == len(ids):
                same = {one for each in ids for one in self._index.records.same_as(each)}
                return tuple(sorted(same, key=_preference))
            return ()
        return ()

    def _ambiguous(self, text: str, start: int, end: int, names: Iterable[Name]) -> UnmappedMention:
        ids = dict.fromkeys(name.id for name in names)
        candidates = tuple(Candidate(one, self._index.label(one) or one, 0.5) for one in ids)
        return UnmappedMention(start, end, text[start:end], candidates)

    def _mentions(
        self, text: str, sentence: Sentence, places: Sequence[_Place]
    ) -> Iterator[DiseaseMention]:
        found = sentence.asserted([place.span for place in places])
        for place, assertion in zip(places, found, strict=True):
            yield DiseaseMention(
                *place.span,
                text[place.start : place.end],
                place.ids[0],
                self._index.label(place.ids[0]) or place.ids[0],
                assertion,
                round(place.score, 3),
                place.method,
                place.ids,
            )


def _is_inflected(name: Name, said: str, of: Sequence[Word]) -> bool:
    """Whether small letters only resemble a name of one word and "disease": "her" is not Hers."""
    own = [word for word in of if word.folded not in GENERIC]
    return name.key is not Key.EXACT and len(own) == 1 < len(of) and said.islower()


def _is_phenotype(names: Iterable[Name]) -> bool:
    return any(name.id.startswith("HP:") and name.key < Key.SHORT for name in names)


def _preference(curie: str) -> tuple[int, str]:
    return NAMESPACES.index(curie.partition(":")[0]), curie


def _is_acronym(name: str) -> bool:
    return bool(_ACRONYM.fullmatch(name)) and sum(map(str.isupper, name)) > len(name) / 2 - 1


def _ends(text: str, spoken: Sequence[Word]) -> list[int]:
    """For each word, the index at which the run of words without a break after it ends."""
    ends = [len(spoken)] * len(spoken)
    for at in range(len(spoken) - 2, -1, -1):
        between = text[spoken[at].end : spoken[at + 1].start]
        ends[at] = at + 1 if _BREAK.search(between) else ends[at + 1]
    return ends


def _beside(sentence: Sentence, word: Word, among: frozenset[str]) -> bool:
    at = sentence.words.index(word)
    near = sentence.words[max(0, at - _NEAR) : at + _NEAR + 1]
    return any(other.folded in among for other in near if other is not word)


_BRACKETED: Final = re.compile(r"\s*[(\[]\s*([A-Za-z][A-Za-z0-9/-]{1,9})\s*[;,)\]]")
#: A short form in brackets before the last word of the name: "von Hippel-Lindau (VHL) disease".
_INSIDE: Final = re.compile(
    r"\s?\([A-Z][A-Za-z0-9-]{1,7}\)(?=\s(?:disease|syndrome|disorder|deficiency)\b)"
)
_REVERSED: Final = re.compile(r"([A-Za-z][A-Za-z0-9/-]{1,9})\s*[(\[]\s*$")


def _definitions(text: str, places: Sequence[_Place]) -> dict[str, _Place]:
    """Short forms that stand in brackets behind a name, or before a name in brackets."""
    defined: defaultdict[str, list[_Place]] = defaultdict(list)
    for place in places:
        behind = _BRACKETED.match(text, place.end)
        within = _BRACKETED.search(text, place.start, place.end)
        before = _REVERSED.search(text[max(0, place.start - 16) : place.start])
        for match in (behind, before, within):
            if match and _abbreviates(match[1], text[place.start : place.end]):
                defined[match[1]].append(place)
    return {short: found[0] for short, found in defined.items()}


def _short_forms(text: str, defined: Mapping[str, _Place], marks: Taken) -> Iterator[_Place]:
    """The places of the short forms that a note defines."""
    if not defined:
        return
    spelt = "|".join(re.escape(short) for short in sorted(defined, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w-])(?:{spelt})(?!\w)", text):
        if marks.claim(*match.span()):
            yield _Place(*match.span(), defined[match[0]].ids, 0.95, "abbreviation")


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of a short form stand in its long form in order, from a word on."""
    if not _ACRONYM.fullmatch(short) and not _HYPHENED.fullmatch(short):
        return False
    letters = [letter for letter in short.lower() if letter.isalpha()]
    opening = re.search(rf"\b{letters[0]}", long, re.IGNORECASE)
    rest = iter(long[opening.start() :].lower()) if opening else iter("")
    if all(letter in rest for letter in letters):
        return True
    initials = re.findall(r"\b[a-z]", long.lower())
    return sorted(letters) == sorted(initials)  # DM: "myotonic dystrophy"


def _is_had(sentence: Sentence, word: Word) -> bool:
    """Whether a word follows "man with" or "diagnosed with": somebody has it."""
    at = sentence.words.index(word)
    before = [one.folded for one in sentence.words[max(0, at - 2) : at]]
    if len(before) < 2 or before[0] not in _PEOPLE or before[1] != "with":
        return False
    return not any(one.folded in _OF_GENE for one in sentence.words[at + 1 : at + 3])
