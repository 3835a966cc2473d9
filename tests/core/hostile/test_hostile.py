"""Every odd and hostile file is read or refused by name, within the limits of time and memory."""

from __future__ import annotations

import pytest

from core.hostile.manifest import ENTRIES, examine_entry, expected, make


@pytest.mark.slow
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_the_file_ends_as_the_manifest_says(entry, tmp_path):
    make(entry, tmp_path / "upload")
    end = examine_entry(entry, tmp_path / "upload", tmp_path / "out")
    (tmp_path / "upload").unlink()
    assert str(end) == expected(entry)
    said = " ".join(pattern.message["vi"] for pattern in end.report.patterns)
    assert entry.get("says", "") in said
    assert entry.get("holds", "") in end.content


def test_there_are_more_than_forty_and_no_two_are_the_same():
    assert len(ENTRIES) > 40
    assert len({(entry["made_by"], entry["file"]) for entry in ENTRIES}) == len(ENTRIES)
