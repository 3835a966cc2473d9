"""What goes out to other systems, whatever the standard: indicators, where their rows are from, as of when.

The rows themselves come beside it, as mappings by SDMX component id (and AREA_NAME, DATASET, TABLE,
RELEASED, DEMO), since there may be millions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Any

from dtts.indicators.definition import Definition

Bilingual = Mapping[str, str]
Row = Mapping[str, Any]
MARK: Bilingual = {"vi": "Dữ liệu minh họa", "en": "Demonstration data"}


@dataclass(frozen=True)
class Licence:
    """`name` is its SPDX id where it has one, else the portal's own; `address` is empty where none exists."""

    name: str
    title: Bilingual
    address: str = ""


@dataclass(frozen=True)
class Source:
    """A dataset that rows come from. `name` is its last word in the address; `producer` made the figures."""

    name: str
    title: Bilingual
    address: str
    producer: Bilingual
    licence: Licence | None
    demo: bool


@dataclass(frozen=True)
class Release:
    """A state of the store: `at` is the moment when the newest of its rows was released, and the API gives
    the same rows again with `as_of` that moment. `site` is the portal's address without a slash."""

    at: datetime
    portal: Bilingual
    site: str

    @property
    def moment(self) -> str:
        """`at` in UTC to the microsecond, as `as_of` takes it."""
        return self.at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True)
class Document:
    """What was written about the indicators, such as an evaluation that cites one; `on` is its day."""

    address: str
    title: Bilingual
    on: date
    demo: bool


@dataclass(frozen=True)
class Outgoing:
    """Some indicators in one release, and documents about them."""

    definitions: Sequence[Definition]
    sources: Sequence[Source]
    release: Release
    documents: Sequence[Document] = ()

    @property
    def demo(self) -> bool:
        """Whether any of it is demonstration data."""
        return any(source.demo for source in self.sources)

    @property
    def title(self) -> Bilingual:
        """The indicator's name, or that there are several; led by the mark of demonstration data."""
        several = {"vi": "Tất cả chỉ tiêu", "en": "All indicators"}
        name = self.definitions[0].name if len(self.definitions) == 1 else several
        return {lang: f"[{MARK[lang]}] {name[lang]}" if self.demo else name[lang] for lang in ("vi", "en")}

    @property
    def address(self) -> str:
        """The page for people."""
        one = f"/{self.definitions[0].code}" if len(self.definitions) == 1 else "/"
        return f"{self.release.site}/chi-tieu{one}"

    def citation(self, lang: str) -> str:
        """How it is cited: who made it, what, by whom and when released, where."""
        makers = "; ".join(dict.fromkeys(one.producer[lang] for one in self.sources if one.producer[lang]))
        moment, portal = self.release.moment, self.release.portal[lang]
        told = {"vi": f"bản công bố {moment}", "en": f"release {moment}"}[lang]
        return f"{makers} ({moment[:4]}). {self.title[lang]}. {portal}, {told}. {self.address}"
