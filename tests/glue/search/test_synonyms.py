"""Synonyms are a file that staff take into use by a command; no index is made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ckan import model
from click.testing import CliRunner, Result

from ckanext.dtts.cli.search import search
from ckanext.dtts.search import synonyms
from glue.records import dataset, found


@pytest.fixture(autouse=True)
def as_in_the_package(empty_portal: None) -> Iterator[None]:
    synonyms.look_again()
    yield
    synonyms.drop()
    model.Session.remove()  # what is left open would hold up the next module, which drops all tables


def run(*words: str) -> Result:
    return CliRunner().invoke(search, ["synonyms", *words])


def test_a_file_taken_into_use_finds_what_was_indexed_before(tmp_path: Path) -> None:
    dataset(title="Kè chống sạt lở")
    assert found("tường chắn") == []
    file = tmp_path / "synonyms.yaml"
    file.write_text("groups:\n  - [kè, tường chắn]\n", encoding="utf-8")
    assert run(str(file)).exit_code == 0
    assert found("tường chắn") == ["Kè chống sạt lở"]
    assert run("--package").exit_code == 0
    assert found("tường chắn") == []


def test_a_file_that_is_not_right_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "synonyms.yaml"
    file.write_text("groups: [[một]]", encoding="utf-8")
    before = synonyms.text()
    refused = run(str(file))
    assert refused.exit_code == 1
    assert "group 1 of the synonyms must be a list of at least 2 wordings" in refused.output
    assert synonyms.text() == before


def test_a_check_says_how_many_wordings_and_takes_nothing_into_use(tmp_path: Path) -> None:
    file = tmp_path / "synonyms.yaml"
    file.write_text("groups: [[một, hai]]", encoding="utf-8")
    assert "2 wordings, all right" in run(str(file), "--check").output
    assert "DTTS" in synonyms.text()


def test_without_a_file_the_one_in_force_is_printed() -> None:
    assert run().output == synonyms.text()


def test_agencies_are_found_by_the_short_names_of_their_register() -> None:
    dataset(title="Văn bản của Tổng cục Thống kê (Bộ KH&ĐT)")
    assert found("TCTK") == ["Văn bản của Tổng cục Thống kê (Bộ KH&ĐT)"]
