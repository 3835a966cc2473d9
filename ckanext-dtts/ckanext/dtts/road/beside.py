"""The other published tables of a submission's dataset, for checks that compare with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Submission, Table
from ckanext.dtts.road import lookup, replaced
from dtts.catalogue import table_schema
from dtts.checks.beside import tables_beside


@contextmanager
def tables(submission: Submission, folder: Path) -> Iterator[Path | None]:
    """A new folder inside `folder` with the Parquet of each, as the public reads it now, named after its
    schema; None where the schema of the submission refers to no other table."""
    found = _published(submission)
    if not found:
        yield None
        return
    (folder / "beside").mkdir()
    with ExitStack() as held:
        for number, table in enumerate(found):
            path = held.enter_context(replaced.parquet(lookup.current_version(table)))
            if path is not None:
                (folder / "beside" / f"{table.schema_name}.{number}.parquet").symlink_to(path)
        yield folder / "beside"


def _published(submission: Submission) -> list[Table]:
    wanted = tables_beside(table_schema(submission.schema_name))
    if not wanted:
        return []
    own = model.Session.get_one(Table, submission.table_id)
    query = sa.select(Table).where(
        Table.package_id == own.package_id,
        Table.schema_name.in_(wanted),
        Table.current_version_id.is_not(None),
    )
    return list(model.Session.scalars(query.order_by(Table.id)))
