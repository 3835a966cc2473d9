"""The page that people read about the tables says what the schemas say."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtts.__main__ import main
from dtts.catalogue import table_schema, table_schema_names
from dtts.checks.row_checks import KINDS

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"


def test_the_page_in_the_repository_is_what_the_schemas_give(capsys: pytest.CaptureFixture[str]):
    assert main(["schemas", "--markdown"]) == 0
    assert PAGE.read_text(encoding="utf-8") == capsys.readouterr().out, (
        "write it again: python -m dtts schemas --markdown > docs/tables.md"
    )


@pytest.mark.parametrize("name", table_schema_names())
def test_the_page_names_every_column_in_both_languages(name: str):
    page = PAGE.read_text(encoding="utf-8")
    start = page.index(f"`{name}`, phiên bản")
    section = page[start : page.find("\n### ", start)]
    for field in table_schema(name).fields:
        assert f"`{field.name}`" in section
        assert f"{field.title['vi']}<br>{field.title['en']}" in section


def test_the_guide_explains_every_row_check_and_every_key_that_schemas_use():
    guide = (PAGE.parent / "table-schemas.md").read_text(encoding="utf-8")
    used = {key for name in table_schema_names() for key in table_schema(name).descriptor if ":" in key}
    used |= {
        key
        for name in table_schema_names()
        for field in table_schema(name).fields
        for key in field.descriptor
        if ":" in key
    }
    assert {key for key in (*KINDS, *used) if f"`{key}`" not in guide} == set()
