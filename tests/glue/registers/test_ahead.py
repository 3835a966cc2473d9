"""What a worker reads before it forks: also the registers that were published while it ran."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ckanext.dtts.registers import ahead
from dtts.catalogue import schemas_path
from dtts.errors import UsageError
from dtts.units import Gazetteer
from glue.portal_fixtures import application


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, portal: None) -> Path:
    """A folder of registers that is in force from now on."""
    folder = tmp_path / "registers"
    shutil.copytree(schemas_path() / "registers", folder)
    monkeypatch.setattr(ahead.now, "folder", lambda: folder)
    return folder


def is_read(folder: Path) -> bool:
    """Whether asking for the units of the folder reads no file."""
    shutil.rmtree(folder)
    try:
        Gazetteer.load(folder)
    except UsageError:
        return False
    return True


def test_registers_published_since_are_read_between_jobs(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_read", [None])
    ahead.between_jobs(application().flask_app)
    assert is_read(published)


@pytest.mark.parametrize("read", ["the same", "nothing"])
def test_nothing_is_read_again_without_need(
    read: str, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_read", [published] if read == "the same" else [])
    ahead.between_jobs(application().flask_app)
    assert not is_read(published)
