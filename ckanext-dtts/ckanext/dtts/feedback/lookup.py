"""What a request names by its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Feedback

_MOST = 2**53
Kind = TypeVar("Kind", bound=Feedback)


def one(kind: type[Kind], number: Any) -> Kind:
    """What has that number; ObjectNotFound when nothing of this kind has."""
    text = str(number)
    whole = int(text) if text.isascii() and text.isdigit() and int(text) < _MOST else None
    known = model.Session.scalar(sa.select(kind).where(kind.number == whole)) if whole is not None else None
    if known is None:
        raise tk.ObjectNotFound("feedback")
    return known


def public_dataset(name: str) -> model.Package:
    """The dataset; ObjectNotFound unless everybody may read it."""
    found = model.Package.get(name) if name and "\x00" not in name else None
    if found is None or found.private or found.state != model.State.ACTIVE:
        raise tk.ObjectNotFound("dataset")
    return found


def page(query: sa.Select[tuple[Kind]], limit: int, offset: int) -> tuple[Sequence[Kind], int]:
    """One page of what a query finds, newest first, and how many there are."""
    total = model.Session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    ordered = query.order_by(Feedback.number.desc()).limit(limit).offset(offset)
    return (list(model.Session.scalars(ordered)) if limit else []), total
