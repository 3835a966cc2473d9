"""SDMX over HTTP: the same figures as by the portal's own API, in every form, kept and refused as SDMX says."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp
from pysdmx.api import qb
from pysdmx.api.dc.query import DateTimeFilter, MultiFilter, NumberFilter, Operator, TextFilter
from pysdmx.io import get_datasets

from ckanext.dtts.sdmx import available
from core.sdmx.judges import data_faults, json_faults, schemas_of_sdmx, xml_faults

pytestmark = pytest.mark.usefixtures("series")

FLOW = "/sdmx/v2/data/dataflow/DTTS/DF_INDICATORS/1.0.0"
AVAILABLE = "/sdmx/v2/availability/dataflow/DTTS/DF_INDICATORS/1.0.0"
PUPILS = "A.GSO_EM_PUPILS.51@since-2025-07"
OWN = "/api/dtts/v1/observations?indicator=GSO_EM_PUPILS"

TYPES = {
    "application/vnd.sdmx.data+json;version=2.0.0": "application/vnd.sdmx.data+json; version=2.0.0",
    "application/vnd.sdmx.data+csv": "application/vnd.sdmx.data+csv; version=2.0.0",
    "text/csv;q=0.4, application/vnd.sdmx.data+xml;version=3.0.0;q=0.9": "application/vnd.sdmx.data+xml; version=3.0.0",
    "application/vnd.sdmx.structurespecificdata+xml;version=2.1": "application/vnd.sdmx.structurespecificdata+xml; version=2.1",
    "*/*": "application/vnd.sdmx.data+json; version=2.0.0",
}


def rows(site: CKANTestApp, path: str) -> list[dict[str, str]]:
    text = site.get(path, headers={"Accept": "text/csv"}, status=200).get_data(as_text=True)
    return list(csv.DictReader(io.StringIO(text)))


def ask(site: CKANTestApp, path: str, status: int = 200, **headers: str) -> Any:
    """An answer, read to its end as readers do."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = site.get(path, headers=sent, status=status)
    answer.get_data()
    return answer


def problem(site: CKANTestApp, path: str, status: int) -> dict[str, Any]:
    answer = site.get(path, headers={"Accept": "application/json"}, status=status)
    (error,) = json.loads(answer.get_data(as_text=True))["errors"]
    return dict(error)


def test_a_key_and_the_portals_own_api_answer_the_same_question_alike(site: CKANTestApp) -> None:
    own = site.get(f"{OWN}&area=51@since-2025-07&limit=5000").json["results"]
    ours = rows(site, f"{FLOW}/{PUPILS}")
    assert len(own) == 13
    assert [shown(row) for row in ours] == [shown(row) for row in own]


def test_a_filter_and_the_portals_own_api_answer_the_same_question_alike(site: CKANTestApp) -> None:
    own = site.get(f"{OWN}&level=province&since=2010&until=2012&limit=5000").json["results"]
    asked = "c[REF_AREA]=ew:@since-2025-07&c[TIME_PERIOD]=ge:2010+le:2012&c[INDICATOR]=GSO_EM_PUPILS"
    ours = rows(site, f"{FLOW}/*?{asked}")
    assert len(own) > 60
    assert sorted(map(shown, ours)) == sorted(map(shown, own))


def shown(row: dict[str, Any]) -> list[str]:
    """A row as text, by what both doors tell."""
    names = [
        *list(row)[list(row).index("FREQ") :][:9],
        "OBS_VALUE",
        "OBS_STATUS",
        "COMPARABILITY",
        "COVERAGE_N",
    ]
    return [
        *(text(row[name]) for name in names),
        text(row["DATASET"]),
        text(row["TABLE"]),
        text(row["RELEASED"]),
    ]


def text(value: Any) -> str:
    if value is None or value == "NaN":
        return ""
    try:
        return repr(float(value))
    except ValueError:
        return str(value)


