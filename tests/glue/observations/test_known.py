"""Answers that a reader has already are not made again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ckan.tests.helpers import CKANTestApp

from glue.observations.conftest import Publisher
from glue.observations.test_store import table
from glue.statements import counted

ADDRESS = "/api/dtts/v1/observations?indicator=GSO_EM_PUPILS"


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """What is asked of the database."""
    with counted() as seen:
        yield seen


@pytest.fixture(scope="module")
def known(publisher: Publisher) -> str:
    publisher.dataset("da-biet")
    assert publisher.publish("da-biet", table(qn_2014=10, kt_2014=5)) == "published"
    return "da-biet"


@pytest.mark.usefixtures("known")
def test_an_answer_that_is_known_reads_no_observation(site: CKANTestApp, statements: list[str]) -> None:
    tag = site.get(ADDRESS).headers["ETag"]
    statements.clear()
    again = site.get(ADDRESS, headers={"If-None-Match": tag}, status=304)
    assert (again.body, again.headers["ETag"]) == ("", tag)
    assert [each for each in statements if "dtts_observation " in each] == []


def test_a_new_version_is_a_new_answer(site: CKANTestApp, publisher: Publisher, known: str) -> None:
    tag = site.get(ADDRESS).headers["ETag"]
    assert publisher.publish(known, table(qn_2014=11, kt_2014=5)) == "published"
    assert site.get(ADDRESS, headers={"If-None-Match": tag}, status=200).headers["ETag"] != tag


@pytest.mark.usefixtures("known")
def test_another_question_is_another_answer(site: CKANTestApp) -> None:
    tag = site.get(ADDRESS).headers["ETag"]
    site.get(f"{ADDRESS}&sex=_T", headers={"If-None-Match": tag}, status=200)
