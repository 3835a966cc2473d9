from __future__ import annotations

from typing import Any

import pytest

from core.harvesters.builders import SOURCE
from core.harvesters.payloads import harvest
from dtts_harvesters.record import Failure
from dtts_harvesters.source import check_source
from harvest_server.lists import as_json
from harvest_server.server import Server, reply

FORMER, TODAY = "pre-2025-07", "since-2025-07"


def run(place: str, geography: dict[str, str] | None) -> Any:
    """What becomes of a facility at the place: its area, or the rule by which it was refused."""
    fields = {
        "connector": "rest",
        "target": {"table": "facilities", "dataset": "co-so"},
        "fields": {"ma": "facility_id", "noi": "area_id"},
        "options": {"id": ["ma"]},
        **({"geography": geography} if geography else {}),
    }
    with Server({"/": lambda request: as_json([{"ma": "1", "noi": place}])}) as server:
        found, _, _ = harvest(server, "/", **fields)
    if isinstance(found[0], Failure):
        assert "?" not in found[0].message["vi"]
        return found[0].rule
    return found[0].content.decode().splitlines()[1].split(",")[1]


@pytest.mark.parametrize(
    ("place", "written_in", "then", "area"),
    [
        ("24", FORMER, "keep", "24@pre-2025-07"),
        ("24", FORMER, "convert", "24@since-2025-07"),
        ("27", FORMER, "convert", "24@since-2025-07"),
        ("24", TODAY, "keep", "24@since-2025-07"),
        ("24", TODAY, "convert", "24@since-2025-07"),
        ("24@pre-2025-07", FORMER, "keep", "24@pre-2025-07"),
        ("02683", FORMER, "convert", "02683@since-2025-07"),
        ("Tỉnh Bắc Giang", FORMER, "convert", "24@since-2025-07"),
        ("VN", FORMER, "convert", "VN"),
    ],
)
def test_a_place_becomes_the_unit_that_its_source_means(
    place: str, written_in: str, then: str, area: str
) -> None:
    assert run(place, {"written_in": written_in, "then": then}) == area


@pytest.mark.parametrize(
    ("place", "written_in"),
    [
        ("Bắc Giang", FORMER),
        ("99999", FORMER),
        ("221", FORMER),
        ("213", FORMER),
        ("27", TODAY),
        ("Không có", TODAY),
    ],
    ids=["two units of that name", "no unit", "ended earlier", "a district", "no unit of today", "no name"],
)
def test_a_place_that_is_not_certain_is_refused_with_the_reason(place: str, written_in: str) -> None:
    assert run(place, {"written_in": written_in, "then": "convert"}) == "no-place"


def test_without_a_geography_places_are_taken_as_they_come() -> None:
    assert run("24", None) == "24"


def test_columns_of_a_file_are_turned_too() -> None:
    fields = {
        "fields": {"ma": "facility_id", "xa": "area_id"},
        "geography": {"written_in": FORMER, "then": "convert"},
    }
    with Server({"/bang.csv": lambda request: reply(b"ma,xa\n1,02683\n2,99999\n")}) as server:
        (failure, record), _, _ = harvest(server, "/bang.csv", **fields)
    assert (failure.rule, failure.record_id) == ("no-place", "row 2")
    assert record.content == b"facility_id,area_id\n1,02683@since-2025-07\n"


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({}, "geography-unmapped"),
        ({"fields": {"ma": "facility_id"}}, "geography-unmapped"),
        ({"options": {"format": "csv", "constants": {"area_id": "24"}}}, "geography-unmapped"),
        (
            {"connector": "folder", "address": "file:///srv/den"},
            "geography-of-connector",
        ),
        (
            {
                "connector": "sdmx",
                "target": {"table": "external_observations", "dataset": "so-lieu"},
                "options": {},
            },
            "geography-of-table",
        ),
        (
            {"connector": "ckan", "target": {"dataset_type": "program_result"}, "options": {}},
            "geography-of-datasets",
        ),
    ],
    ids=[
        "a file as it comes",
        "no column of places",
        "constants without fields",
        "folder",
        "table",
        "datasets",
    ],
)
def test_a_geography_that_nothing_would_be_done_about_is_refused(changed: dict[str, Any], rule: str) -> None:
    checked = check_source({**SOURCE, "geography": {"written_in": FORMER, "then": "convert"}, **changed})
    assert [(one.field, one.rule) for one in checked.faults] == [("geography", rule)]
    assert "?" not in checked.faults[0].message["vi"]


def test_a_place_that_the_source_s_file_gives_for_all_rows_is_turned_too() -> None:
    fields = {
        "fields": {"ma": "facility_id"},
        "options": {"format": "csv", "constants": {"area_id": "02683"}},
        "geography": {"written_in": FORMER, "then": "convert"},
    }
    with Server({"/bang.csv": lambda request: reply(b"ma\n1\n")}) as server:
        (record,), _, _ = harvest(server, "/bang.csv", **fields)
    assert record.content == b"facility_id,area_id\n1,02683@since-2025-07\n"
