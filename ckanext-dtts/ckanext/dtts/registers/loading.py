"""A new version of a register: read in a limited child, compared with the one in force, and sent the road."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import IO, Any, NamedTuple

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.filenames import clean_filename
from ckanext.dtts.model import RegisterVersion, Submission
from ckanext.dtts.registers import published
from ckanext.dtts.registers.kept import Kept, tables_of
from ckanext.dtts.registers.stored import Row, current, fingerprint
from ckanext.dtts.registers.verdict import OVERTAKEN
from ckanext.dtts.road import blobs, intake, lookup
from ckanext.dtts.web.turns import turn
from ckanext.dtts.work import scratch
from dtts.examine.process import Limits
from dtts.registers import register_schema
from dtts.registers.comparison import ROWS, compare_in_child, rows_in

MOST_BYTES = 20 * 2**20
_OPEN = ("received", "checking", "awaiting_approval", "scheduled")


class Sent(NamedTuple):
    """A file that a keeper sent, kept by its content."""

    blob: blobs.Blob
    filename: str


class Comparison(NamedTuple):
    """What a file would change of a register whose published state has the fingerprint `base`.

    `report` has the faults of a file that is no valid table of the register, which then has no difference.
    """

    register: str
    sent: Sent
    base: str
    report: dict[str, Any]
    difference: dict[str, Any] | None
    rows: list[Row]

    def to_dict(self) -> dict[str, Any]:
        """The comparison without its rows, as the action answers it."""
        return {
            "register": self.register,
            "base": self.base,
            "file": {**self.sent.blob._asdict(), "filename": self.sent.filename},
            "report": self.report,
            "difference": self.difference,
        }


def keep(stream: IO[bytes], filename: str) -> Sent:
    """Store the bytes by their content; TooLargeError for more than 20 MB."""
    return Sent(blobs.put(stream, max_bytes=MOST_BYTES), clean_filename(filename))


def kept(sha256: str, size: int, filename: str) -> Sent:
    """A file that was kept before; RefusedError when there is none of that content."""
    sent = Sent(blobs.Blob(sha256, size), clean_filename(filename))
    if not blobs.has(sent.blob):
        raise _refused("file-gone", "Tệp không còn; hãy tải lên lại.", "The file is gone; send it again.")
    return sent


def compare(register: str, sent: Sent) -> Comparison:
    """What the file would change of the register in force.

    ObjectNotFound for a register that is not kept; RefusedError for bytes that are no table at all.
    """
    base, limits = fingerprint(register), Limits(config.examine_memory_mb(), config.examine_wall_s())
    published.look_again()
    with turn(), scratch() as folder, blobs.local_path(sent.blob) as path:
        answer = compare_in_child(path, sent.filename, register, folder, limits, published.folder())
        if "error" in answer:
            raise _refused("unreadable-file", answer["error"]["vi"], answer["error"]["en"])
        rows = list(rows_in(folder / ROWS, register)) if "difference" in answer else []
    return Comparison(register, sent, base, answer["report"], answer.get("difference"), rows)


def send(found: Comparison, base: str, user: str, legal_basis: str) -> list[Submission]:
    """One submission for each table that changes, in the name of `user`; all are published together.

    `base` is the fingerprint that the keeper saw. RefusedError when there is no difference to apply, when
    reasons stand against it, when the register has changed since, or while another version is under way.
    """
    _refuse_unsound(found)
    _alone(found.register)
    if not base == found.base == fingerprint(found.register):
        raise _refused("overtaken", OVERTAKEN["vi"], OVERTAKEN["en"])
    actor = str(model.User.get(user).id)
    changed = [
        _request(each, mine, actor)
        for each in tables_of(found.register)
        if (mine := [row for row in found.rows if _belongs(row, each)]) != current(each)
    ]
    if not changed:
        model.Session.rollback()
        return []
    return intake.take_together(_version(found, legal_basis, actor), changed)


def under_way(register: str) -> list[Submission]:
    """The submissions of the version that is being published; none while there is no such version."""
    query = (
        sa.select(Submission)
        .join(RegisterVersion, RegisterVersion.id == Submission.register_version_id)
        .where(RegisterVersion.register == register, Submission.state.in_(_OPEN))
    )
    found = list(model.Session.scalars(query.order_by(Submission.created)))
    stuck = {each.register_version_id for each in found if each.progress_stage == "failed"}
    return [each for each in found if each.register_version_id not in stuck]


def _refuse_unsound(found: Comparison) -> None:
    if found.difference is None:
        first = next(each["message"] for each in found.report["faults"] if each["severity"] == "error")
        raise _refused("not-valid", first["vi"], first["en"])
    if found.difference["refusals"]:
        first = found.difference["refusals"][0]["reason"]
        raise _refused("register-refused", first["vi"], first["en"])


def _alone(register: str) -> None:
    """Let nobody else send a version until the transaction ends; refuse while one is under way."""
    lock = sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
    model.Session.execute(lock, {"name": f"register:{register}"})
    if under_way(register):
        raise _refused(
            "under-way",
            "Một phiên bản khác của danh mục này đang được công bố; hãy đợi rồi so sánh lại.",
            "Another version of this register is being published; wait, then compare again.",
        )


def _version(found: Comparison, legal_basis: str, actor: str) -> RegisterVersion:
    return RegisterVersion(
        register=found.register,
        base=found.base,
        legal_basis=legal_basis,
        filename=found.sent.filename,
        summary=_summary(found),
        actor_id=actor,
        **found.sent.blob._asdict(),
    )


def _request(table: Kept, rows: list[Row], actor: str) -> intake.Request:
    text = io.StringIO()
    writer = csv.DictWriter(text, register_schema(table.register).field_names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return intake.Request(
        package=lookup.package(table.dataset),
        slug=table.table,
        schema_name=table.schema,
        name=None,
        name_en=None,
        filename=f"{table.register}.csv",
        stream=io.BytesIO(text.getvalue().encode()),
        door="upload",
        actor_id=actor,
        idempotency_key=None,
    )


def _belongs(row: Mapping[str, str | None], table: Kept) -> bool:
    return all(row[column] == wanted for column, wanted in table.where.items())


def _summary(found: Comparison) -> dict[str, int]:
    assert found.difference is not None
    counts = {part: len(found.difference[part]) for part in ("added", "changed", "ended", "removed")}
    return {**counts, "unchanged": found.difference["unchanged"]}


def _refused(code: str, vi: str, en: str) -> RefusedError:
    return RefusedError("upload", code, vi, en)
