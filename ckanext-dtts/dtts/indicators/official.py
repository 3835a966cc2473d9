"""What offices say of targets: kept beside what the portal computes, compared with it, never in its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dtts.catalogue import table_schema
from dtts.indicators.progress import Status

SCHEMA = "official_assessments"
Words = Mapping[str, str]
# A verdict says the same as these of the portal's; a status that cannot be assessed says nothing of any.
_SAME: Mapping[str, frozenset[Status]] = {
    "exceeded": frozenset({Status.ACHIEVED}),
    "met": frozenset({Status.ACHIEVED}),
    "on_track": frozenset({Status.ON_TRACK, Status.ACHIEVED}),
    "behind": frozenset({Status.NEEDS_ACCELERATION, Status.LIMITED_PROGRESS, Status.DETERIORATION}),
    "not_met": frozenset({Status.NOT_MET}),
}
_COMPARED: Mapping[bool | None, Words] = {
    True: {
        "vi": "Đánh giá chính thức và kết quả cổng tính giống nhau.",
        "en": "The official assessment and what the portal computes agree.",
    },
    False: {
        "vi": "Đánh giá chính thức khác kết quả cổng tính; cả hai được giữ nguyên.",
        "en": "The official assessment differs from what the portal computes; both stand as they are.",
    },
    None: {
        "vi": "Không so được đánh giá chính thức với kết quả cổng tính.",
        "en": "The official assessment cannot be compared with what the portal computes.",
    },
}


@dataclass(frozen=True, slots=True)
class Official:
    """One assessment: `verdict` is a code of the table schema, `words` are the office's own in Vietnamese,
    `words_en` their translation where there is one. `assessed_on` is written YYYY-MM-DD."""

    indicator: str
    area_id: str
    target_period: str
    verdict: str
    words: str
    words_en: str | None
    assessed_by: str
    document: str
    document_url: str | None
    assessed_on: str
    evidence: str
    evidence_note: str | None
    demo: bool

    @property
    def verdict_words(self) -> Words:
        """What the code means, in both languages."""
        return table_schema(SCHEMA).field("verdict").enum_labels[self.verdict]


def official_of(row: Mapping[str, Any], *, demo: bool = False) -> Official:
    """A row of the table; `demo` where all of its dataset is demonstration data."""
    return Official(
        row["indicator_code"],
        row["area_id"],
        row["target_period"],
        row["verdict"],
        row["verdict_words"],
        row["verdict_words_en"],
        row["assessed_by"],
        row["document"],
        row["document_url"],
        str(row["assessed_on"]),
        row["provenance"],
        row["provenance_note"],
        demo or bool(row["data_mark"]),
    )


def said_of(
    listed: Iterable[Official], indicator: str, area_id: str, period: str | None = None
) -> list[Official]:
    """Those of one indicator and place, of one target where `period` names it, the newest first."""
    found = [
        one
        for one in listed
        if (one.indicator, one.area_id) == (indicator, area_id) and period in (None, one.target_period)
    ]
    return sorted(found, key=lambda one: (one.assessed_on, one.assessed_by), reverse=True)


def agrees(verdict: str, status: str | None) -> bool | None:
    """Whether an office's verdict and the portal's status of the same target say the same; None where one of
    them says nothing. A target that is met before its time is on track too."""
    same = _SAME.get(verdict)
    if same is None or status in (None, Status.NOT_ASSESSABLE.value):
        return None
    return Status(status) in same


def compared_words(agreeing: bool | None) -> Words:
    """The comparison as a sentence, in both languages."""
    return _COMPARED[agreeing]


def beside(one: Official, status: str | None) -> dict[str, Any]:
    """The assessment as JSON carries it beside the computed `status` of the same target."""
    agreeing = agrees(one.verdict, status)
    return {
        "area_id": one.area_id,
        "target_period": one.target_period,
        "verdict": one.verdict,
        "verdict_words": dict(one.verdict_words),
        "words": one.words,
        "words_en": one.words_en,
        "assessed_by": one.assessed_by,
        "document": one.document,
        "document_url": one.document_url,
        "assessed_on": one.assessed_on,
        "evidence": one.evidence,
        "evidence_note": one.evidence_note,
        "demo": one.demo,
        "agrees": agreeing,
        "compared": dict(compared_words(agreeing)),
    }
