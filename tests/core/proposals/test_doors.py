"""Proposals on the command line and in a limited child."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dtts.__main__ import main
from dtts.catalogue import table_schema
from dtts.examine.process import Limits
from dtts.proposals import propose
from dtts.proposals.child import propose_in_child
from dtts.proposals.grid import ROWS
from dtts.tables import Answers

SAMPLES = Path(__file__).parents[3] / "schemas" / "samples"


def test_the_command_prints_what_is_asked_and_the_answers_of_a_person(tmp_path, capsys):
    path = SAMPLES / "ministry-of-finance" / "final-accounts-2013.xls"
    command = ["propose", str(path), "--schema", "programme_accounts", "--sheet", "M08+"]
    assert main(command) == 0
    assert "constant:stage = ?" in capsys.readouterr().out
    assert main([*command, "--confirm", "constant:stage=settled"]) == 0
    answers = tmp_path / "answers.json"
    answers.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["check", str(path), "--schema", "programme_accounts", "--answers", str(answers)]) == 0


def test_a_limited_child_proposes_the_same(tmp_path):
    path = SAMPLES / "ministry-of-finance" / "final-accounts-2013.xls"
    asked: dict[str, Any] = {"answers": Answers(sheet="M08+")}
    child = propose_in_child(
        path, filename=path.name, schema_name="programme_accounts", out=tmp_path, **asked
    )
    assert child == propose(path, path.name, table_schema("programme_accounts"), **asked)


def test_a_file_that_cannot_be_read_is_the_childs_fault_to_tell(tmp_path):
    (tmp_path / "t.xlsx").write_bytes(b"no workbook")
    asked: dict[str, Any] = {"schema_name": "programme_accounts", "out": tmp_path / "out"}
    fault = propose_in_child(tmp_path / "t.xlsx", filename="t.xlsx", **asked).fault
    assert fault is not None and fault.rule == "wrong-extension"
    limits = Limits(wall_s=0.01)
    fault = propose_in_child(tmp_path / "t.xlsx", filename="t.xlsx", **asked, limits=limits).fault
    assert fault is not None and fault.rule == "unreadable-file"


def test_a_long_file_is_proposed_by_its_first_rows(tmp_path):
    lines = "".join(f"Việc {number};{number}\n" for number in range(ROWS + 1))
    (tmp_path / "t.csv").write_text(f"Tên việc;Tổng số\n{lines}\nTổng cộng;1\n", encoding="utf-8")
    proposal = propose(tmp_path / "t.csv", "t.csv", table_schema("programme_accounts"))
    assert proposal.mapping is not None and proposal.mapping.rows == (2, None)
    assert proposal.of("rows") == ()
