"""A submission as a line of the desk or of the queue: what it is, how long it waits, what stands out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import ckan.plugins.toolkit as tk

from ckanext.dtts.desk import clock
from ckanext.dtts.desk.queue import Waiting
from ckanext.dtts.model.columns import now
from ckanext.dtts.rights import Rights
from ckanext.dtts.views import labels, language
from dtts import formats


@dataclass(frozen=True)
class Line:
    """Texts in the reader's language; empty where there is nothing to say."""

    id: str
    url: str
    title: str
    dataset: str
    agency: str
    who: str
    age: str
    date: str
    change: str
    warnings: int
    striking: list[str]
    routine: bool
    demo: bool
    seen: str
    state: str


def to_decide(each: Waiting, mine: Rights) -> Line:
    """For the one who decides: who sent it and how long it has been waiting."""
    against = mine.against_deciding(each.sender_id, each.agency_id)
    who = (
        tk._("sent by you")
        if each.sender_id == mine.person
        else tk._("sent by {who}").format(who=each.sender)
    )
    age = waited(each.created) if each.state == "awaiting_approval" else sent(each.created)
    url = tk.url_for("dtts_decide.read", submission_id=each.id)
    return _line(each, url, who=who, age=age, routine=each.routine and against is None)


def own(each: Waiting) -> Line:
    """For the one who sent it: the file by its name."""
    url = tk.url_for("dtts_submission.read", submission_id=each.id)
    return _line(each, url, who=each.filename, age=sent(each.created), state=each.state)


def waited(since: datetime) -> str:
    """`đã chờ 3 ngày`."""
    return tk._("has waited {time}").format(time=clock.length(now() - since))


def sent(at: datetime) -> str:
    """`gửi 3 ngày trước`."""
    return tk._("sent {time} ago").format(time=clock.length(now() - at))


def _line(each: Waiting, url: str, *, who: str, age: str, routine: bool = False, state: str = "") -> Line:
    lang = language.current()
    return Line(
        id=str(each.id),
        url=url,
        title=language.text({"name": each.table_name, "name_en": each.table_name_en}, "name"),
        dataset=language.text({"title": each.dataset_title, "title_en": each.dataset_title_en}, "title"),
        agency=labels.agency({"name": each.agency_name, "title": each.agency_title}, lang),
        who=who,
        age=age,
        date=_date(each, lang),
        change=_change(each),
        warnings=each.warnings,
        striking=_striking(each),
        routine=routine,
        demo=each.demo,
        seen=each.seen.text(),
        state=state,
    )


def _change(each: Waiting) -> str:
    """The size of the change, or of a first version."""
    counts, lang = each.rows_changed, language.current()
    if counts is None:
        return ""
    if each.version_id is None:
        return tk._("first version, {rows} rows").format(rows=formats.number(counts["after"], lang))
    said = {
        "added": tk._("{count} rows added"),
        "changed": tk._("{count} rows changed"),
        "removed": tk._("{count} rows removed"),
    }
    parts = [
        words.format(count=formats.number(counts[kind], lang)) for kind, words in said.items() if counts[kind]
    ]
    return ", ".join(parts) or tk._("nothing changed")


def _striking(each: Waiting) -> list[str]:
    """What nobody should overlook, in few words."""
    count = sum(each.suspicious or ())
    told = [
        tk.ungettext("%(num)s figure of another size", "%(num)s figures of another size", count)
        % {"num": count}
    ]
    return told if count else []


def _date(each: Waiting, lang: str) -> str:
    if each.state != "scheduled":
        return ""
    if each.publish_at is None:
        return tk._("is being published")
    return tk._("to be published at {when}").format(when=clock.said(each.publish_at, lang))
