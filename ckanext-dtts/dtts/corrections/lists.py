"""Drop-down lists that newer versions of Excel store as an extension, which the library would drop: those
whose values stand in another sheet, as in every template of ours that Excel has saved."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation

from dtts.tables.limits import MIB
from dtts.tables.xlsx.parts import read_workbook_parts

_TAIL = 2 * MIB
"""The extensions of a sheet stand at its end."""
_VALIDATION = re.compile(r"<x14:dataValidation(\s[^>]*)?>(.*?)</x14:dataValidation>", re.DOTALL)
_ATTRIBUTE = re.compile(r'\s(\w+)="([^"]*)"')
_TEXTS = {
    "formula1": re.compile(r"<x14:formula1>\s*<xm:f>(.*?)</xm:f>", re.DOTALL),
    "formula2": re.compile(r"<x14:formula2>\s*<xm:f>(.*?)</xm:f>", re.DOTALL),
    "sqref": re.compile(r"<xm:sqref>(.*?)</xm:sqref>", re.DOTALL),
}
_WORDS = ("type", "operator", "errorStyle", "errorTitle", "error", "promptTitle", "prompt")
_FLAGS = ("allowBlank", "showErrorMessage", "showInputMessage")


def keep_lists(workbook: Any, path: Path) -> None:
    """Adds to the sheets of a workbook the rules that the file at `path` has as extensions."""
    with zipfile.ZipFile(path) as archive:
        for part in read_workbook_parts(archive).sheets:
            if part.name in workbook.sheetnames:
                for rule in _rules(_tail(archive, part.path)):
                    workbook[part.name].add_data_validation(rule)


def _tail(archive: zipfile.ZipFile, name: str) -> str:
    tail = b""
    with archive.open(name) as part:
        while chunk := part.read(4 * MIB):
            tail = (tail + chunk)[-_TAIL:]
    return tail.decode("utf-8", "ignore")


def _rules(xml: str) -> Iterator[DataValidation]:
    for attributes, inside in _VALIDATION.findall(xml):
        given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
        texts = {name: unescape(found[1]) for name, form in _TEXTS.items() if (found := form.search(inside))}
        if "sqref" in texts:
            words = {name: given[name] for name in _WORDS if name in given}
            flags = {name: given.get(name) in ("1", "true") for name in _FLAGS}
            yield DataValidation(**words, **flags, **texts)  # type: ignore[arg-type]
