"""An indicator in the standards of others, over HTTP."""

from __future__ import annotations

import io
import json
from pathlib import Path
from zipfile import ZipFile

import frictionless
import pytest
from ckan.tests.helpers import CKANTestApp
from lxml import etree

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
