"""A portal with an empty database: checking needs none of it."""

from __future__ import annotations

from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest

from glue.portal_fixtures import empty_portal, portal, site

__all__ = ["empty_portal", "portal", "site"]


@pytest.fixture
def work_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files in the making, of this test alone."""
    monkeypatch.setitem(tk.config, "ckanext.dtts.work_folder", str(tmp_path))
    return tmp_path


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests are not counted, but for those that are about it."""
    monkeypatch.setitem(tk.config, "ckanext.dtts.check_per_minute", 0)
