"""Migrations are one chain: with two heads no database can be brought up to date."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
VERSIONS = sorted((ROOT / "ckanext-dtts/ckanext/dtts/migration/dtts/versions").glob("*.py"))
NAMED = re.compile(r'^(revision|down_revision) = (?:"(\w+)"|None)$', re.MULTILINE)


def names() -> dict[str, dict[str, str]]:
    """What each file says of itself and of the one before it."""
    return {path.stem: dict(NAMED.findall(path.read_text(encoding="utf-8"))) for path in VERSIONS}


def test_each_migration_bears_the_name_of_its_file() -> None:
    assert {stem: stem for stem in names()} == {stem: said["revision"] for stem, said in names().items()}


def test_no_two_migrations_follow_the_same_one() -> None:
    before = [said["down_revision"] for said in names().values()]
    assert sorted(before) == sorted(set(before))
    assert before.count("") == 1


def test_each_follows_one_that_there_is() -> None:
    found = names()
    assert {said["down_revision"] for said in found.values()} - {""} <= set(found)
