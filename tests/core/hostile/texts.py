"""Odd and hostile text files: each function writes one."""

from __future__ import annotations

import codecs
import gzip
import os
from pathlib import Path

from core.hostile.rows import HEAD, csv_lines, csv_text

_MEGABYTE = 1_000_000
TEXT = csv_text()


def one_line_1_gb(path: Path) -> None:
    """A sparse file: it takes no room on the disk."""
    path.touch()
    os.truncate(path, 1_000 * _MEGABYTE)


def one_line_190_mb(path: Path) -> None:
    with path.open("wb") as file:
        file.write(TEXT.encode())
        for _ in range(190):
            file.write(b"x" * _MEGABYTE)


def one_cell_190_mb(path: Path) -> None:
    with path.open("wb") as file:
        file.write(TEXT.encode() + b'2013,plan,9,0,"')
        for _ in range(190):
            file.write(b"x\n" * (_MEGABYTE // 2))
        file.write(b'",1\n')


def nul_bytes(path: Path) -> None:
    path.write_bytes(TEXT.encode().replace(b"plan", b"pl\0an"))


def final_nul(path: Path) -> None:
    path.write_bytes(TEXT.encode() + b"\0")


def ragged(path: Path) -> None:
    path.write_text(TEXT + "2013,plan,3\n2013,plan,4,0,x,1,2,3\n", encoding="utf-8")


def repeated_header(path: Path) -> None:
    lines = (line.rstrip("\n") for line in csv_lines(2, ",".join([*HEAD, "total"])))
    path.write_text("\n".join(line + ("" if "total" in line else ",5") for line in lines), encoding="utf-8")


def blank_label(path: Path) -> None:
    path.write_text(",".join(HEAD[:5]) + ",,total\n2013,plan,1,0,x,y,10\n", encoding="utf-8")


def no_label_at_all(path: Path) -> None:
    path.write_text("2013,plan,1,0,x,10\n2013,plan,2,0,x,10\n", encoding="utf-8")


def unclosed_quote(path: Path) -> None:
    path.write_text(TEXT + '2013,plan,3,0,"x,1\n' + "2013,plan,4,0,x,1\n" * 1000, encoding="utf-8")


def quote_inside(path: Path) -> None:
    path.write_text(TEXT + '2013,plan,3,0,"x"y,1\n', encoding="utf-8")


def only_quotes(path: Path) -> None:
    path.write_bytes(b'"' * 5_000_001)


def only_separators(path: Path) -> None:
    path.write_bytes(b"," * 1_000_000 + b"\n")


def only_line_ends(path: Path) -> None:
    path.write_bytes(b"\n" * 1_000_000)


def columns_600(path: Path) -> None:
    more = 600 - len(HEAD)
    head = ",".join([*HEAD, *(f"x{number}" for number in range(more))])
    path.write_text(head + "\n2013,plan,1,0,x,10" + ",1" * more + "\n", encoding="utf-8")


def rows_65536(path: Path) -> None:
    path.write_text(csv_text(65_535), encoding="utf-8")


def rows_1048576(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(csv_lines(1_048_575))


def rows_of_another_width(path: Path) -> None:
    """Half a million rows, each of them a fault."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(csv_lines(2))
        file.writelines("2013,plan\n" for _ in range(500_000))


def mixed_line_ends(path: Path) -> None:
    lines = TEXT.splitlines()
    path.write_bytes(f"{lines[0]}\r\n{lines[1]}\n{lines[2]}\r2013,plan,3,0,x,1\r\n".encode())


def only_carriage_returns(path: Path) -> None:
    path.write_bytes(TEXT.replace("\n", "\r").encode())


def byte_order_mark_only(path: Path) -> None:
    path.write_bytes(codecs.BOM_UTF8)


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def only_blanks(path: Path) -> None:
    path.write_bytes(b" \r\n\t\r\n" * 100)


def only_a_header(path: Path) -> None:
    path.write_text(",".join(HEAD) + "\n", encoding="utf-8")


def two_separators(path: Path) -> None:
    path.write_text("account_year;x,stage\n2013;x,plan\n", encoding="utf-8")


def utf_7(path: Path) -> None:
    path.write_bytes((TEXT + "2013,plan,3,0,Tỉnh Bắc Giang,1\n2013,plan,4,0,Mường Nhé,1\n").encode("utf-7"))


def utf_16_cut(path: Path) -> None:
    path.write_bytes(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")[:-1])


def utf_16_without_mark(path: Path) -> None:
    path.write_bytes(TEXT.encode("utf-16-be"))


def utf_32(path: Path) -> None:
    path.write_bytes(TEXT.encode("utf-32"))


def utf_32_without_mark(path: Path) -> None:
    path.write_bytes(TEXT.encode("utf-32-be"))


def utf_8_cut(path: Path) -> None:
    path.write_bytes(TEXT.encode() + "2013,plan,3,0,Bắc".encode()[:-2])


def utf_8_twice(path: Path) -> None:
    """Read as windows-1252 and saved as UTF-8 again, as a careless program does."""
    text = TEXT + "2013,plan,3,0,Bắc Hà,1\n2013,plan,4,0,Điện Biên,1\n"
    path.write_text(text.encode().decode("cp1252", "replace"), encoding="utf-8")


def overlong_utf_8(path: Path) -> None:
    path.write_bytes(TEXT.encode() + b"2013,plan,3,0,\xc0\xaf,1\n")


def half_a_character(path: Path) -> None:
    path.write_bytes(TEXT.encode() + b"2013,plan,3,0,\xed\xa0\xbd,1\n")


def shift_jis(path: Path) -> None:
    path.write_bytes(TEXT.replace("Chương trình", "東京都ハノイ市").encode("shift_jis"))


def hidden_characters(path: Path) -> None:
    path.write_text(TEXT.replace("Chương", "Ch\u200bương\u202e"), encoding="utf-8")


def dde_formula(path: Path) -> None:
    path.write_text(TEXT + "2013,plan,3,0,\"=cmd|' /C calc'!A0\",1\n", encoding="utf-8")


def no_numbers(path: Path) -> None:
    rows = (f"2013,plan,{line},0,x,{value}" for line, value in enumerate(("inf", "NaN", "1e400", "0x1F"), 3))
    path.write_text(TEXT + "\n".join(rows) + "\n", encoding="utf-8")


def huge_number(path: Path) -> None:
    path.write_text(TEXT + f"2013,plan,{'9' * 5000},0,x,{'9' * 5000}\n", encoding="utf-8")


def pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + TEXT.encode())


def web_page(path: Path) -> None:
    path.write_text(f"<html><body><table><tr><td>{TEXT}</td></tr></table></body></html>", encoding="utf-8")


def web_page_after_a_comment(path: Path) -> None:
    path.write_text(f"<!-- saved -->\n<TABLE><tr><td>{TEXT}</td></tr></TABLE>", encoding="utf-8")


def web_page_of_one_file(path: Path) -> None:
    """What Excel saves as `.mht` and some systems send as `.xls`."""
    path.write_text(
        f"MIME-Version: 1.0\nX-Document-Type: Workbook\n\n<table>{TEXT}</table>", encoding="utf-8"
    )


def spreadsheet_xml(path: Path) -> None:
    path.write_text('<?xml version="1.0"?><Workbook xmlns="urn:x"><Worksheet/></Workbook>', encoding="utf-8")


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(500))


def program(path: Path) -> None:
    path.write_bytes(b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff" + bytes(500))


def packed_by_gzip(path: Path) -> None:
    path.write_bytes(gzip.compress(TEXT.encode()))


def rich_text(path: Path) -> None:
    path.write_text("{\\rtf1\\ansi " + TEXT + "}", encoding="utf-8")


def plain(path: Path) -> None:
    path.write_text(TEXT, encoding="utf-8")
