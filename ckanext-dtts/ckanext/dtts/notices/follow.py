"""What is noted in the transaction in which something happens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ckan import model

from ckanext.dtts.model import Event, Outbox
from ckanext.dtts.notices.kinds import KINDS, kind_of, settles
from dtts.errors import UsageError

TOPIC = "notice"


def follow(event: Event) -> None:
    """Note in the caller's transaction that people may have to be told of an event; it must be flushed."""
    if kind_of(event) is not None or settles(event):
        model.Session.add(Outbox(topic=TOPIC, key=str(event.id)))


def tell(kind: str, occasion: str, user_ids: Sequence[str], details: dict[str, Any] | None = None) -> None:
    """Note in the caller's transaction that these people shall be told of what is no event of a submission.

    Args:
        kind: one of `KINDS`; any other is `UsageError`
        occasion: names what happened, such as `overdue:<entry>:2026-10-31`; told once to each person
        user_ids: who shall be told; whoever is not active any more is left out
        details: `title` and `text`, each `{vi, en}`; `path`, a page of the portal without a language; `demo`
    """
    if kind not in KINDS:
        raise UsageError(f"{kind} is no kind of notice: use one of {', '.join(KINDS)}.")
    told = {"kind": kind, "user_ids": list(user_ids), "details": details or {}}
    model.Session.add(Outbox(topic=TOPIC, key=occasion, payload=told))
