"""Whether a version of a register that was applied may still be published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ckan import model

from ckanext.dtts.model import RegisterVersion, Submission, Table
from ckanext.dtts.registers import published
from ckanext.dtts.registers.kept import tables_of
from ckanext.dtts.registers.stored import Row, current, fingerprint, rows_in
from ckanext.dtts.road import blobs, gate
from dtts.registers import difference

Words = Mapping[str, str]

OVERTAKEN: Words = {
    "vi": "Danh mục đã có phiên bản khác từ khi so sánh; hãy xem lại thay đổi rồi áp dụng lại.",
    "en": "The register has another version since it was compared; look at the difference again.",
}


def against(version: RegisterVersion, submissions: Sequence[Submission]) -> Words | None:
    """Why the version may not be published, or None: the state compared with is gone, or a refusal.

    The refusals are computed anew, since other registers that this one refers to may have changed too.
    """
    if is_overtaken(version):
        return OVERTAKEN
    published.look_again()
    found = difference(version.register, _all_rows(version.register, submissions), published.folder())
    return None if found.acceptable else found.refusals[0].reason


def is_overtaken(version: RegisterVersion) -> bool:
    """Whether something else was published of the register since the difference was shown."""
    return fingerprint(version.register) != version.base


def _all_rows(register: str, submissions: Sequence[Submission]) -> list[Row]:
    """The register with the submitted tables in place of the published ones."""
    new = {_place(each): each.files for each in submissions}
    rows: list[Row] = []
    for table in tables_of(register):
        files = new.get((table.dataset, table.table))
        rows += rows_in(blobs.Blob(**files["csv"]), register) if files else current(table)
    return rows


def _place(submission: Submission) -> tuple[str, str] | None:
    held = gate.held_by(model.Session.get_one(Table, submission.table_id))
    return (held.dataset, held.table) if held else None
