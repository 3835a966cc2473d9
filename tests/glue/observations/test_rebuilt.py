"""The store made again from what was sent: every row of every release, to the byte."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests.helpers import CKANTestApp
from click.testing import CliRunner

from ckanext.dtts.cli.observations import observations
from ckanext.dtts.model import Observation
from glue.observations.conftest import Publisher
from glue.observations.test_store import table

# The number of a row is the only thing that tells when it was laid down.
DUMPED = [column for column in sa.inspect(Observation).columns if column.name != "seq"]


def dump() -> list[str]:
    """Every row of the store as PostgreSQL writes it, in the order of what it says."""
    text = sa.func.concat_ws("|", *(sa.cast(column, sa.Text) for column in DUMPED))
    found = list(model.Session.scalars(sa.select(text)))
    model.Session.rollback()
    return sorted(found)


@pytest.fixture(scope="module")
def lived(publisher: Publisher, series: dict[str, bytes]) -> list[str]:
    """A store with rates that their weights followed, a changed figure, an undo and a withdrawal; dumped."""
    for name in ("sua-so", "quay-lai", "rut-het"):
        publisher.dataset(name)
        assert publisher.publish(name, table(qn_2014=10, kt_2014=5)) == "published"
        assert publisher.publish(name, table(qn_2014=10, kt_2014=6, qn_2015=1)) == "published"
    publisher.decide("dtts_publication_undo", "quay-lai", 2)
    publisher.decide("dtts_submission_withdraw", "rut-het", 2)
    publisher.decide("dtts_submission_withdraw", "rut-het", 1)
    return dump()


def test_a_store_with_a_past_is_made_again_to_the_byte(site: CKANTestApp, lived: list[str]) -> None:
    past = model.Session.scalar(
        sa.select(sa.func.count()).where(Observation.superseded.is_not(None), Observation.derived)
    )
    assert past > 0
    model.Session.execute(sa.delete(Observation))
    model.Session.commit()
    ended = CliRunner().invoke(observations, ["rebuild", "--whole"])
    assert ended.exit_code == 0, ended.output
    model.Session.remove()
    assert dump() == lived


def test_what_is_derived_is_public_since_the_version_that_it_is_made_of(
    site: CKANTestApp, lived: list[str]
) -> None:
    own, made = (
        set(
            model.Session.scalars(
                sa.select(Observation.released).where(
                    Observation.derived == derived, Observation.indicator == "GSO_EM_PUPILS"
                )
            )
        )
        for derived in (False, True)
    )
    assert made <= own
