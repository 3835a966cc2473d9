"""Which entries of the catalogue a reader asked for, and how an entry stands in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ckan.plugins.toolkit as tk

from ckanext.dtts.duties.catalogue import Catalogue
from ckanext.dtts.views import labels, language
from dtts import formats
from dtts.duties import STATES, Kept, Standing

SOON_DAYS = 30

Test = Callable[[Standing], bool]
TESTS: Mapping[str, Test] = {
    "qua-han": lambda one: one.overdue,
    "chua-cong-bo": lambda one: one.state == "not_published",
    "sap-den-han": lambda one: one.due_within(SOON_DAYS),
    "cap-nhat": lambda one: one.fresh,
    "chua-den-han": lambda one: one.state == "not_due",
}
"""The values of the parameter `tinh-trang`."""


@dataclass(frozen=True)
class Choice:
    """What the query narrows the list to: a state, an agency (its id) and a province; None is any."""

    catalogue: Catalogue
    state: str | None
    agency: str | None
    province: str | None

    def takes(self, one: Standing) -> bool:
        """Whether the entry is among what was asked for."""
        return (
            (self.state is None or TESTS[self.state](one))
            and self.agency in (None, one.entry.agency)
            and (self.province is None or self.catalogue.province(one) == self.province)
        )

    @property
    def any(self) -> bool:
        """Whether the list is narrowed at all."""
        return bool(self.state or self.agency or self.province)

    def states(self) -> list[tuple[str, str, int]]:
        """Each state that can be asked for: its value, its name, and how many entries it has."""
        return [
            (value, state_name(value), sum(map(test, self.catalogue.standings)))
            for value, test in TESTS.items()
        ]


def read(catalogue: Catalogue) -> Choice:
    """The choice that the query names; what there is not is left out."""
    given = tk.request.args
    names = {each.name: each.id for each in catalogue.agencies.values()}
    state = given.get("tinh-trang", "")
    return Choice(
        catalogue,
        state if state in TESTS else None,
        names.get(given.get("co-quan", "")),
        given.get("dia-ban", "").strip() or None,
    )


def state_name(value: str) -> str:
    """What a state is called among the filters."""
    names = {
        "qua-han": tk._("Overdue"),
        "chua-cong-bo": tk._("Never published"),
        "sap-den-han": tk._("Due within 30 days"),
        "cap-nhat": tk._("Up to date"),
        "chua-den-han": tk._("Not due yet"),
    }
    return str(names[value])


def state(name: str) -> str:
    """What a state of an entry is called."""
    return next((language.pick(words) for known, words in STATES.items() if known == name), name)


def field(name: str) -> str:
    """What a part of an entry is called, as the table of the catalogue has it."""
    if name == "demo":
        return str(tk._("Demonstration data"))
    return labels.field("open_data_catalogue", name, language.current())


def said(one: Standing) -> str:
    """How an entry stands, as a sentence in the reader's language."""
    if one.state == "ended":
        ended = one.entry.ended.isoformat() if one.entry.ended else ""
        return str(tk._("Ended on {day}.").format(day=_day(ended)))
    if one.state == "ad_hoc":
        return str(tk._("Published when there is something new; no due day."))
    return " ".join(filter(None, (_last(one.decisive), _next(one.coming))))


def kept(one: Kept) -> str:
    """What came of one obligation: published early, in time or late, or overdue."""
    if one.publication is None:
        return _overdue(one.late_days)
    published = _day(one.publication.published.isoformat())
    count = abs(one.late_days)
    if one.late_days == 0:
        return str(tk._("published on {day}, its due day").format(day=published))
    if one.late_days < 0:
        words = tk.ungettext(
            "published on {day}, %(num)s day early", "published on {day}, %(num)s days early", count
        )
    else:
        words = tk.ungettext(
            "published on {day}, %(num)s day late", "published on {day}, %(num)s days late", count
        )
    return str((words % {"num": formats.number(count, language.current())}).format(day=published))


def period(one: Kept) -> str:
    """The period of an obligation as people read it, with the word for provisional figures."""
    label = one.obligation.period.label(language.current())
    return f"{label} ({tk._('provisional')})" if one.obligation.provisional else label


def _last(one: Kept | None) -> str:
    if one is None:
        return ""
    words = tk._("{period}, due on {due}: {what}.")
    return str(words.format(period=period(one), due=_day(one.obligation.due.isoformat()), what=kept(one)))


def _next(one: Kept | None) -> str:
    if one is None:
        return ""
    words = (
        tk._("Next: {period}, due on {due}.")
        if one.publication is None
        else tk._("Next: {period}, due on {due}, published already.")
    )
    return str(words.format(period=period(one), due=_day(one.obligation.due.isoformat())))


def _overdue(days: int) -> str:
    words = tk.ungettext("overdue by %(num)s day", "overdue by %(num)s days", days)
    return str(words % {"num": formats.number(days, language.current())})


def _day(text: str) -> str:
    return formats.day(text, language.current())
