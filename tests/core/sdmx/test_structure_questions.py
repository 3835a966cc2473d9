"""Which structures a path finds, what goes along with them, and what there is of data."""

from __future__ import annotations

import pytest

from core.sdmx.judges import json_faults, xml_faults
from core.sdmx.observed import real
from dtts.sdmx.availability import available
from dtts.sdmx.catalogue import Structures
from dtts.sdmx.header import Header
from dtts.sdmx.json.errors import error_message as json_error
from dtts.sdmx.json.structures import structure_message as json_message
from dtts.sdmx.ml.dialect import V21, V30
from dtts.sdmx.ml.errors import error_message as xml_error
from dtts.sdmx.ml.structures import structure_message as xml_message
from dtts.sdmx.query.flows import dataflow
from dtts.sdmx.query.parameters import pairs
from dtts.sdmx.query.problem import NO_RESULTS, Problem, Refused
from dtts.sdmx.query.structures import find, with_references


def found(known: Structures, path: str, query: str = "") -> dict[str, list[str]]:
    """Ids by kind of what a path and a query find."""
    kind, agency, name, version, *items = path.split("/")
    structures = with_references(known, find(known, kind, agency, name, version, *items), pairs(query))
    sections = {section: list(getattr(structures, section)) for section in KINDS}
    return {section: ids for section, ids in sections.items() if ids}


KINDS = ("codelists", "concepts", "constraints", "dataflows", "structures", "hierarchies")


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("codelist/DTTS/CL_SEX/1.0.0", "", {"codelists": ["CL_SEX"]}),
        ("codelist/*/CL_SEX,CL_FREQ/~", "", {"codelists": ["CL_FREQ", "CL_SEX"]}),
        ("dataflow/DTTS/DF_TARGETS/1+.0.0", "references=children", {"dataflows": ["DF_TARGETS"], "structures": ["DSD_IND"]}),
        ("dataflow/DTTS/DF_TARGETS/latest", "references=parents", {"constraints": ["CR_TARGETS"], "dataflows": ["DF_TARGETS"]}),
        ("hierarchy/all/H_AREA_G20250701/+", "references=codelist", {"codelists": ["CL_AREA"], "hierarchies": ["H_AREA_G20250701"]}),
        ("contentconstraint/DTTS/CR_TARGETS/1.0", "references=children", {"constraints": ["CR_TARGETS"], "dataflows": ["DF_TARGETS"]}),
    ],
)  # fmt: skip
def test_a_path_finds_what_it_names(
    known: Structures, path: str, query: str, expected: dict[str, list[str]]
) -> None:
    assert found(known, path, query) == expected


def test_descendants_are_all_that_data_need(known: Structures) -> None:
    below = found(known, "dataflow/DTTS/DF_INDICATORS/1.0.0", "references=descendants")
    assert set(below) == {"dataflows", "structures", "concepts", "codelists"}
    assert len(below["codelists"]) == len(known.codelists)


@pytest.mark.parametrize(
    ("detail", "own", "others"),
    [("allstubs", False, False), ("referencestubs", True, False), ("full", True, True)],
)
def test_stubs_are_named_without_what_they_hold(
    known: Structures, header: Header, detail: str, own: bool, others: bool
) -> None:
    given = pairs(f"references=parentsandsiblings&detail={detail}")
    shown = with_references(known, find(known, "codelist", "DTTS", "CL_SEX", "~"), given)
    for name, whole in (("CL_SEX", own), ("CL_FREQ", others)):
        assert shown.codelists[name].codes == (known.codelists[name].codes if whole else ())
    assert json_faults("".join(json_message(shown, known, header)), "structure") == []
    for dialect in (V30, V21):
        assert xml_faults("".join(xml_message(shown, known, header, dialect)), dialect.version) == []


@pytest.mark.parametrize(
    ("path", "query", "said"),
    [
        ("codelist/ECB/CL_SEX/1.0.0", "", "CL_SEX"),
        ("codelist/DTTS/CL_SEX/2.0.0", "", "1.0.0"),
        ("valuelist/DTTS/CL_SEX/1.0.0", "", "codelist"),
        ("codelist/DTTS/CL_SEX/1.0.0", "references=everything", "descendants"),
        ("codelist/DTTS/CL_SEX/1.0.0", "detail=some", "allstubs"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(
    known: Structures, path: str, query: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        found(known, path, query)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("dataflow", "DTTS", "DF_TARGETS", "1.0.0"), "DF_TARGETS"),
        (("datastructure", "DTTS", "DSD_IND", "~"), "DF_INDICATORS"),
        (("*", "*", "*", "*"), "DF_INDICATORS"),
    ],
)
def test_data_are_asked_of_a_dataflow_or_of_their_structure(
    known: Structures, path: tuple[str, str, str, str], name: str
) -> None:
    assert dataflow(known, *path).id == name


@pytest.mark.parametrize(
    "path", [("dataflow", "DTTS", "DSD_IND", "~"), ("dataflow", "DTTS", "DF_TARGETS", "2.0.0")]
)
def test_a_dataflow_that_is_not_there_is_refused(known: Structures, path: tuple[str, str, str, str]) -> None:
    with pytest.raises(Refused, match=r"DF_TARGETS/1\.0\.0"):
        dataflow(known, *path)


def test_what_is_available_is_valid_in_every_form(known: Structures, header: Header) -> None:
    rows = [row for row in real() if row["INDICATOR"] == "GSO_EM_PUPILS"]
    region = available(rows, known.dataflows["DF_RESULTS"])
    shown = Structures({}, {}, {region.id: region}, {}, {}, {})
    assert json_faults("".join(json_message(shown, known, header)), "structure") == []
    for dialect in (V30, V21):
        assert xml_faults("".join(xml_message(shown, known, header, dialect)), dialect.version) == []


def test_what_is_available_is_what_the_rows_have(known: Structures) -> None:
    rows = [row for row in real() if row["INDICATOR"] == "GSO_EM_PUPILS"]
    region = available(rows, known.dataflows["DF_RESULTS"], "REF_AREA,TIME_PERIOD")
    assert {name: list(values) for name, values in region.values.items()} == {
        "REF_AREA": sorted({row["REF_AREA"] for row in rows})
    }
    assert region.periods == ("2004-01-01", "2016-12-31")
    assert region.observations == len(rows)


def test_a_refusal_is_valid_in_every_form() -> None:
    problem = Problem(NO_RESULTS, "Không có “A” & <B>.", "There is no “A” & <B>.")
    assert json_faults(json_error(problem), "data") == []
    for dialect in (V30, V21):
        assert xml_faults(xml_error(problem, dialect), dialect.version) == []
