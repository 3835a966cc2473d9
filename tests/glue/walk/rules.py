"""What must hold after every step of the walk, asked of the database and of the public doors."""

from __future__ import annotations

import hashlib
from typing import Any

import sqlalchemy as sa
from ckan import model
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.model import Table, Version
from ckanext.dtts.road import datastore, log
from dtts.chain import START, Head, first_break

# Nothing here is asked through the portal's own functions for it: the log is read as plain rows.
_UNAPPROVED = sa.text(
    """
    SELECT version.id FROM dtts_version AS version
      JOIN dtts_submission AS submission ON submission.id = version.submission_id
      JOIN dtts_table ON dtts_table.id = version.table_id
      JOIN package ON package.id = dtts_table.package_id
      LEFT JOIN dtts_agency AS agency ON agency.agency_id = package.owner_org
     WHERE NOT coalesce((submission.report ->> 'valid')::boolean, false)
        OR NOT EXISTS (
           SELECT FROM dtts_event AS event
            WHERE event.submission_id = submission.id AND event.kind = 'approved'
              AND (event.actor_kind = 'policy' AND event.actor = 'auto' AND agency.approval = 'auto'
                   OR event.actor_kind = 'person'
                      AND (event.actor <> submission.actor_id
                           OR agency.one_person AND (event.details ->> 'one_person')::boolean)))
    """
)
_UNLOGGED = sa.text(
    """
    SELECT submission.id FROM dtts_submission AS submission
     WHERE submission.state IS DISTINCT FROM
           (SELECT event.to_state FROM dtts_event AS event
             WHERE event.submission_id = submission.id AND event.to_state IS NOT NULL
             ORDER BY event.seq DESC LIMIT 1)
    """
)
_TWO_PUBLISHED = sa.text(
    """
    SELECT dtts_table.id FROM dtts_table
      LEFT JOIN dtts_version AS version ON version.id = dtts_table.current_version_id
     WHERE ARRAY(SELECT id FROM dtts_submission WHERE table_id = dtts_table.id AND state = 'published')
           IS DISTINCT FROM array_remove(ARRAY[version.submission_id], NULL)
    """
)
_MOVES = sa.text(
    """
    SELECT event.submission_id, event.kind, event.to_state FROM dtts_event AS event
      JOIN dtts_submission AS submission ON submission.id = event.submission_id
     WHERE submission.table_id = :table ORDER BY event.seq
    """
)


class Rules:
    """`checked` counts how often each rule was asked; the head moves with the log."""

    def __init__(self) -> None:
        self.head = Head(0, START)
        self.checked = {"publications": 0, "states": 0, "chain": 0, "pointer": 0, "files": 0, "copies": 0}

    def after_each(self) -> None:
        """Publications, states, pointers, and the log from where it was seen last."""
        model.Session.remove()
        for name, query in (
            ("publications", _UNAPPROVED),
            ("states", _UNLOGGED),
            ("pointer", _TWO_PUBLISHED),
        ):
            assert list(model.Session.execute(query)) == [], name
            self.checked[name] += 1

    def log_is_whole(self) -> None:
        """The whole chain, against the head that was seen last."""
        assert first_break(log.rows(), self.head if self.head.seq else None) is None
        told = log.head()
        assert told["count"] == told["seq"]
        self.head = Head(int(told["seq"] or 0), str(told["hash"]))
        self.checked["chain"] += 1

    def files_follow(self, site: CKANTestApp, dataset: str, table: str) -> None:
        """The file that is served is the one that the log tells to be public, or none."""
        found = model.Session.scalar(
            sa.select(Table)
            .join(model.Package, model.Package.id == Table.package_id)
            .where(model.Package.name == dataset, Table.slug == table)
        )
        expected = public(found) if found else None
        version = model.Session.scalar(sa.select(Version).where(Version.submission_id == expected))
        sha256 = version.csv_sha256 if version else None
        with site.flask_app.app_context():
            answer = site.get(f"/dataset/{dataset}/{table}.csv")
        if sha256 is None:
            assert answer.status_code in (404, 410), answer.status_code
        else:
            assert hashlib.sha256(answer.data).hexdigest() == sha256
        self.checked["files"] += 1

    def copies_follow(self) -> None:
        """Once the worker rests: DataStore and CKAN's resource hold the version that the pointer names."""
        for table in model.Session.scalars(sa.select(Table)):
            expected = public(table)
            resource = model.Resource.get(str(table.id))
            live = resource is not None and resource.state == "active"
            assert datastore.in_place(table.id) == expected
            assert live is (expected is not None)
            if live:
                version = model.Session.scalar(sa.select(Version).where(Version.submission_id == expected))
                assert resource.extras["version"] == version.number
                assert resource.hash == version.csv_sha256
            self.checked["copies"] += 1


def public(table: Table) -> Any:
    """What the public must read of a table, told anew from the log: publications pile up, an undo takes off
    the top one, a withdrawal takes one out wherever it lies."""
    pile: list[Any] = []
    for submission, kind, to in model.Session.execute(_MOVES, {"table": table.id}).tuples():
        if to == "published" and kind != "restored":
            pile.append(submission)
        elif kind == "undone" or to == "withdrawn":
            pile = [each for each in pile if each != submission]
    return pile[-1] if pile else None
