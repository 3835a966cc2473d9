"""The desk's pages of one kind of what readers write: a list, one of them, and the form that decides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from ckanext.dtts import rights
from ckanext.dtts.views import desk_reader, links, reader_form
from ckanext.dtts.views.desk_reader import PAGE
from ckanext.dtts.views.submit import ask_to_log_in
from dtts.feedback import Course

WORDS = ("move", "answer", "shown", "seen")
Page = str | Response | tuple[str, int]


class Desk(NamedTuple):
    """`noun` is what the kind's actions (`dtts_<noun>_show`) and templates (`desk_<noun>.html`) are named by.

    `of_agencies` finds (agencies, states, limit, offset); `listed` is what a list says of these to a person.
    The rest are sentences: there is none of that number, it is not this person's to see, nor to decide on.
    """

    noun: str
    course: Course
    of_agencies: Callable[[Collection[str], Collection[str], int, int], tuple[Sequence[Any], int]]
    listed: Callable[[Sequence[Any], Any], Sequence[Mapping[str, Any]]]
    unknown: Callable[[], str]
    hidden: Callable[[], str]
    denied: Callable[[], str]


def pages(name: str, address: str, desk: Desk) -> Blueprint:
    """The pages under an address."""
    blueprint = Blueprint(name, __name__, url_prefix=address)
    blueprint.add_url_rule("", "index", lambda: _index(desk))
    blueprint.add_url_rule("/<int:number>", "read", lambda number: _read(desk, number))
    blueprint.add_url_rule(
        "/<int:number>", "decide", lambda number: _decide(desk, f"{name}.read", number), methods=["POST"]
    )
    return blueprint


def _index(desk: Desk) -> Page:
    """Those of the reader's agencies and of the ones below, what is to be done unless told."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    mine, page = rights.of(tk.current_user), links.whole("page")
    agencies, states = {*mine.member, *mine.approves}, desk_reader.states(desk.course)
    found, total = desk.of_agencies(agencies, states, PAGE, (page - 1) * PAGE)
    values = {
        "entries": desk.listed(found, tk.current_user),
        **desk_reader.choice(desk.course),
        "paging": links.paging(total, page, PAGE, lambda number: links.here(page=number)),
    }
    return tk.render(f"dtts/desk_{desk.noun}_list.html", values)


def _read(desk: Desk, number: int) -> Page:
    return ask_to_log_in() if tk.current_user.is_anonymous else _page(desk, number)


def _decide(desk: Desk, back: str, number: int) -> Page:
    """Move it; what stands against that is said above the words, which stay."""
    if tk.current_user.is_anonymous:
        return ask_to_log_in()
    given = reader_form.given(tk.request.form, WORDS)
    try:
        action, asked = f"dtts_{desk.noun}_decide", {"number": number, **given}
        against = desk_reader.decided(action, asked, desk.denied())
    except tk.ObjectNotFound:
        return tk.abort(404, desk.unknown())
    if against is not None:
        wrong, status = against
        return _page(desk, number, given, wrong), status
    tk.h.flash_success(tk._("Kept."))
    return redirect(tk.url_for(back, number=number), 303)


def _page(desk: Desk, number: int, given: Mapping[str, str] | None = None, wrong: str = "") -> str:
    try:
        one = tk.get_action(f"dtts_{desk.noun}_show")({}, {"number": number})
    except tk.ObjectNotFound:
        return tk.abort(404, desk.unknown())
    except tk.NotAuthorized:
        return tk.abort(403, desk.hidden())
    return tk.render(f"dtts/desk_{desk.noun}.html", {"one": one, "given": given or {}, "wrong": wrong})
