"""Odd and hostile .xls files: each function writes one."""

from __future__ import annotations

from pathlib import Path

from core.hostile.rows import HEAD, ROW
from core.old_workbook import write_old_workbook

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FILEPASS = b"\x2f\x00\x06\x00\x00\x00\x01\x02\x03\x04"


def plain(path: Path) -> None:
    write_old_workbook(path, {"S": [HEAD, ROW]})


def macro(path: Path) -> None:
    write_old_workbook(path, {"S": [HEAD, ROW]}, storages=["_VBA_PROJECT_CUR"])


def encrypted_package(path: Path) -> None:
    """What Excel makes of an .xlsx with a password."""
    write_old_workbook(path, {"S": [HEAD, ROW]}, storages=["EncryptedPackage"])


def password(path: Path) -> None:
    """The record that says so stands right behind the first one, and takes the room of what fills the stream."""
    plain(path)
    content = path.read_bytes()
    first = content.index(b"\x09\x08\x10\x00") + 20
    end = 512 + 4096
    path.write_bytes(content[:first] + _FILEPASS + content[first : end - len(_FILEPASS)] + content[end:])


def cut_in_half(path: Path) -> None:
    plain(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def cut_in_the_header(path: Path) -> None:
    plain(path)
    path.write_bytes(path.read_bytes()[:300])


def no_workbook(path: Path) -> None:
    path.write_bytes(_OLE + bytes(2000))


def sectors_in_a_circle(path: Path) -> None:
    """The second sector of the stream is followed by itself; the table of sectors comes last in the file."""
    plain(path)
    content = bytearray(path.read_bytes())
    content[-512 + 4 : -512 + 8] = (1).to_bytes(4, "little")
    path.write_bytes(content)


def text_document(path: Path) -> None:
    """A Word file has no stream of the name Workbook."""
    plain(path)
    path.write_bytes(
        path.read_bytes().replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le"))
    )


def rows_65536(path: Path) -> None:
    rows = ([2013, "plan", number, 0, "x"] for number in range(1, 65_536))
    write_old_workbook(path, {"S": [HEAD[:5], *rows]})
