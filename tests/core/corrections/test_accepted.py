"""What a person accepts: a value of its own that holds for one file."""

from __future__ import annotations

import json

import pytest

from core.corrections.sent import FAULTY, SCHEMA, back, check, write_xlsx
from dtts.corrections import Accepted, accept, correct
from dtts.corrections.accepted import read_accepted, write_accepted
from dtts.errors import UsageError


@pytest.fixture
def sent(tmp_path):
    return write_xlsx(tmp_path / "t.xlsx")


def test_all_that_is_proposed_can_be_accepted(sent):
    assert [fault.cell for fault in check(sent).faults] == FAULTY


@pytest.mark.parametrize(
    ("groups", "cells", "taken"),
    [
        (["leading-zero:code"], [], ["A2"]),
        (["enum-spelling:period"], [], ["B2", "B4"]),
        ([], ["B4"], ["B4"]),
        (["leading-zero:code"], ["E4", "Z9"], ["A2", "E4"]),
        (["leading-zero:value", "no-such-rule:code"], [], []),
        (["*"], [], FAULTY),
    ],
)
def test_groups_and_cells_are_accepted(sent, groups, cells, taken):
    accepted = accept(sent, groups, cells)
    assert [fault.cell for fault in check(sent).faults if accepted.covers(fault)] == taken


def test_a_fault_without_a_correction_is_never_covered(tmp_path):
    path = write_xlsx(tmp_path / "t.xlsx", [["x", "year", "1", "1", "2025-12-31", ""]])
    assert [accept(path, ["*"], ["A2"]).covers(fault) for fault in check(path).faults] == [False]


def test_it_survives_json(sent, tmp_path):
    accepted = accept(sent, ["leading-zero:code"], ["B4"])
    assert Accepted.from_dict(json.loads(json.dumps(accepted.to_dict()))) == accepted
    write_accepted(accepted, tmp_path / "accepted.json")
    assert read_accepted(tmp_path / "accepted.json") == accepted


@pytest.mark.parametrize(
    "text", ["{}", "[]", "{", '{"sha256": "a", "groups": "b"}', '{"sha256": "a", "cells": [1]}']
)
def test_what_is_no_such_value_is_misuse(tmp_path, text):
    (tmp_path / "accepted.json").write_text(text)
    with pytest.raises(UsageError):
        read_accepted(tmp_path / "accepted.json")


def test_corrections_of_another_file_are_not_applied(sent, tmp_path):
    other = write_xlsx(tmp_path / "other.xlsx", [["7213", "year", "1", "1", "2025-12-31", ""]])
    with pytest.raises(UsageError, match="another file"):
        correct(other, other.name, SCHEMA, tmp_path / "out.xlsx", accept(sent, ["*"]))
    assert not (tmp_path / "out.xlsx").exists()


def test_what_is_left_is_counted(sent, tmp_path):
    done = back(sent, tmp_path / "out.xlsx", "leading-zero:code")
    # Seven faults; the invisible character is a warning.
    assert (done.corrected, done.left) == (1, 5)
