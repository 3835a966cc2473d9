"""The store follows the pointer of a table wherever people move it."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.model.columns import now
from glue.observations.conftest import Publisher
from glue.observations.test_store import API, table

KON_TUM = ("62", "2014")


@pytest.fixture
def two(publisher: Publisher, request: pytest.FixtureRequest) -> str:
    """A dataset whose second version changes one figure of its first."""
    name = f"hai-{request.node.name.replace('_', '-')}"[:90]
    publisher.dataset(name)
    assert publisher.publish(name, table(qn_2014=10, kt_2014=5)) == "published"
    assert publisher.publish(name, table(qn_2014=10, kt_2014=50)) == "published"
    return name


def read(site: CKANTestApp, name: str, **query: str) -> dict[tuple[str, str], Any]:
    rows = site.get(API, query_string={"geo_version": "ASREP", **query}).json["results"]
    own = [row for row in rows if row["DATASET"] == name]
    return {(row["REF_AREA"][:2], row["TIME_PERIOD"]): row["OBS_VALUE"] for row in own}


def test_an_undo_gives_the_figures_of_before_back(site: CKANTestApp, publisher: Publisher, two: str) -> None:
    meanwhile = now().isoformat()
    publisher.decide("dtts_publication_undo", two, 2)
    assert read(site, two)[KON_TUM] == 5
    assert read(site, two, as_of=meanwhile)[KON_TUM] == 50


def test_withdrawn_figures_are_not_given_for_the_past_either(
    site: CKANTestApp, publisher: Publisher, two: str
) -> None:
    meanwhile = now().isoformat()
    publisher.decide("dtts_submission_withdraw", two, 2)
    assert read(site, two)[KON_TUM] == 5
    assert KON_TUM not in read(site, two, as_of=meanwhile)


def test_a_table_that_is_withdrawn_altogether_leaves_no_figures(
    site: CKANTestApp, publisher: Publisher, two: str
) -> None:
    publisher.decide("dtts_submission_withdraw", two, 2)
    publisher.decide("dtts_submission_withdraw", two, 1)
    assert read(site, two) == {}
