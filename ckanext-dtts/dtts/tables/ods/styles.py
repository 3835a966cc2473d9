"""What the styles of an OpenDocument spreadsheet say: which sheets are hidden, which font a cell has."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse

from dtts.tables.fonts import OLD_FONT_NAMES
from dtts.tables.ods.container import CONTENT, STYLES
from dtts.tables.ods.names import FACE, FONT, OFFICE, STYLE, TABLE
from dtts.tables.refuse import refuse

_CELLS = "table-cell"
_DEEPEST = 20


@dataclass
class Styles:
    """By the names of styles: `parents`, fonts of cells and hidden tables; `faces` by the fonts' names."""

    faces: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    @property
    def has_old_fonts(self) -> bool:
        """Whether any font is from before Unicode."""
        fonts = (*self.fonts.values(), *self.faces.values())
        return any(font.lower().startswith(name.lower()) for font in fonts for name in OLD_FONT_NAMES)

    def font_of(self, style: str) -> str | None:
        """The font of a cell's style, its own or that of the styles that it comes from, in the end the
        default (whose name is empty)."""
        for _ in range(_DEEPEST):
            if style in self.fonts:
                return self.faces.get(self.fonts[style], self.fonts[style])
            if not style:
                break
            style = self.parents.get(style, "")
        return None


def read_styles(archive: zipfile.ZipFile) -> Styles:
    """The styles of the document, those that stand in its content included."""
    styles = Styles()
    for part in (STYLES, CONTENT):
        if part in archive.namelist():
            with archive.open(part) as source:
                _read_part(source, part, styles)
    return styles


def _read_part(source: IO[bytes], part: str, styles: Styles) -> None:
    try:
        for element in _before_the_body(source):
            _take(element, styles)
    except (ParseError, ValueError) as broken:
        refuse("unreadable-file", cause={"vi": f"phần {part} bị hỏng", "en": f"{part} is damaged ({broken})"})


def _before_the_body(source: IO[bytes]) -> Iterator[Element]:
    body = _tag(f"{OFFICE}body")
    for event, element in iterparse(source, events=("start", "end")):
        if event == "start" and element.tag == body:
            return
        if event == "end":
            yield element


def _take(element: Element, styles: Styles) -> None:
    if element.tag == _tag(f"{STYLE}font-face"):
        styles.faces[_of(element, f"{STYLE}name")] = _of(element, FACE).strip("'\" ")
    elif element.tag in (_tag(f"{STYLE}style"), _tag(f"{STYLE}default-style")):
        name, family = _of(element, f"{STYLE}name"), _of(element, f"{STYLE}family")
        if family == "table":
            _take_table(element, name, styles)
        elif family == _CELLS:
            _take_cell(element, name, styles)


def _take_table(element: Element, name: str, styles: Styles) -> None:
    properties = element.find(_tag(f"{STYLE}table-properties"))
    if properties is not None and _of(properties, f"{TABLE}display") == "false":
        styles.hidden.add(name)


def _take_cell(element: Element, name: str, styles: Styles) -> None:
    styles.parents[name] = _of(element, f"{STYLE}parent-style-name")
    properties = element.find(_tag(f"{STYLE}text-properties"))
    if properties is not None:
        font = _of(properties, f"{STYLE}font-name") or _of(properties, FONT).strip("'\" ")
        if font:
            styles.fonts[name] = font


def _of(element: Element, name: str) -> str:
    return element.get(_tag(name), "")


def _tag(name: str) -> str:
    """A parser's name as ElementTree writes it."""
    namespace, local = name.split(" ")
    return f"{{{namespace}}}{local}"
