"""An answer that is longer than it says is not taken for whole."""

from __future__ import annotations

import contextlib
from http.client import HTTPResponse
from typing import Any

from dtts_harvesters.session.errors import FetchError


class WholeResponse(HTTPResponse):
    """Python's, but for one look at what lies behind the last announced byte.

    A server that announces too little would else give half a file that looks like a whole one, and its rest
    would be read as the start of the next answer.
    """

    def _close_conn(self) -> None:
        surplus = self.length == 0 and not self.chunked and self._more_behind()
        super()._close_conn()  # type: ignore[misc]
        if surplus:
            raise FetchError("longer-than-said")

    def _more_behind(self) -> bool:
        """Whether bytes have come already; nothing is waited for."""
        reader: Any = self.fp
        connection = getattr(getattr(reader, "raw", None), "_sock", None)
        if connection is None:
            return False
        guard, connection.guard = getattr(connection, "guard", None), None
        waits = connection.gettimeout()
        try:
            connection.settimeout(0)
            with contextlib.suppress(OSError):
                return bool(reader.peek(1))
            return False
        finally:
            connection.settimeout(waits)
            connection.guard = guard
