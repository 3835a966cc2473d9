"""A question for data, read from its address, as the core and the store can answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dtts.sdmx.artefacts import Codelist, Component, Dataflow, DataStructure
from dtts.sdmx.layout import FLAT, Layout, Row, ids
from dtts.sdmx.query import parameters
from dtts.sdmx.query.filters import Filter, read_filter
from dtts.sdmx.query.keys import OPEN, Key, covered, keys
from dtts.sdmx.query.moments import moment, period
from dtts.sdmx.query.parameters import Pairs, whole
from dtts.sdmx.query.problem import NOT_OFFERED, SYNTAX, refused, unknown


@dataclass(frozen=True)
class Question:
    """`first` and `last` are numbers of observations a series; `offset` and `limit` cut the whole answer."""

    layout: Layout
    keys: tuple[Key, ...]
    filters: Mapping[str, Filter]
    first: int | None = None
    last: int | None = None
    offset: int = 0
    limit: int | None = None
    updated_after: datetime | None = None
    as_of: datetime | None = None

    def keeps(self, row: Row) -> bool:
        """Whether an observation is asked for."""
        return (
            (not self.keys or any(key.holds(row) for key in self.keys))
            and all(one.holds(row[name]) for name, one in self.filters.items())
            and all(row[name] in allowed for name, allowed in self.layout.dataflow.values.items())
        )

    def allowed(self, lists: Mapping[str, Codelist]) -> dict[str, frozenset[str]]:
        """Values by dimension that any observation of the answer has; dimensions that may have any are not
        named. An observation may have them and still not be asked for: `keeps` says."""
        found = {name: frozenset(values) for name, values in self.layout.dataflow.values.items()}
        for one in self.layout.dataflow.structure.dimensions:
            for some in (covered(self.keys, one.id), self._passing(one, lists)):
                if some is not None:
                    found[one.id] = found[one.id] & some if one.id in found else some
        return found

    def years(self) -> tuple[str | None, str | None]:
        """The first and the last year that the filter of time leaves, where it leaves one alternative."""
        time = self.filters.get(self.layout.dataflow.structure.time.id)
        if time is None or len(time.alternatives) != 1:
            return None, None
        named = {one.operator: str(period(one.given).start.year) for one in time.alternatives[0]}
        return (
            named.get("eq") or named.get("ge") or named.get("gt"),
            named.get("eq") or named.get("le") or named.get("lt"),
        )

    @property
    def is_slice(self) -> bool:
        """Whether values by dimension and whole years say all of it, so that a store may count it."""
        structure = self.layout.dataflow.structure
        others = set(self.filters) - set(ids(structure.dimensions)) - {structure.time.id}
        cut = (self.first, self.last, self.limit, self.updated_after)
        return (
            len(self.keys) <= 1
            and not others
            and not self.offset
            and all(one is None for one in cut)
            and self._whole_years()
        )

    def _whole_years(self) -> bool:
        time = self.filters.get(self.layout.dataflow.structure.time.id)
        if time is None:
            return True
        bounds = [one for group in time.alternatives for one in group]
        plain = all(one.operator in ("ge", "le") and one.given.isdigit() for one in bounds)
        return plain and len(time.alternatives) == 1

    def _passing(self, one: Component, lists: Mapping[str, Codelist]) -> frozenset[str] | None:
        wanted = self.filters.get(one.id)
        if wanted is None:
            return None
        if wanted.exact is not None:
            return wanted.exact
        if one.id in OPEN or one.codelist is None:
            return None
        return frozenset(code for code in lists[one.codelist].names_of if wanted.holds(code))


def read_question(flow: Dataflow, key: str, given: Pairs, lists: Mapping[str, Codelist]) -> Question:
    """What a path's key and a query ask of a dataflow; Refused when they cannot be read."""
    named = parameters.single(given, parameters.NAMES)
    _check_offered(named)
    structure = flow.structure
    question = Question(
        layout_of(flow, named),
        keys(key, structure.dimensions, lists),
        _filters(structure, given, named, lists),
        whole(named, "firstNObservations", 1),
        whole(named, "lastNObservations", 1),
        whole(named, "offset", 0) or 0,
        whole(named, "limit", 1),
        moment("updatedAfter", named["updatedAfter"]) if "updatedAfter" in named else None,
        moment("asOf", named["asOf"]) if "asOf" in named else None,
    )
    if question.updated_after and question.as_of and question.updated_after > question.as_of:
        raise refused(SYNTAX, "“updatedAfter” phải trước “asOf”.", "“updatedAfter” must lie before “asOf”.")
    return question


def _check_offered(named: Mapping[str, str]) -> None:
    """Refused where an answer that ignored a parameter would be taken for one that obeyed it."""
    harmless = {
        "includeHistory": "false",
        "reportingYearStartDay": "--01-01",
        "sort": "*",
        "mode": "exact",
        "references": "none",
    }
    for name, value in harmless.items():
        if named.get(name, value) != value:
            raise refused(
                NOT_OFFERED,
                f"“{name}” chưa có ở đây; hãy bỏ đi hoặc dùng “{value}”.",
                f"“{name}” is not offered here; leave it out, or use “{value}”.",
            )


def _filters(
    structure: DataStructure, given: Pairs, named: Mapping[str, str], lists: Mapping[str, Codelist]
) -> dict[str, Filter]:
    texts = parameters.filters(given)
    known = {one.id: one for one in structure.components}
    ends = (("startPeriod", "ge"), ("endPeriod", "le"))
    bounds = [f"{sign}:{named[name]}" for name, sign in ends if name in named]
    if bounds:
        if structure.time.id in texts:
            raise refused(
                SYNTAX,
                "Hãy dùng c[TIME_PERIOD], hoặc startPeriod và endPeriod, không dùng cả hai.",
                "Use c[TIME_PERIOD], or startPeriod and endPeriod, not both.",
            )
        texts[structure.time.id] = "+".join(bounds)
    for name in texts:
        if name not in known:
            raise unknown("c[…]", name, known)
    return {name: read_filter(text, known[name], lists) for name, text in texts.items()}


def layout_of(flow: Dataflow, named: Mapping[str, str]) -> Layout:
    """The layout that the parameters ask for; Refused when they name what is not there."""
    structure = flow.structure
    possible = [*ids(structure.keys), FLAT]
    at = named.get("dimensionAtObservation", structure.time.id)
    if at not in possible:
        raise unknown("dimensionAtObservation", at, possible)
    return Layout(
        flow,
        _chosen("measures", named.get("measures", "all"), (structure.measure,), {"all"}, {"none"}),
        _chosen(
            "attributes",
            named.get("attributes", "dsd"),
            structure.attributes,
            {"dsd", "all", "obs"},
            {"none", "msd", "dataset", "series"},
        ),
        at,
    )


def _chosen(
    name: str, text: str, components: tuple[Component, ...], every: set[str], none: set[str]
) -> tuple[Component, ...]:
    """All of the components, none, or those that are named, in the order of the structure."""
    words = text.split(",")
    if every & set(words):
        return components
    known = ids(components)
    for word in words:
        if word not in known and word not in none:
            raise unknown(name, word, [*sorted(every | none), *known])
    return tuple(one for one in components if one.id in words)
