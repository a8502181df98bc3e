"""The form of Orphadata's products: a ``JDBOR`` root with a list of disorders, as XML or as JSON.

Both forms give the same records: an element with a language becomes ``{"lang", "label"}``, one with
children an object, one with text alone that text. An XML product is read as a stream, one disorder
in memory at a time; a JSON one is decoded whole.
Format: https://www.orphadata.com/docs/OrphadataFreeAccessProductsDescription.pdf
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from xml.parsers import expat

from ..errors import SourceError
from ..ontologies.sourcefile import read_head, read_lines_in_blocks, read_text
from .statements import Record, listed, nested

if TYPE_CHECKING:
    from pathlib import Path

#: A disorder, and the line of an XML file or the number in a JSON file where it stands.
Numbered: TypeAlias = tuple[int, Any]

_ROOT: Final = "JDBOR"
_DISORDER: Final = "Disorder"
_LISTS: Final = (
    ("DisorderList", _DISORDER),
    ("HPODisorderSetStatusList", "HPODisorderSetStatus", _DISORDER),
)
_NO_PRODUCT: Final = f"is not an Orphadata product: it has no {_ROOT}"
_BLOCK: Final = 1 << 20
_DEPTH: Final = 64  # elements within a disorder; real ones have 11


def read_disorders(path: Path) -> Iterator[Numbered]:
    """Every disorder of a product, in order.

    Raises:
        SourceError: unreadable, neither XML nor JSON, no product, or XML with a document type,
            whose entities could expand without end.
    """
    start = read_head(path, 64).removeprefix(b"\xef\xbb\xbf").lstrip()
    return _of_xml(path) if start.startswith(b"<") else _of_json(path)


def first(record: Record, *path: str) -> str | None:
    """The first text at the end of a path of fields, or None.

    Raises:
        TypeError: the record is no object.
    """
    if not isinstance(record, Mapping):
        raise TypeError("is no object")
    return next((str(one).strip() for one in nested(record, *path)), None)


def _of_json(path: Path) -> Iterator[Numbered]:
    try:
        product = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"is no JSON: {error}", path=path) from error
    if not isinstance(product, dict) or _ROOT not in product:
        raise SourceError(_NO_PRODUCT, path=path)
    roots = [root for root in listed(product[_ROOT]) if isinstance(root, Mapping)]
    for fields in _LISTS:
        if any(fields[0] in root for root in roots):
            yield from enumerate(nested(product, _ROOT, *fields), 1)


def _of_xml(path: Path) -> Iterator[Numbered]:
    stream = _Stream(path)
    try:
        for block in read_lines_in_blocks(path, _BLOCK):
            yield from stream.read(block)
        yield from stream.read(b"", last=True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise SourceError(f"is no whole XML: {reason}", path=path, line=error.lineno) from error


class _Stream:
    """Turns blocks of an XML product into its disorders."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type
        self._rooted = False
        self._line = 0
        self._open: list[tuple[dict[str, Any], list[str]]] = []
        self._done: list[Numbered] = []

    def read(self, block: bytes, *, last: bool = False) -> list[Numbered]:
        """The disorders that end in a block."""
        self._done = []
        self._parser.Parse(block, last)
        return self._done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._rooted and name != _ROOT:
            raise SourceError(_NO_PRODUCT, path=self._path)
        self._rooted = True
        if self._open or name == _DISORDER:
            if not self._open:
                self._line = self._parser.CurrentLineNumber
            if len(self._open) == _DEPTH:
                raise self._wrong(f"nests more than {_DEPTH} elements in a disorder")
            self._open.append((dict(attributes), []))

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1][1].append(text)

    def _end(self, name: str) -> None:
        if not self._open:
            return
        fields, texts = self._open.pop()
        value = _value(fields, "".join(texts).strip())
        if self._open:
            self._open[-1][0].setdefault(name, []).append(value)
        else:
            self._done.append((self._line, value))

    def _refuse_document_type(self, name: str, *_: object) -> None:
        raise self._wrong(f"declares the document type {name}, which products of Orphadata do not")

    def _wrong(self, problem: str) -> SourceError:
        return SourceError(problem, path=self._path, line=self._parser.CurrentLineNumber)


def _value(fields: dict[str, Any], text: str) -> Any:
    """An element as the JSON form has it; its attributes are texts and its children lists."""
    if not fields:
        return text
    if text and not any(isinstance(value, list) for value in fields.values()):
        return fields | {"label": text}
    return fields
