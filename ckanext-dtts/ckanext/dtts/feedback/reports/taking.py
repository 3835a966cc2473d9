"""How a report comes in: its place as published, the reader's words, and an address for one answer."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from ckanext.dtts.feedback import addresses, states
from ckanext.dtts.feedback.reports import telling
from ckanext.dtts.feedback.reports.subject import Subject
from ckanext.dtts.model import Report
from dtts.vietnamese import nfc


class Said(NamedTuple):
    """A reader's words; `address` is a clean e-mail address, or empty."""

    text: str
    expected: str = ""
    address: str = ""


def take(identifier: uuid.UUID, about: Subject, said: Said) -> Report:
    """Keep a report and tell the agency, in the caller's transaction; the same one when it comes again."""
    cell = about.cell
    report, new = states.take(
        Report,
        identifier,
        said.text,
        package_id=about.package.id,
        table_id=about.table.id if about.table else None,
        version=about.version.number if about.version else None,
        field=cell.field if cell else None,
        key={name: None if each is None else str(each) for name, each in cell.key.items()} if cell else None,
        value=cell.value if cell else None,
        expected=nfc(said.expected) or None,
    )
    if new and said.address:
        addresses.keep(report, said.address)
    if new:
        telling.of_new(report)
    return report