@pytest.mark.parametrize("accept", TYPES)
def test_the_reader_says_in_which_form(site: CKANTestApp, accept: str) -> None:
    answer = ask(site, f"{FLOW}/{PUPILS}", Accept=accept)
    assert answer.headers["Content-Type"] == TYPES[accept]
    assert {"Accept", "Accept-Encoding"} <= {name.strip() for name in answer.headers["Vary"].split(",")}


def test_the_json_schema_finds_no_fault_in_what_is_sent(site: CKANTestApp) -> None:
    assert json_faults(site.get(f"{FLOW}/{PUPILS}?format=json").get_data(as_text=True), "data") == []


@pytest.mark.parametrize(("name", "version"), [("xml", "3.0"), ("xml21", "2.1")])
def test_the_xml_schemas_find_no_fault_in_what_is_sent(
    site: CKANTestApp, name: str, version: str, tmp_path: Path
) -> None:
    schema = site.get(f"{FLOW.replace('/data/', '/schema/')}?format={name}").get_data(as_text=True)
    elsewhere = re.search(r'schemaLocation="([^"]*)/SDMXCommon.xsd"', schema)
    assert elsewhere
    specific = tmp_path / "specific.xsd"
    specific.write_text(schema.replace(elsewhere[1], schemas_of_sdmx(version)), encoding="utf-8")
    message = site.get(f"{FLOW}/{PUPILS}?format={name}").get_data(as_text=True)
    assert data_faults(message, version, specific) == []


def test_pysdmx_reads_what_is_sent_with_the_structure_that_is_sent(site: CKANTestApp, tmp_path: Path) -> None:
    structure, data = tmp_path / "structure.xml", tmp_path / "data.csv"
    of = "/sdmx/v2/structure/dataflow/DTTS/DF_INDICATORS?references=descendants&format=xml"
    structure.write_bytes(site.get(of).get_data())
    data.write_bytes(site.get(f"{FLOW}/{PUPILS}?format=csv").get_data())
    (found,) = get_datasets(data, structure, validate=False)
    values = dict(zip(found.data["TIME_PERIOD"], found.data["OBS_VALUE"], strict=True))
    assert (values["2006"], values["2016"]) == (88_176, 101_673)


@pytest.mark.parametrize(("name", "version"), [("xml", "3.0"), ("xml21", "2.1")])
def test_a_dataflow_comes_with_all_that_explains_it(site: CKANTestApp, name: str, version: str) -> None:
    path = f"/sdmx/v2/structure/dataflow/DTTS/DF_RESULTS?references=children&format={name}"
    message = site.get(path).get_data(as_text=True)
    assert xml_faults(message, version) == []
    assert "DSD_IND" in message


def test_one_code_comes_with_those_above_it(site: CKANTestApp) -> None:
    path = "/sdmx/v2/structure/codelist/DTTS/CL_AREA/1.0.0/51@since-2025-07"
    message = site.get(path).get_data(as_text=True)
    assert json_faults(message, "structure") == []
    (found,) = json.loads(message)["data"]["codelists"]
    assert [code["id"] for code in found["codes"]] == ["VN", "51@since-2025-07"]
    assert found["isPartial"]


def test_what_is_available_is_counted(site: CKANTestApp) -> None:
    message = site.get(f"{AVAILABLE}/{PUPILS}").get_data(as_text=True)
    assert json_faults(message, "structure") == []
    (found,) = json.loads(message)["data"]["dataConstraints"]
    counts = {one["id"]: one["title"] for one in found["annotations"]}
    keys = {one["id"]: one for one in found["cubeRegions"][0]["keyValues"]}
    assert counts == {"obs_count": "13", "series_count": "1"}
    assert [one["value"] for one in keys["GEO_VERSION"]["values"]] == ["G20250701"]
    assert keys["TIME_PERIOD"]["timeRange"]["startPeriod"]["period"] == "2004-01-01"


