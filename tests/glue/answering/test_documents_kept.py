"""The documents that came with answers are held against what the database says of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import FollowUpDocument
from ckanext.dtts.reconcile.compare import compare
from ckanext.dtts.road import blobs
from glue.answering.conftest import PDF, Office


@pytest.fixture(scope="module")
def document(office: Office) -> blobs.Blob:
    """One that came with an answer."""
    with office.web.flask_app.test_request_context():
        asked = office.publish_each({"shared": [("KN-1", 30)]}, demo="true")["shared"]
        office.does("sender@xa", asked, "answer", documents=[office.uploads("sender@xa")])
        row = model.Session.scalars(sa.select(FollowUpDocument)).one()
        return blobs.Blob(row.sha256, row.size)


@pytest.mark.parametrize(
    ("damage", "deep", "kind"),
    [
        (lambda path: path.unlink(), False, "missing"),
        (lambda path: path.write_bytes(PDF[:-4]), False, "size"),
        (lambda path: path.write_bytes(PDF.replace(b"1.7", b"1.4")), True, "bytes"),
    ],
    ids=["missing", "size", "bytes"],
)
def test_one_that_is_lost_or_damaged_is_told_to_the_operator(
    document: blobs.Blob, damage: Callable[[Path], Any], deep: bool, kind: str
) -> None:
    with blobs.local_path(document) as path:
        damage(path)
    (found,) = compare(("files",), deep=deep)
    assert (found.kind, found.subject, found.fixable) == (kind, document.sha256, False)
    assert "the document of step" in found.says
    path.write_bytes(PDF)
    assert compare(("files",), deep=True) == []
