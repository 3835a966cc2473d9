"""The encodings by name, and how their bytes are looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dtts.tables.encodings import cp1258, tcvn3, vni

UNKNOWN = "\ufffd"


@dataclass(frozen=True)
class Legacy:
    """One encoding: `name` is what reports and the sender say, `title` what people call it.

    `read` turns bytes as `view` shows them into text, with U+FFFD where they mean nothing.
    """

    name: str
    title: str
    read: Callable[[str], str]


LEGACY = {
    legacy.name: legacy
    for legacy in (
        Legacy("tcvn3", "TCVN3 (ABC)", tcvn3.read),
        Legacy("vni", "VNI", vni.read),
        Legacy("cp1258", "windows-1258", cp1258.read),
    )
}


def view(content: bytes) -> str:
    """Bytes as windows-1252 shows them, which is how such text looks to people today."""
    return content.decode("cp1252", "replace")
