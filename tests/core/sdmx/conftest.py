"""Structures over few places, so that judges take seconds, and the message's header."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from dtts.sdmx.artefacts import Dataflow
from dtts.sdmx.catalogue import Structures, structures
from dtts.sdmx.header import Header
from dtts.units import Gazetteer


@pytest.fixture(scope="session")
def known() -> Structures:
    """All structures, with the provinces and what lies in Quảng Ngãi as places."""
    places = Gazetteer.load()
    few = [unit for unit in places.units if unit.level == "province" or _in_quang_ngai(unit.parent_code)]
    return structures(Gazetteer(tuple(few), ()))


@pytest.fixture
def flow(known: Structures) -> Dataflow:
    return known.dataflows["DF_INDICATORS"]


@pytest.fixture
def header() -> Header:
    return Header(datetime(2026, 11, 1, 8, tzinfo=timezone.utc))


def _in_quang_ngai(code: str | None) -> bool:
    return code == "51"
