"""An SFTP server on the loopback over a folder, by paramiko's own server side."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import paramiko

USER, PASSWORD = "xa", "mat-khau-xa"


class _Door(paramiko.ServerInterface):
    def check_auth_password(self, username: str, password: str) -> int:
        right = (username, password) == (USER, PASSWORD)
        return paramiko.AUTH_SUCCESSFUL if right else paramiko.AUTH_FAILED

    def get_allowed_auths(self, username: str) -> str:
        return "password"

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED


class _Files(paramiko.SFTPServerInterface):
    def __init__(self, server: Any, root: Path, looked: Callable[[], None]) -> None:
        self.root, self.looked = root, looked

    def list_folder(self, path: str) -> Any:
        folder = self.root / path.strip("/")
        if not folder.is_dir():
            return paramiko.SFTP_NO_SUCH_FILE
        found = []
        for one in folder.iterdir():
            attributes = paramiko.SFTPAttributes.from_stat(one.lstat())
            attributes.filename = one.name
            found.append(attributes)
        self.looked()
        return found

    def stat(self, path: str) -> Any:
        return paramiko.SFTPAttributes.from_stat((self.root / path.strip("/")).stat())

    def open(self, path: str, flags: int, attr: Any) -> Any:
        handle = paramiko.SFTPHandle(flags)
        handle.readfile = (self.root / path.strip("/")).open("rb")  # type: ignore[attr-defined]
        return handle


@dataclass
class SftpServer:
    """`looked` is called after each listing of a folder; `logins` counts who was let in or not."""

    root: Path
    looked: Callable[[], None] = lambda: None
    key: paramiko.PKey = field(default_factory=lambda: paramiko.RSAKey.generate(2048))
    port: int = 0
    _transports: list[paramiko.Transport] = field(default_factory=list)

    def __enter__(self) -> SftpServer:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for one in self._transports:
            one.close()

    @property
    def host_key(self) -> str:
        """As `ssh-keyscan` prints it."""
        return f"{self.key.get_name()} {self.key.get_base64()}"

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transport.add_server_key(self.key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, _Files, self.root, self.looked)
            self._transports.append(transport)
            try:
                transport.start_server(server=_Door(), event=threading.Event())
            except (paramiko.SSHException, OSError):
                continue
