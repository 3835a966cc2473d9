"""What a row says of its record after it landed, was asked about, or was taken away."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any

from ckanext.dtts.harvest import rows
from ckanext.dtts.harvest.reading import moment
from ckanext.dtts.harvest.trouble import Trouble
from ckanext.dtts.model import Record as Row
from ckanext.dtts.model.columns import now
from dtts_harvesters.record import Record

TITLE_LONGEST = 500


def describe(row: Row, item: Record) -> None:
    """Title, address and the source's own date."""
    row.title = (rows.plain(item.title) or item.id)[:TITLE_LONGEST]
    row.address, row.modified = rows.plain(item.address) or None, moment(item.modified)


def landed(row: Row, item: Record) -> None:
    """The content is here; nothing waits any more and nothing that was refused before counts."""
    describe(row, item)
    row.state, row.gone, row.refused = "present", None, None
    row.digest, row.fetched = item.digest, now()
    settle(row)


def asked(row: Row, item: Record, why: Trouble) -> None:
    """Keep the content for a person, who is asked why."""
    describe(row, item)
    row.waits = "update" if row.state == "present" else "create"
    row.waits_since, row.waits_reason = now(), why.to_dict()
    row.waiting_digest, row.waiting_content = item.digest, content_text(item)


def settle(row: Row) -> None:
    """Nothing of the record waits for a person."""
    for name, value in rows.NOT_WAITING.items():
        setattr(row, name, value)


def content_text(item: Record) -> str:
    """A record as text that can be kept: JSON in ASCII, whole files in base 64."""
    content: dict[str, Any] = (
        {"bytes": base64.b64encode(item.content).decode()}
        if isinstance(item.content, bytes)
        else {"fields": dict(item.content)}
    )
    told = {"id": item.id, "modified": moment(item.modified), "title": item.title, "address": item.address}
    files = {name: base64.b64encode(held).decode() for name, held in item.files.items()}
    return json.dumps({**told, **content, **({"files": files} if files else {})})


def read_text(text: str) -> Record:
    """The record of `content_text`."""
    told = json.loads(text)
    content = base64.b64decode(told["bytes"]) if "bytes" in told else told["fields"]
    modified = datetime.fromisoformat(told["modified"]) if told["modified"] else None
    files = {name: base64.b64decode(held) for name, held in told.get("files", {}).items()}
    return Record(told["id"], modified, content, told["title"], told["address"], files)