HERE = {"agency_id": "DTTS", "resource_id": "DF_INDICATORS", "version": "1.0.0"}
BEGINS, ENDS = datetime(2010, 1, 1, tzinfo=timezone.utc), datetime(2011, 12, 31, tzinfo=timezone.utc)
SINCE = TextFilter("REF_AREA", Operator.LIKE, "%@since-2025-07")
PUPILS_IN_TWO_YEARS = MultiFilter(
    [
        TextFilter("INDICATOR", Operator.EQUALS, "GSO_EM_PUPILS"),
        SINCE,
        DateTimeFilter("TIME_PERIOD", Operator.BETWEEN, [BEGINS, ENDS]),
        NumberFilter("OBS_VALUE", Operator.GREATER_THAN, 1000),
    ]
)
QUESTIONS = {
    "a key": qb.DataQuery(qb.DataContext.DATAFLOW, **HERE, key=PUPILS),
    "filters": qb.DataQuery(
        qb.DataContext.DATAFLOW,
        **HERE,
        components=PUPILS_IN_TWO_YEARS,
        last_n_obs=1,
        obs_dimension="AllDimensions",
    ),
    "anything": qb.DataQuery(components=TextFilter("INDICATOR", Operator.IN, ["GSO_EM_PUPILS", "GSO_AREA"])),
    "what there is": qb.AvailabilityQuery(
        qb.DataContext.DATAFLOW, **HERE, key="A.GSO_EM_PUPILS", component_id="SEX"
    ),
    "structures": qb.StructureQuery(
        qb.StructureType.DATAFLOW, "DTTS", references=qb.StructureReference.CHILDREN
    ),
    "stubs": qb.StructureQuery(detail=qb.StructureDetail.ALL_STUBS),
    "some codes": qb.StructureQuery(qb.StructureType.CODELIST, "DTTS", "CL_SEX", item_id=["M", "F"]),
    "a schema": qb.SchemaQuery(qb.SchemaContext.DATAFLOW, **HERE),
}


