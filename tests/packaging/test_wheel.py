"""What is in the wheel: everything that the portal reads at run time, and nothing else."""

from __future__ import annotations

import configparser
import io
import zipfile
from pathlib import Path

import pytest

ROOMS = {
    "schemas": ("schemas", "dtts_schemas"),
    "core": ("ckanext-dtts/dtts", "dtts"),
    "connectors": ("harvesters/dtts_harvesters", "dtts_harvesters"),
    "glue": ("ckanext-dtts/ckanext/dtts", "ckanext/dtts"),
}


@pytest.mark.parametrize("room", ROOMS)
def test_every_file_of_a_room_that_git_knows_is_in_the_wheel(
    room: str, members: set[str], tracked: list[Path]
) -> None:
    folder, package = ROOMS[room]
    wanted = {f"{package}/{path.relative_to(folder)}" for path in tracked if path.is_relative_to(folder)}
    assert wanted
    assert wanted - members == set()


@pytest.mark.parametrize("kind", ["templates", "migration"])
def test_what_is_no_python_is_there_too(kind: str, members: set[str]) -> None:
    inside = [
        name for name in members if name.startswith(f"ckanext/dtts/{kind}/") and not name.endswith(".py")
    ]
    assert inside


def test_the_wheel_brings_no_other_names(members: set[str]) -> None:
    tops = {Path(name).parts[0] for name in members if ".dist-info/" not in name}
    assert tops == {"ckanext", "dtts", "dtts_harvesters", "dtts_schemas"}


def test_the_namespace_stays_free_for_other_extensions(members: set[str]) -> None:
    assert "ckanext/__init__.py" not in members


def test_ckan_finds_the_plugin(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        text = io.StringIO(archive.read(name).decode())
    parser = configparser.ConfigParser()
    parser.read_file(text)
    assert parser["ckan.plugins"]["dtts"] == "ckanext.dtts.plugin:DttsPlugin"
