"""The file of the version that a new one would replace, for checks that compare with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.dtts.model import Submission, Table, Version
from ckanext.dtts.road import blobs, lookup


@contextmanager
def by(submission: Submission) -> Iterator[Path | None]:
    """The Parquet of the version that the public reads of the submission's table; None when it reads none."""
    with parquet(lookup.current_version(model.Session.get_one(Table, submission.table_id))) as path:
        yield path


@contextmanager
def parquet(version: Version | None) -> Iterator[Path | None]:
    """The Parquet of a version."""
    if version is None:
        yield None
        return
    with blobs.local_path(blobs.Blob(version.parquet_sha256, version.parquet_size)) as path:
        yield path


def day_of(submission: Submission) -> date:
    """The day on which it was sent, by the portal's clock."""
    return submission.created.astimezone(tk.h.get_display_timezone()).date()
