"""How an entry comes in: its words, its datasets, and the look at its address that follows."""

from __future__ import annotations

import uuid

from ckan import model

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.feedback import states
from ckanext.dtts.feedback.reuses import listing, telling
from ckanext.dtts.feedback.reuses.entry import Entry
from ckanext.dtts.model import Reuse, ReuseDataset
from ckanext.dtts.quality import looking


def take(identifier: uuid.UUID, entry: Entry, *, demo: bool = False) -> Reuse:
    """Keep an entry, tell the agencies and have its address looked at, in the caller's transaction; the same
    one when it comes again.

    RefusedError when a public entry has that address.
    """
    known = listing.of_address(entry.address)
    if known is not None and known.id != identifier:
        raise RefusedError(
            "address",
            "known-address",
            f"Địa chỉ này đã có trong danh sách, ở mục số {known.number}.",
            f"This address is in the list already, as no. {known.number}.",
        )
    found, new = states.take(Reuse, identifier, entry.about, demo=demo, **entry.columns())
    if new:
        model.Session.add_all(ReuseDataset(reuse_id=found.id, package_id=each.id) for each in entry.datasets)
        model.Session.flush()
        looking.plan(entry.address)
        telling.of_new(found)
    return found


def refuse_emptied(entry: Reuse, what: str) -> None:
    """RefusedError when an entry whose words were deleted shall be made public again."""
    if entry.address is None and what == "publish":
        raise RefusedError(
            "move",
            "words-deleted",
            "Nội dung của mục này đã được xóa; hãy đề nghị gửi lại.",
            "The words of this entry were deleted; ask for it to be sent again.",
        )
