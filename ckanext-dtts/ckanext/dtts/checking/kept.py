"""Files that were checked on the page, for half an hour: whoever knows the token may go on with them.

A folder a file, named by a hash of its token, so that the list of folders opens nothing. No database
knows of them; the worker and every later check clear away what is over.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
import time
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import IO, Any

from ckanext.dtts import config, work
from ckanext.dtts.checking.examine import take
from ckanext.dtts.errors import LaterError
from ckanext.dtts.filenames import clean_filename

FOLDER, SENT, ABOUT = "checks", "sent", "about.json"
_TOKEN = re.compile(r"[\w-]{43}\Z", re.ASCII)


@dataclass(frozen=True)
class Kept:
    """A kept file: its name, what was said about it, and what came of it.

    `schema` is empty until it is known; `replaces` names the public table that it is compared with,
    `<dataset>/<table>`; `corrected` is the token of the file that this one was made from by corrections,
    `corrections` how many cells they changed.
    """

    token: str
    filename: str
    created: float
    schema: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    report: dict[str, Any] | None = None
    found: dict[str, Any] = field(default_factory=dict)
    replaces: str = ""
    corrected: str = ""
    corrections: int = 0

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return _folder(self.token) / SENT

    @property
    def out(self) -> Path:
        """Where its examination may write."""
        return _folder(self.token) / "out"

    @property
    def until(self) -> datetime:
        """When it will be gone."""
        return datetime.fromtimestamp(self.created + config.check_kept_s(), timezone.utc)


def keep(stream: IO[bytes], filename: str, **said: Any) -> Kept:
    """Take the file in; LaterError when there is no room, TooLargeError when it is too large."""
    sweep()
    if _room_taken() > config.check_kept_bytes():
        raise _full()
    kept = Kept(secrets.token_urlsafe(32), clean_filename(filename), time.time(), **said)
    folder = _folder(kept.token)
    folder.mkdir(parents=True, mode=0o700)
    try:
        take(stream, folder / SENT)
        write(kept)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return kept


def read(token: str) -> Kept | None:
    """The kept file of that token; None when there is none any more."""
    if not _TOKEN.match(token):
        return None
    try:
        about = json.loads((_folder(token) / ABOUT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    kept = Kept(token, **about)
    return None if _is_over(kept.created) else kept


def write(kept: Kept) -> None:
    """Note what has become known about it."""
    about = {name: value for name, value in vars(kept).items() if name != "token"}
    part = _folder(kept.token) / f"{ABOUT}.{secrets.token_hex(8)}"
    part.write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    part.replace(_folder(kept.token) / ABOUT)


def forget(token: str) -> None:
    """Remove it now."""
    if _TOKEN.match(token):
        shutil.rmtree(_folder(token), ignore_errors=True)


def sweep() -> int:
    """Remove what is over, and what a crash left; how many folders went."""
    over = [folder for folder in _all().glob("*") if _is_over(_began(folder))]
    for folder in over:
        shutil.rmtree(folder, ignore_errors=True)
    return len(over)


def _room_taken() -> int:
    return sum(path.stat().st_size for path in _all().glob(f"*/{SENT}"))


def _began(folder: Path) -> float:
    sent = folder / SENT
    return (sent if sent.exists() else folder).stat().st_mtime


def _all() -> Path:
    return work.above() / FOLDER


def _folder(token: str) -> Path:
    return _all() / hashlib.sha256(token.encode()).hexdigest()


def _is_over(created: float) -> bool:
    return time.time() > created + config.check_kept_s()


def _full() -> LaterError:
    return LaterError(
        "busy",
        "Đang có quá nhiều tệp chờ sau khi kiểm tra; hãy thử lại sau ít phút.",
        "Too many files are kept after their check; try again in a few minutes.",
        300,
    )
