"""The written configuration against what CKAN and its extensions declare."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator
from pathlib import Path

import ckan.plugins as plugins
import pytest
from ckan.common import config, config_declaration
from ckan.config.declaration.option import Flag

TEMPLATE = Path(__file__).parents[3] / "config" / "ckan.ini.template"
OF_SCHEMING = {"scheming.presets", "scheming.dataset_schemas", "scheming.dataset_fallback"}
"""ckanext-scheming 3.1.0 declares none of its settings."""


@pytest.fixture(scope="module", autouse=True)
def portal() -> Iterator[None]:
    plugins.load_all()
    yield
    plugins.unload_all()


def names_in_template() -> set[str]:
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(TEMPLATE, encoding="utf-8")
    return set(parser["app:main"]) - {"use", "debug"}


def test_every_setting_that_we_write_is_one_that_somebody_reads() -> None:
    declared = [str(key) for key in config_declaration.iter_options(exclude=Flag.none())]
    # A key such as `sqlalchemy.<OPTION>` stands for all of its kind.
    known = re.compile("|".join(re.sub(r"<.*?>", ".+", re.escape(key)) for key in declared))
    assert {name for name in names_in_template() - OF_SCHEMING if not known.fullmatch(name)} == set()


def test_the_settings_are_valid_as_they_are_declared() -> None:
    _, errors = config_declaration.validate(config)
    assert errors == {}


def test_both_storages_accept_files() -> None:
    from ckan.lib.files import get_storage

    for name in ("dtts_blobs", "dtts_exports"):
        storage = get_storage(name)
        assert storage.settings.path.endswith(name.removeprefix("dtts_"))
