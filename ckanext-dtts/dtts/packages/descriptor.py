"""`datapackage.json`: what the package is, whose, under which licence, and what each file holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dtts.indicators.outgoing import MARK, Licence, Outgoing, Source
from dtts.packages.schemas import schema

_TITLES = {
    "observations": {"vi": "Giá trị chỉ tiêu", "en": "Indicator values"},
    "indicators": {"vi": "Định nghĩa chỉ tiêu", "en": "Definitions of indicators"},
    "areas": {"vi": "Địa bàn", "en": "Areas"},
}


@dataclass(frozen=True)
class Member:
    """A file in the package: its path, its `kind` (the name of its schema), rows, bytes and SHA-256."""

    name: str
    path: str
    kind: str
    rows: int
    size: int
    sha256: str


def descriptor(outgoing: Outgoing, members: Sequence[Member]) -> dict[str, Any]:
    """The descriptor, in version 1 of the standard, which every reader knows (specs.frictionlessdata.io).

    What the standard has no word for stands under `dtts:`: the release, the citation, the mark.
    """
    codes = [definition.code for definition in outgoing.definitions]
    return {
        "name": codes[0].lower().replace("_", "-") if len(codes) == 1 else "indicators",
        "title": outgoing.title["vi"],
        "description": _description(outgoing),
        "homepage": outgoing.address,
        "profile": "tabular-data-package",
        "created": outgoing.release.moment,
        "version": outgoing.release.moment,
        "keywords": codes,
        "licenses": _licences(outgoing),
        "sources": [_source(source) for source in outgoing.sources],
        "contributors": [
            {"title": outgoing.release.portal["vi"], "path": outgoing.release.site, "role": "publisher"}
        ],
        "translations": {"en": {"title": outgoing.title["en"]}},
        "dtts:release": outgoing.release.moment,
        "dtts:citation": {lang: outgoing.citation(lang) for lang in ("vi", "en")},
        **({"dtts:mark": dict(MARK)} if outgoing.demo else {}),
        "resources": [_resource(member) for member in members],
    }


def _description(outgoing: Outgoing) -> str:
    """Both languages, Vietnamese first: readers show one text."""
    if len(outgoing.definitions) > 1:
        return f"{outgoing.citation('vi')}\n\n{outgoing.citation('en')}"
    return "\n\n".join(outgoing.definitions[0].definition[lang] for lang in ("vi", "en"))


def _licences(outgoing: Outgoing) -> list[dict[str, str]]:
    known = {source.licence.name: source.licence for source in outgoing.sources if source.licence}
    return [_licence(one) for one in known.values()]


def _licence(licence: Licence) -> dict[str, str]:
    said = {"name": licence.name, "title": f"{licence.title['vi']} / {licence.title['en']}"}
    return said | ({"path": licence.address} if licence.address else {})


def _source(source: Source) -> dict[str, str]:
    return {"title": f"{source.title['vi']} / {source.title['en']}", "path": source.address}


def _resource(member: Member) -> dict[str, Any]:
    return {
        "name": member.name,
        "path": member.path,
        "title": _TITLES[member.kind]["vi"],
        "translations": {"en": {"title": _TITLES[member.kind]["en"]}},
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "bytes": member.size,
        "hash": f"sha256:{member.sha256}",
        "dtts:rows": member.rows,
        "schema": schema(member.kind),
    }
