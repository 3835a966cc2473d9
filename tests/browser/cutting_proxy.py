"""A line that breaks: a proxy on the loopback that closes connections in the middle of what is sent."""

from __future__ import annotations

import socket
import threading
from types import TracebackType

READ_BYTES = 1 << 16


class CuttingProxy:
    """Passes bytes on to `port` of this machine, and closes the connection over which the bytes sent in all
    reach each of `cuts`."""

    def __init__(self, port: int, cuts: list[int]) -> None:
        self._port, self._waiting = port, sorted(cuts)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self.sent = 0
        self.cut = 0

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> CuttingProxy:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._port))
            threading.Thread(target=self._pass, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(far, near, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, upwards: bool) -> None:
        try:
            while piece := source.recv(READ_BYTES):
                if upwards and self._breaks(len(piece)):
                    break
                target.sendall(piece)
        except OSError:
            pass
        for end in (source, target):
            _close(end)

    def _breaks(self, size: int) -> bool:
        with self._lock:
            self.sent += size
            if not self._waiting or self.sent < self._waiting[0]:
                return False
            self._waiting.pop(0)
            self.cut += 1
            return True


def _close(end: socket.socket) -> None:
    """With a reset and not a farewell, as a line breaks."""
    try:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        end.close()
    except OSError:
        pass
