"""The nightly check of links, in small jobs so that no published table waits for a slow server elsewhere."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.jobs import once, queue
from ckanext.dtts.model import Job, Link, Reuse
from ckanext.dtts.model.columns import iso, now
from ckanext.dtts.model.link import BROKEN_AFTER
from ckanext.dtts.quality import telling
from ckanext.dtts.quality.links import FIELDS, LONGEST
from dtts.feedback.reuses import COURSE
from dtts_harvesters.session import FetchError, GuardedSession, Limits, Policy

KIND = "links"
HOUR = 3
"""From this hour of the portal's clock on."""
AT_ONCE_S = 10.0
"""Seconds after which a job hands the rest over to the next one, behind whatever was queued meanwhile."""
AT_ONCE = 40
KEPT_DAYS = 90
A_HOST = 4
"""Most requests to one server in one job."""
LIMITS = Limits(connect=4, read=6, total=8, bytes=64 * 1024, redirects=5, tries=1)
ANSWERS = frozenset({"too-large", "encoding-unknown", "not-allowed", "asked-to-wait"})
"""Something is there: it is only larger than what is read here, packed, or not for a program."""
_last_put: list[date] = []


def put_when_due() -> None:
    """Queue the night's first job unless somebody has; a process asks the database once a night."""
    moment = datetime.now(tk.h.get_display_timezone())
    if not config.links_per_night() or moment.hour < HOUR or _last_put == [moment.date()]:
        return
    once.put(KIND, moment.date())
    _last_put[:] = [moment.date()]


def run(job: Job) -> dict[str, Any]:
    """Check what has waited longest, tell of what broke, and queue the rest. Done again after a crash, it
    asks the same addresses again and counts no failure twice on one night."""
    since = datetime.fromisoformat(job.payload.get("since") or iso(now()))
    left = int(job.payload.get("left", config.links_per_night()))
    checked, broken = look_at(waiting(since, min(left, AT_ONCE)), Policy(limits=LIMITS))
    telling.tell(broken)
    left -= checked
    if checked and left > 0:
        queue.put(KIND, KIND, {**job.payload, "since": iso(since), "left": left})
    else:
        forget()
    return {"checked": checked, "broken": len(broken), "left": left}


def forget() -> None:
    """Delete what is known of addresses that were not looked at for long, in the caller's transaction: no
    dataset names them any more."""
    old = sa.delete(Link).where(Link.checked < now() - timedelta(days=KEPT_DAYS))
    model.Session.execute(old.execution_options(synchronize_session=False))


def look_at(addresses: Sequence[str], policy: Policy) -> tuple[int, list[str]]:
    """How many of the addresses were looked at before the time was up, and those that are broken since now.

    The results are written after the last look, so that no transaction waits for another server.
    """
    until = time.monotonic() + AT_ONCE_S
    found: dict[str, FetchError | None] = {}
    for address in addresses:
        if time.monotonic() > until:
            break
        found[address] = look(address, policy)
    return len(found), [address for address, failed in found.items() if keep(address, failed)]


def look(address: str, policy: Policy) -> FetchError | None:
    """What is wrong with an address; None when something is there."""
    with GuardedSession(policy) as session:
        try:
            session.get(address)
        except FetchError as failed:
            return None if failed.rule in ANSWERS else failed
    return None


def keep(address: str, failed: FetchError | None) -> bool:
    """Note what a look found, in the caller's transaction; whether the link counts as broken since now."""
    link = model.Session.get(Link, address) or Link(address=address, failures=0)
    link.checked = now()
    if failed is None:
        link.failures, link.failing_since, link.rule, link.said = 0, None, None, None
    else:
        link.failures += 1
        link.failing_since = link.failing_since or link.checked
        link.rule, link.said = failed.rule, dict(failed.message)
    model.Session.add(link)
    model.Session.flush()
    return link.failures == BROKEN_AFTER


def waiting(since: datetime, most: int) -> list[str]:
    """Addresses of public datasets, and of works that use them, that were not looked at since then, those
    never looked at first; few of one server."""
    addresses = sa.union(*(_named(field) for field in FIELDS), _linked(), _reused()).subquery()
    query = (
        sa.select(addresses.c.address)
        .outerjoin(Link, Link.address == addresses.c.address)
        .where(sa.or_(Link.checked.is_(None), Link.checked < since - timedelta(hours=12)))
        .order_by(Link.checked.nulls_first(), addresses.c.address)
    )
    found: list[str] = []
    hosts: Counter[str] = Counter()
    for address in model.Session.scalars(query.limit(most * 25)):
        host = address.split("/")[2].lower()
        if hosts[host] < A_HOST and len(found) < most:
            hosts[host] += 1
            found.append(address)
    return found


def note(job: Job, error: str) -> None:
    """A job that failed for good stays in the list of jobs; the next night begins again."""


def _named(field: str) -> sa.Select[Any]:
    address = model.Package.extras[field].astext
    return _public(sa.select(address.label("address")).select_from(model.Package), address)


def _linked() -> sa.Select[Any]:
    address = model.Resource.url
    query = sa.select(address.label("address")).join(
        model.Package, model.Package.id == model.Resource.package_id
    )
    uploaded = sa.func.coalesce(model.Resource.url_type, "") != ""
    return _public(query, address).where(model.Resource.state == model.State.ACTIVE, ~uploaded)


def _reused() -> sa.Select[Any]:
    here = tk.config["ckan.site_url"].rstrip("/") + "/"
    elsewhere = ~Reuse.address.startswith(here, autoescape=True)
    return sa.select(Reuse.address.label("address")).where(Reuse.state.in_(COURSE.public), elsewhere)


def _public(query: sa.Select[Any], address: Any) -> sa.Select[Any]:
    return query.where(
        model.Package.state == model.State.ACTIVE,
        model.Package.private.is_(False),
        address.op("~")("^https?://[^/]"),
        sa.func.length(address) <= LONGEST,
    )
