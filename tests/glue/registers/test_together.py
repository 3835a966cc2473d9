"""A register of two tables: both are published at once or neither, wherever the worker is killed."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.model import Submission
from ckanext.dtts.road import KINDS, blobs
from dtts.registers import rows
from glue.registers.keeping import DATASETS, keeper, load, place, seen
from glue.road.here import errors
from glue.road.test_kill import left_in_the_making

__all__ = ["keeper", "place"]
Work = Callable[..., int]
REGISTER, TABLES = "admin_units", {"tu-07-2025": "24@since-2025-07", "truoc-07-2025": "24@pre-2025-07"}
KILLED = -9
POINTS = [
    "examine.decide:unwritten",
    *(f"publish.{step.name}:unwritten" for step in KINDS["publish"].steps),
    "publish.point:after",
]
pytestmark = pytest.mark.slow


def units(note: str) -> list[dict[str, Any]]:
    """The register with a word in a row of each of its tables."""
    return [
        {**row, "legal_basis": note} if row["area_id"] in TABLES.values() else row for row in rows(REGISTER)
    ]


def what_the_public_reads() -> tuple[tuple[str, int], ...]:
    """The word in the row of each table, and the table's version; all doors agree."""
    model.Session.remove()
    return tuple(_read(table, area_id) for table, area_id in TABLES.items())


def _read(table: str, area_id: str) -> tuple[str, int]:
    asked = {"dataset": DATASETS[REGISTER], "table": table}
    shown = tk.get_action("dtts_table_show")({"ignore_auth": True}, asked)
    answer = tk.get_action("dtts_table_rows")(
        {"ignore_auth": True}, {**asked, "filters": {"area_id": area_id}}
    )
    assert (answer["total"], answer["version"]) == (1, shown["version"])
    return answer["rows"][0]["legal_basis"], answer["version"]


def in_datastore(submission: dict[str, Any], area_id: str) -> str:
    asked = {"resource_id": submission["resource_id"], "filters": {"area_id": area_id}}
    (row,) = tk.get_action("datastore_search")({"ignore_auth": True}, asked)["records"]
    return str(row["legal_basis"])


@pytest.fixture(scope="module")
def published_once(keeper: str, site: CKANTestApp, work: Work) -> str:
    """The keeper, when both tables have a first version."""
    with site.flask_app.test_request_context():
        load(keeper, units("ban đầu"), register=REGISTER)
    assert work() == 0
    return keeper


@pytest.mark.parametrize("dies_at", POINTS)
def test_both_tables_change_together_wherever_the_worker_is_killed(
    dies_at: str, published_once: str, work: Work
) -> None:
    before = what_the_public_reads()
    after = tuple((dies_at, version + 1) for _word, version in before)
    answer = load(published_once, units(dies_at), register=REGISTER)
    assert work(dies_at) == KILLED, errors()
    assert what_the_public_reads() in (before, after)

    assert work() == 0
    assert what_the_public_reads() == after
    for submission, area_id in zip(seen(answer), TABLES.values(), strict=True):
        assert [event["to"] for event in submission["events"]].count("published") == 1
        assert in_datastore(submission, area_id) == dies_at
        assert left_in_the_making(submission["resource_id"]) == 0


def test_a_table_that_is_not_valid_keeps_the_other_one_back(published_once: str, work: Work) -> None:
    before = what_the_public_reads()
    answer = load(published_once, units("một bảng hỏng"), register=REGISTER)
    broken = model.Session.get_one(Submission, uuid.UUID(answer["submissions"][0]["id"]))
    broken.sha256, broken.size = blobs.put(io.BytesIO(b"hong"))
    model.Session.commit()
    assert work() == 0
    first, second = seen(answer)
    assert (first["state"], second["state"]) == ("invalid", "rejected")
    assert "chỉ được công bố cùng nhau" in second["events"][-1]["note"]
    assert what_the_public_reads() == before


def test_only_the_table_that_changes_gets_a_version(published_once: str, work: Work) -> None:
    (_word, version), kept = what_the_public_reads()
    words = {TABLES["tu-07-2025"]: "chỉ một bảng", TABLES["truoc-07-2025"]: kept[0]}
    new = [{**row, "legal_basis": words.get(row["area_id"], row["legal_basis"])} for row in rows(REGISTER)]
    answer = load(published_once, new, register=REGISTER)
    assert len(answer["submissions"]) == 1
    work()
    assert what_the_public_reads() == (("chỉ một bảng", version + 1), kept)
