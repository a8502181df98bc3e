"""All names of a snapshot on disk, found by key in well under a millisecond.

A folder beside the ranking index: ``names.parquet`` (id, name, scope, type), sorted hashes of the
names' keys with the row and kind of each, and the words of the names by groups of three letters.
Nothing but the words' groups is read before it is needed; arrays are mapped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ...errors import SnapshotError
from ..normalisation.morphology import fold
from ..ranking.arrays import load_arrays, save_arrays
from .prefixes import prefixes
from .records import Records, write_records
from .variant_keys import FOLDER as VARIANTS
from .variant_keys import VariantKeys
from .words import Key, Word, keys, letters, words

TABLES: Final = (
    *("names", "retired", "phenotypes", "diseases", "genes", "conflicts"),
    *("disease_is_a", "same_as", "associated_with"),
)
"""Tables of the snapshot that the index is compiled from."""

_NAMES: Final = "names.parquet"
_RETIRED: Final = "retired.parquet"
_WORDS: Final = "words.parquet"
GENES: Final = ("HGNC:", "NCBIGene:")
"""How ids of genes begin."""
#: Likest words that are looked at for one that is misspelt, and those that are given.
_NEAR: Final = 40
_GIVEN: Final = 5
#: Likeness (0 to 100) from which a name is worth showing to a person.
_ALIKE: Final = 55
_PLAIN: Final = re.compile(r"[a-z]+")
_SYMBOL: Final = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a record, and the kind of key it was found by."""

    id: str
    name: str
    scope: str
    type: str | None
    key: Key


