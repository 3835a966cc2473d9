"""Indicators in files over HTTP: each in the standards of others, and all in the nightly set."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from zipfile import ZipFile

import ckan.plugins.toolkit as tk
import click
import duckdb
import frictionless
import polars as pl
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests.helpers import CKANTestApp
from click.testing import CliRunner, Result
from lxml import etree

from ckanext.dtts.bulk import kept, nightly
from ckanext.dtts.bulk.make import Made, make
from ckanext.dtts.cli.bulk import bulk as bulk_command
from ckanext.dtts.jobs.kinds import kind
from ckanext.dtts.model import Job
from ckanext.dtts.outgoing.files import FORMS

pytestmark = pytest.mark.usefixtures("series")

PUPILS = "/chi-tieu/GSO_EM_PUPILS"
PACKAGE = f"{PUPILS}/datapackage.zip"
IATI = Path(__file__).parents[2] / "fixtures" / "standards" / "iati" / "iati-activities-schema.xsd"


def test_the_package_of_an_indicator_holds_its_rows_and_is_valid(site: CKANTestApp, tmp_path: Path) -> None:
    with ZipFile(io.BytesIO(site.get(PACKAGE).get_data())) as zipped:
        zipped.extractall(tmp_path)
    total = site.get("/api/dtts/v1/observations?indicator=GSO_EM_PUPILS&limit=1").json["total"]
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["type", "fieldName", "note"]) == []
    assert report.tasks[0].stats["rows"] == total > 1000


def test_the_release_that_a_package_names_gives_the_same_rows_by_the_api(site: CKANTestApp) -> None:
    with ZipFile(io.BytesIO(site.get(PACKAGE).get_data())) as zipped:
        said = json.loads(zipped.read("datapackage.json"))
    asked = f"/api/dtts/v1/observations?indicator=GSO_EM_PUPILS&limit=1&as_of={said['dtts:release']}"
    assert site.get(asked).json["total"] == said["resources"][0]["dtts:rows"]


def test_every_value_of_the_store_is_in_an_iati_file_that_the_standard_accepts(site: CKANTestApp) -> None:
    told = etree.fromstring(site.get(f"{PUPILS}/iati.xml").get_data())
    etree.XMLSchema(etree.parse(IATI)).assertValid(told)
    total = site.get("/api/dtts/v1/observations?indicator=GSO_EM_PUPILS&limit=1").json["total"]
    assert len(list(told.iter("actual"))) == total > 1000


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_a_reader_has_is_not_sent_again(site: CKANTestApp, form: str) -> None:
    first = site.get(f"{PUPILS}/{form}")
    again = site.get(f"{PUPILS}/{form}", headers={"If-None-Match": first.headers["ETag"]}, status=304)
    assert (again.get_data(), again.headers["ETag"]) == (b"", first.headers["ETag"])


@pytest.mark.parametrize("form", FORMS)
def test_too_many_values_are_refused_with_their_number(
    site: CKANTestApp, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMS, form, FORMS[form]._replace(most=10))
    error = site.get(f"{PUPILS}/{form}", status=413).json["error"]
    total = site.get("/api/dtts/v1/observations?indicator=GSO_EM_PUPILS&limit=1").json["total"]
    assert error["code"] == "too-many-values"
    assert str(total) in error["message"]["en"]


@pytest.mark.parametrize("code", ["NOBODY_KNOWS", "GSO_PRE_UNIVERSITY", "../../etc"])
def test_an_indicator_without_values_has_no_file(site: CKANTestApp, code: str) -> None:
    site.get(f"/chi-tieu/{code}/datapackage.zip", status=404)


@pytest.fixture(scope="module")
def first_set(site: CKANTestApp, series: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the first set in place."""
    folder = tmp_path_factory.mktemp("bulk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(tk.config, "ckanext.dtts.bulk_folder", str(folder))
        assert made(site).fresh
    return folder


@pytest.fixture
def bulk(first_set: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, named by the configuration, which every test gets anew."""
    monkeypatch.setitem(tk.config, "ckanext.dtts.bulk_folder", str(first_set))
    return first_set


def made(site: CKANTestApp) -> Made:
    with site.flask_app.test_request_context():
        found = make()
    assert found is not None
    return found


def test_duckdb_reads_the_partitions_and_finds_every_row_of_the_api(site: CKANTestApp, bulk: Path) -> None:
    name = site.get("/bulk/manifest.json").json["set"]
    files = f"read_parquet('{bulk}/{name}/observations/**/*.parquet', hive_partitioning = true)"
    by_code = duckdb.sql(f"SELECT INDICATOR, count(*) FROM {files} GROUP BY 1").fetchall()
    for code, count in by_code:
        assert count == site.get(f"/api/dtts/v1/observations?indicator={code}&limit=1").json["total"]
    (pupils,) = duckdb.sql(
        f"SELECT OBS_VALUE, AREA_NAME, family FROM {files}"
        " WHERE year = 2006 AND INDICATOR = 'GSO_EM_PUPILS' AND REF_AREA = '51@since-2025-07'"
    ).fetchall()
    assert pupils == (88176.0, "Tỉnh Quảng Ngãi", "general-statistics-office")


def test_the_manifest_measures_every_file_that_it_names(site: CKANTestApp, bulk: Path) -> None:
    told = site.get("/bulk/manifest.json").json
    for file in told["files"]:
        content = site.get(file["url"].removeprefix("http://test.dtts.example")).get_data()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])
        if file["rows"] is not None:
            assert pl.read_parquet(content, hive_partitioning=False).height == file["rows"]
    assert told["rows"] == sum(file["rows"] or 0 for file in told["files"]) > 1000


def test_the_package_of_all_indicators_is_valid_and_as_large_as_the_partitions(
    site: CKANTestApp, bulk: Path, tmp_path: Path
) -> None:
    with ZipFile(io.BytesIO(site.get("/chi-tieu/datapackage.zip").get_data())) as zipped:
        zipped.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["type", "fieldName", "note"]) == []
    assert report.tasks[0].stats["rows"] == site.get("/bulk/manifest.json").json["rows"]


def test_the_open_sdg_export_has_two_files_for_each_indicator(site: CKANTestApp, bulk: Path) -> None:
    with ZipFile(io.BytesIO(site.get("/chi-tieu/opensdg.zip").get_data())) as zipped:
        names = zipped.namelist()
    assert len(names) == 2 * len(site.get("/bulk/manifest.json").json["indicators"])
    assert "meta/GSO-POVERTY-RATE.yml" in names


def test_a_part_of_a_file_can_be_asked_for(site: CKANTestApp, bulk: Path) -> None:
    files = site.get("/bulk/manifest.json").json["files"]
    address = next(file["url"] for file in files if file["family"]).removeprefix("http://test.dtts.example")
    whole = site.get(address).get_data()
    part = site.get(address, headers={"Range": "bytes=-8"}, status=206)
    assert part.get_data() == whole[-8:]
    assert part.get_data().endswith(b"PAR1")


def test_made_again_from_the_same_state_it_is_the_same_set(site: CKANTestApp, bulk: Path) -> None:
    before = site.get("/bulk/manifest.json").get_data()
    assert not made(site).fresh
    assert site.get("/bulk/manifest.json").get_data() == before


def test_a_set_that_cannot_be_finished_leaves_the_old_one_whole(
    site: CKANTestApp, bulk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site.get("/bulk/manifest.json").get_data()

    def full_disk(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ckanext.dtts.bulk.make.write_package", full_disk)
    with pytest.raises(OSError, match="No space"):
        made(site)
    assert site.get("/bulk/manifest.json").get_data() == before
    assert not list(bulk.glob(".making-*"))


def test_what_a_crash_left_is_cleared_away_and_touches_no_set(site: CKANTestApp, bulk: Path) -> None:
    (bulk / ".making-0" / "observations").mkdir(parents=True)
    before = site.get("/bulk/manifest.json").get_data()
    made(site)
    assert not list(bulk.glob(".making-*"))
    assert site.get("/bulk/manifest.json").get_data() == before


def test_the_set_before_stays_for_those_who_hold_its_manifest_and_no_other_does(
    site: CKANTestApp, bulk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "ckanext.dtts.bulk_folder", str(tmp_path))
    names = [f"2026-11-2{number}-{number:012x}" for number in range(4)]
    for name in names:
        with kept.aside(tmp_path) as folder:
            (folder / kept.MANIFEST).write_text("{}")
            kept.put(folder, name)
    assert kept.current() == names[3]
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_dir()) == names[2:]


@pytest.mark.parametrize(
    "path", ["../current", "%2e%2e/current", "2026-11-27-0123456789ab/manifest.json", "latest/none"]
)
def test_nothing_outside_of_a_set_is_given(site: CKANTestApp, bulk: Path, path: str) -> None:
    site.get(f"/bulk/{path}", status=404)


def test_without_a_set_the_answer_is_that_there_is_none(
    site: CKANTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "ckanext.dtts.bulk_folder", "")
    assert site.get("/bulk/manifest.json", status=404).json["error"]["code"] == "not-found"


def test_the_worker_queues_the_set_once_a_night(
    site: CKANTestApp, bulk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nightly, "HOUR", 0)
    with site.flask_app.test_request_context():
        for _process in range(2):
            nightly._last_put.clear()
            nightly.put_when_due()
            nightly.put_when_due()
        jobs = list(model.Session.scalars(sa.select(Job).where(Job.kind == nightly.KIND)))
        assert len(jobs) == 1
        (step,) = kind(nightly.KIND).steps
        assert step.run(jobs[0])["fresh"] is False
        model.Session.execute(sa.delete(Job).where(Job.kind == nightly.KIND))
        model.Session.commit()


def test_the_command_says_what_it_made_and_that_it_was_there(site: CKANTestApp, bulk: Path) -> None:
    told = command(site)
    name = site.get("/bulk/manifest.json").json["set"]
    assert told.exit_code == 0
    assert told.output.startswith(f"{name}: ")
    assert told.output.endswith("already in place\n")


def test_the_command_says_what_to_set_where_no_folder_is_named(
    site: CKANTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "ckanext.dtts.bulk_folder", "")
    told = command(site)
    assert told.exit_code == 1
    assert "ckanext.dtts.bulk_folder" in told.output


def command(site: CKANTestApp) -> Result:
    """`ckan dtts bulk`; CKAN's own command hands the application down like this."""

    @click.group()
    @click.pass_context
    def ckan(context: click.Context) -> None:
        context.meta["flask_app"] = site.flask_app

    ckan.add_command(bulk_command)
    return CliRunner().invoke(ckan, ["bulk"])
