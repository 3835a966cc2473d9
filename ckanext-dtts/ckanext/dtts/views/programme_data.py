"""What the page of a programme or of an item shows: what is real apart from what was made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ckan.plugins.toolkit as tk
import polars as pl
from ckan.lib.search import SearchError

from ckanext.dtts.finance import query
from ckanext.dtts.finance.visible import origins
from ckanext.dtts.observations import official
from ckanext.dtts.observations.published import tables_of
from ckanext.dtts.observations.visible import Origin
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.road import frames
from ckanext.dtts.views import facets, finance_data, indicator_data, indicator_targets, language
from dtts.catalogue import table_schema
from dtts.finance import STAGES
from dtts.indicators.definition import Definition, definitions
from dtts.indicators.rollup import COUNTRY
from dtts.programme import Output, Version
from dtts.programme.outputs import SCHEMAS, outputs_of, within
from dtts.report.words import lower_first

WHOLE = "_T"
MOST_ROWS, MOST_DATASETS = 5_000, 20
# Of what is made up a few lines show how it looks.
MOST_LINES = {False: 20, True: 6}


@dataclass(frozen=True)
class Listed:
    """The outputs of one table."""

    origin: Origin
    outputs: Sequence[Output]


@dataclass(frozen=True)
class Half:
    """What is real of a page, or what is made up: they never stand in one table.

    `lines` are amounts with what they are of, `stages` those of which an amount is told; `more` when some
    lines are not shown.
    """

    demo: bool
    stages: Sequence[str]
    lines: Sequence[tuple[finance_data.Subject, finance_data.Line]]
    more: bool
    listed: Sequence[Listed]

    @property
    def told(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.lines or self.listed)


@dataclass(frozen=True)
class Measured:
    """An indicator with the latest figure of the whole country, and its national targets."""

    definition: Definition
    latest: Mapping[str, Any] | None
    aims: Sequence[indicator_targets.Aim]


def halves(programme: str, code: str | None) -> tuple[Half, Half]:
    """What is real, then demonstration."""
    sources = origins()
    wanted = query.Slice(list(sources), {"programme": [programme], "item": [code or WHOLE]})
    rows, _ = query.page(wanted, MOST_ROWS)
    subjects = finance_data.subjects(rows, sources, gazetteer())
    listed = outputs(programme, code)
    real, made_up = (_half(demo, subjects, listed) for demo in (False, True))
    return real, made_up


def outputs(programme: str, code: str | None) -> list[Listed]:
    """The published outputs of an item and of what lies below it, by table."""
    return [
        Listed(each.origin, found)
        for each in tables_of(*SCHEMAS)
        if (found := within(frames.found(_outputs, each.file, each.schema) or (), programme, code))
    ]


def measured(version: Version, code: str | None) -> list[Measured]:
    """The indicators that a decision set for the programme, or those of an item and what lies below it."""
    chosen = [one for one in definitions().values() if _belongs(one, version, code)]
    rows = indicator_data.totals([one.code for one in chosen], [COUNTRY])
    said = official.listed()
    found = []
    for one in chosen:
        own = rows.get(one.code, [])
        aims = indicator_targets.aims(one, {COUNTRY: own}, gazetteer(), said)
        found.append(Measured(one, indicator_data.latest(own), aims))
    return sorted(found, key=lambda one: (one.latest is None, not one.aims))


def datasets(programme: str, code: str | None, known: Iterable[Half]) -> list[dict[str, Any]]:
    """The datasets that name the item or hold figures of it; none while the search is away."""
    names = {subject.facts[0]["DATASET"] for half in known for subject, _ in half.lines}
    names |= {each.origin.dataset for half in known for each in half.listed}
    wanted = [f"name:{facets.quoted(name)}" for name in sorted(names)]
    # An item of another programme may bear the same code: datasets do not say whose they mean.
    wanted += [f"programme_item:({facets.quoted(code)} OR {code}.*)"] if code else []
    if not wanted:
        return []
    asked = {"fq": " OR ".join(wanted), "rows": MOST_DATASETS, "sort": "demo asc, metadata_modified desc"}
    try:
        found: list[dict[str, Any]] = tk.get_action("package_search")({}, asked)["results"]
    except (SearchError, tk.ValidationError):
        return []
    return found


def output_name(one: Output) -> str:
    """The output in the reader's language: in English by its own name, or that of the indicator it is."""
    if language.current() != "en":
        return one.name
    return one.name_en or _english().get(one.name, one.name)


def output_period(one: Output) -> str:
    """`2024`, `2024, first half`, or the words of the source."""
    if one.part in ("", "year"):
        return one.period
    words = table_schema("output_results").field("period").enum_labels[one.part]
    return f"{one.period}, {lower_first(language.pick(words))}"


def _half(demo: bool, subjects: Sequence[finance_data.Subject], listed: Sequence[Listed]) -> Half:
    own = sorted((one for one in subjects if one.demo == demo), key=_order)
    lines = [(one, line) for one in own for line in one.lines]
    if len(lines) > MOST_LINES[demo]:
        lines = [(one, one.headline or one.lines[0]) for one in own]
    facts = (fact for _, line in lines for fact in line.amounts.values())
    told = {fact["STAGE"] for fact in facts if fact["AMOUNT"] is not None}
    return Half(
        demo,
        [stage for stage in STAGES if stage in told],
        lines[: MOST_LINES[demo]],
        len(lines) > MOST_LINES[demo],
        [each for each in listed if each.origin.demo == demo],
    )


def _order(one: finance_data.Subject) -> tuple[bool, int, str]:
    """The country first, then the latest years."""
    return one.area_id != COUNTRY, -one.years[1], one.area_id


def _belongs(one: Definition, version: Version, code: str | None) -> bool:
    """By item; to a whole programme belongs what its decision set for no item of its own."""
    of_version = bool(set(one.legal_basis) & set(version.legal_basis))
    if code is None:
        return of_version and one.item is None
    return of_version and one.item is not None and (one.item == code or one.item.startswith(f"{code}."))


def _outputs(rows: pl.DataFrame, schema: str) -> tuple[Output, ...]:
    return outputs_of(schema, rows)


@lru_cache(maxsize=1)
def _english() -> Mapping[str, str]:
    return {one.name["vi"]: one.name["en"] for one in definitions().values()}
