"""Which servers can be reached at all: asked all at once, so that a dead network costs seconds."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable


def host_of(url: str) -> str:
    """The host of an address, with its port.

    >>> host_of("https://purl.obolibrary.org/obo/hp.obo")
    'purl.obolibrary.org'
    """
    return urlsplit(url).netloc


def unreachable(urls: Iterable[str], timeout: float) -> frozenset[str]:
    """The hosts that give no connection, through the proxy of the environment where there is one.

    Neither looking up a name nor trying all addresses of a host obeys the time-out of a
    connection: after twice ``timeout`` seconds whoever has not answered counts as unreachable. A
    single host is not asked beforehand, for its first file says as much.
    """
    roots = {host_of(url): f"{urlsplit(url).scheme}://{host_of(url)}/" for url in urls}
    if len(roots) < 2:
        return frozenset()
    answering: set[str] = set()

    def ask(host: str) -> None:
        if _connects(roots[host], timeout):
            answering.add(host)

    # daemons: the end of the process does not wait for a name server that never answers
    askers = [threading.Thread(target=ask, args=(host,), daemon=True) for host in roots]
    for asker in askers:
        asker.start()
    deadline = time.monotonic() + 2 * timeout
    for asker in askers:
        asker.join(max(deadline - time.monotonic(), 0))
    return frozenset(roots) - answering


def _connects(url: str, timeout: float) -> bool:
    import requests

    try:
        requests.head(url, timeout=timeout)
    except requests.exceptions.ReadTimeout:
        return True
    except requests.exceptions.RequestException:
        return False
    return True
