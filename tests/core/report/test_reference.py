"""The page that people read about the rules says what the rules say."""

from __future__ import annotations

from pathlib import Path

from dtts.__main__ import main
from dtts.checks.declared import KINDS
from dtts.report import RULES

PAGE = Path(__file__).parents[3] / "docs" / "checks.md"


def test_the_page_begins_with_what_the_rules_give(capsys):
    assert main(["rules", "--markdown"]) == 0
    written = capsys.readouterr().out
    assert PAGE.read_text(encoding="utf-8").startswith(written), (
        "write its tables again: python -m dtts rules --markdown"
    )


def test_the_page_names_every_rule_once():
    page = PAGE.read_text(encoding="utf-8")
    assert [rule.id for rule in RULES if page.count(f"\n| `{rule.id}` |") != 1] == []


def test_the_page_describes_every_kind_of_declared_check_once():
    page = PAGE.read_text(encoding="utf-8")
    declared = page[page.index("What a table declares") :]
    assert [kind for kind in KINDS if declared.count(f"\n| kind `{kind}` |") != 1] == []
