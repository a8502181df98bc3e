"""Runs the application with uvicorn, and keeps what was asked out of its log."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING, Any, Final

from ..errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..retrieval import KnowledgeGraph

#: Where a server is by itself.
LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
_ANYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - only compared with
#: Place of the path with its query among the arguments of uvicorn's access log.
_PATH: Final = 2

_LOG: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"paths": {"()": "rareseek.web.server.PathsOnly"}},
    "formatters": {"plain": {"format": "%(message)s"}},
    "handlers": {
        "plain": {"class": "logging.StreamHandler", "formatter": "plain"},
        "access": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["paths"]},
    },
    "loggers": {
        "uvicorn": {"handlers": ["plain"], "level": "WARNING", "propagate": False},
        "uvicorn.access": {"handlers": ["access"], "level": "INFO", "propagate": False},
    },
}


class PathsOnly(logging.Filter):
    """Cuts the query off the paths of an access log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; keep it."""
        if isinstance(record.args, tuple) and len(record.args) > _PATH:
            arguments = list(record.args)
            arguments[_PATH] = str(arguments[_PATH]).partition("?")[0]
            record.args = tuple(arguments)
        return True


def run(
    graph: KnowledgeGraph,
    *,
    host: str,
    port: int,
    allowed: Sequence[str],
    author: str | None,
    say: Callable[[str], None],
) -> None:
    """Serve until interrupted; ``say`` gets the address.

    Raises:
        MissingExtraError: the extra ``web`` is not installed.
        InputError: the address cannot be listened at.
    """
    try:
        import uvicorn

        from .app import build_app
    except ImportError as error:
        raise MissingExtraError("uvicorn", "web") from error
    names = {*LOOPBACK, *allowed, *([] if host in _ANYWHERE else [_bracketed(host)])}
    app = build_app(graph, hosts=names, author=author)
    listening = _listen(host, port)
    say(f"serving at http://{_bracketed(host)}:{listening.getsockname()[1]}/ (Ctrl-C ends it)")
    if host not in LOOPBACK:
        say("there is no login: whoever reaches this port can read the queue and decide")
    config = uvicorn.Config(app, log_config=_LOG, server_header=False, timeout_graceful_shutdown=2)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise InputError(
            f"cannot listen at {host}:{port} ({error.strerror}); give another --port"
        ) from error
    listening.listen(128)
    return listening


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
