"""Old codes or names to the units of a later day, with flags, candidates and reasons, never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dtts.errors import UsageError
from dtts.units import sentences
from dtts.units.candidate import Ambiguous, Candidate, Resolved
from dtts.units.change import Link, Succession
from dtts.units.fate import Conversion, Fate
from dtts.units.find import resolve, resolve_ended
from dtts.units.gazetteer import Gazetteer
from dtts.units.succession import forward
from dtts.units.unit import FORMER_ENDS, Unit, Words

_CODE_LENGTHS_WITHOUT_ZERO = (1, 4)


def convert(
    gazetteer: Gazetteer,
    given: str,
    *,
    to: date,
    on: date | None = FORMER_ENDS,
    province: str | None = None,
    level: str | None = None,
) -> Conversion:
    """The code, area id or name `given`, read as of `on`, carried to `to`.

    `province` (name or code, also a district) narrows names and is checked against codes. `on` defaults to
    the last day of the former units; None is answered with "unknown", since a bare code has no meaning.
    """
    text = " ".join(given.split())
    if not text:
        return Conversion(given, on, to, None, "unknown", (), (), _EMPTY)
    if on is None:
        return Conversion(given, on, to, None, "unknown", (), (), _UNDATED)
    if on > to:
        raise UsageError(f"on {on} lies after to {to}; conversion leads from the earlier day to the later")
    if "@" in text:
        return _from_area_id(gazetteer, text, on, to)
    if text.isdecimal():
        return _from_code(gazetteer, text, on, to, level)
    return _from_name(gazetteer, text, on, to, province, level)


def convert_all(
    gazetteer: Gazetteer,
    given: Iterable[str | None],
    *,
    to: date,
    on: date | Sequence[date | None] | None = FORMER_ENDS,
    provinces: Sequence[str | None] | None = None,
    level: str | None = None,
) -> list[Conversion]:
    """`convert` for a column: `on` and `provinces` are one for all or as long as `given`.

    Equal inputs are converted once.
    """
    texts = [text or "" for text in given]
    days = list(on) if isinstance(on, Sequence) else [on] * len(texts)
    places = list(provinces) if provinces is not None else [None] * len(texts)
    if not len(texts) == len(days) == len(places):
        raise UsageError("days and provinces must be as many as the places given")
    known: dict[tuple[str, date | None, str | None], Conversion] = {}
    for key in zip(texts, days, places, strict=True):
        if key not in known:
            text, day, province = key
            known[key] = convert(gazetteer, text, to=to, on=day, province=province, level=level)
    return [known[key] for key in zip(texts, days, places, strict=True)]


def _from_area_id(gazetteer: Gazetteer, text: str, on: date, to: date) -> Conversion:
    unit = gazetteer.place(text, on) or gazetteer.place(text)
    if unit is None:
        return Conversion(text, on, to, None, "unknown", (), (), sentences.no_unit(text, on))
    start = unit.valid_to if unit.valid_to and unit.valid_to < on else on
    return _carried(gazetteer, text, unit, max(start, unit.valid_from or start), to)


def _from_code(gazetteer: Gazetteer, text: str, on: date, to: date, level: str | None) -> Conversion:
    unit = gazetteer.unit(text, on, level)
    if unit is not None:
        return _carried(gazetteer, text, unit, on, to)
    ended = [u for u in gazetteer.history(text, level) if u.valid_to and u.valid_to < on]
    if ended:
        return Conversion(text, on, to, ended[-1], "retired", (), (), sentences.retired(ended[-1]))
    later = gazetteer.unit(text, to, level)
    if later is not None:
        return _already(text, on, to, later)
    if len(text) in _CODE_LENGTHS_WITHOUT_ZERO:
        return _with_zero(gazetteer, text, on, to)
    return Conversion(text, on, to, None, "unknown", (), (), sentences.no_unit(text, on))


def _with_zero(gazetteer: Gazetteer, text: str, on: date, to: date) -> Conversion:
    """A code that a spreadsheet made a number is proposed with its zero, not used."""
    unit = gazetteer.unit(f"0{text}", on)
    if unit is None:
        return Conversion(text, on, to, None, "unknown", (), (), sentences.no_unit(text, on))
    candidate = Candidate(unit, "leading-zero", False, gazetteer.path(unit.code, on, unit.level))
    return Conversion(text, on, to, None, "ambiguous", (), (candidate,), sentences.lost_zero(text, unit))


def _from_name(
    gazetteer: Gazetteer, text: str, on: date, to: date, province: str | None, level: str | None
) -> Conversion:
    found = resolve(gazetteer, text, on, province, level)
    if isinstance(found, Resolved):
        return _carried(gazetteer, text, found.unit, on, to)
    if not isinstance(found, Ambiguous) or not _by_name(found):
        elsewhere = _in_other_times(gazetteer, text, on, to, province, level)
        if elsewhere is not None:
            return elsewhere
    flag: Fate = "ambiguous" if isinstance(found, Ambiguous) else "unknown"
    candidates = found.candidates if isinstance(found, Ambiguous) else ()
    return Conversion(text, on, to, None, flag, (), candidates, found.reason)


def _by_name(found: Ambiguous) -> bool:
    """Whether any candidate bears the name itself, not one that is merely similar."""
    return any(candidate.certain for candidate in found.candidates)


def _in_other_times(
    gazetteer: Gazetteer, text: str, on: date, to: date, province: str | None, level: str | None
) -> Conversion | None:
    """A name that no unit bore on the day: of one that had ended, or of one of the later day."""
    ended = resolve_ended(gazetteer, text, on, province, level)
    if isinstance(ended, Resolved):
        return Conversion(text, on, to, ended.unit, "retired", (), (), sentences.retired(ended.unit))
    later = resolve(gazetteer, text, to, province, level)
    return _already(text, on, to, later.unit) if isinstance(later, Resolved) else None


def _carried(gazetteer: Gazetteer, text: str, unit: Unit, on: date, to: date) -> Conversion:
    fate = forward(gazetteer, unit, on, to)
    return Conversion(text, on, to, unit, _flag(unit, fate), fate.links, (), fate.reason)


def _flag(unit: Unit, fate: Succession) -> Fate:
    return "retired" if unit.retired and fate.flag == "unknown" else fate.flag


def _already(text: str, on: date, to: date, unit: Unit) -> Conversion:
    link = Link(unit, unit, "unchanged", True, None)
    return Conversion(text, on, to, None, "current", (link,), (), sentences.already(unit))


_EMPTY: Words = {"vi": "Ô trống.", "en": "The cell is empty."}
_UNDATED: Words = {
    "vi": "Thiếu ngày: một mã hoặc tên chỉ có nghĩa cùng với ngày.",
    "en": "No day is given: a code or name has a meaning only together with a day.",
}
