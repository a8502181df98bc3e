"""One small server for this machine: the curator page and the diagnose page.

`build_app` (in `app`) makes the ASGI application, `run` serves it; both need the extra ``web``.
"""

from __future__ import annotations

from .server import run

__all__ = ["run"]
