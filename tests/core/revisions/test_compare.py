"""What is told of a revision: counts, moves, totals, and columns that came or went."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.builders import field, make_schema
from dtts.__main__ import main
from dtts.catalogue import TableSchema, table_schema
from dtts.exports import write_parquet
from dtts.revisions import Difference, compare, compare_to
from dtts.revisions import pairs as pairing
from dtts.revisions.sentences import sentence

SCHEMA = make_schema(
    field("area"),
    field("amount", "number", unit="unit"),
    field("rate", "number", unit="%"),
    field("unit"),
    field("note"),
    primaryKey=["area"],
    foreignKeys=[{"fields": "area", "reference": {"resource": "register:places", "fields": "area_id"}}],
    **{
        "dtts:totals": {"of": ["amount"]},
        "dtts:checks": [
            {
                "id": "t",
                "kind": "scale",
                "of": "amount",
                "unit": {"column": "unit", "factors": {"VND": 1, "VND_1000": 1000}},
            }
        ],
    },
)
ROW = {"area": "24@since-2025-07", "amount": 10.0, "rate": 5.0, "unit": "VND_1000", "note": None}
TYPES = {"area": pl.String, "amount": pl.Float64, "rate": pl.Float64, "unit": pl.String, "note": pl.String}


def table(path: Path, *rows: Mapping[str, Any], schema: TableSchema = SCHEMA) -> Path:
    frame = pl.DataFrame([{**ROW, **row} for row in rows], schema=TYPES)
    write_parquet(frame, schema, path)
    return path


def difference(tmp_path: Path, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Difference:
    return compare(table(tmp_path / "a", *before), table(tmp_path / "b", *after), SCHEMA)


def test_a_first_version_is_all_new(tmp_path):
    found = compare(None, table(tmp_path / "b", {}), SCHEMA)
    assert (found.first, found.rows.added, found.rows.before) == (True, 1, 0)
    assert found.sample.added == (ROW,)
    assert sentence(found, SCHEMA, "vi") == "Công bố lần đầu: 1 dòng."


def test_a_changed_row_says_its_cells_from_and_to(tmp_path):
    found = difference(tmp_path, [{}], [{"note": "x", "amount": 12.5}])
    (row,) = found.sample.changed
    assert (dict(row.key), dict(row.cells)) == (
        {"area": ROW["area"]},
        {"amount": (10.0, 12.5), "note": (None, "x")},
    )
    assert {each.field: (each.cells, each.filled, each.emptied) for each in found.fields} == {
        "amount": (1, 0, 0),
        "note": (1, 1, 0),
    }


@pytest.mark.parametrize(
    ("before", "after", "suspicious"),
    [
        (10.0, 10_000.0, True),
        (10.0, 0.01, True),
        (5.0, 5_100_000.0, True),
        (10.0, 100.0, False),
        (0.0, 1e3, False),
    ],
)
def test_a_thousandfold_is_suspicious(tmp_path, before, after, suspicious):
    found = difference(tmp_path, [{"amount": before}], [{"amount": after}])
    assert [move.suspicious for move in found.moves] == [suspicious]
    assert found.suspicious == suspicious
    assert ("có thể sai đơn vị" in sentence(found, SCHEMA, "vi", doubts=True)) == suspicious


def test_a_move_says_its_size_share_and_unit(tmp_path):
    (move,) = difference(tmp_path, [{"amount": 8.0}], [{"amount": 6.0}]).moves
    assert (move.delta, move.share, move.unit) == (-2, -0.25, ("VND_1000",))


def test_the_same_money_in_another_unit_did_not_move(tmp_path):
    found = difference(tmp_path, [{}], [{"amount": 10_000.0, "unit": "VND"}])
    assert found.moves == ()
    assert found.rows.changed == 1


def test_a_number_that_kept_still_while_its_unit_changed_moved(tmp_path):
    (move,) = difference(tmp_path, [{}], [{"unit": "VND"}]).moves
    assert (move.delta, move.suspicious, move.unit_before) == (-9_990, True, ("VND_1000",))


def test_numbers_in_units_that_do_not_convert_are_not_set_beside_each_other(tmp_path):
    assert difference(tmp_path, [{}], [{"amount": 7.0, "unit": "đôi"}]).moves == ()


def test_the_largest_moves_are_kept_and_all_doubts_are_counted(tmp_path):
    before = [{"area": str(number), "amount": 1.0 + number} for number in range(100)]
    after = [{**row, "amount": row["amount"] * (1000 if int(row["area"]) < 50 else 2)} for row in before]
    found = difference(tmp_path, before, after)
    assert found.suspicious == 50
    assert len(found.moves) <= 24
    assert max(move.delta for move in found.moves) == 49_950
    assert found.fields[0].suspicious == 50


def test_totals_are_by_province_level_and_unit(tmp_path):
    communes = ["08527@since-2025-07", "07210@pre-2025-07", "24@pre-2025-07", "VN", "no-place"]
    found = difference(
        tmp_path,
        [{"area": area, "amount": 0.1} for area in communes],
        [{"area": area, "amount": 0.3} for area in communes],
    )
    totals = {
        (each.group["place"], each.group["level"]): (each.before, each.after)
        for each in found.totals
        if each.group
    }
    assert totals == {
        ("25@since-2025-07", "commune"): (0.1, 0.3),
        ("24@pre-2025-07", "commune"): (0.1, 0.3),
        ("24@pre-2025-07", "province"): (0.1, 0.3),
        ("VN", "country"): (0.1, 0.3),
        ("no-place", None): (0.1, 0.3),
    }
    assert [(each.before, each.after) for each in found.totals if not each.group] == [(0.5, 1.5)]


def test_sums_do_not_depend_on_the_order_of_rows(tmp_path):
    amounts = [0.1, 0.2, 0.3, 1e15, -1e15, 1e-6]
    rows = [{"area": str(at), "amount": amount} for at, amount in enumerate(amounts)]
    found = difference(tmp_path, rows, rows[::-1])
    assert [(each.before, each.after) for each in found.totals if not each.group] == [(0.600001, 0.600001)]


def test_indicators_that_cannot_be_added_have_a_mean(tmp_path):
    schema = table_schema("observation")
    own = {"REF_AREA": "24@pre-2025-07", "UNIT_MULT": 0, "OBS_VALUE": 1.0}
    rows = [
        {**own, "INDICATOR": code, "TIME_PERIOD": year, "OBS_VALUE": value}
        for code in ("GSO_POVERTY_RATE", "GSO_AREA")
        for year, value in (("2019", 2.0), ("2020", 4.0))
    ]
    blank = dict.fromkeys(schema.field_names)
    write_parquet(pl.DataFrame([{**blank, **row} for row in rows]), schema, tmp_path / "b")
    found = compare(None, tmp_path / "b", schema)
    told = {
        each.group["indicator"]: (each.measure, each.after) for each in found.totals if len(each.group) == 1
    }
    assert told == {"GSO_POVERTY_RATE": ("mean", 3), "GSO_AREA": ("sum", 6)}


def test_columns_that_came_and_went_are_said_apart_and_change_no_row(tmp_path):
    old = table(tmp_path / "a", {})
    new = pl.read_parquet(old).drop("note").with_columns(new=pl.lit("x"), rate=pl.lit(5))
    new.write_parquet(tmp_path / "b")
    found = compare(old, tmp_path / "b", SCHEMA)
    assert (found.columns.added, found.columns.removed) == (("new",), ("note",))
    assert found.columns.retyped == ("rate",)
    assert (found.rows.changed, found.rows.unchanged) == (0, 1)
    assert "cột không còn: note" in sentence(found, SCHEMA, "vi")


def test_a_key_that_the_previous_version_lacks_is_no_key(tmp_path):
    old = table(tmp_path / "a", {})
    pl.read_parquet(old).drop("area").write_parquet(tmp_path / "a")
    found = compare(tmp_path / "a", table(tmp_path / "b", {}), SCHEMA)
    assert (found.key, found.rows.unchanged) == ((), 1)


def test_two_keys_of_one_hash_are_not_taken_for_one(tmp_path, monkeypatch):
    honest = pairing.cells.hashes

    def colliding(column, as_text, so_far, seed):
        found = honest(column, as_text, so_far, seed)
        return found if seed else pl.repeat(7, len(found), dtype=pl.UInt64, eager=True)

    monkeypatch.setattr(pairing.cells, "hashes", colliding)
    found = difference(tmp_path, [{"area": "a"}, {"area": "b"}], [{"area": "b"}, {"area": "c"}])
    assert (found.rows.added, found.rows.removed, found.rows.unchanged) == (1, 1, 1)


def test_rows_that_came_in_great_numbers_are_listed_by_their_key(tmp_path, monkeypatch):
    monkeypatch.setattr("dtts.revisions.changes_csv.WHOLE_ROWS", 1)
    old, new = table(tmp_path / "a", {"area": "x"}), table(tmp_path / "b", {"area": "a"}, {"area": "b"})
    compare_to(old, new, SCHEMA, tmp_path)
    assert (tmp_path / "thay-doi.csv").read_text().splitlines() == [
        "change,area,field,from,to",
        "added,a,,,",
        "added,b,,,",
        "removed,x,amount,10,",
        "removed,x,rate,5,",
        "removed,x,unit,VND_1000,",
    ]


def test_a_table_without_a_key_lists_its_rows_by_number(tmp_path):
    schema = make_schema(field("a"), field("b"))
    for name, rows in (("old", [("x", "y"), (None, None)]), ("new", [("x", "z"), ("x", "z")])):
        write_parquet(
            pl.DataFrame(rows, schema={"a": pl.String, "b": pl.String}, orient="row"), schema, tmp_path / name
        )
    compare_to(tmp_path / "old", tmp_path / "new", schema, tmp_path)
    assert (tmp_path / "thay-doi.csv").read_text().splitlines() == [
        "change,row,field,from,to",
        "added,1,a,,x",
        "added,1,b,,z",
        "added,2,a,,x",
        "added,2,b,,z",
        "removed,1,a,x,",
        "removed,1,b,y,",
        "removed,2,,,",
    ]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("vi", "1 dòng thêm, 1 dòng đổi, 1 dòng bỏ; cộng mọi dòng, amount từ 2.000 thành 2.000,5 vnd_1000."),
        (
            "en",
            "1 row added, 1 row changed, 1 row removed; over all rows, amount from 2,000 to 2,000.5 vnd_1000.",
        ),
    ],
)
def test_one_sentence_says_what_changed(tmp_path, lang, words):
    before = [{"area": "a", "amount": 1000.0}, {"area": "b", "amount": 1000.0}]
    after = [{"area": "a", "amount": 1000.5}, {"area": "c", "amount": 1000.0}]
    assert sentence(difference(tmp_path, before, after), SCHEMA, lang) == words


def test_the_command_compares_any_files_that_are_valid(tmp_path, capsys):
    fixtures = Path(__file__).parents[2] / "fixtures" / "tables"
    text = (fixtures / "corrected.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "new.csv").write_text("\n".join(text.splitlines()[:-1]) + "\n", encoding="utf-8")
    files = [str(fixtures / "corrected.csv"), str(tmp_path / "new.csv")]
    assert main(["compare", *files, "--schema=output_results", f"--out={tmp_path}", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]["removed"] == 1
    assert (tmp_path / "thay-doi.csv").read_text(encoding="utf-8").count("\nremoved,") > 1


def test_the_command_says_that_faults_come_first(tmp_path, capsys):
    fixtures = Path(__file__).parents[2] / "fixtures" / "tables"
    assert main(["compare", str(fixtures / "five-faults.csv"), "--schema=output_results"]) == 2
    assert "five-faults.csv is not valid" in capsys.readouterr().err
