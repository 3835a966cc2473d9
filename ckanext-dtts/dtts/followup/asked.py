"""Which visits, findings, recommendations and evaluations of a record somebody asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dtts.followup.evaluation import Evaluation
from dtts.followup.finding import Finding
from dtts.followup.plan import Plan
from dtts.followup.recommendation import Recommendation
from dtts.followup.record import Record
from dtts.followup.visit import Visit


@dataclass(frozen=True)
class Asked:
    """What is asked for; None asks for all.

    `agency` is a name as written in the tables: who led a visit, also of findings and plans; of a
    recommendation the one addressed, and `asked_by` the one that asked. `within` says of an area's id whether
    it is in the place. `item` is a code of the programme, and stands for all below it. `kind` is that of a
    visit, finding or evaluation. `year` is that of a visit, of the day of a finding or of an evaluation's
    report, and of the due day of a recommendation.
    """

    agency: str | None = None
    asked_by: str | None = None
    within: Callable[[str], bool] | None = None
    programme: str | None = None
    item: str | None = None
    kind: str | None = None
    year: int | None = None

    def at(self, area_id: str) -> bool:
        """Whether the area is in the place that is asked for."""
        return self.within is None or self.within(area_id)

    def about(self, programme: str, *items: str | None) -> bool:
        """Whether one of the items of a programme is the one asked for or lies below it."""
        if self.programme not in (None, programme):
            return False
        return self.item is None or any(is_below(each, self.item) for each in items)

    def of_kind(self, kind: str | None) -> bool:
        """Whether it is the kind that is asked for."""
        return self.kind in (None, kind)

    def in_year(self, year: int) -> bool:
        """Whether it is the year that is asked for."""
        return self.year in (None, year)

    def by(self, *agencies: str | None) -> bool:
        """Whether one of these is the agency that is asked for."""
        return self.agency is None or self.agency in agencies


def is_below(item: str | None, above: str) -> bool:
    """Whether a code of the programme is `above` or lies below it: `DA04.TDA1` lies below `DA04`."""
    return item is not None and (item == above or item.startswith(f"{above}."))


def plans(record: Record, asked: Asked) -> Iterator[Plan]:
    """Entries of plans; `year` is one of those of their period."""
    for one in record.plans:
        years = range(one.period_start.year, one.period_end.year + 1)
        if (
            asked.by(one.agency)
            and asked.at(one.area_id)
            and asked.about(one.programme, one.item_code)
            and asked.of_kind(one.visit_kind)
            and any(map(asked.in_year, years))
        ):
            yield one


def visits(record: Record, asked: Asked) -> Iterator[Visit]:
    """Visits; one is about its item and those of its sites."""
    for one in record.visits:
        items = (one.item_code, *(site.item_code for site in record.sites_of.get(one.id, ())))
        if (
            asked.by(one.led_by)
            and asked.at(one.area_id)
            and asked.about(one.programme, *items)
            and asked.of_kind(one.visit_kind)
            and asked.in_year(one.visit_date.year)
        ):
            yield one


def findings(record: Record, asked: Asked) -> Iterator[Finding]:
    """Findings, those that were withdrawn among them."""
    for one in record.findings:
        visit = record.visit.get(one.visit_id)
        if (
            asked.by(visit.led_by if visit else None)
            and asked.at(one.area_id)
            and asked.about(one.programme, one.item_code)
            and asked.of_kind(one.kind)
            and asked.in_year(one.found_on.year)
        ):
            yield one


def recommendations(record: Record, asked: Asked) -> Iterator[Recommendation]:
    """Recommendations; programme, item and kind are those of the finding."""
    for one in record.recommendations:
        finding = record.finding.get(one.finding_id)
        if (
            asked.by(one.addressed_to)
            and asked.asked_by in (None, one.asked_by)
            and asked.at(one.area_id)
            and asked.about(finding.programme if finding else "", finding.item_code if finding else None)
            and asked.of_kind(finding.kind if finding else None)
            and asked.in_year(one.due_on.year)
        ):
            yield one


def evaluations(record: Record, asked: Asked) -> Iterator[Evaluation]:
    """Evaluations; one is about the items of its answers. They name no agency, so `agency` asks for none."""
    for one in record.evaluations:
        if (
            asked.by()
            and asked.at(one.area_id)
            and asked.about(one.programme, *one.items)
            and asked.of_kind(one.kind)
            and asked.in_year(one.reported_on.year)
        ):
            yield one
