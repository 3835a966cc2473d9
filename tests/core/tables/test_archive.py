"""A ZIP of exactly one table: read as the file inside is, and refused by name when it is anything else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from core.builders import field, make_schema, write_workbook
from dtts.errors import UnreadableFile
from dtts.tables import archive as archives
from dtts.tables import read_table

SCHEMA = make_schema(field("code"), field("name"))
TEXT = "code,name\n1,Bắc Giang\n"


def pack(path: Path, *members: tuple[str | zipfile.ZipInfo, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def read(path: Path):
    return read_table(path, filename="t.zip", schema=SCHEMA)


def refusal(path: Path):
    with pytest.raises(UnreadableFile) as refused:
        read(path)
    return refused.value.fault


def test_the_one_table_is_read_and_named(tmp_path):
    table = read(pack(tmp_path / "t", ("2025/Biểu 03.csv", TEXT)))
    assert (table.format, table.frame["name"].to_list()) == ("csv", ["Bắc Giang"])
    (said,) = table.groups
    assert (said.severity, "“Biểu 03.csv”" in said.faults[0].message["vi"]) == ("warning", True)


def test_a_workbook_inside_is_read_too(tmp_path):
    book = write_workbook(tmp_path / "b.xlsx", {"S": [["code", "name"], ["1", "x"]]})
    table = read(pack(tmp_path / "t", ("b.xlsx", book.read_bytes())))
    assert (table.format, table.sheet, table.frame.rows()) == ("xlsx", "S", [("1", "x")])


def test_what_a_computer_adds_on_its_own_is_overlooked(tmp_path):
    litter = [("__MACOSX/._t.csv", b"\0"), (".DS_Store", b"\0"), ("a/Thumbs.db", b"\0"), ("a/", b"")]
    assert read(pack(tmp_path / "t", *litter, ("a/t.csv", TEXT))).frame.height == 1


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("t.csv")
    info.external_attr = 0o120777 << 16
    return info


REFUSED = {
    "two tables": ("archive-members", [("a.csv", TEXT), ("b.csv", TEXT)]),
    "a table and a text": ("archive-members", [("a.csv", TEXT), ("README.txt", "x")]),
    "nothing": ("archive-members", []),
    "only a folder": ("archive-members", [("a/", "")]),
    "another archive": ("unsafe-archive", [("a.zip", "PK")]),
    "a table and an archive": ("unsafe-archive", [("a.csv", TEXT), ("b.7z", "x")]),
    "a name that leads out": ("unsafe-archive", [("../t.csv", TEXT)]),
    "a name from the root": ("unsafe-archive", [("/etc/t.csv", TEXT)]),
    "a drive": ("unsafe-archive", [("C:\\t.csv", TEXT)]),
    "a symbolic link": ("unsafe-archive", [(link(), "/etc/passwd")]),
    "a format that is none": ("unknown-format", [("t.docx", "x")]),
    "a workbook with macros": ("macro", [("t.xlsm", "x")]),
    "a name that lies": ("wrong-extension", [("t.xlsx", TEXT)]),
    "an empty table": ("empty-file", [("t.csv", "")]),
}


@pytest.mark.parametrize(("rule", "members"), REFUSED.values(), ids=REFUSED.keys())
def test_anything_else_is_refused_by_name(tmp_path, rule, members):
    assert refusal(pack(tmp_path / "t", *members)).rule == rule


def test_the_refusal_names_what_is_inside(tmp_path):
    fault = refusal(pack(tmp_path / "t", *((f"{number}.csv", TEXT) for number in range(7))))
    assert "7 tệp: “0.csv”, “1.csv”, “2.csv”, “3.csv”, “4.csv”, …" in fault.message["vi"]


def test_a_table_that_grows_too_large_is_refused_before_it_is_unpacked(monkeypatch, tmp_path):
    monkeypatch.setattr(archives, "FILE_BYTES", 10)
    assert refusal(pack(tmp_path / "t", ("t.csv", TEXT))).rule == "too-large"


def test_a_size_that_lies_is_found_out(tmp_path):
    path = pack(tmp_path / "t", ("t.csv", TEXT * 100))
    content = path.read_bytes()
    entry = content.rindex(b"t.csv") - 46
    # The inflated size stands 24 bytes into the directory's entry.
    path.write_bytes(content[: entry + 24] + (5).to_bytes(4, "little") + content[entry + 28 :])
    assert refusal(path).rule == "unreadable-file"


def test_members_that_share_their_bytes_are_refused(tmp_path):
    path = pack(tmp_path / "t", ("a.csv", TEXT), ("b.csv", TEXT))
    content = path.read_bytes()
    second = content.rindex(b"b.csv") - 46
    # The place of the local header stands 42 bytes into the entry; both now begin at 0.
    path.write_bytes(content[: second + 42] + bytes(4) + content[second + 46 :])
    assert refusal(path).rule == "unsafe-archive"


def test_a_password_is_named(tmp_path):
    path = pack(tmp_path / "t", ("t.csv", TEXT))
    content = bytearray(path.read_bytes())
    content[content.rindex(b"t.csv") - 46 + 8] |= 1
    path.write_bytes(content)
    assert refusal(path).rule == "encrypted-file"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_half_an_archive_is_refused(tmp_path, share):
    path = pack(tmp_path / "t", ("t.csv", TEXT * 50))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert refusal(path).rule == "unreadable-file"


def test_bytes_that_no_longer_inflate_are_refused(tmp_path):
    path = pack(tmp_path / "t", ("t.csv", "".join(f"{n},{n * n}\n" for n in range(500))))
    content = bytearray(path.read_bytes())
    content[60:90] = bytes(30)
    path.write_bytes(content)
    assert refusal(path).rule == "unreadable-file"


def test_a_workbook_may_not_call_itself_an_archive(tmp_path):
    book = write_workbook(tmp_path / "b.xlsx", {"S": [["code"], ["1"]]})
    assert refusal(book).rule == "wrong-extension"
