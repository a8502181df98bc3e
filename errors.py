"""Every error that Rareseek raises on purpose.

::

    RareseekError
    ├── InputError            something the user gave cannot be used
    │   ├── IdentifierError   not a CURIE of a known prefix, or unknown to the ontology
    │   ├── SourceError       a source file is missing, empty, truncated or of another format
    │   ├── NoteError         a clinical note is empty, binary or too large
    │   └── CaseError         a case (phenopacket, JSON line) cannot be read
    ├── DownloadError         an official file could not be fetched
    ├── SnapshotError         no snapshot, a damaged one, or one of another format version
    │   └── BuildError        a snapshot could not be written (disk full, read-only, locked)
    ├── ExtractionError       a language model did not read a note as it was asked to
    ├── GraphError
    │   ├── QueryRefused      the guard does not let this Cypher through
    │   └── QueryFailed       the store could not run a query, or ran out of time
    ├── AuditError            the audit store is damaged, newer, busy or cannot be written
    ├── RankerError           a trained ranker is missing, damaged or of another version
    ├── ModelError            a language model could not be reached or answered something else
    └── MissingExtraError     an optional package is not installed

A message is one clear sentence: what, where, and what to do.
"""

from __future__ import annotations

from pathlib import Path


class RareseekError(Exception):
    """Root of all errors raised on purpose."""


class InputError(RareseekError):
    """Something the user gave cannot be used."""


class IdentifierError(InputError):
    """An identifier is malformed, of an unknown prefix, or unknown to the ontology."""

    def __init__(self, message: str, *, identifier: str) -> None:
        super().__init__(message)
        self.identifier = identifier


class SourceError(InputError):
    """A source file is missing, empty, truncated or of another format than its name says."""

    def __init__(self, message: str, *, path: Path | str, line: int | None = None) -> None:
        where = f"{path}:{line}" if line is not None else f"{path}"
        super().__init__(f"{where}: {message}")
        self.path = Path(path)
        self.line = line


class NoteError(InputError):
    """A clinical note is empty, binary or too large. Never carries the note's text."""


class CaseError(InputError):
    """A case cannot be read or holds an unusable value."""

    def __init__(
        self, message: str, *, case_id: str | None = None, line: int | None = None
    ) -> None:
        parts = [f"case {case_id}" if case_id else "", f"line {line}" if line else ""]
        where = ", ".join(part for part in parts if part)
        super().__init__(f"{where}: {message}" if where else message)
        self.case_id = case_id
        self.line = line


class DownloadError(RareseekError):
    """An official file could not be fetched."""

    def __init__(self, message: str, *, url: str) -> None:
        super().__init__(message)
        self.url = url


class SnapshotError(RareseekError):
    """There is no snapshot, it is damaged, or it has another format version."""


class BuildError(SnapshotError):
    """A snapshot could not be written: disk full, read-only target, or another build running."""


class ExtractionError(RareseekError):
    """A language model did not answer as it was asked to. Never carries the note's text."""


class GraphError(RareseekError):
    """Root of what the graph stores raise."""


class QueryRefused(GraphError):  # noqa: N818 - the name is part of the public contract
    """The guard does not let this Cypher through; the message says which part and why."""


class QueryFailed(GraphError):  # noqa: N818 - pairs with QueryRefused
    """The store could not run a query, or it ran out of time."""


class AuditError(RareseekError):
    """The audit store is damaged, of a newer version, busy, or cannot be written."""


class RankerError(RareseekError):
    """A trained ranker is missing, damaged, of another version, or could not be trained."""


class ModelError(RareseekError):
    """A language model could not be reached, or did not answer what it was asked."""


class MissingExtraError(RareseekError):
    """An optional package is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        install = f"pip install 'rareseek[{extra}]'"
        super().__init__(f"{package} is not installed; install it with: {install}")
        self.package = package
        self.extra = extra
