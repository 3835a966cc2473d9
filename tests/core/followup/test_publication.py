"""When findings and recommendations may be public: with an answer, or when the time to answer is over."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from core.builders import flat
from dtts.catalogue import table_schema
from dtts.checks import check_table
from dtts.checks.beside import beside_in
from dtts.followup.publication import Waiting, waiting
from dtts.tables import read_table

FINDINGS, RECOMMENDATIONS = table_schema("findings"), table_schema("recommendations")
SENT = date(2026, 11, 20)
NONE = {"agency_response": None, "withdrawn_on": None}


def found(*rows: dict[str, object]) -> pl.DataFrame:
    given = [{"finding_id": f"P{number}", "finding": "x", **NONE, **row} for number, row in enumerate(rows)]
    dates = {"shared_on": pl.Date, "withdrawn_on": pl.Date, "agency_response": pl.String}
    return pl.DataFrame(given, schema_overrides=dates)


def keeps(*rows: dict[str, object], days: int = 30, public: pl.DataFrame | None = None) -> Waiting | None:
    return waiting(found(*rows), FINDINGS, days, SENT, public)


SHARED = {"shared_on": date(2026, 11, 10)}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([SHARED], Waiting(1, date(2026, 12, 10))),
        ([SHARED, {"shared_on": date(2026, 11, 18)}], Waiting(2, date(2026, 12, 18))),
        ([SHARED, {"shared_on": None}], Waiting(2, date(2026, 12, 20))),
        ([{**SHARED, "agency_response": "Đã tiếp thu."}], None),
        ([{**SHARED, "withdrawn_on": date(2026, 11, 12)}], None),
        (
            [SHARED, {"shared_on": date(2026, 11, 19), "agency_response": "Có."}],
            Waiting(1, date(2026, 12, 10)),
        ),
    ],
)
def test_a_finding_waits_for_its_answer_or_for_the_end_of_its_period(
    rows: list[dict[str, object]], expected: Waiting | None
) -> None:
    assert keeps(*rows) == expected


def test_without_a_day_of_sharing_the_period_counts_from_the_day_on_which_the_file_was_sent() -> None:
    frame = found({"shared_on": None}).drop("shared_on")
    assert waiting(frame, FINDINGS, 30, SENT) == Waiting(1, date(2026, 12, 20))


def test_a_period_of_no_days_keeps_nothing() -> None:
    assert keeps(SHARED, days=0) is None


def test_what_the_public_reads_already_does_not_wait_and_what_was_changed_does() -> None:
    assert keeps(SHARED, public=found(SHARED)) is None
    assert keeps({**SHARED, "finding": "y"}, public=found(SHARED)) == Waiting(1, date(2026, 12, 10))


def test_a_recommendation_waits_for_its_finding_or_for_its_own_period(tmp_path) -> None:
    asked = pl.DataFrame(
        {"recommendation_id": ["K1", "K2"], "finding_id": ["P0", "P9"], "issued_on": [date(2026, 11, 1)] * 2}
    )
    whole = Waiting(2, date(2026, 12, 1))
    assert waiting(asked, RECOMMENDATIONS, 30, SENT) == whole
    found(SHARED).write_parquet(tmp_path / "findings.parquet")
    beside = beside_in(tmp_path)
    assert waiting(asked, RECOMMENDATIONS, 30, SENT, beside=beside) == Waiting(1, date(2026, 12, 1))
    assert waiting(asked.head(1), RECOMMENDATIONS, 30, SENT, beside=beside) is None


def test_tables_that_say_nothing_of_it_do_not_wait() -> None:
    assert waiting(found(SHARED), table_schema("monitoring_plans"), 30, SENT) is None


HEAD = "finding_id,visit_id,programme,area_id,found_on,finding_kind,severity,finding,evidence,withdrawn_on,withdrawn_reason"
PLACE = "P1,D1,mtqg-1719-2021-2025,24@since-2025-07,2026-03-02"


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        (f"{PLACE},,,,,2026-04-01,Trùng với P2.", []),
        (f"{PLACE},,,,,2026-04-01,", ["row-check:withdrawn-says-why"]),
        (f"{PLACE},money,,Chi sai.,,2026-04-01,Trùng.", [
            "row-check:finding-empty-when-withdrawn", "row-check:finding_kind-empty-when-withdrawn",
        ]),
        (f"{PLACE},money,minor,,Biên bản.,,", ["row-check:finding-unless-withdrawn"]),
        (f"{PLACE},money,minor,Chi sai.,Biên bản.,,", []),
    ],
)  # fmt: skip
def test_a_tombstone_keeps_code_place_day_and_reason_and_nothing_else(
    tmp_path, row: str, faults: list[str]
) -> None:
    path = tmp_path / "findings.csv"
    path.write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    report = check_table(read_table(path, filename=path.name, schema=FINDINGS), FINDINGS).report
    assert sorted(rule for rule, *_ in flat(report)) == faults


def test_a_file_without_the_columns_of_withdrawal_still_has_to_say_what_was_found(tmp_path) -> None:
    path = tmp_path / "findings.csv"
    head = HEAD.removesuffix(",withdrawn_on,withdrawn_reason")
    path.write_text(f"{head}\n{PLACE},money,minor,,Biên bản.\n", encoding="utf-8")
    report = check_table(read_table(path, filename=path.name, schema=FINDINGS), FINDINGS).report
    assert [rule for rule, *_ in flat(report)] == ["row-check:finding-unless-withdrawn"]


@pytest.mark.parametrize(
    ("name", "rule", "valid"),
    [
        ("findings", "never-gone", False),
        ("recommendations", "never-gone", False),
        ("monitoring_visits", "gone", True),
        ("recommendation_responses", "gone", True),
    ],
)
def test_a_row_that_was_published_is_withdrawn_with_a_word_or_at_least_missed(
    year, tmp_path, name: str, rule: str, valid: bool
) -> None:
    *kept, _last = year.csv[name].read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / f"{name}.csv"
    path.write_text("".join(kept), encoding="utf-8")
    schema, published = table_schema(name), year.beside / f"{name}.parquet"
    report = check_table(
        read_table(path, filename=path.name, schema=schema), schema, beside=year.beside, previous=published
    ).report
    assert ([fault.rule for fault in report.faults], report.valid) == ([f"previous-gone:{rule}"], valid)
    whole = read_table(year.csv[name], filename=path.name, schema=schema)
    assert check_table(whole, schema, beside=year.beside, previous=published).report.faults == ()
