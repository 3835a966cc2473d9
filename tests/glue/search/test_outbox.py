"""The index follows the database: later, in order, and never by accident."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import ckan.model as model
import ckan.plugins.toolkit as tk
import pytest
from ckan.lib.search import clear_all, make_connection
from click.testing import CliRunner, Result

from ckanext.dtts.cli.search import search
from ckanext.dtts.jobs.notes import alone
from ckanext.dtts.model.outbox import Outbox
from ckanext.dtts.search import Drained, drain
from ckanext.dtts.search import drift as drifts
from glue.records import agency, dataset, found, patch


@pytest.fixture(autouse=True)
def empty_index(empty_portal: None) -> Iterator[None]:
    """A queue and an index without the notes and documents of the test before."""
    tk.config["dtts.search.synchronous"] = False
    agency()
    yield
    model.Session.rollback()
    model.Session.query(Outbox).delete()
    model.Session.query(model.Package).update({"state": "deleted"})
    model.Session.commit()
    clear_all()


@contextmanager
def solr_away() -> Iterator[None]:
    """Solr's address leads to a port where nobody listens."""
    address = tk.config["solr_url"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        tk.config["solr_url"] = f"http://127.0.0.1:{free.getsockname()[1]}/solr/none"
        try:
            yield
        finally:
            tk.config["solr_url"] = address


def notes() -> int:
    return model.Session.query(Outbox).count()


def silent(done: int, everything: int) -> None:
    """Nobody looks at the progress."""


def test_a_new_dataset_is_found_after_the_outbox_was_drained_and_not_before() -> None:
    dataset(title="Hộ nghèo")
    assert found("hộ nghèo") == []
    assert drain() == Drained(indexed=1)
    assert found("hộ nghèo") == ["Hộ nghèo"]


def test_a_change_that_is_rolled_back_leaves_no_note() -> None:
    with pytest.raises(tk.ValidationError):
        dataset(title="")
    assert notes() == 0


def test_ten_edits_of_one_dataset_are_one_update() -> None:
    made = dataset(title="Lần 0")
    for number in range(1, 10):
        patch(made["id"], title=f"Lần {number}")
    assert notes() == 10
    assert drain() == Drained(indexed=1)
    assert found("lần") == ["Lần 9"]


def test_a_deleted_dataset_is_no_longer_found() -> None:
    made = dataset(title="Bỏ đi")
    drain()
    tk.get_action("package_delete")({"ignore_auth": True, "user": "x"}, {"id": made["id"]})
    assert drain() == Drained(removed=1)
    assert found("bỏ đi") == []


def test_a_purged_dataset_is_no_longer_found() -> None:
    made = dataset(title="Xóa hẳn")
    drain()
    tk.get_action("dataset_purge")({"ignore_auth": True, "user": "x"}, {"id": made["id"]})
    assert drain() == Drained(removed=1)
    assert found("xóa hẳn") == []


def test_deleting_a_tag_reaches_the_index() -> None:
    made = dataset(title="Có thẻ", tag_string="giảm nghèo")
    drain()
    tk.get_action("tag_delete")({"ignore_auth": True, "user": "x"}, {"id": "giảm nghèo"})
    assert notes() == 1
    drain()
    hit = tk.get_action("package_search")({"ignore_auth": True}, {"fq": f'id:"{made["id"]}"'})["results"][0]
    assert hit["tags"] == []


def test_editing_goes_on_with_solr_down() -> None:
    with solr_away():
        made = dataset(title="Khi Solr nghỉ")
        patch(made["id"], title="Khi Solr nghỉ, sửa")
        assert drain() == Drained(left=2)
    assert notes() == 2


def test_notes_that_waited_for_solr_are_passed_on() -> None:
    with solr_away():
        dataset(title="Chờ Solr")
        assert drain() == Drained(left=1)
    assert drain() == Drained(indexed=1)
    assert found("chờ solr") == ["Chờ Solr"]


def test_one_dataset_that_solr_refuses_does_not_hold_up_the_others() -> None:
    bad = dataset(title="Hỏng")
    good = dataset(title="Lành")
    # `views_total` is a number in CKAN's schema: Solr refuses the whole document.
    extras = {**model.Package.get(bad["id"]).extras, "views_total": "không phải số"}
    model.Session.query(model.Package).filter_by(id=bad["id"]).update({"extras": extras})
    model.Session.commit()
    assert drain() == Drained(indexed=1, failed=1, left=1)
    assert found("*:*") == [good["title"]]
    note = model.Session.query(Outbox).one()
    assert (note.key, note.attempt) == (bad["id"], 1)
    assert "views_total" in note.error
    assert drain() == Drained(left=1)


def test_a_small_batch_leaves_the_rest_for_the_next_call() -> None:
    for number in range(3):
        dataset(title=f"Bộ số {number}")
    assert drain(batch=2) == Drained(indexed=2, left=1)
    assert drain(batch=2) == Drained(indexed=1)


def test_while_one_process_drains_another_returns_at_once() -> None:
    dataset(title="Một mình")
    with alone("search") as alone_here:
        assert alone_here
        assert drain() == Drained(left=1)
    assert drain() == Drained(indexed=1)


class TestDrift:
    def test_nothing_differs_after_a_drain(self) -> None:
        dataset()
        drain()
        assert drifts.drift().ids == ()

    def test_missing_stale_and_orphaned_are_told_apart_and_repaired(self) -> None:
        missing, stale, orphan = dataset(title="Thiếu"), dataset(title="Cũ"), dataset(title="Mồ côi")
        drain()
        make_connection().delete(q=f'id:"{missing["id"]}"', commit=True)
        patch(stale["id"], title="Mới")
        tk.get_action("dataset_purge")({"ignore_auth": True, "user": "x"}, {"id": orphan["id"]})
        model.Session.query(Outbox).delete()
        model.Session.commit()

        found_drift = drifts.drift()
        assert found_drift == drifts.Drift((missing["id"],), (stale["id"],), (orphan["id"],))
        drifts.repair(found_drift, silent)
        assert drifts.drift().ids == ()
        assert sorted(found("*:*")) == ["Mới", "Thiếu"]

    def test_rebuilding_fills_an_empty_index(self) -> None:
        dataset(title="Một")
        dataset(title="Hai")
        clear_all()
        assert drifts.rebuild(silent) == 2
        assert sorted(found("*:*")) == ["Hai", "Một"]


class TestCommands:
    def run(self, *words: str) -> Result:
        return CliRunner().invoke(search, [*words])

    def test_a_check_fails_while_something_differs_and_not_after_the_repair(self) -> None:
        made = dataset(title="Chưa lập chỉ mục")
        checked = self.run("check")
        assert checked.exit_code == 1
        assert f"missing: {made['id']}" in checked.output
        assert self.run("check", "--repair").exit_code == 0
        assert self.run("check").exit_code == 0

    def test_without_solr_a_sentence_says_what_to_do(self) -> None:
        with solr_away():
            answer = self.run("check")
        assert answer.exit_code == 1
        assert "start it and run the same again" in answer.output
