"""Which part of the container holds which sheet."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from dtts.tables.refuse import refuse

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True)
class SheetPart:
    """A sheet's name, the part that holds it, and whether people see it."""

    name: str
    path: str
    visible: bool


@dataclass(frozen=True)
class Workbook:
    """The worksheets in their order; `from_1904` when days are counted from 1904."""

    sheets: tuple[SheetPart, ...]
    from_1904: bool


def read_workbook_parts(archive: zipfile.ZipFile) -> Workbook:
    """The workbook's table of contents; chart sheets are left out."""
    root = _parsed(archive, _WORKBOOK)
    targets = {item.get("Id"): item for item in _parsed(archive, _RELATIONS)}
    sheets = tuple(
        SheetPart(sheet.get("name", ""), _path(targets[relation]), sheet.get("state", "visible") == "visible")
        for sheet in _all(root, "sheet")
        if (relation := sheet.get(_RELATION) or sheet.get(_STRICT_RELATION)) in targets
        and targets[relation].get("Type", "").endswith("/worksheet")
    )
    for sheet in sheets:
        if sheet.path not in archive.namelist():
            cause = {"vi": f"phần {sheet.path} không có trong tệp", "en": f"{sheet.path} is not in the file"}
            refuse("unreadable-file", cause=cause)
    properties = next(iter(_all(root, "workbookPr")), None)
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return Workbook(sheets, from_1904)


def _parsed(archive: zipfile.ZipFile, path: str) -> Element:
    try:
        root: Element = fromstring(archive.read(path))
    except (KeyError, SyntaxError, ValueError) as broken:
        refuse("unreadable-file", cause={"vi": f"phần {path} bị hỏng", "en": f"{path} is damaged ({broken})"})
    return root


def _all(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == name]


def _path(relation: Element) -> str:
    target = relation.get("Target", "")
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
