"""Lists of old places that somebody sends: converted in a limited child, given back, nothing kept."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import IO, Any, NamedTuple

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.registers.now import folder
from ckanext.dtts.web.turns import turn
from ckanext.dtts.work import scratch
from dtts.examine.process import Limits
from dtts.units.listing import CSV, GIVEN, XLSX, Ask, convert_listing_in_child

MOST_BYTES = 5 * 2**20
MOST_LINES = 5_000
MEMORY_MB, WALL_S, CPU_S = 512, 60, 30

FORMS = {CSV: "text/csv", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class Converted(NamedTuple):
    """The child's answer, the list as it was read (CSV), and the files that were asked for."""

    answer: dict[str, Any]
    given: str
    file: bytes


def convert_file(stream: IO[bytes], filename: str, ask: Ask, form: str | None = None) -> Converted:
    """The list in a file; `form` names the file to give back, CSV or XLSX.

    RefusedError when it is too large, or when too many are being converted already.
    """
    with turn(), scratch() as work:
        source, out = work / "sent", work / "out"
        _keep(stream, source)
        answer = convert_listing_in_child(
            source, filename, ask, out, Limits(MEMORY_MB, WALL_S, CPU_S), folder()
        )
        given = out / GIVEN
        text = given.read_text(encoding="utf-8") if given.exists() else ""
        file = out / form if form else None
        return Converted(answer, text, file.read_bytes() if file and file.exists() else b"")


def as_file(lines: str, heading: str) -> io.BytesIO:
    """A pasted list as a CSV of one column; cells pasted from a spreadsheet become one text with commas."""
    kept = [
        ", ".join(part.strip() for part in line.split("\t") if part.strip()) for line in lines.splitlines()
    ]
    places = [line for line in kept if line]
    if len(places) > MOST_LINES:
        raise RefusedError(
            "places",
            "too-many-rows",
            f"Danh sách dán vào nhận tối đa {MOST_LINES} dòng; hãy tải tệp lên.",
            f"A pasted list may have {MOST_LINES} lines; send a file instead.",
        )
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([[heading], *([place] for place in places)])
    return io.BytesIO(text.getvalue().encode())


def _keep(stream: IO[bytes], path: Path) -> None:
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise RefusedError(
            "file",
            "too-large",
            f"Tệp lớn hơn {MOST_BYTES // 2**20} MB; hãy chỉ gửi các cột cần chuyển đổi.",
            f"The file is larger than {MOST_BYTES // 2**20} MB; send only the columns that matter.",
        )
    path.write_bytes(content)
