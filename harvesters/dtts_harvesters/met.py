"""What came in a run, by its id; as much memory for a million as for a thousand."""

from __future__ import annotations

import hashlib
import sqlite3

_CACHE_KIB = 1024


class Met:
    """Ids with what came under each, both as numbers of 64 bits, in a table that SQLite holds in its cache
    while it is small, and beyond that in a file without a name, which goes with the process."""

    def __init__(self) -> None:
        self.distinct = 0
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._base.execute("CREATE TABLE met (id INTEGER PRIMARY KEY, digest INTEGER)")
        self._base.execute("BEGIN")

    def is_first(self, record_id: str, digest: str | None = None) -> bool:
        """Notes an id with the digest of what came (hexadecimal, None for what could not be read), and says
        whether it came for the first time."""
        values = (_number(record_id), _start(digest))
        new = self._base.execute("INSERT OR IGNORE INTO met VALUES (?, ?)", values).rowcount == 1
        self.distinct += new
        return new

    def is_same(self, record_id: str, digest: str) -> bool:
        """Whether what came first under the id was just this."""
        query = "SELECT digest FROM met WHERE id = ?"
        found = self._base.execute(query, (_number(record_id),)).fetchone()
        return found is not None and found[0] == _start(digest)


def _number(record_id: str) -> int:
    digest = hashlib.blake2b(record_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _start(digest: str | None) -> int | None:
    return None if digest is None else int.from_bytes(bytes.fromhex(digest[:16]), "big", signed=True)
