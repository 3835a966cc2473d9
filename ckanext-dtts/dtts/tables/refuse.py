"""How a reader refuses a whole file."""

from __future__ import annotations

from typing import NoReturn

from dtts.errors import UnreadableFile
from dtts.report import Address, describe


def refuse(rule: str, address: Address | None = None, **words: object) -> NoReturn:
    """Raises UnreadableFile with the fault of `rule`; `words` fill its sentence."""
    raise UnreadableFile(describe(rule, address, words=words))
