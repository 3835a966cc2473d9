"""The store and its past: a new version supersedes what it changes and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests.helpers import CKANTestApp
from click.testing import CliRunner

from ckanext.dtts.cli.observations import observations
from ckanext.dtts.model import Observation
from ckanext.dtts.model.columns import now
from ckanext.dtts.observations.store import drop_all_but
from glue.observations.conftest import Publisher
from glue.records import patch

API = "/api/dtts/v1/observations"
HEADER = "FREQ,INDICATOR,REF_AREA,GEO_VERSION,SEX,ETHNIC_GROUP,COMMUNE_REGION,VALUE_TYPE,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,DECIMALS,OBS_STATUS,CONF_STATUS"


def table(**values: float) -> bytes:
    """Pupils of Quảng Ngãi and Kon Tum of before, by `qn_2015`, `kt_2015`, …"""
    codes = {"qn": "51", "kt": "62"}
    lines = [
        f"A,GSO_EM_PUPILS,{codes[name[:2]]}@pre-2025-07,ASREP,_T,_T,_T,ACT,{name[3:]},{value:g},PS,0,0,A,F"
        for name, value in values.items()
    ]
    return "\n".join([HEADER, *lines, ""]).encode()


@pytest.fixture(scope="module")
def moment(publisher: Publisher) -> datetime:
    """When the first of two versions was public."""
    publisher.dataset("hai-phien-ban")
    assert (
        publisher.publish("hai-phien-ban", table(qn_2014=10, kt_2014=5, qn_2015=11, kt_2015=6)) == "published"
    )
    between = now()
    assert publisher.publish("hai-phien-ban", table(qn_2014=10, kt_2014=5, qn_2015=12)) == "published"
    return between


def values(site: CKANTestApp, **query: str) -> dict[tuple[str, str], Any]:
    answer = site.get(API, query_string=query).json
    return {(row["REF_AREA"][:2], row["TIME_PERIOD"]): row["OBS_VALUE"] for row in answer["results"]}


def test_readers_see_the_newest_version(site: CKANTestApp, moment: datetime) -> None:
    shown = values(site, geo_version="ASREP")
    assert shown == {("51", "2014"): 10, ("62", "2014"): 5, ("51", "2015"): 12}


def test_the_past_can_be_asked_for(site: CKANTestApp, moment: datetime) -> None:
    shown = values(site, geo_version="ASREP", as_of=moment.isoformat())
    assert shown == {("51", "2014"): 10, ("62", "2014"): 5, ("51", "2015"): 11, ("62", "2015"): 6}


def test_what_is_derived_follows_its_version(site: CKANTestApp, moment: datetime) -> None:
    assert values(site, geo_version="G20250701") == {("51", "2014"): 15, ("51", "2015"): None}
    past = values(site, geo_version="G20250701", as_of=moment.isoformat())
    assert past == {("51", "2014"): 15, ("51", "2015"): 17}


def test_a_row_that_a_version_repeats_stays_the_row_it_was(moment: datetime) -> None:
    kept = sa.select(Observation.released).where(
        Observation.time_period == "2014", Observation.superseded.is_(None), ~Observation.derived
    )
    assert all(released < moment for released in model.Session.scalars(kept))


def test_the_store_is_made_again_by_one_command(site: CKANTestApp, moment: datetime) -> None:
    before = values(site)
    model.Session.execute(sa.delete(Observation))
    model.Session.commit()
    ended = CliRunner().invoke(observations, ["rebuild"])
    assert ended.exit_code == 0, ended.output
    model.Session.remove()
    assert values(site) == before


def test_rebuilding_what_is_whole_changes_nothing(site: CKANTestApp, moment: datetime) -> None:
    ended = CliRunner().invoke(observations, ["rebuild"])
    assert ended.output.splitlines() == [
        "bang: 0 added, 0 superseded",
        "bang (derived): 0 added, 0 superseded",
    ]


def test_rows_of_a_table_that_is_no_longer_published_are_superseded(moment: datetime) -> None:
    assert drop_all_but([]) == 5
    assert model.Session.scalar(sa.select(sa.func.count()).where(Observation.superseded.is_(None))) == 0
    model.Session.rollback()


def test_a_private_dataset_keeps_its_values_to_itself(site: CKANTestApp, moment: datetime) -> None:
    with site.flask_app.test_request_context():
        patch("hai-phien-ban", private=True)
    model.Session.remove()
    try:
        assert values(site) == {}
    finally:
        with site.flask_app.test_request_context():
            patch("hai-phien-ban", private=False)
        model.Session.remove()
