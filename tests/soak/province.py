"""A province's portal as the soak of a centre fills it over HTTP: an agency, datasets, tables, observations."""

from __future__ import annotations

import io
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from glue.road.points import AREAS, points
from soak.asking import Portal, described, until

AGENCY = "tinh-minh-hoa"
TABLES_OF, SERIES_OF = 5, 25
"""Every fifth dataset has a table; as many as there are series, one for 25 datasets, hold observations."""
LEAST = 50
YEARS = range(2014, 2017)
AT_ONCE = 4
LONGEST_S = 1800.0
HEADER = (
    "FREQ,INDICATOR,REF_AREA,GEO_VERSION,SEX,ETHNIC_GROUP,COMMUNE_REGION,VALUE_TYPE,TIME_PERIOD,OBS_VALUE,"
    "UNIT_MEASURE,UNIT_MULT,DECIMALS,OBS_STATUS,CONF_STATUS"
)
ROW = "A,GSO_EM_PUPILS,{area},ASREP,_T,_T,_T,ACT,{year},{value},PS,0,0,A,F"
SERIES = {
    "type": "indicator_series", "indicators": ["GSO_EM_PUPILS"], "definition": "Như nguồn.",
    "definition_en": "As the source says.", "period_start": "2014-01-01", "period_end": "2016-12-31",
    "collection_method": "survey",
}  # fmt: skip


@dataclass
class Province:
    """`datasets` of them, at least LEAST, `titles` by their numbers; those whose number is a multiple of TABLES_OF have a table."""

    portal: Portal
    datasets: int
    sent: list[str] = field(default_factory=list)
    titles: dict[int, str] = field(default_factory=dict)

    @property
    def tables(self) -> int:
        """How many datasets have a table."""
        return len(range(0, self.datasets, TABLES_OF))

    @property
    def series(self) -> int:
        """How many of them hold observations: the first."""
        return self.datasets // SERIES_OF

    def fill(self) -> None:
        """Make all of it and wait until all tables are published."""
        self.portal.act("portal_admin", "organization_create", name=AGENCY, title="Tỉnh minh họa")
        self.portal.act("portal_admin", "dtts_agency_update", id=AGENCY, approval="auto")
        side_by_side(self._make, range(self.datasets))
        side_by_side(self._send, range(0, self.datasets, TABLES_OF))
        self._published()

    def change(self) -> tuple[int, int]:
        """Ten descriptions, three tables, two series; one dataset with a table goes and two without."""
        for number in range(1, 1 + 2 * TABLES_OF + 2):
            if number % TABLES_OF:
                self._rename(number)
        first = TABLES_OF * self.series
        side_by_side(self._correct, (0, TABLES_OF, *range(first, first + 3 * TABLES_OF, TABLES_OF)))
        self._published()
        gone = (self.datasets - TABLES_OF, self.datasets - 1, self.datasets - 2)
        for number in gone:
            self.portal.act("portal_admin", "package_delete", id=name(number))
            del self.titles[number]
        return 15, len(gone)

    def made(self) -> dict[str, list[str]]:
        """By title the SHA-256 of the table, as the database has it."""
        return {told: self._hashes(number) for number, told in self.titles.items()}

    def _hashes(self, number: int) -> list[str]:
        if number % TABLES_OF:
            return []
        asked = {"dataset": name(number), "table": "diem"}
        return [str(self.portal.act("portal_admin", "dtts_table_show", **asked)["sha256"])]

    def _make(self, number: int) -> None:
        self.titles[number] = f"Bộ dữ liệu {number:04} (minh họa)"
        said = {**described(name(number), AGENCY), **self._kind(number), "title": self.titles[number]}
        self.portal.act("portal_admin", "package_create", **said)

    def _rename(self, number: int) -> None:
        self.titles[number] += ", tên mới"
        self.portal.act("portal_admin", "package_patch", id=name(number), title=self.titles[number])

    def _send(self, number: int) -> None:
        more = points(f"{number:05}", f"{number + 1:05}")
        content = series(number, 100) if self._is_series(number) else more
        self._submit(number, content)

    def _correct(self, number: int) -> None:
        content = series(number, 200) if self._is_series(number) else points(f"{number:05}", "99999")
        self._submit(number, content)

    def _submit(self, number: int, content: bytes) -> None:
        schema = "observation" if self._is_series(number) else "it_support_points"
        form = {"dataset": name(number), "table": "diem", "schema": schema}
        file = {"file": ("diem.csv", io.BytesIO(content), "text/csv")}
        told = self.portal.post("portal_admin", "/api/dtts/v1/submissions", data=form, files=file)
        self.sent.append(str(told.get("id", "")))

    def _is_series(self, number: int) -> bool:
        return number % TABLES_OF == 0 and number < TABLES_OF * self.series

    def _kind(self, number: int) -> dict[str, Any]:
        return SERIES if self._is_series(number) else {"type": "facility"}

    def _published(self) -> None:
        """Wait for every table that was sent, and forget them."""
        left = set(self.sent)

        def all_are() -> bool:
            left.difference_update([one for one in left if self._is_public(one)])
            return not left

        until(all_are, LONGEST_S)
        self.sent.clear()

    def _is_public(self, submission: str) -> bool:
        told = self.portal.act("portal_admin", "dtts_submission_show", id=submission)
        return told.get("state") in ("published", "superseded")


def side_by_side(work: Any, numbers: Iterable[int]) -> None:
    """A few at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(work, numbers))


def name(number: int) -> str:
    """Of the dataset."""
    return f"bo-{number:04}"


def series(number: int, more: int) -> bytes:
    """Observations of one former province, another for each series."""
    area = AREAS[1 + number // TABLES_OF]
    lines = [ROW.format(area=area, year=year, value=more + number + year) for year in YEARS]
    return "\n".join([HEADER, *lines, ""]).encode()
