"""A file that was damaged anywhere is read or refused by name: nothing else comes out of the reader."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.hostile import archives, old_workbooks, open_documents, records, workbooks
from dtts.errors import UnreadableFile
from dtts.tables import read_table

FILES: dict[str, Callable[[Path], None]] = {
    "t.xlsx": workbooks.plain,
    "t.xls": old_workbooks.plain,
    "t.ods": open_documents.plain,
    "t.json": records.json_plain,
    "t.parquet": records.parquet_plain,
    "t.zip": archives.one_table,
}
IN_CONTAINERS = ("t.xlsx", "t.ods")
# Where a file is changed (as a share of it), how many bytes go, and what comes instead.
CHANGES = st.lists(
    st.tuples(st.floats(0, 0.999), st.integers(0, 40), st.binary(max_size=6)), min_size=1, max_size=5
)
EXAMPLES = int(os.environ.get("DTTS_DAMAGED_FILES", "40"))


def damaged(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for share, length, instead in changes:
        at = int(share * len(content))
        content = content[:at] + instead + content[at + length :]
    return content or b"\0"


def damaged_inside(content: bytes, number: int, changes: list[tuple[float, int, bytes]]) -> bytes:
    """A container that is whole, with one damaged part in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(parts)[number % len(parts)]
    parts[name] = damaged(parts[name], changes)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, inside in parts.items():
            archive.writestr(part, inside)
    return packed.getvalue()


def is_read_or_refused(path: Path, name: str) -> None:
    try:
        read_table(path, filename=name)
    except UnreadableFile as refused:
        assert refused.fault.message["vi"]


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=EXAMPLES, deadline=None)
@given(changes=CHANGES)
def test_a_damaged_file(tmp_path_factory, name, changes):
    path = tmp_path_factory.mktemp("damaged") / name
    FILES[name](path)
    path.write_bytes(damaged(path.read_bytes(), changes))
    is_read_or_refused(path, name)


@pytest.mark.parametrize("name", IN_CONTAINERS)
@example(number=2, changes=[(0.46875, 1, b"")])  # names a sheet that is not there
@settings(max_examples=2 * EXAMPLES, deadline=None)
@given(number=st.integers(0, 20), changes=CHANGES)
def test_a_damaged_part_of_a_whole_container(tmp_path_factory, name, number, changes):
    path = tmp_path_factory.mktemp("damaged") / name
    FILES[name](path)
    path.write_bytes(damaged_inside(path.read_bytes(), number, changes))
    is_read_or_refused(path, name)
