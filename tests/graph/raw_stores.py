"""What a query does to a real store with no guard before it: the effects that were seen.

Effects: ``graph changed`` (data, tables, indexes, attached files), ``setting changed``,
``transaction left open``,
``file written``, ``file read`` (or a variable of the caller's), ``address opened``, ``told``
(something that is not in the graph came back), ``outlasted its time limit`` (it ran on for three
times that limit and was killed), ``used its whole time limit``, ``used too much memory``,
``crashed``, ``stopped another query``.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from . import raw_ladybug
from .raw_ladybug import SECRET, TIME_LIMIT

OUTLASTED = 3 * TIME_LIMIT
_CHANGES = {"graph": "graph changed", "transaction": "transaction left open"}
MEMORY = 1 << 30
"""Bytes more than an idle store uses."""


@dataclass(frozen=True)
class Observation:
    """The effects of one query, and the store's answer."""

    effects: frozenset[str]
    answer: dict[str, Any] = field(default_factory=dict)


class Listener:
    """A web server on an address of this machine that notes whether anybody came."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self.visits = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _ = self._socket.accept()
                self.visits += 1
                with visitor:
                    visitor.recv(4096)
                    visitor.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nx\n")

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()


@contextlib.contextmanager
def listening() -> Iterator[Listener]:
    """A `Listener` for the time of a block."""
    listener = Listener()
    try:
        yield listener
    finally:
        listener.close()


def on_ladybug(
    file: Path, query: str, params: dict[str, Any], *, shows: str | None = None
) -> Observation:
    """Run a query on a copy of a Ladybug file in a process of its own."""
    with listening() as listener, tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copy(file, home / "graph.lbug")
        given = json.dumps({"query": placed(query, home, listener), "params": params})
        process = subprocess.Popen(
            [sys.executable, str(Path(raw_ladybug.__file__)), str(home / "graph.lbug")],
            cwd=home,
            env={**os.environ, "HOME": folder},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        effects, answer = _watched(process, given)
        effects |= seen_in(answer, shows)
        if listener.visits and "{port}" in query:
            effects.add("address opened")
        if written := [each.name for each in home.iterdir() if _foreign(each.name)]:
            effects.add("file written")
            answer["written"] = written
        return Observation(frozenset(effects), answer)


def placed(query: str, home: Path, listener: Listener) -> str:
    """The query with the folder of the trial and the listener's address in it."""
    return query.replace("{home}", str(home)).replace("{port}", str(listener.port))


def seen_in(answer: dict[str, Any], shows: str | None) -> set[str]:
    """Effects that can be read off what a store answered."""
    effects = set()
    text = f"{answer.get('rows', '')} {answer.get('error') or ''}"
    if SECRET in text:
        effects.add("file read")
    if shows is not None and shows in text:
        effects.add("told")
    for change in answer.get("changed", ()):
        effects.add(_CHANGES.get(change, "setting changed"))
    error = str(answer.get("error") or "")
    if "Interrupted" in error or "TransactionTimedOut" in error:
        effects.add("used its whole time limit")
    if any(sign in error for sign in ("buffer pool is full", "bad_alloc", "OutOfMemory")):
        effects.add("used too much memory")
    return effects


def _watched(process: subprocess.Popen[bytes], given: str) -> tuple[set[str], dict[str, Any]]:
    """Wait for the child, or kill it when it takes too long or too much memory."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(given.encode())
    process.stdin.close()
    if process.stdout.readline() != b"started\n":
        raise RuntimeError("the trial did not start")
    deadline = time.monotonic() + OUTLASTED
    handle = psutil.Process(process.pid)
    idle = handle.memory_info().rss
    lines: list[bytes] = []
    reader = threading.Thread(target=lambda: lines.append(process.stdout.read()))  # type: ignore[union-attr]
    reader.start()
    effects: set[str] = set()
    while reader.is_alive():
        with contextlib.suppress(psutil.Error):
            if handle.memory_info().rss > idle + MEMORY:
                effects.add("used too much memory")
        if time.monotonic() > deadline:
            effects.add("outlasted its time limit")
        if effects:
            process.kill()
        reader.join(0.02)
    if process.wait() and not effects:
        effects.add("crashed")
    return effects, json.loads(lines[0]) if lines and lines[0].strip() else {}


def _foreign(name: str) -> bool:
    return not name.startswith("graph.lbug") and name not in {"secret.csv", ".cache"}