def compile_entities(tables: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """Write the index of a snapshot's tables (`TABLES`) into a new folder."""
    folder.mkdir(parents=True)
    english = tables["names"].filter(pl.col("language") == "en")
    names = pl.concat(
        [
            english.select("id", "name", "scope", "type"),
            _symbols(tables["genes"], english["id"]),
            _disputed(tables["conflicts"]),
        ]
    )
    names.write_parquet(folder / _NAMES)
    tables["retired"].write_parquet(folder / _RETIRED)
    hashes: list[int] = []
    places: list[tuple[int, int]] = []
    rows_of: defaultdict[str, list[int]] = defaultdict(list)
    starts: set[int] = set()
    for row, (curie, name) in enumerate(names.select("id", "name").iter_rows()):
        if curie.startswith(GENES):
            symbol = "".join(_SYMBOL.findall(fold(name)))
            made = {} if symbol.isdigit() or len(symbol) < 2 else {Key.EXACT: symbol}
        else:
            found = words(name)
            for lemma in {word.lemma for word in found}:
                rows_of[lemma].append(row)
            made = _kept(curie, keys(found))
            if not curie.startswith("HP:"):
                starts.update(prefixes(found))
        for kind, text in made.items():
            hashes.append(_hash(kind, text))
            places.append((row, kind))
    _write_keys(folder, hashes, places)
    save_arrays(folder, {"starts": np.array(sorted(starts), np.uint64)})
    write_records(tables, folder)
    definitions = (tables[name]["definition"].drop_nulls() for name in ("phenotypes", "diseases"))
    _write_words(folder, rows_of, _ordinary(text for column in definitions for text in column))


def _symbols(genes: pl.DataFrame, named: pl.Series) -> pl.DataFrame:
    """Symbols of the genes that have no names: those of a snapshot without HGNC."""
    unnamed = genes.filter(~pl.col("id").is_in(named.implode()), pl.col("symbol").is_not_null())
    return unnamed.select(
        "id", name="symbol", scope=pl.lit("EXACT"), type=pl.lit("symbol", pl.String)
    )


def _disputed(conflicts: pl.DataFrame) -> pl.DataFrame:
    """Symbols that HGNC gives to several genes, as names of each: none is taken for granted."""
    several = conflicts.filter(pl.col("kind") == "alias_of_several_genes")
    return several.select(
        id=pl.col("object").str.split("|"),
        name="subject",
        scope=pl.lit("EXACT"),
        type=pl.lit("alias"),
    ).explode("id")


def _kept(curie: str, made: dict[Key, str]) -> dict[Key, str]:
    """The keys that a name is looked up by: only diseases have a short one that differs."""
    left_out = {Key.NORMAL} if made.get(Key.NORMAL) == made.get(Key.EXACT) else set()
    if curie.startswith("HP:") or made.get(Key.SHORT) == made.get(Key.NORMAL):
        left_out |= {Key.SHORT}
    return {kind: text for kind, text in made.items() if kind not in left_out}


def _write_keys(folder: Path, hashes: list[int], places: list[tuple[int, int]]) -> None:
    order = np.argsort(np.array(hashes, np.uint64), kind="stable")
    placed = np.array(places, np.int32).reshape(-1, 2)[order]
    save_arrays(
        folder,
        {
            "hashes": np.array(hashes, np.uint64)[order],
            "rows": placed[:, 0].copy(),
            "kinds": placed[:, 1].astype(np.uint8),
        },
    )


def _write_words(folder: Path, rows_of: Mapping[str, list[int]], ordinary: set[str]) -> None:
    vocabulary = sorted(rows_of)
    pl.DataFrame({"word": vocabulary}, schema={"word": pl.String}).write_parquet(folder / _WORDS)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(vocabulary):
        for group in letters([word]):
            groups[group].append(number)
    ordered = sorted(groups)
    pl.DataFrame({"group": ordered}, schema={"group": pl.String}).write_parquet(
        folder / "groups.parquet"
    )
    pl.DataFrame({"word": sorted(ordinary)}, schema={"word": pl.String}).write_parquet(
        folder / "ordinary.parquet"
    )
    save_arrays(
        folder,
        _lists("group", [groups[group] for group in ordered])
        | _lists("word", [rows_of[word] for word in vocabulary]),
    )


def _lists(name: str, lists: Sequence[list[int]]) -> dict[str, NDArray[Any]]:
    ends = np.cumsum([0, *map(len, lists)], dtype=np.int64)
    flat = np.fromiter((item for each in lists for item in each), np.int32, int(ends[-1]))
    return {f"{name}.items": flat, f"{name}.ends": ends}


def _ordinary(texts: Iterable[str]) -> set[str]:
    """Words that texts write in small letters: what a gene's symbol so written may mean instead."""
    return {word for text in texts for word in _PLAIN.findall(text)}


def _hash(kind: int, text: str) -> int:
    """Exact and normal keys share a space, so that either finds the other."""
    space = {Key.SHORT: "s", Key.BAG: "b"}.get(Key(kind), "n")
    return int.from_bytes(blake2b(f"{space}:{text}".encode(), digest_size=8).digest(), "little")


class EntityIndex:
    """Names by key, labels by id, and words by likeness.

    Raises `SnapshotError` where the folder is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._arrays = load_arrays(folder)
            self._names = pl.read_parquet(folder / _NAMES)
            self._hashes = self._arrays["hashes"]
        except (OSError, KeyError, ValueError, pl.exceptions.PolarsError) as error:
            raise SnapshotError(
                f"{folder} is missing or damaged; build the snapshot again with: rareseek ingest"
            ) from error
        self._folder = folder

    def find(self, stretches: Sequence[Sequence[Word]]) -> list[list[Name]]:
        """The names that each of these stretches of words is, by its surest key.

        A short key is looked for among short keys and, for a stretch that is short already ("Usher
        1B"), itself as it stands.
        """
        asked: list[tuple[int, Key, int]] = []
        for place, stretch in enumerate(stretches):
            made = keys(stretch)
            made.setdefault(Key.SHORT, made.get(Key.NORMAL, ""))
            asked += [(place, kind, _hash(kind, text)) for kind, text in made.items()]
        sought = np.array([key for _, _, key in asked], np.uint64)
        first = np.searchsorted(self._hashes, sought, "left")
        last = np.searchsorted(self._hashes, sought, "right")
        found: list[list[Name]] = [[] for _ in stretches]
        for (place, kind, _), start, end in zip(asked, first, last, strict=True):
            found[place] += self._at(kind, int(start), int(end))
        return found

    def symbols(self, folded: Sequence[str]) -> list[list[Name]]:
        """The names that are each of these symbols, written without signs and in small letters."""
        sought = np.array([_hash(Key.EXACT, text) for text in folded], np.uint64)
        first = np.searchsorted(self._hashes, sought, "left")
        last = np.searchsorted(self._hashes, sought, "right")
        return [
            self._at(Key.EXACT, int(start), int(end))
            for start, end in zip(first, last, strict=True)
        ]

    @property
    def starts(self) -> NDArray[np.uint64]:
        """Sorted marks of how names of diseases start (see `prefixes`), to be walked by."""
        return self._arrays["starts"]

    @cached_property
    def records(self) -> Records:
        """Which records of diseases are one, which are too general, and the genes of diseases."""
        return Records.read(self._folder)

    @cached_property
    def variants(self) -> VariantKeys:
        """Ids of variants by rs id, HGVS or alleles."""
        return VariantKeys(self._folder / VARIANTS)

    def _at(self, kind: Key, start: int, end: int) -> list[Name]:
        names = []
        for at in range(start, end):
            curie, name, scope, of_type = self._names.row(int(self._arrays["rows"][at]))
            stored = Key(int(self._arrays["kinds"][at]))
            names.append(Name(curie, name, scope, of_type, max(kind, stored)))
        return names

    def names_of(self, curie: str) -> list[Name]:
        """All names of a record, its label first."""
        rows = self._names.filter(pl.col("id") == curie).iter_rows()
        found = [Name(one, name, scope, kind, Key.EXACT) for one, name, scope, kind in rows]
        return sorted(found, key=lambda name: (name.scope != "LABEL", name.type != "symbol"))

    def label(self, curie: str) -> str | None:
        """The label of a record, or the symbol of a gene; None for an id that has none."""
        return self._labels.get(curie)

    def has(self, curie: str) -> bool:
        """Whether an id is one of the snapshot's phenotypes, diseases or genes."""
        return curie in self._labels

    def replaced(self, curie: str) -> str | None:
        """What a retired id was replaced by; the empty text where by nothing."""
        return self._replaced.get(curie)

    def is_ordinary(self, word: Word) -> bool:
        """Whether definitions write this word in small letters."""
        return word.folded in self.ordinary

    def like(self, word: str) -> list[str]:
        """Words of names that this one may be a misspelling of, the likest first."""
        return list(_closest(word, self._near(word)))

    def similar(self, stretch: Sequence[Word], most: int = 5) -> list[Name]:
        """Names most like some words, for a person to choose from."""
        from rapidfuzz import fuzz, process

        rows: set[int] = set()
        for word in stretch:
            for known in (word.lemma, *self._near(word.lemma)[:3]):
                if (number := self._numbers.get(known)) is not None:
                    rows.update(self._slice("word", number)[:2_000])
        names = [self._names.row(row) for row in sorted(rows)]
        said = " ".join(word.folded for word in stretch)
        likest = process.extract(
            said,
            [name.lower() for _, name, _, _ in names],
            scorer=fuzz.token_sort_ratio,
            limit=3 * most,
            score_cutoff=_ALIKE,
        )
        chosen = {
            curie: Name(curie, name, scope, kind, Key.BAG)
            for curie, name, scope, kind in (names[at] for _, _, at in likest)
        }
        return list(chosen.values())[:most]

    def _near(self, word: str) -> list[str]:
        """Words that share the most groups of three letters with this one."""
        shared: defaultdict[int, int] = defaultdict(int)
        for group in letters([word]):
            if (number := self._groups.get(group)) is not None:
                for each in self._slice("group", number):
                    shared[each] += 1
        best = sorted(shared, key=lambda number: (-shared[number], number))[:_NEAR]
        return [self._vocabulary[number] for number in best]

    def _slice(self, name: str, number: int) -> list[int]:
        ends = self._arrays[f"{name}.ends"]
        return [int(x) for x in self._arrays[f"{name}.items"][ends[number] : ends[number + 1]]]

    @cached_property
    def _labels(self) -> dict[str, str]:
        is_label = (pl.col("scope") == "LABEL") | (pl.col("type") == "symbol")
        return dict(self._names.filter(is_label).select("id", "name").iter_rows())

    @cached_property
    def _replaced(self) -> dict[str, str]:
        table = pl.read_parquet(self._folder / _RETIRED)
        return {old: new or "" for old, new in table.select("id", "replaced_by").iter_rows()}

    @cached_property
    def _vocabulary(self) -> list[str]:
        return pl.read_parquet(self._folder / _WORDS)["word"].to_list()

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self._vocabulary)}

    @cached_property
    def _groups(self) -> dict[str, int]:
        column = pl.read_parquet(self._folder / "groups.parquet")["group"]
        return {group: number for number, group in enumerate(column)}

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """Words that definitions write in small letters."""
        return frozenset(pl.read_parquet(self._folder / "ordinary.parquet")["word"])


def _closest(word: str, others: Sequence[str]) -> list[str]:
    return close_spellings(word, tuple(others))[:_GIVEN]


@lru_cache(maxsize=1_000)
def close_spellings(word: str, others: tuple[str, ...]) -> list[str]:
    """Those of these words that a slip or two makes of this one, the likest first.

    One slip in words of five letters and more, two from eight, three from fourteen; the first
    letter counts as given in short words.

    >>> close_spellings("arachnodactily", ("arachnodactyly", "camptodactyly"))
    ['arachnodactyly']
    """
    from rapidfuzz.distance import OSA

    allowed = 0 if len(word) < 5 else 1 if len(word) < 8 else 2 if len(word) < 14 else 3
    scored = [
        (OSA.distance(word, other, score_cutoff=allowed), other)
        for other in others
        if abs(len(word) - len(other)) <= allowed and (len(word) > 7 or other[0] == word[0])
    ]
    return [other for slips, other in sorted(scored) if 0 < slips <= allowed]
