"""Real payloads of others through the whole engine, from the loopback to what is public.

What the connectors alone make of each stands in docs/harvest-payloads.md.
"""

from __future__ import annotations

import math
import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import yaml
from ckan import model

from ckanext.dtts.harvest import sources
from ckanext.dtts.model import Source
from core.harvesters.test_sdmx import MESSAGES, said
from dtts_harvesters.record import Record
from glue.harvest.keeper import AGENCY, Keeper, balance
from glue.records import dataset
from glue.road.here import work_here
from harvest_server.payloads import Payload, faults_of, harvested, payloads, serve
from harvest_server.server import Server

CATALOGUES = [one for one in payloads() if one.fields["connector"] in ("ckan", "dcat")]
SDMX = {
    one.path: one
    for one in payloads()
    if one.path.startswith("vn-sdmx/") and "codelist" in one.fields["options"]
}


def source_of(payload: Payload, server: Server, keeper: Keeper, **changed: Any) -> Source:
    """The source of the manifest, started without a dry run."""
    file = {
        "id": f"nguon-{uuid.uuid4().hex[:8]}",
        "title": {"vi": "Nguồn minh họa", "en": "Demonstration source"},
        "owner": AGENCY,
        "address": serve(payload, server),
        "policy": "valid",
        "network": {"allow": [{"network": "127.0.0.0/8"}]},
        **payload.fields,
        **changed,
    }
    source = sources.put(yaml.safe_dump(file, allow_unicode=True), keeper.user_id)
    source.state, source.checked_sha256 = "active", source.sha256
    model.Session.commit()
    return source


def landed(payload: Payload, keeper: Keeper) -> dict[str, Any]:
    """The submission of the file that the source gives, after the worker has done what is due."""
    target = dataset(type="indicator_series", definition="Theo nguồn.", definition_en="As the source says.")
    into = {"table": "external_observations", "dataset": target["name"]}
    with Server() as server:
        source = source_of(payload, server, keeper, target=into)
        assert balance(keeper.run(source)) == {"records": 1, "created": 1}
    (record,) = keeper.records(source).values()
    sent = str(record.submission_id)
    work_here()
    shown: dict[str, Any] = tk.get_action("dtts_submission_show")({"ignore_auth": True}, {"id": sent})
    return shown


def public_rows(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """What anybody reads of the table."""
    asked = {"resource_id": shown["resource_id"], "limit": 5000}
    rows: list[dict[str, Any]] = tk.get_action("datastore_search")({}, asked)["records"]
    return rows


@pytest.mark.parametrize("payload", CATALOGUES, ids=lambda one: one.path)
def test_every_record_of_a_real_catalogue_lands_once_and_is_unchanged_after(
    payload: Payload, keeper: Keeper
) -> None:
    given = [one for one in harvested(payload).first if isinstance(one, Record)]
    with Server() as server:
        source = source_of(payload, server, keeper)
        first, second = keeper.run(source), keeper.run(source)
    state = "done" if harvested(payload).report.complete else "failed"
    assert [(each.remote_id, each.en) for each in keeper.faults(first) if each.severity == "record"] == []
    assert (first.state, second.state) == (state, state)
    assert balance(first) == {"records": len(given), "created": len(given)}
    assert balance(second) == {"records": len(given), "unchanged": len(given)}
    assert keeper.titles(source) == sorted(one.title for one in given)


@pytest.mark.parametrize("name", list(MESSAGES))
def test_the_observations_of_a_message_of_viet_nam_are_public_in_number_and_sum(
    name: str, keeper: Keeper
) -> None:
    shown = landed(SDMX[f"vn-sdmx/{name}.xml"], keeper)
    assert shown["state"] == "published"
    rows = public_rows(shown)
    count, _frequencies = MESSAGES[name]
    assert len(rows) == len(said(name)) == count
    values = [one["OBS_VALUE"] for one in rows if one["OBS_VALUE"] is not None]
    assert math.fsum(values) == pytest.approx(math.fsum(said(name)), rel=1e-15)


BROKEN = "sdmx-peers/data_v2_action_col.csv"
FILES = [
    one
    for one in payloads()
    if "table" in one.fields["target"] and not one.path.startswith("vn-sdmx/") and one.path != BROKEN
]


@pytest.mark.parametrize("payload", FILES, ids=lambda one: one.path)
def test_a_file_of_another_system_is_public_with_every_row_or_refused_with_the_check_s_reasons(
    payload: Payload, keeper: Keeper
) -> None:
    expected = harvested(payload)
    faults = faults_of(payload, expected)
    assert faults is not None
    shown = landed(payload, keeper)
    if faults:
        assert shown["state"] == "invalid"
        assert {one["rule"]: one["count"] for one in shown["report"]["patterns"]} == faults
    else:
        assert shown["state"] == "published"
        assert len(public_rows(shown)) == expected.rows


def test_of_the_files_of_other_systems_some_are_valid_and_some_are_not() -> None:
    found = {one.path: bool(faults_of(one, harvested(one))) for one in FILES}
    assert [path for path, is_refused in found.items() if is_refused] == [
        "dhis2/dataValueSet.json",
        "opensdg-armenia/indicator_4-1-1.csv",
        "sdmx-peers/data_v1.csv",
    ]
