"""SFTP by paramiko: the connector `sftp` without it can only be described."""

from __future__ import annotations

import contextlib
import io
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import paramiko

from dtts_harvesters import drop
from dtts_harvesters.kind import State
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report
from dtts_harvesters.session import Credential, FetchError, GuardedSession, read_address
from dtts_harvesters.source.source import Source
from dtts_harvesters.unreadable import failed

_PIECE = 32 * 1024
_PORT = 22
_TYPES = {"ssh-rsa": ("rsa-sha2-512", "rsa-sha2-256")}
_BROKEN = (paramiko.SSHException, EOFError, OSError)


@dataclass
class Sftp:
    """One record a file. `host_key` of the options is what the server has to show, as `ssh-keyscan` prints
    it; there is no trust at first sight."""

    source: Source
    state: State = field(default_factory=dict)

    def fetch(self, session: GuardedSession, state: State, report: Report) -> Iterator[Record | Failure]:
        """The new and changed files."""
        self.state = state
        try:
            with contextlib.closing(_connected(self.source, session)) as transport:
                folder = RemoteFolder(_client(transport, session), _path(self.source), session)
                yield from drop.fetch(self.source, folder, session, state, report)
        except FetchError as wrong:
            yield failed(wrong, self.source.address, report)
            return
        except _BROKEN:
            yield failed(FetchError("cut-short"), self.source.address, report)
            return
        self.state = report.kept


@dataclass(frozen=True)
class RemoteFolder:
    """A folder on the other side."""

    client: paramiko.SFTPClient
    path: str
    session: GuardedSession

    def look(self) -> Mapping[str, drop.Look]:
        """Regular files; what the server calls a link or a folder is none."""
        self._count()
        try:
            listed = self.client.listdir_attr(self.path)
        except FileNotFoundError:
            raise FetchError("no-folder") from None
        except PermissionError:
            raise FetchError("not-let-in", host=self.path) from None
        return {
            one.filename: drop.Look(one.st_size or 0, int(one.st_mtime or 0))
            for one in listed
            if stat.S_ISREG(one.st_mode or 0)
        }

    def read(self, name: str, most: int) -> bytes:
        """The bytes, piece by piece, within the time of the run."""
        self._count()
        content = bytearray()
        try:
            with self.client.open(f"{self.path}/{name}", "rb") as file:
                while piece := file.read(_PIECE):
                    self.session.guard.left(1)
                    content += piece
                    if len(content) > most:
                        raise FetchError("too-large", most=most)
        except (FileNotFoundError, PermissionError):
            raise FetchError("file-unreadable", name=name) from None
        return bytes(content)

    def _count(self) -> None:
        self.session.requests += 1
        self.session.guard.left(1)


def _connected(source: Source, session: GuardedSession) -> paramiko.Transport:
    """A connection to the checked address, to a server that has shown the key that was agreed."""
    place = read_address(source.address.replace("sftp://", "https://", 1))
    port = place.port if f":{place.port}" in source.address.partition("://")[2].partition("/")[0] else _PORT
    limits = session.policy.limits
    transport = paramiko.Transport(session.connection(place.host, port))
    transport.banner_timeout = transport.auth_timeout = limits.read
    try:
        kind, key = source.options["host_key"].split()
        transport.get_security_options().key_types = _TYPES.get(kind, (kind,))
        transport.start_client(timeout=limits.read)
        shown = transport.get_remote_server_key()
        if (shown.get_name(), shown.get_base64()) != (kind, key):
            raise FetchError("host-key", host=place.host)
        _show_ourselves(transport, session.credential, place.host)
    except paramiko.ssh_exception.IncompatiblePeer:
        transport.close()
        raise FetchError("host-key", host=place.host) from None
    except _BROKEN:
        transport.close()
        raise FetchError("no-answer", again=True) from None
    except FetchError:
        transport.close()
        raise
    return transport


def _show_ourselves(transport: paramiko.Transport, credential: Credential | None, host: str) -> None:
    if credential is None or credential.kind not in ("password", "key"):
        raise FetchError("no-credential", host=host)
    values = credential.values
    try:
        if credential.kind == "password":
            transport.auth_password(values["user"], values["password"])
        else:
            key = paramiko.Ed25519Key.from_private_key(io.StringIO(values["private_key"]))
            transport.auth_publickey(values["user"], key)
    except paramiko.AuthenticationException:
        raise FetchError("not-let-in", host=host) from None


def _client(transport: paramiko.Transport, session: GuardedSession) -> paramiko.SFTPClient:
    client = paramiko.SFTPClient.from_transport(transport)
    channel = client.get_channel() if client else None
    if client is None or channel is None:
        raise FetchError("no-answer", again=True)
    channel.settimeout(session.policy.limits.read)
    return client


def _path(source: Source) -> str:
    return source.address.partition("://")[2].partition("/")[2].rstrip("/") or "."
