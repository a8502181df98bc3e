"""Progress of long work: bars on a terminal, plain lines when piped; always standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.progress import track as rich_track

from .console import message

Item = TypeVar("Item")


def track(items: Iterable[Item], what: str) -> Iterator[Item]:
    """Iterate with a bar where standard error is a terminal, silently elsewhere."""
    console = Console(stderr=True)
    if console.is_terminal:
        yield from rich_track(items, what, console=console, transient=True)
    else:
        yield from items


class BuildProgress:
    """Shows the stages of a command's work; satisfies `rareseek.ingest.progress.Progress`."""

    def __init__(self, command: str = "ingest") -> None:
        self._command = command
        console = Console(stderr=True)
        self._bars = Progress(
            TextColumn("{task.description:<16}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._terminal = console.is_terminal
        self._console = console
        self._task = self._bars.add_task("", visible=False)

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def stage(self, name: str, total: int | None = None) -> None:
        """A stage begins: a new bar, or one line."""
        if self._terminal:
            self._task = self._bars.add_task(name, total=total)
        else:
            message(f"rareseek {self._command}: {name}")

    def advance(self, steps: int = 1) -> None:
        """Steps of the current stage are done."""
        self._bars.advance(self._task, steps)

    def note(self, message_: str) -> None:
        """A remark above the bars."""
        if self._terminal:
            self._console.print(message_, highlight=False, markup=False)
        else:
            message(message_)
