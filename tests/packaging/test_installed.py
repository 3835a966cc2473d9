"""The wheel in clean environments: the core on a laptop without CKAN, and the portal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


Run = Callable[..., str]


@pytest.fixture(scope="module")
def table_names(tracked: list[Path]) -> set[str]:
    return {path.stem for path in tracked if path.match("schemas/tables/*.json")}


def test_the_core_names_every_table_schema_without_ckan(run: Run, bare: Path, table_names: set[str]) -> None:
    told = run(bare, "-m", "dtts", "schemas")
    assert {name for name in table_names if name not in told} == set()


def test_the_bare_installation_brings_no_ckan(run: Run, bare: Path) -> None:
    program = "import importlib.util; print([bool(importlib.util.find_spec(n)) for n in ('ckan', 'flask')])"
    assert run(bare, "-c", program).strip() == "[False, False]"


def test_the_core_checks_a_table_without_ckan(run: Run, bare: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("code,name_vi\n1,x\n", encoding="utf-8")
    program = (
        "import subprocess, sys, json;"
        "done = subprocess.run([sys.executable, '-m', 'dtts', 'check', 't.csv', '--schema',"
        " 'administrative_units', '--json'], capture_output=True, text=True);"
        "print(json.dumps(json.loads(done.stdout)['valid']))"
    )
    assert json.loads(run(bare, "-c", program)) is False


def test_every_schema_opens_where_it_was_installed(run: Run, bare: Path, table_names: set[str]) -> None:
    program = (
        "from dtts.catalogue import table_schema, table_schema_names as names, dataset_type, dataset_type_names;"
        "[table_schema(name) for name in names()]; [dataset_type(name) for name in dataset_type_names()];"
        "print(*names())"
    )
    assert set(run(bare, "-c", program).split()) == table_names


def test_the_connectors_import_without_ckan(run: Run, bare: Path) -> None:
    run(bare, "-c", "import dtts_harvesters")


def test_the_plugin_loads_with_the_extra(run: Run, portal: Path) -> None:
    program = (
        "from importlib.metadata import entry_points;"
        "print(entry_points(group='ckan.plugins')['dtts'].load().__name__)"
    )
    assert run(portal, "-c", program).strip() == "DttsPlugin"


def test_the_installed_packages_agree_with_each_other(run: Run, portal: Path) -> None:
    assert "No broken requirements" in run(portal, "-m", "pip", "check")


def test_the_migrations_are_where_ckan_looks_for_them(run: Run, portal: Path) -> None:
    program = (
        "import ckanext.dtts, pathlib; folder = pathlib.Path(ckanext.dtts.__file__).parent / 'migration' / 'dtts';"
        "print((folder / 'alembic.ini').is_file(), len(list((folder / 'versions').glob('*.py'))) > 0)"
    )
    assert run(portal, "-c", program).strip() == "True True"
