"""The OLE container of old and of encrypted Office files."""

from __future__ import annotations

import struct
from pathlib import Path

import xlrd
from xlrd.compdoc import CompDoc, CompDocError

# What xlrd raises on a damaged file: it follows offsets and counts as it finds them.
DAMAGE = (
    *(xlrd.XLRDError, CompDocError, struct.error, AssertionError, AttributeError, ArithmeticError),
    *(LookupError, NotImplementedError, TypeError, ValueError),
)


class Silent:
    """Takes what xlrd would print."""

    def write(self, text: str) -> None:
        """Forgets it."""


def storage_names(path: Path) -> set[str]:
    """Names of the streams in an OLE container; empty when it has no readable directory."""
    try:
        return {entry.name for entry in CompDoc(path.read_bytes(), logfile=Silent()).dirlist}
    except DAMAGE:
        return set()
