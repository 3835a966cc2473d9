"""Everything the core raises: faults in use, never faults in data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dtts.report import Fault


class DttsError(Exception):
    """Root of all exceptions of the core."""


class UsageError(DttsError):
    """The caller asked for something that does not exist; the message says what to change."""


class UnreadableFile(DttsError):  # noqa: N818 - the word that reports use
    """The file cannot be read as a table; `fault` says why, in the words of the report."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message["en"])
        self.fault = fault