@pytest.mark.parametrize("short", [True, False], ids=["short", "long"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_questions_that_pysdmx_makes_are_answered(site: CKANTestApp, name: str, short: bool) -> None:
    address = QUESTIONS[name].get_url(qb.ApiVersion.V2_2_2, short)
    assert ask(site, f"/sdmx/v2{address}", Accept="*/*").get_data()


def test_a_question_that_pysdmx_makes_of_filters_gets_what_it_means(site: CKANTestApp) -> None:
    found = rows(site, f"/sdmx/v2{QUESTIONS['filters'].get_url(qb.ApiVersion.V2_2_2)}")
    assert len(found) > 20
    assert {row["TIME_PERIOD"] for row in found} <= {"2010", "2011"}
    assert all(float(row["OBS_VALUE"]) > 1000 and row["REF_AREA"].endswith("@since-2025-07") for row in found)


def test_the_store_counts_what_there_is_as_a_walk_through_the_rows_does(
    site: CKANTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"{AVAILABLE}/A..?c[REF_AREA]=sw:5&c[TIME_PERIOD]=ge:2010+le:2014"
    (walked,) = json.loads(site.get(path).get_data(as_text=True))["data"]["dataConstraints"]
    monkeypatch.setattr(available, "_FEW", 0)
    (counted,) = json.loads(site.get(path).get_data(as_text=True))["data"]["dataConstraints"]
    assert counted["cubeRegions"] == walked["cubeRegions"]
    assert counted["annotations"] == [one for one in walked["annotations"] if one["id"] == "obs_count"]


CURL = re.compile(
    r"^    curl (?:-g )?(?:-H '(?P<name>[^:]+): (?P<value>[^']+)' )?'http://localhost:5000(?P<path>[^']+)'$"
)
GUIDE = Path(__file__).parents[3] / "docs" / "sdmx.md"


def test_every_call_of_the_guide_is_answered(site: CKANTestApp) -> None:
    lines = [line for line in GUIDE.read_text(encoding="utf-8").splitlines() if line.startswith("    curl")]
    calls = [CURL.match(line) for line in lines]
    assert len(calls) > 6
    for call in calls:
        assert call
        headers = {call["name"]: call["value"]} if call["name"] else {}
        assert ask(site, call["path"], **headers).get_data()


def test_who_has_the_answer_is_told_so(site: CKANTestApp) -> None:
    first = ask(site, f"{FLOW}/{PUPILS}")
    again = ask(site, f"{FLOW}/{PUPILS}", 304, If_None_Match=first.headers["ETag"])
    assert again.get_data() == b""
    other = ask(site, f"{FLOW}/{PUPILS}?limit=1", If_None_Match=first.headers["ETag"])
    assert other.headers["ETag"] != first.headers["ETag"]


def test_equal_questions_get_equal_bytes(site: CKANTestApp) -> None:
    first, again = (site.get(f"{FLOW}/{PUPILS}?format=xml").get_data() for _ in range(2))
    assert first == again


def test_an_answer_travels_compressed(site: CKANTestApp) -> None:
    answer = ask(site, f"{FLOW}/{PUPILS}", Accept_Encoding="gzip", Accept="text/csv")
    assert answer.headers["Content-Encoding"] == "gzip"


def test_any_site_may_ask(site: CKANTestApp) -> None:
    assert ask(site, f"{FLOW}/{PUPILS}?limit=1").headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("path", "status", "code", "said"),
    [
        (f"{FLOW}/A.GSO_EM_PUPIL", 422, 150, "GSO_EM_PUPILS"),
        (f"{FLOW}/{PUPILS}?c[SEX]=X", 422, 150, "_T"),
        (f"{FLOW}/{PUPILS}?c[TIME_PERIOD]=ge:then", 400, 140, "2025-S1"),
        (f"{FLOW}/{PUPILS}?c[TIME_PERIOD]=gt:2030", 404, 100, "availability"),
        (f"{FLOW}/{PUPILS}?includeHistory=true", 501, 501, "includeHistory"),
        (f"{FLOW}/{PUPILS}?frist=1", 422, 150, "firstNObservations"),
        (f"{FLOW}/{PUPILS}?format=xlsx", 422, 150, "csv"),
        ("/sdmx/v2/data/dataflow/DTTS/DF_NONE", 404, 100, "DF_INDICATORS"),
        ("/sdmx/v2/structure/codelist/DTTS/CL_NONE", 404, 100, "CL_SEX"),
        ("/sdmx/v2/structure/glossary", 422, 150, "codelist"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_what_can(
    site: CKANTestApp, path: str, status: int, code: int, said: str
) -> None:
    error = problem(site, path, status)
    assert error["code"] == code
    assert said in error["titles"]["vi"]
    assert said in error["titles"]["en"]


def test_a_form_that_is_not_offered_is_refused(site: CKANTestApp) -> None:
    answer = site.get(
        f"{FLOW}/{PUPILS}", headers={"Accept": "application/vnd.sdmx.data+xml;version=9"}, status=406
    )
    assert xml_faults(answer.get_data(as_text=True), "3.0") == []
    assert "version=3.0.0" in answer.get_data(as_text=True)


def test_before_the_first_release_there_was_nothing(site: CKANTestApp) -> None:
    assert problem(site, f"{FLOW}/{PUPILS}?asOf=2020-01-01", 404)["code"] == 100


def test_what_was_released_before_a_moment_is_left_out(site: CKANTestApp) -> None:
    last = max(row["RELEASED"] for row in rows(site, f"{FLOW}/{PUPILS}"))
    assert len(rows(site, f"{FLOW}/{PUPILS}?updatedAfter={last}")) == 13
    problem(site, f"{FLOW}/{PUPILS}?updatedAfter=2100-01-01", 404)
