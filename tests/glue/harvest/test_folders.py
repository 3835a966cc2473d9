"""A folder of the server is a source where its administrator opened it, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest

from ckanext.dtts.harvest import network
from dtts_harvesters.registry import connector
from dtts_harvesters.report import Report
from dtts_harvesters.source import check_source


@pytest.mark.parametrize(
    ("opened", "rules"), [("{folder}", []), ("/khong/co {folder}", []), ("", ["folder-refused"])]
)
def test_a_folder_is_read_where_the_setting_opens_it(
    opened: str, rules: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "dtts.harvest.folders", opened.format(folder=tmp_path))
    source = check_source(
        {
            "id": "thu-muc",
            "title": {"vi": "Thư mục", "en": "Folder"},
            "owner": "tinh-minh-hoa",
            "connector": "folder",
            "address": f"file://{tmp_path}",
            "target": {"table": "facilities", "dataset": "co-so"},
            "options": {"format": "csv"},
        }
    ).source
    assert source is not None
    with network.session_for(source) as session:
        found = list(connector(source).fetch(session, {}, Report()))
    assert [one.rule for one in found if hasattr(one, "rule")] == rules
