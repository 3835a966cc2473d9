"""Every real file that is shipped ends as a table or in a fault that says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from dtts.errors import UnreadableFile
from dtts.report import RULES
from dtts.tables import read_table

ROOT = Path(__file__).parents[3]
ENDINGS = (".csv", ".xls", ".xlsx", ".json")
FOLDERS = (
    "schemas/samples",
    "schemas/registers",
    *(f"tests/fixtures/{name}" for name in ("sheets", "yearbook-2002", "place-names")),
)
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in ENDINGS)
# What needs a word from the sender, and why.
REFUSED = {
    "administrative-units-by-province.csv": "encoding-unclear",
    "province-spellings.csv": "encoding-broken",
    **dict.fromkeys(
        (
            "budget_lines.json",
            "figures.json",
            "income_by_source.json",
            "programme_results.json",
            "revenue_by_tax.json",
        ),
        "unreadable-file",
    ),
}


def test_there_are_real_files_of_every_kind():
    assert {path.suffix for path in FILES} == set(ENDINGS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_file_is_read_or_refused_by_name(path):
    try:
        table = read_table(path, filename=path.name)
    except UnreadableFile as refused:
        assert refused.fault.rule == REFUSED[path.name]
        assert all(refused.fault.message[language] for language in ("vi", "en"))
        return
    assert path.name not in REFUSED
    # A sheet that is no plain table is said to be none: its rows are named, and never dropped in silence.
    errors = {group.rule for group in table.groups if group.severity == "error"}
    assert table.frame.height > 0 or errors
    assert {group.rule for group in table.groups} <= {declared.id for declared in RULES}
