"""Progress of long work: bars on a terminal, plain lines when piped; always standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import track as rich_track
from rich.text import Text

from .console import message

Item = TypeVar("Item")

#: Piped, a line is written for each tenth of a file, or each of so many bytes of a small one.
_STEP = 10_000_000


def track(items: Iterable[Item], what: str) -> Iterator[Item]:
    """Iterate with a bar where standard error is a terminal, silently elsewhere."""
    console = Console(stderr=True)
    if console.is_terminal:
        yield from rich_track(items, what, console=console, transient=True)
    else:
        yield from items


class _Amount(ProgressColumn):
    """How much of a task is done, in steps or, for a file, in bytes."""

    def __init__(self) -> None:
        super().__init__()
        self._steps, self._bytes = MofNCompleteColumn(), DownloadColumn()

    def render(self, task: Task) -> Text:
        """Such as 3/8, or 12.1/151.4 MB."""
        return (self._bytes if task.fields.get("bytes") else self._steps).render(task)


class BuildProgress:
    """Shows the stages of a command; satisfies `rareseek.ingest.progress.DownloadProgress`."""

    def __init__(self, command: str = "ingest") -> None:
        self._command = command
        console = Console(stderr=True)
        self._bars = Progress(
            TextColumn("{task.description:<16}"),
            BarColumn(),
            _Amount(),
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

    def transfer(self, name: str, total: int | None, done: int, /) -> Callable[[int], None]:
        """The bytes of a file come: a bar of its own, or a line for each tenth."""
        if not self._terminal:
            return _lines(name, total, done)
        task = self._bars.add_task(name, total=total, completed=done, bytes=True)
        return lambda came: self._bars.advance(task, came)

    def note(self, message_: str) -> None:
        """A remark above the bars."""
        if self._terminal:
            self._console.print(message_, highlight=False, markup=False)
        else:
            message(message_)


def _lines(name: str, total: int | None, done: int) -> Callable[[int], None]:
    """Report the bytes of a file in plain lines."""
    whole = f" of {total / 1e6:.1f}" if total else ""
    step = max((total or 0) // 10, _STEP)
    message(f"rareseek ingest: download {name}, {done / 1e6:.1f}{whole} MB")

    def came(number: int) -> None:
        nonlocal done
        before, done = done // step, done + number
        if done // step > before:
            message(f"rareseek ingest: download {name}, {done / 1e6:.1f}{whole} MB")

    return came
