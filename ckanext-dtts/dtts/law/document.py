"""The register of legal documents. A date that is known only to the year stays a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dtts.registers import rows
from dtts.vietnamese import fold, nfc

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "amends": "amended by",
        "replaces": "replaced by",
        "implements": "implemented by",
        "repeals": "repealed by",
        "supplements": "supplemented by",
        "details": "detailed by",
        "merges": "merged by",
    }
)
"""Each relation and its inverse."""
_INVERSE = {inverse: kind for kind, inverse in KINDS.items()}
_NUMBER = re.compile(r"\d+(?:/\d{4})?/[0-9A-ZĐ&-]+(?:-[0-9A-ZĐ&]+)*|\d+-TCTK/PPCĐ", re.IGNORECASE)
_WORD = re.compile("|".join(sorted((*KINDS, *_INVERSE), key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` `kind` `target`, the active way round; `known`: the target stands in the register.

    `text` is what the register says, such as the articles concerned.
    """

    source: str
    kind: str
    target: str
    known: bool
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document; `status` "to verify" says that nobody has checked whether it still holds."""

    number: str
    issuer: str
    issued: str | None
    title: str | None
    status: str
    effective_from: date | None
    effective_to: date | None
    relations: str | None
    note: str | None
    provenance: str
    provenance_confidence: str | None
    provenance_note: str | None

    def in_force(self, on: date) -> bool | None:
        """Whether it held on the day; None where its status or start does not let one say."""
        if self.effective_to is not None and on > self.effective_to:
            return False
        start = self.effective_from or _full_day(self.issued)
        if start is not None and on < start:
            return False
        if self.status in ("to verify", "unknown") or start is None:
            return None
        return True if self.effective_to is not None or self.status.startswith("in force") else None


@dataclass(frozen=True, eq=False)
class Laws:
    """All documents by number, and their relations; immutable."""

    documents: Mapping[str, Document]
    relations: tuple[Relation, ...]

    @staticmethod
    def load(folder: Path | None = None) -> Laws:
        """The register of `folder`, or of the package; read once a process."""
        return _load(folder)

    def find(self, text: str) -> Document | None:
        """The document that a citation names: "Quyết định số 1719/QĐ-TTg ngày …", "QD 1719/QD-TTg"."""
        spoken = _NUMBER.search(nfc(text))
        wanted = _key(spoken.group() if spoken else text)
        return next((one for one in self.documents.values() if _key(one.number) == wanted), None)

    def of(self, number: str) -> tuple[Relation, ...]:
        """The relations in which a document stands, on either side."""
        return tuple(one for one in self.relations if number in (one.source, one.target))


@lru_cache(maxsize=4)
def _load(folder: Path | None) -> Laws:
    documents = [_document(row) for row in rows("legal_documents", folder)]
    by_number = {one.number: one for one in documents}
    found = [relation for one in documents for relation in _relations(one, by_number)]
    kept = {(one.source, one.kind, one.target): one for one in reversed(found)}
    return Laws(MappingProxyType(by_number), tuple(reversed(list(kept.values()))))


def _relations(document: Document, known: Mapping[str, Document]) -> Iterator[Relation]:
    """`implements 120/2020/QH14; amended by 920/QĐ-TTg`, passive ones turned round."""
    for text in filter(None, map(str.strip, (document.relations or "").split(";"))):
        word, number = _WORD.search(text), _NUMBER.search(text)
        if word is None or number is None:
            continue
        other = number.group()
        kind = _INVERSE.get(word.group(), word.group())
        sides = (other, document.number) if word.group() in _INVERSE else (document.number, other)
        yield Relation(sides[0], kind, sides[1], sides[0] in known and sides[1] in known, text)


def _key(number: str) -> str:
    return fold(number).replace(" ", "")


def _document(row: Mapping[str, Any]) -> Document:
    return Document(
        number=row["number"],
        issuer=row["issuer"],
        issued=row["issued_on"],
        title=row["title_vi"],
        status=row["status"],
        effective_from=_full_day(row["effective_from"]),
        effective_to=_full_day(row["effective_to"]),
        relations=row["relations"],
        note=row["note"],
        provenance=row["provenance"],
        provenance_confidence=row["provenance_confidence"],
        provenance_note=row["provenance_note"],
    )


def _full_day(text: str | None) -> date | None:
    """A day; a bare year or month is none."""
    return date.fromisoformat(text) if text and len(text) == len("2021-10-14") else None
