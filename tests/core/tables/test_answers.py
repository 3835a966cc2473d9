"""What a sender says about a file: carried as JSON, refused where it says what does not exist."""

from __future__ import annotations

import json

import pytest

from core.builders import check_text, field, make_schema
from dtts.__main__ import main
from dtts.errors import UsageError
from dtts.tables import Answers
from dtts.tables.answers import read_answers, write_answers

SCHEMA = make_schema(field("a", "number"), field("b", "number"))
SAID = Answers(sheet="Biểu 03", encoding="tcvn3", decimal=",", decimals={"rate": "."}, table=8)


def test_answers_come_back_from_json_as_they_were(tmp_path):
    write_answers(SAID, tmp_path / "answers.json")
    assert read_answers(tmp_path / "answers.json") == SAID
    assert Answers.from_dict(Answers().to_dict()) == Answers()


def test_what_is_not_said_is_not_written():
    assert Answers(sheet="A").to_dict() == {"sheet": "A"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"sheets": "A"}, "known are: sheet"),
        ({"encoding": "latin-9"}, "tcvn3"),
        ({"decimal": ";"}, "decimal sign"),
        ({"decimals": {"a": ""}}, "decimal sign"),
        ({"decimals": "."}, "for each field"),
        ({"sheet": 3}, "has to be text"),
        ({"table": 0}, "number of a row"),
        ({"table": "8"}, "number of a row"),
        ({"mapping": {"columns": {}}}, "no mapping of a sheet"),
    ],
)
def test_an_answer_that_no_file_has_is_refused_with_what_to_say(data, said):
    with pytest.raises(UsageError, match=said):
        Answers.from_dict(data)


@pytest.mark.parametrize("text", ["{", "[]", '"A"'])
def test_a_file_without_answers_is_refused(tmp_path, text):
    (tmp_path / "answers.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"answers\.json"):
        read_answers(tmp_path / "answers.json")


def test_the_sign_of_one_field_goes_before_that_of_the_file():
    answers = Answers(decimal=",", decimals={"b": "."})
    frame = check_text("a;b\n12.345;12.345\n", SCHEMA, answers=answers).frame
    assert frame is not None and frame.row(0) == (12345.0, 12.345)


def test_answers_in_a_file_are_taken_on_the_command_line(tmp_path, capsys):
    (tmp_path / "t.csv").write_bytes(b"source,title\nnew-1,x\xb7\n")
    (tmp_path / "answers.json").write_text('{"encoding": "vni"}', encoding="utf-8")
    command = ["check", str(tmp_path / "t.csv"), "--schema", "sources", "--report-json"]
    said = ["--answers", str(tmp_path / "answers.json"), "--encoding", "tcvn3"]
    main([*command, *said])
    assert json.loads(capsys.readouterr().out)["encoding"] == "tcvn3"
