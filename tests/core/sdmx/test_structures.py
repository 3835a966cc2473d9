"""Structures: made from definitions and registers, valid by the schemas, and read back by two readers."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import sdmx
from pysdmx.io import read_sdmx

from core.sdmx.judges import json_faults, xml_faults
from dtts.catalogue import table_schema
from dtts.indicators.definition import definitions
from dtts.sdmx.catalogue import Structures, structures
from dtts.sdmx.header import Header
from dtts.sdmx.json.structures import structure_message as json_message
from dtts.sdmx.ml.dialect import V21, V30, Dialect
from dtts.sdmx.ml.structures import structure_message as xml_message
from dtts.units import Gazetteer

VERSIONS = pytest.mark.parametrize("dialect", [V30, V21], ids=["3.0", "2.1"])


def codes(known: Structures, name: str) -> list[str]:
    return [code.id for code in known.codelists[name].codes]


@VERSIONS
def test_the_xml_schema_finds_no_fault(known: Structures, header: Header, dialect: Dialect) -> None:
    message = "".join(xml_message(known, known, header, dialect))
    assert xml_faults(message, dialect.version) == []


def test_the_json_schema_finds_no_fault(known: Structures, header: Header) -> None:
    assert json_faults("".join(json_message(known, known, header)), "structure") == []


def test_every_place_that_ever_was_is_a_code_that_the_schema_takes(header: Header) -> None:
    places = Gazetteer.load()
    all_of_them = structures(places)
    message = "".join(xml_message(all_of_them, all_of_them, header, V21))
    assert xml_faults(message, "2.1") == []
    assert set(codes(all_of_them, "CL_AREA")) == {"VN", *(unit.area_id for unit in places.units)}


@VERSIONS
def test_pysdmx_reads_the_structure_as_it_was_written(
    known: Structures, header: Header, dialect: Dialect, tmp_path: Path
) -> None:
    made = tmp_path / "structures.xml"
    made.write_text("".join(xml_message(known, known, header, dialect)), encoding="utf-8")
    message = read_sdmx(made, validate=True)
    read = message.get_data_structure_definitions()[0]
    written = known.structures["DSD_IND"]
    assert [one.id for one in read.components] == [one.id for one in written.components]
    lists = {one.id: [code.id for code in one.codes] for one in message.get_codelists()}
    assert lists == {name: codes(known, name) for name in known.codelists}


def test_pysdmx_reads_the_structure_in_json_as_it_was_written(
    known: Structures, header: Header, tmp_path: Path
) -> None:
    made = tmp_path / "structures.json"
    made.write_text("".join(json_message(known, known, header)), encoding="utf-8")
    message = read_sdmx(made, validate=True)
    lists = {one.id: [code.id for code in one.codes] for one in message.get_codelists()}
    assert lists == {name: codes(known, name) for name in known.codelists}
    assert {one.id for one in message.get_dataflows()} == set(known.dataflows)


def test_sdmx1_reads_names_in_both_languages(known: Structures, header: Header) -> None:
    text = "".join(xml_message(known, known, header, V21))
    read = sdmx.read_sdmx(io.BytesIO(text.encode()))
    name = read.codelist["CL_AREA"]["51@since-2025-07"].name
    assert (name.localizations["vi"], name.localizations["en"]) == ("Tỉnh Quảng Ngãi", "Quang Ngai Province")
    dimensions = [one.id for one in read.structure["DSD_IND"].dimensions.components]
    assert dimensions == [*table_schema("observation").primary_key]


def test_every_indicator_that_is_defined_is_a_code(known: Structures) -> None:
    assert len(codes(known, "CL_INDICATOR")) == len(definitions())


def test_parts_of_a_group_lie_under_their_whole(known: Structures) -> None:
    parents = {code.id: code.parent for code in known.codelists["CL_ETHNIC_GROUP"].codes}
    assert (parents["E15"], parents["DTTS"], parents["_T"]) == ("DTTS", "_T", None)


@pytest.mark.parametrize(
    ("tree", "place", "above"),
    [
        ("H_AREA_G20250701", "51@since-2025-07", "VN"),
        ("H_AREA_PRE_2025_07", "51@pre-2025-07", "VN"),
        ("H_AREA_PRE_2025_07", "62@pre-2025-07", "VN"),
    ],
)
def test_each_geography_has_its_own_tree(known: Structures, tree: str, place: str, above: str) -> None:
    (root,) = known.hierarchies[tree].roots
    assert root.code == above
    assert place in [node.code for node in root.below]
    assert all(node.code.endswith(place.partition("@")[2]) for node in root.below)


def test_districts_stand_only_in_the_tree_that_had_them(known: Structures) -> None:
    (former,), (today,) = (
        known.hierarchies[name].roots for name in ("H_AREA_PRE_2025_07", "H_AREA_G20250701")
    )
    below = {
        name: next(node for node in root.below if node.code.startswith("51@")).below
        for name, root in {"former": former, "today": today}.items()
    }
    assert {len(node.code.partition("@")[0]) for node in below["former"]} == {3}
    assert {len(node.code.partition("@")[0]) for node in below["today"]} == {5}


def test_targets_have_a_dataflow_that_is_held_to_them(known: Structures, header: Header) -> None:
    message = json.loads("".join(json_message(known, known, header)))
    held = {one["id"]: one["cubeRegions"][0]["keyValues"] for one in message["data"]["dataConstraints"]}
    assert held["CR_TARGETS"] == [{"id": "VALUE_TYPE", "values": [{"value": "TGT"}, {"value": "BSL"}]}]
