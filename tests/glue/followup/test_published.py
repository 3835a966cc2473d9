"""What anybody may read of monitoring now: the published rows, joined, each with where it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.followup import published
from ckanext.dtts.model import Version
from ckanext.dtts.road import blobs, frames
from dtts.followup import Asked
from glue.followup.conftest import Office
from glue.followup.test_beside import changed

pytestmark = pytest.mark.usefixtures("year")


@pytest.fixture(autouse=True)
def request_context(site: CKANTestApp, year: dict[str, bytes]) -> Iterator[None]:
    with site.flask_app.test_request_context():
        yield
    model.Session.remove()


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_every_row_is_there_with_its_dataset_table_version_and_mark(year: dict[str, bytes]) -> None:
    found = published.visits()
    assert sorted(one.row.id for one in found) == sorted(
        row["visit_id"] for row in rows(year["monitoring_visits"])
    )
    (dataset,) = {one.dataset.name: one.dataset for one in found}.values()
    assert (dataset.name, dataset.title["en"], dataset.demo) == ("nam-giam-sat", "Monitoring year", True)
    assert (dataset.agency, dataset.agency_title) == ("ban-dan-toc-bac-ninh", "Ban Dân tộc tỉnh Bắc Ninh")
    table = dataset.table(found[0].row.table)
    assert (table.slug, table.version) == ("monitoring-visits", 1)
    assert len(published.findings()) == 200
    assert len(published.recommendations()) == 150
    assert len(published.evaluations()) == 1


def test_rows_are_chosen_by_what_is_asked_for() -> None:
    found = published.findings(Asked(kind="money", year=2026))
    assert 0 < len(found) < 200
    assert {(one.row.kind, one.row.found_on.year) for one in found} == {("money", 2026)}


def test_standings_are_of_a_day() -> None:
    assert len(published.standings(date(2026, 11, 30))) == 150
    assert published.standings(date(2025, 7, 1)) == ()


def test_files_are_read_once_for_the_same_versions_and_again_for_a_new_one(
    year: dict[str, bytes], office: Office
) -> None:
    (dataset,) = published.datasets()
    again = published.datasets()[0]
    assert again.record is dataset.record
    answered = changed(year["recommendation_responses"], 2, response="Đã sửa câu trả lời.")
    assert office.sends("nam-giam-sat", "recommendation_responses", answered)["state"] == "published"
    (later,) = published.datasets()
    assert later.record.steps[0].response == "Đã sửa câu trả lời."
    assert later.table("recommendation-responses").version == 2


def test_a_table_whose_file_is_lost_has_no_rows_and_is_read_again_when_it_is_back(office: Office) -> None:
    (dataset,) = published.datasets()
    version = model.Session.get_one(Version, dataset.table("findings").version_id)
    frames._kept.cache_clear()
    with blobs.local_path(frames.file_of(version)) as path:
        away = path.rename(path.with_suffix(".away"))
        assert (len(published.visits()), len(published.findings())) == (60, 0)
        away.rename(path)
    assert len(published.findings()) == 200


def test_a_private_dataset_is_not_read(office: Office) -> None:
    office.does("package_patch", id="nam-giam-sat", private=True)
    assert published.datasets() == ()
    office.does("package_patch", id="nam-giam-sat", private=False)
    assert len(published.datasets()) == 1
