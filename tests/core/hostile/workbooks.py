"""Odd and hostile .xlsx files: each function writes one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from core.hostile.rows import HEAD, ROW
from dtts.report import column_letters

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
SHEET, STRINGS, TYPES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "[Content_Types].xml"
Parts = dict[str, str | bytes]


def parts(rows: str, *, properties: str = "", strings: str = "", styles: str = "") -> Parts:
    """The parts of a workbook whose one sheet has these rows, as XML."""
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for name, kind in (
            ("xl/workbook.xml", "sheet.main"),
            (SHEET, "worksheet"),
            (STRINGS, "sharedStrings"),
            ("xl/styles.xml", "styles"),
        )
    )
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            (("worksheet", SHEET[3:]), ("sharedStrings", STRINGS[3:]), ("styles", "styles.xml")), start=1
        )
    )
    return {
        TYPES: f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{properties}'
        '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        STRINGS: f'{_DECLARATION}<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/styles.xml": f'{_DECLARATION}<styleSheet xmlns="{_MAIN}">{styles or _STYLES}</styleSheet>',
        SHEET: f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }


# A plain format and that of a day.
_STYLES = (
    "<fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
)


def write(path: Path, content: Parts) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)


def row(number: int, cells: Iterable[object]) -> str:
    """A row of values; a text that begins with `<` is a cell already."""
    written = (
        str(value) if str(value).startswith("<") else cell(f"{column_letters(column)}{number}", value)
        for column, value in enumerate(cells, start=1)
    )
    return f'<row r="{number}">{"".join(written)}</row>'


def cell(place: str, value: object) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


TABLE = row(1, HEAD) + row(2, ROW)


def _with(**more: str | bytes) -> Callable[[Path], None]:
    """The table beside further parts; in their names `__` stands for `/` and `_DOT_` for a dot."""
    named = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in more.items()}
    return lambda path: write(path, {**parts(TABLE), **named})


def _changed(part: str, change: Callable[[str], str], rows: str = TABLE) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        content = parts(rows)
        content[part] = change(str(content[part]))
        write(path, content)

    return make


def _third_row(cells: str, properties: str = "") -> Callable[[Path], None]:
    """The table and one more row with these cells as they are written."""
    begun = row(3, [2013, "plan", 2, 0, "x"]).removesuffix("</row>")
    return lambda path: write(path, parts(f"{TABLE}{begun}{cells}</row>", properties=properties))


plain = _with()
bomb = _with(xl__media__zeros_DOT_bin=bytes(40_000_000))
macro_part = _with(xl__vbaProject_DOT_bin=b"x")
dde_link = _with(
    xl__externalLinks__externalLink1_DOT_xml='<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
)
connection = _with(xl__connections_DOT_xml="<connections/>")
web_query = _with(xl__queryTables__queryTable1_DOT_xml="<queryTable/>")
embedded_object = _with(xl__embeddings__oleObject1_DOT_bin=b"\xd0\xcf\x11\xe0")
embedded_control = _with(xl__activeX__activeX1_DOT_bin=b"x")
archive_inside = _with(xl__media__more_DOT_zip=b"PK")
macro_sheet = _with(xl__macrosheets__sheet1_DOT_xml="<xm:macrosheet/>")
macro_enabled = _changed(
    TYPES,
    lambda text: text.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
        "application/vnd.ms-excel.sheet.macroEnabled.main",
    ),
)
billion_laughs = _changed(
    STRINGS,
    lambda text: text.replace(
        "<sst",
        '<!DOCTYPE lolz [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
        + "]><sst",
    ).replace("</sst>", "<si><t>&j;</t></si></sst>"),
)
foreign_entity = _changed(
    SHEET,
    lambda text: text.replace(
        "<worksheet", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet', 1
    ),
)
no_types = _changed(TYPES, lambda text: "")
cut_sheet = _changed(SHEET, lambda text: text[: len(text) * 2 // 3])
cut_strings = _changed(
    STRINGS, lambda text: text[:-10], TABLE + '<row r="3"><c r="A3" t="s"><v>0</v></c></row>'
)
nameless_string = _third_row('<c r="F3" t="s"><v>999</v></c>')
negative_string = _third_row('<c r="F3" t="s"><v>-1</v></c>')
negative_style = _third_row('<c r="F3" s="-1"><v>5</v></c>')
huge_style = _third_row('<c r="F3" s="4294967295"><v>5</v></c>')
infinite_number = _third_row('<c r="F3"><v>1e999</v></c>')
no_number = _third_row('<c r="F3"><v>NaN</v></c>')
error_cell = _third_row('<c r="F3" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
formula_without_value = _third_row('<c r="F3"><f>F2*2</f></c>')
deep_xml = _changed(SHEET, lambda text: text.replace("</sheetData>", "<a>" * 500_000 + "</sheetData>"))
many_merges = _changed(
    SHEET,
    lambda text: text.replace(
        "</sheetData>",
        "</sheetData><mergeCells>"
        + "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(3, 100_003))
        + "</mergeCells>",
    ),
)
doctype_in_utf_16 = _with(xl__extra_DOT_xml='<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16"))


def far_corners(path: Path) -> None:
    write(path, parts(f'{row(1, ["x"])}<row r="1048576">{cell("XFD1048576", 1)}</row>'))


def sparse_too_large(path: Path) -> None:
    write(path, parts(f'{TABLE}<row r="1048576">{cell("T1048576", 1)}</row>'))


def sparse_narrow(path: Path) -> None:
    last = [2013, "plan", 2, 0, "x", 1]
    write(path, parts(TABLE + row(1_048_576, last)))


def formatted_to_the_end(path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="ZZ{n}" s="0"/></row>' for n in range(3, 65_537))
    write(path, parts(TABLE + cells))


def columns_513(path: Path) -> None:
    more = range(513 - len(HEAD))
    write(path, parts(row(1, [*HEAD, *(f"x{number}" for number in more)]) + row(2, [*ROW, *more])))


def rows_1048576(path: Path) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>2013</v></c><c r="B{n}" t="s"><v>0</v></c><c r="C{n}"><v>{n}</v></c>'
        f'<c r="D{n}"><v>0</v></c><c r="E{n}" t="s"><v>1</v></c></row>'
        for n in range(2, 1_048_577)
    )
    strings = "<si><t>plan</t></si><si><t>Chương trình</t></si>"
    write(path, parts(row(1, HEAD[:5]) + rows, strings=strings))


def long_text(path: Path) -> None:
    write(path, parts(TABLE + row(3, [2013, "plan", 2, 0, "x" * 3_000_000])))


def cut_in_half(path: Path) -> None:
    plain(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def flipped_bytes(path: Path) -> None:
    plain(path)
    content = bytearray(path.read_bytes())
    content[200:260] = bytes(60)
    path.write_bytes(content)


def parts_1001(path: Path) -> None:
    write(path, {**parts(TABLE), **{f"xl/media/{number}.bin": b"x" for number in range(1000)}})


def name_that_leads_out(path: Path) -> None:
    write(path, {**parts(TABLE), "../../etc/cron.d/x": b"x"})


def symbolic_link(path: Path) -> None:
    plain(path)
    link = zipfile.ZipInfo("xl/media/link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")


def overlapping_parts(path: Path) -> None:
    """The last entry of the directory points to the bytes of the first."""
    plain(path)
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 42 : entry + 46] = bytes(4)
    path.write_bytes(content)


def text_document(path: Path) -> None:
    write(path, {TYPES: "<Types/>", "word/document.xml": "<w/>"})


def days_from_1904(path: Path) -> None:
    """The schema `agencies`; 44377 is 1 July 2025 when days are counted from 1904."""
    write(path, parts(_agency('<c r="F2" s="1"><v>44377</v></c>'), properties='<workbookPr date1904="1"/>'))


def day_before_1900(path: Path) -> None:
    write(path, parts(_agency(cell("F2", "1898-02-03"))))


def serial_below_zero(path: Path) -> None:
    write(path, parts(_agency('<c r="F2" s="1"><v>-5</v></c>')))


def serial_beyond_9999(path: Path) -> None:
    write(path, parts(_agency('<c r="F2" s="1"><v>99999999</v></c>')))


def _agency(day: str) -> str:
    head = ["agency", "name_vi", "short_name_vi", "level", "role_vi", "valid_from", "provenance"]
    return row(1, head) + row(2, ["a", "A", "A", "central", "x", day, "found"])
