"""How long work says where it is; the command line shows it, everything else stays silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Progress(Protocol):
    """Receives the stages of long work, steps within a stage, and remarks for the user."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A stage begins; `total` is its number of steps, where known."""

    def advance(self, steps: int = 1) -> None:
        """Steps of the current stage are done."""

    def note(self, message: str) -> None:
        """Something the user should know, in one sentence."""


class DownloadProgress(Progress, Protocol):
    """Progress that also sees the bytes of files come."""

    def transfer(self, name: str, total: int | None, done: int, /) -> Callable[[int], None]:
        """A file begins to come, of `total` bytes where known, `done` of them already here.

        What is returned takes the number of bytes that came since.
        """


class Silent:
    """Progress that nobody watches."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Do nothing."""

    def advance(self, steps: int = 1) -> None:
        """Do nothing."""

    def note(self, message: str) -> None:
        """Do nothing."""

    def transfer(self, *_: object) -> Callable[[int], None]:
        """Do nothing."""
        return self.advance


SILENT = Silent()
