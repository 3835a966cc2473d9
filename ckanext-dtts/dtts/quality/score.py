"""The parts of a dataset's quality, each a share with its sentence, and the score that they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from dtts import formats
from dtts.quality.facts import Facts
from dtts.quality.method import Method, Part, Words
from dtts.quality.openness import stars

Judged = tuple[Fraction | None, Words]


@dataclass(frozen=True, slots=True)
class Result:
    """A part with its share, 0 to 1, None where it does not apply; and why, as people read it."""

    part: Part
    share: Fraction | None
    why: Words

    @property
    def percent(self) -> int | None:
        """The share in per cent, cut and not rounded: 100 means all."""
        return None if self.share is None else int(self.share * 100)


@dataclass(frozen=True, slots=True)
class Quality:
    """`score` of 0 to 100, cut and not rounded; the stars of openness; and every part."""

    score: int
    stars: int
    results: tuple[Result, ...]


def assess(facts: Facts, method: Method) -> Quality:
    """The mean of the parts that apply, weighted; the description always does."""
    results = tuple(Result(part, *_JUDGES[part.name](facts, method)) for part in method.parts)
    counted = [each for each in results if each.share is not None]
    points = sum((each.share or 0) * each.part.weight for each in counted)
    score = int(points * 100 / sum(each.part.weight for each in counted))
    return Quality(score, stars(facts, method), results)


def _validity(facts: Facts, _method: Method) -> Judged:
    everything = facts.tables + len(facts.formats)
    if not everything:
        return Fraction(0), {"vi": "Chưa có bảng hay tệp nào.", "en": "There is no table and no file yet."}
    return Fraction(facts.tables, everything), {
        "vi": f"{facts.tables} trên {everything} bảng, tệp, đường dẫn là bảng đã kiểm tra từng ô.",
        "en": f"Tables with every cell checked: {facts.tables} of {everything} tables, files and links.",
    }


def _freshness(facts: Facts, _method: Method) -> Judged:
    one = facts.freshness
    if one is None:
        return None, {
            "vi": "Không hứa ngày nào nên không tính.",
            "en": "No day is promised, so it is not counted.",
        }
    if one.late_days == 0:
        return Fraction(1), {
            "vi": f"Đúng hạn; hạn là {formats.day(one.due, 'vi')}.",
            "en": f"On time; due {formats.day(one.due, 'en')}.",
        }
    left = max(Fraction(0), 1 - Fraction(one.late_days, one.period_days))
    return left, {
        "vi": f"Chậm {one.late_days} ngày so với hạn {formats.day(one.due, 'vi')}.",
        "en": f"Late, days: {one.late_days}; it was due {formats.day(one.due, 'en')}.",
    }


def _description(facts: Facts, method: Method) -> Judged:
    lacking = [title for field, title in method.fields.items() if field not in facts.filled]
    share = Fraction(len(method.fields) - len(lacking), len(method.fields))
    if not lacking:
        return share, {"vi": "Đủ mọi mục.", "en": "All fields are filled."}
    vi, en = ("; ".join(each[lang] for each in lacking) for lang in ("vi", "en"))
    return share, {"vi": f"Còn thiếu: {vi}.", "en": f"Still lacking: {en}."}


def _openness(facts: Facts, method: Method) -> Judged:
    found = stars(facts, method)
    if facts.licence in method.not_open:
        return Fraction(0), {"vi": "Chưa nêu giấy phép mở.", "en": "No open licence is stated."}
    return Fraction(found, 5), {"vi": f"{found} trên 5 sao.", "en": f"{found} of 5 stars."}


def _links(facts: Facts, _method: Method) -> Judged:
    links = facts.links
    if not links.checked:
        return None, {
            "vi": "Không có đường dẫn nào đã kiểm tra nên không tính.",
            "en": "No link was checked, so it is not counted.",
        }
    works = links.checked - len(links.broken)
    return Fraction(works, links.checked), {
        "vi": f"{works} trên {links.checked} đường dẫn mở được.",
        "en": f"Links that open: {works} of {links.checked}.",
    }


_JUDGES: Mapping[str, Callable[[Facts, Method], Judged]] = {
    "validity": _validity,
    "freshness": _freshness,
    "description": _description,
    "openness": _openness,
    "links": _links,
}
