from __future__ import annotations

from pathlib import Path

import pytest

from dtts.catalogue import dataset_type
from dtts_harvesters.record import Record
from harvest_server.payloads import FOLDER, Payload, harvested, page, payloads

PAGE = Path(__file__).parents[3] / "docs" / "harvest-payloads.md"


def test_the_page_in_the_repository_is_what_the_payloads_give() -> None:
    written = "write it again: make payloads > docs/harvest-payloads.md"
    assert PAGE.read_text(encoding="utf-8") == page(), written


def test_every_payload_that_is_kept_is_harvested() -> None:
    kept = {str(path.relative_to(FOLDER)) for path in FOLDER.glob("*/*") if path.suffix and path.is_file()}
    # The list of names of demo.ckan.org and a second page that is reached from the first.
    beside = {"ckan/demockan_package_list.json", "dcat/paged-collection-2.jsonld"}
    assert {one.path for one in payloads()} == kept - beside


@pytest.mark.parametrize(
    "payload", [one for one in payloads() if "dataset_type" in one.fields["target"]], ids=lambda one: one.path
)
def test_every_dataset_has_fields_that_our_forms_take(payload: Payload) -> None:
    fields = {one["field_name"] for one in dataset_type("program_result")["dataset_fields"]}
    records = [one for one in harvested(payload).first if isinstance(one, Record)]
    assert records
    for record in records:
        assert isinstance(record.content, dict)
        assert record.content["title"].strip()
        assert set(record.content) <= fields | {"resources"}
