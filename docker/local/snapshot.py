"""One moment of a database, held open: what is counted here is what is dumped, whatever happens meanwhile."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from . import keys, postgres
from .errors import OperatorError
from .place import Place

_END = "--end--"


class Snapshot:
    """A `psql` in a transaction of its own; `name` is what other sessions and `pg_dump` share it by."""

    def __init__(self, place: Place, database: str, session: subprocess.Popen[str]) -> None:
        self.place, self.database = place, database
        self._session = session
        self.name = self.ask("SELECT pg_export_snapshot()")[0]

    def ask(self, query: str) -> list[str]:
        """The lines that a query prints, columns parted by a bar."""
        stdin, stdout = _pipes(self._session)
        stdin.write(f"{query};\n\\echo {_END}\n")
        stdin.flush()
        lines: list[str] = []
        for line in stdout:
            if line.rstrip("\n") == _END:
                return lines
            lines.append(line.rstrip("\n"))
        raise OperatorError(f"PostgreSQL ended while {self.database} was read: {' '.join(lines)[:300]}")

    def counts(self) -> dict[str, int]:
        """Rows of every table of the public schema."""
        tables = self.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        return {name: int(self.ask(f'SELECT count(*) FROM "{name}"')[0]) for name in tables}  # noqa: S608

    def dump(self, target: Path) -> None:
        """Everything of the database in PostgreSQL's custom format, as of the snapshot."""
        command = [str(postgres.binaries() / "pg_dump"), *_server(self.place), "-d", self.database]
        command += ["--format=custom", "--compress=3", f"--snapshot={self.name}", f"--file={target}"]
        run(self.place, command)


@contextmanager
def snapshot(place: Place, database: str) -> Iterator[Snapshot]:
    """Hold one moment of the database until the block ends."""
    command = [str(postgres.binaries() / "psql"), *_server(place), "-d", database]
    command += ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=_environment(place),
    ) as session:
        stdin, _ = _pipes(session)
        stdin.write("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n")
        try:
            yield Snapshot(place, database, session)
        finally:
            stdin.close()


def restore(place: Place, database: str, dump: Path) -> None:
    """Fill an empty database from a dump, or leave it empty: all in one transaction."""
    command = [str(postgres.binaries() / "pg_restore"), *_server(place), "-d", database]
    run(place, [*command, "--single-transaction", "--exit-on-error", str(dump)])


def run(place: Place, command: list[str]) -> None:
    """Run a program of PostgreSQL as the server's administrator; OperatorError with what it said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment(place))
    if done.returncode:
        raise OperatorError(f"{Path(command[0]).name} failed: {done.stderr.strip()[-500:]}")


def _server(place: Place) -> list[str]:
    return ["-h", "127.0.0.1", "-p", str(place.ports.postgres), "-U", postgres.ADMIN]


def _environment(place: Place) -> dict[str, str]:
    return {**os.environ, "PGPASSWORD": keys.load(place)["pg_admin"], "PGCLIENTENCODING": "UTF8"}


def _pipes(session: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    assert session.stdin is not None
    assert session.stdout is not None
    return session.stdin, session.stdout
