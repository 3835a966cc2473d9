"""The synonyms in force: the file that staff took into use, or the package's, and names of agencies.

The text lies in the database, so that every process on every machine goes by the same one and a backup holds
it. Processes look for a new one every few seconds: nothing is restarted and nothing indexed again.
"""

from __future__ import annotations

import threading
import time
from functools import lru_cache
from typing import NamedTuple

from ckan import model
from ckan.model.system_info import SystemInfo, delete_system_info, set_system_info

from ckanext.dtts.registers import folder
from dtts.registers import rows
from dtts.searching import synonyms
from dtts.searching.synonyms import Synonyms

KEY = "dtts.search.synonyms"
LOOK_EVERY_S = 10.0
_lock = threading.Lock()


class Seen(NamedTuple):
    """When the database was looked at, and the text of that moment."""

    at: float
    text: str


_seen = [Seen(float("-inf"), "")]


def known() -> Synonyms:
    """The synonyms in force, at most LOOK_EVERY_S old."""
    return _made_of(text(), str(folder() or ""))


def text() -> str:
    """The text of the file in force."""
    with _lock:
        if time.monotonic() - _seen[0].at > LOOK_EVERY_S:
            _seen[0] = Seen(time.monotonic(), _stored() or synonyms.package_text())
        return _seen[0].text


def take(new: str) -> Synonyms:
    """Put the text of a file into force; UsageError when it is none, and all stays as it was."""
    read = synonyms.read(new)
    set_system_info(KEY, new)
    look_again()
    return read


def drop() -> None:
    """Back to the file of the package."""
    delete_system_info(KEY)
    look_again()


def look_again() -> None:
    """Forget what was seen."""
    with _lock:
        _seen[0] = Seen(float("-inf"), "")


def _stored() -> str | None:
    # CKAN's own reader commits the session, which is not ours to do in the middle of an action.
    found: str | None = model.Session.query(SystemInfo.value).filter_by(key=KEY).scalar()
    return found


@lru_cache(maxsize=4)
def _made_of(text: str, _folder: str) -> Synonyms:
    groups, narrower = synonyms.parts_of(text)
    return synonyms.made_of([*groups, *_agencies()], narrower)


def _agencies() -> list[tuple[str, ...]]:
    """An agency is found by its short name, as the register gives it."""
    pairs = ((row["name_vi"], row["short_name_vi"]) for row in rows("agencies", folder()))
    return [(name, short) for name, short in pairs if name and short and name != short]
