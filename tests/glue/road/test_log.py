"""The log of events is only added to, and no state is without its row: the database itself sees to it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model
from click.testing import CliRunner

from ckanext.dtts.cli import dtts
from ckanext.dtts.road import log
from dtts.chain import Head, first_break
from glue.road.people import Web

Row = dict[str, Any]
SOME = "seq = (SELECT max(seq) / 2 FROM dtts_event)"
LAST = "seq = (SELECT max(seq) FROM dtts_event)"
TAMPERING = {
    "changed": f"UPDATE dtts_event SET note = 'khác' WHERE {SOME}",
    "changed by one second": f"UPDATE dtts_event SET at = at + interval '1 second' WHERE {SOME}",
    "other details": f"UPDATE dtts_event SET details = '{{\"a\": 1}}' WHERE {SOME}",
    "another actor": f"UPDATE dtts_event SET actor = 'ai-do' WHERE {LAST}",
    "taken out in the middle": f"DELETE FROM dtts_event WHERE {SOME}",
    "taken out at the start": "DELETE FROM dtts_event WHERE seq = 1",
    "taken off the end": f"DELETE FROM dtts_event WHERE {LAST}",
    "two that changed places": """
        UPDATE dtts_event SET seq = -seq WHERE seq IN (2, 3);
        UPDATE dtts_event SET seq = seq + 5 WHERE seq < 0""",
}


@contextmanager
def without_triggers() -> Iterator[sa.Connection]:
    """A connection of who owns the database, with every trigger off; all is undone at the end."""
    model.Session.remove()
    with model.meta.engine.connect() as connection:
        connection.execute(sa.text("ALTER TABLE dtts_event DISABLE TRIGGER USER"))
        model.Session.configure(bind=connection)
        try:
            yield connection
        finally:
            model.Session.remove()
            model.Session.configure(bind=model.meta.engine)
            connection.rollback()


def head() -> Head:
    found = log.head()
    return Head(int(found["seq"] or 0), str(found["hash"]))


def test_a_log_that_nobody_touched_is_whole(shown: Row) -> None:
    assert first_break(log.rows(), head()) is None
    assert log.head()["count"] == log.head()["seq"]


@pytest.mark.parametrize("how", TAMPERING)
def test_whoever_owns_the_database_is_found_out(how: str, shown: Row) -> None:
    seen = head()
    with without_triggers() as connection:
        connection.execute(sa.text(TAMPERING[how]))
        assert first_break(log.rows(), seen) is not None
    assert first_break(log.rows(), seen) is None


@pytest.mark.parametrize(
    "statement",
    ["UPDATE dtts_event SET note = 'x'", "DELETE FROM dtts_event", "TRUNCATE dtts_event CASCADE"],
)
def test_the_database_refuses_to_change_the_log(statement: str, shown: Row) -> None:
    with pytest.raises(sa.exc.IntegrityError, match="only added to"):
        model.Session.execute(sa.text(statement))
    model.Session.rollback()


def test_a_row_cannot_be_given_a_number_or_a_hash(shown: Row) -> None:
    before = head()
    forged = sa.text(
        "INSERT INTO dtts_event (id, seq, submission_id, at, kind, actor, actor_kind, previous_hash, hash)"
        " VALUES (gen_random_uuid(), 1, :submission, now(), 'noted', 'x', 'worker', 'f', 'f')"
    )
    model.Session.execute(forged, {"submission": shown["submission"]["id"]})
    assert head().seq == before.seq + 1
    assert first_break(log.rows(), before) is None
    model.Session.rollback()


@pytest.mark.parametrize("state", ["superseded", "withdrawn", "received"])
def test_a_state_set_without_its_row_is_refused_by_whatever_path(state: str, shown: Row) -> None:
    change = sa.text("UPDATE dtts_submission SET state = :state WHERE id = :id")
    model.Session.execute(change, {"state": state, "id": shown["submission"]["id"]})
    with pytest.raises(sa.exc.IntegrityError, match="its log says published"):
        model.Session.commit()
    model.Session.rollback()


def test_a_move_that_does_not_start_where_the_submission_stands_is_refused(shown: Row) -> None:
    with pytest.raises(sa.exc.IntegrityError, match="cannot move from"):
        _event(shown, "scheduled", "withdrawn")
    model.Session.rollback()


def test_a_row_that_tells_of_a_move_nobody_made_is_refused(shown: Row) -> None:
    _event(shown, "published", "withdrawn")
    with pytest.raises(sa.exc.IntegrityError, match="its log says withdrawn"):
        model.Session.commit()
    model.Session.rollback()


def test_the_pointer_leads_to_what_is_published_and_nowhere_else(shown: Row) -> None:
    away = sa.text("UPDATE dtts_table SET current_version_id = NULL WHERE id = :id")
    model.Session.execute(away, {"id": shown["submission"]["resource_id"]})
    with pytest.raises(sa.exc.IntegrityError, match="points elsewhere"):
        model.Session.commit()
    model.Session.rollback()


def test_what_has_no_valid_report_is_not_published(shown: Row) -> None:
    worse = sa.text("UPDATE dtts_submission SET report = '{\"valid\": false}' WHERE id = :id")
    model.Session.execute(worse, {"id": shown["submission"]["id"]})
    touch = sa.text("UPDATE dtts_submission SET state = state WHERE id = :id")
    model.Session.execute(touch, {"id": shown["submission"]["id"]})
    with pytest.raises(sa.exc.IntegrityError, match="without a valid report"):
        model.Session.commit()
    model.Session.rollback()


def test_the_head_is_told_to_anybody_and_nothing_else(shown: Row, web: Web) -> None:
    told = web.get("/api/dtts/v1/log", status=200).json
    assert set(told) == {"seq", "hash", "at", "count"}
    assert (told["seq"], told["hash"]) == head()


def verified(*options: str) -> tuple[int, str]:
    done = CliRunner().invoke(dtts, ["log", "verify", *options])
    return done.exit_code, done.output


def test_the_command_says_that_the_log_is_whole_and_shows_the_head(shown: Row) -> None:
    code, said = verified()
    assert code == 0
    assert f"{head().seq}:{head().hash}" in said


def test_the_command_names_the_first_broken_row(shown: Row) -> None:
    with without_triggers() as connection:
        connection.execute(sa.text("UPDATE dtts_event SET note = 'khác' WHERE seq = 3"))
        code, said = verified()
    assert code == 1
    assert "row 3 is not what was written" in said


def test_the_command_notices_rows_that_vanished_since_a_head_was_kept(shown: Row) -> None:
    kept = f"{head().seq}:{head().hash}"
    with without_triggers() as connection:
        connection.execute(sa.text(f"DELETE FROM dtts_event WHERE {LAST}"))
        connection.execute(sa.text("UPDATE dtts_submission SET state = state"))
        code, said = verified(f"--head={kept}")
    assert code == 1
    assert f"row {head().seq} is missing" in said


def test_the_command_names_a_submission_whose_state_nobody_logged(shown: Row) -> None:
    with without_triggers() as connection:
        connection.execute(
            sa.text("UPDATE dtts_submission SET state = 'rejected' WHERE id = :id"),
            {"id": shown["submission"]["id"]},
        )
        code, said = verified()
    assert code == 1
    assert f"submission {shown['submission']['id']} is rejected" in said


@pytest.mark.parametrize("wrong", ["x", "12", "12:abc", f"x:{'0' * 64}"])
def test_a_head_that_is_none_is_a_fault_in_use(wrong: str, web: Web) -> None:
    assert verified(f"--head={wrong}")[0] == 2


def _event(shown: Row, before: str, after: str) -> None:
    told = sa.text(
        "INSERT INTO dtts_event (id, submission_id, at, kind, from_state, to_state, actor, actor_kind)"
        " VALUES (:event, :id, now(), 'x', :before, :after, 'x', 'worker')"
    )
    asked = {"event": uuid.uuid4(), "id": shown["submission"]["id"], "before": before, "after": after}
    model.Session.execute(told, asked)
