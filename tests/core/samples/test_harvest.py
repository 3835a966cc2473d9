from __future__ import annotations

from pathlib import Path

import pytest

from core.builders import check_text
from dtts.catalogue import dataset_type, table_schema
from dtts.checks import packaged_keys
from dtts.demo import demo_names, generate
from dtts.errors import UsageError
from dtts.samples import load_harvest
from dtts_harvesters.payload import check_payload
from dtts_harvesters.session import Answer, FetchError
from dtts_harvesters.source import check_source


def test_the_source_of_a_new_portal_is_marked_and_reads_into_its_own_dataset(tmp_path: Path) -> None:
    plan = load_harvest()
    checked = check_source(plan.definition(tmp_path))
    assert checked.source is not None, checked.faults
    assert checked.source.address == tmp_path.as_uri()
    assert (checked.source.target.dataset, checked.source.owner) == (plan.dataset.name, plan.dataset.org)
    assert plan.dataset.fields["demo"] == "true"
    assert "minh họa" in checked.source.title["vi"]
    known = {one["field_name"] for one in dataset_type(plan.dataset.fields["type"])["dataset_fields"]}
    assert set(plan.dataset.fields) - {"type"} <= known


def test_it_finds_one_file_that_is_valid_and_one_that_is_none(tmp_path: Path) -> None:
    good, bad = load_harvest().files
    assert good.generate in demo_names()
    made = generate(good.generate, tmp_path / good.name)
    content = (tmp_path / good.name).read_bytes()
    assert check_text(content, table_schema(made.schema), keys=packaged_keys).report.faults == ()
    with pytest.raises(FetchError, match="sign"):
        check_payload(Answer(200, {}, bad.name, (bad.text or "").encode()), "csv")


def test_a_plan_that_lacks_a_part_is_refused(tmp_path: Path) -> None:
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "harvest.yaml").write_text("{dataset: {}, folder: a, files: []}")
    with pytest.raises(UsageError, match="source"):
        load_harvest(tmp_path)
