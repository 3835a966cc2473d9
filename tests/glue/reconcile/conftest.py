"""A portal with a table of points, one of observations and a bystander, all published by the road."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from ckanext.dtts.reconcile.compare import compare, repair
from glue.records import dataset
from glue.road.conftest import empty_portal, forkserver, people, portal, request_context, start, web, work
from glue.road.facilities import new_facility
from glue.road.people import People, Web
from glue.road.points import points

__all__ = ["empty_portal", "forkserver", "people", "portal", "request_context", "start", "web", "work"]

HEADER = "FREQ,INDICATOR,REF_AREA,GEO_VERSION,SEX,ETHNIC_GROUP,COMMUNE_REGION,VALUE_TYPE,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,DECIMALS,OBS_STATUS,CONF_STATUS"
PUPILS = "A,GSO_EM_PUPILS,{area}@pre-2025-07,ASREP,_T,_T,_T,ACT,2014,{value},PS,0,0,A,F"


class Published(NamedTuple):
    """A dataset with one table; `table` is its id, and `submission` what its sender sees."""

    dataset: dict[str, Any]
    submission: dict[str, Any]

    @property
    def table(self) -> str:
        return str(self.submission["resource_id"])


class Portal(NamedTuple):
    """What the tests of a module break and look at."""

    points: Published
    pupils: Published
    bystander: Published


@pytest.fixture(scope="module")
def published(people: People, web: Web, work: Callable[..., int]) -> Portal:
    with web.flask_app.test_request_context():
        repair(compare(("datastore", "exports")))  # what modules before left when they emptied the database
        facility, other = new_facility(), new_facility()
        series = dataset(
            type="indicator_series",
            name="hoc-sinh",
            title="Học sinh dân tộc thiểu số",
            indicators=["GSO_EM_PUPILS"],
            definition="Như nguồn.",
            period_start="2014-01-01",
            period_end="2014-12-31",
            collection_method="survey",
        )
        observed = "\n".join(
            [HEADER, *(PUPILS.format(area=a, value=v) for a, v in (("51", 10), ("62", 5))), ""]
        )
        sent = [
            people.submits(points("0164A", "07210"), facility),
            people.submits(observed.encode(), series, table="bang", schema="observation"),
            people.submits(points("00001"), other),
        ]
        assert work() == 0
        seen = [people.sees(each) for each in sent]
        assert [each["state"] for each in seen] == ["published"] * 3
        return Portal(*(Published(*pair) for pair in zip((facility, series, other), seen, strict=True)))
