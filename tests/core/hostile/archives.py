"""Odd and hostile .zip files: each function writes one."""

from __future__ import annotations

import zipfile
from pathlib import Path

from core.hostile.rows import csv_text

TEXT = csv_text()


def _write(path: Path, *members: tuple[str | zipfile.ZipInfo, str | bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)


def one_table(path: Path) -> None:
    _write(path, ("bảng.csv", TEXT))


def many(path: Path) -> None:
    _write(path, *((f"{number}.csv", TEXT) for number in range(2000)))


def several(path: Path) -> None:
    _write(path, ("a.csv", TEXT), ("b.csv", TEXT))


def nothing(path: Path) -> None:
    _write(path)


def another_archive(path: Path) -> None:
    one_table(path)
    _write(path, ("a.zip", path.read_bytes()))


def bomb(path: Path) -> None:
    """The unpacked size stands 24 bytes into the directory's entry; it is believed before anything is unpacked."""
    _write(path, ("a.csv", b"x" * 1000))
    content = path.read_bytes()
    entry = content.rindex(b"PK\x01\x02")
    path.write_bytes(content[: entry + 24] + (4_000_000_000).to_bytes(4, "little") + content[entry + 28 :])


def bomb_below_the_limit(path: Path) -> None:
    """190 MB of one line in 190 kB."""
    _write(path, ("a.csv", b"x" * 190_000_000))


def name_that_leads_out(path: Path) -> None:
    _write(path, ("../../etc/a.csv", TEXT))


def symbolic_link(path: Path) -> None:
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = 0o120777 << 16
    _write(path, (link, "/etc/passwd"))


def password(path: Path) -> None:
    one_table(path)
    content = bytearray(path.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)


def cut_in_half(path: Path) -> None:
    one_table(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def overlapping(path: Path) -> None:
    several(path)
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 42 : entry + 46] = bytes(4)
    path.write_bytes(content)


def document(path: Path) -> None:
    _write(path, ("a.docx", "x"))
