"""Formats by their media types, chosen by an Accept header or by the parameter `format`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dtts.sdmx.query.problem import SYNTAX, Problem, Refused, unknown
from dtts.sdmx.versions import is_version


@dataclass(frozen=True)
class Format:
    """`name` is what `format` takes; `type` and `version` make the media type; `generic` are plain media
    types that are taken for it; `extension` names files."""

    name: str
    type: str
    version: str
    extension: str
    generic: tuple[str, ...] = ()

    def content_type(self, options: Mapping[str, str] | None = None) -> str:
        """The media type as an answer says it."""
        more = "".join(f"; {name}={value}" for name, value in (options or {}).items())
        return f"{self.type}; version={self.version}{more}"


JSON = ("application/json", "text/json")
XML = ("application/xml", "text/xml")
DATA = (
    Format("json", "application/vnd.sdmx.data+json", "2.0.0", "json", JSON),
    Format("csv", "application/vnd.sdmx.data+csv", "2.0.0", "csv", ("text/csv", "application/csv")),
    Format("xml", "application/vnd.sdmx.data+xml", "3.0.0", "xml", XML),
    Format("xml21", "application/vnd.sdmx.structurespecificdata+xml", "2.1", "xml"),
)
STRUCTURE = (
    Format("json", "application/vnd.sdmx.structure+json", "2.0.0", "json", JSON),
    Format("xml", "application/vnd.sdmx.structure+xml", "3.0.0", "xml", XML),
    Format("xml21", "application/vnd.sdmx.structure+xml", "2.1", "xml"),
)
SCHEMA = (
    Format("xml", "application/vnd.sdmx.schema+xml", "3.0.0", "xsd", XML),
    Format("xml21", "application/vnd.sdmx.schema+xml", "2.1", "xsd"),
)
"""What is offered, the default first."""


@dataclass(frozen=True)
class Chosen:
    """A format with the options that came with its media type, such as `labels`."""

    format: Format
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Range:
    """One member of an Accept header."""

    type: str
    options: Mapping[str, str]
    quality: float


def choose(accept: str, asked: str | None, offered: Sequence[Format]) -> Chosen:
    """The format that `asked` names, or else that of the best range of `accept`; the first for no wish.

    Refused with 406 when nothing that is accepted is offered.
    """
    if asked:
        return Chosen(_named(asked, offered))
    ranges = sorted(_ranges(accept), key=lambda one: -one.quality)
    if not ranges:
        return Chosen(offered[0])
    for wanted in ranges:
        for one in offered if wanted.quality > 0 else ():
            if _matches(wanted, one):
                return Chosen(one, wanted.options)
    listed = ", ".join(f"{one.type};version={one.version}" for one in offered)
    raise Refused(
        Problem(
            SYNTAX,
            f"Không có định dạng đã hỏi. Có thể là: {listed}; hoặc tham số format.",
            f"No format that is accepted is offered. Possible: {listed}; or the parameter format.",
            406,
        )
    )


def prefers_json(accept: str, asked: str | None) -> bool:
    """Whether an error is better told in JSON than in XML."""
    if asked:
        return not asked.startswith("xml")
    ranges = sorted(_ranges(accept), key=lambda one: -one.quality)
    return "xml" not in (ranges[0].type if ranges else "")


def _named(name: str, offered: Sequence[Format]) -> Format:
    found = {one.name: one for one in offered}
    if name not in found:
        raise unknown("format", name, found)
    return found[name]


def _ranges(accept: str) -> list[_Range]:
    found = []
    for member in accept.split(","):
        kind, *given = (part.strip() for part in member.split(";"))
        options = {
            name.strip().lower(): value.strip(' "')
            for name, _, value in (one.partition("=") for one in given)
        }
        if kind:
            found.append(_Range(kind.lower(), options, _quality(options.pop("q", "1"))))
    return found


def _quality(text: str) -> float:
    return float(text) if re.fullmatch(r"[01](\.\d{0,3})?", text) else 0.0


def _matches(wanted: _Range, one: Format) -> bool:
    if wanted.type == one.type:
        return is_version(wanted.options.get("version", ""), one.version)
    return wanted.type in ("*/*", "application/*", *one.generic)
