"""Odd and hostile .ods files: each function writes one."""

from __future__ import annotations

from pathlib import Path

from core.hostile.rows import HEAD, ROW
from core.ods_workbook import cell, row, sheet, write_ods


def plain(path: Path) -> None:
    write_ods(path, sheet("S", [HEAD, ROW]))


def rows_without_end(path: Path) -> None:
    write_ods(path, sheet("S", [HEAD, row(ROW, f'table:number-rows-repeated="{10**12}"')]))


def cells_without_end(path: Path) -> None:
    write_ods(path, sheet("S", [HEAD, row([cell(1, 'table:number-columns-repeated="16384"')])]))


def both_without_end(path: Path) -> None:
    cells = row([cell(1, 'table:number-columns-repeated="512"')], 'table:number-rows-repeated="1048575"')
    write_ods(path, sheet("S", [HEAD, cells]))


def blank_to_the_end(path: Path) -> None:
    """As LibreOffice writes a sheet that was formatted as a whole: nothing there is filled."""
    blank = row([cell(None, 'table:number-columns-repeated="16384"')], 'table:number-rows-repeated="1048574"')
    write_ods(path, sheet("S", [HEAD, ROW, blank]))


def macro(path: Path) -> None:
    write_ods(path, sheet("S", [HEAD, ROW]), parts={"Basic/Standard/Module1.xml": "<a/>"})


def password(path: Path) -> None:
    parts = {"META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": b"\x8f\x01\xff" * 100}
    write_ods(path, sheet("S", [HEAD, ROW]), parts=parts)


def other_file(path: Path) -> None:
    write_ods(path, sheet("S", ["<table:table-source/>", HEAD, ROW]))


def billion_laughs(path: Path) -> None:
    entities = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    write_ods(path, sheet("S", [HEAD, ROW]), parts={"content.xml": f"{entities}<x>&b;</x>"})


def cut_content(path: Path) -> None:
    write_ods(path, sheet("S", [HEAD, ROW]), parts={"content.xml": "<office:document-content"})


def text_document(path: Path) -> None:
    write_ods(path, sheet("S", [HEAD]), parts={"mimetype": "application/vnd.oasis.opendocument.text"})
