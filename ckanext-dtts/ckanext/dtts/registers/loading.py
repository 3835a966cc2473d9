"""A new version of a register: read, compared with the one in force, and sent the ordinary road."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

import ckan.plugins.toolkit as tk
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.registers import published
from ckanext.dtts.registers.kept import Kept, tables_of
from ckanext.dtts.road import blobs, lookup, states
from dtts.registers import Difference, difference, register_schema
from dtts.registers.rows import shaped
from dtts.vietnamese import nfc

MOST_BYTES = 20 * 2**20

Row = dict[str, str | None]


def read(register: str, stream: IO[bytes]) -> list[Row]:
    """The rows of a CSV with the register's columns; place ids may be left out, they are made.

    RefusedError for bytes that are no such table: nothing is dropped in silence.
    """
    content = stream.read(MOST_BYTES + 1)
    try:
        text = nfc(content.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise _refused("encoding", "Tệp phải là CSV mã UTF-8.", "The file must be CSV in UTF-8.") from wrong
    if len(content) > MOST_BYTES:
        raise _refused("too-large", "Tệp lớn hơn 20 MB.", "The file is larger than 20 MB.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header, *lines = [line for line in reader if line] or [[]]
    _check(register, header, lines)
    given = [dict(zip(header, line, strict=True)) for line in lines]
    return list(shaped(register_schema(register), [{**row} for row in given]))


def compare(register: str, rows: Iterable[Mapping[str, str | None]]) -> Difference:
    """What the rows would change of the register in force; ObjectNotFound for one that is not kept."""
    tables_of(register)
    return difference(register, rows, published.folder())


def send(register: str, rows: list[Row], user: str, legal_basis: str) -> list[dict[str, Any]]:
    """One submission for each table of the register that changes, in the name of `user`."""
    return [
        _submit(each, mine, user, legal_basis)
        for each in tables_of(register)
        if (mine := [row for row in rows if _belongs(row, each)]) != _current(each)
    ]


def _check(register: str, header: list[str], lines: list[list[str]]) -> None:
    known = register_schema(register).field_names
    unknown = [name for name in header if name not in known]
    if unknown or len(set(header)) != len(header):
        names = ", ".join(unknown or header)
        raise _refused(
            "columns",
            f"Danh mục không có cột {names}; các cột là: {', '.join(known)}.",
            f"The register has no column {names}; its columns are: {', '.join(known)}.",
        )
    if not lines:
        raise _refused("empty", "Tệp không có dòng nào.", "The file has no rows.")
    wrong = next((at for at, line in enumerate(lines, start=2) if len(line) != len(header)), None)
    if wrong:
        raise _refused(
            "row-width",
            f"Dòng {wrong} có số ô khác tiêu đề.",
            f"Row {wrong} has another number of cells than the header.",
        )


def _belongs(row: Mapping[str, str | None], table: Kept) -> bool:
    return all(row[column] == wanted for column, wanted in table.where.items())


def _current(table: Kept) -> list[Row]:
    """The rows of the table as published; none when it is not."""
    try:
        _table, version = lookup.published_version(lookup.package(table.dataset).id, table.table)
    except tk.ObjectNotFound:
        return []
    with blobs.local_path(blobs.Blob(version.csv_sha256, version.csv_size)) as path:
        return list(shaped(register_schema(table.register), _dicts(path)))


def _dicts(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{**row} for row in csv.DictReader(file)]


def _submit(table: Kept, rows: list[Row], user: str, legal_basis: str) -> dict[str, Any]:
    text = io.StringIO()
    writer = csv.DictWriter(text, register_schema(table.register).field_names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    upload = FileStorage(io.BytesIO(text.getvalue().encode()), filename=f"{table.register}.csv")
    asked = {"dataset": table.dataset, "table": table.table, "schema": table.schema, "upload": upload}
    # The keeper's right was checked; the register's dataset may belong to an agency of others.
    submission: dict[str, Any] = tk.get_action("dtts_table_submit")(
        {"ignore_auth": True, "user": user}, {**asked, "door": "upload"}
    )
    actor = states.Actor("person", model.User.get(user).id)
    states.record(lookup.submission(submission["id"]), "legal-basis", actor, note=legal_basis)
    model.Session.commit()
    return submission


def _refused(code: str, vi: str, en: str) -> RefusedError:
    return RefusedError("upload", code, vi, en)
