"""The OLE container of old and of encrypted Office files."""

from __future__ import annotations

from pathlib import Path

from xlrd.compdoc import CompDoc, CompDocError


class Silent:
    """Takes what xlrd would print."""

    def write(self, text: str) -> None:
        """Forgets it."""


def storage_names(path: Path) -> set[str]:
    """Names of the streams in an OLE container; empty when it has no readable directory."""
    try:
        return {entry.name for entry in CompDoc(path.read_bytes(), logfile=Silent()).dirlist}
    except (CompDocError, AssertionError, IndexError, ValueError, OverflowError):
        return set()
