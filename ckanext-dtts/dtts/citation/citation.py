"""What a citation of one version of a table says, whatever its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Bilingual = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Citation:
    """`key` names it in a list of references; `author` is the agency; `address` never changes what it
    leads to; `sha256` is that of the canonical CSV; `mark` is said of demonstration data, empty else."""

    key: str
    author: Bilingual
    title: Bilingual
    version: int
    published: date
    portal: Bilingual
    address: str
    sha256: str
    licence: str = ""
    mark: Bilingual | None = None

    def titled(self, lang: str) -> str:
        """The title, with the mark of demonstration data before it."""
        return f"[{self.mark[lang]}] {self.title[lang]}" if self.mark else self.title[lang]
