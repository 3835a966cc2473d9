"""How often a person is mailed, and whether their address still takes mail."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts import config
from ckanext.dtts.mail import TOPIC as MAIL
from ckanext.dtts.mail import address
from ckanext.dtts.model import Notice, NoticeSetting, Outbox
from ckanext.dtts.model.columns import iso, now
from ckanext.dtts.notices import pace
from ckanext.dtts.notices.kinds import KINDS


def paces(user_id: str) -> dict[str, str]:
    """How often a person wants to be mailed, by `to_act` and `to_know`."""
    kept = model.Session.get(NoticeSetting, user_id, populate_existing=True)
    return {"to_act": kept.to_act, "to_know": kept.to_know} if kept else dict(pace.DEFAULTS)


def shown(user_id: str) -> dict[str, Any]:
    """The paces, whether this portal mails at all, and when the address was refused for good."""
    when = refused(model.Session.get_one(model.User, user_id))
    return {**paces(user_id), "mails": config.mails(), "refused": iso(when) if when else None}


def change(user_id: str, wanted: dict[str, str]) -> None:
    """Keep the paces and give what is not mailed yet its new time, in the caller's transaction.

    Somebody who chooses anew wants to be tried again: a refused address is forgotten.
    """
    fresh = {**wanted, "refused": None, "refused_hash": None}
    new = insert(NoticeSetting).values(user_id=user_id, **fresh)
    model.Session.execute(new.on_conflict_do_update(index_elements=["user_id"], set_=fresh))
    waiting = sa.select(Notice).where(
        Notice.user_id == user_id,
        Notice.mail_id.is_(None),
        Notice.read.is_(None),
        Notice.mail_due.is_not(None),
    )
    for notice in model.Session.scalars(waiting):
        plan(notice, wanted)


def plan(notice: Notice, wanted: dict[str, str]) -> None:
    """Give a notice the time of its mail, if it is to have one, in the caller's transaction."""
    zone = str(tk.h.get_display_timezone())
    pace_of_kind = wanted[KINDS[notice.kind]]
    notice.mail_due = pace.due(pace_of_kind, now(), zone, config.mail_gather_s()) if config.mails() else None
    if notice.mail_due is not None:
        model.Session.add(Outbox(topic=MAIL, key=f"user:{notice.user_id}", due=notice.mail_due))


def refused(user: model.User) -> Any:
    """When the mail server refused the present address of a person for good; None while it takes mail."""
    kept = model.Session.get(NoticeSetting, user.id)
    same = kept is not None and kept.refused_hash == address.digest(user.email or "")
    return kept.refused if kept is not None and same else None


def refuse(user: model.User) -> None:
    """Remember, in the caller's transaction, that the present address takes no mail."""
    known = {"refused": now(), "refused_hash": address.digest(user.email or "")}
    new = insert(NoticeSetting).values(user_id=user.id, **pace.DEFAULTS, **known)
    model.Session.execute(new.on_conflict_do_update(index_elements=["user_id"], set_=known))
