"""What a map of values shows, as a sentence in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from dtts import formats

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Value:
    """The value of an area that has one, with its name in both languages."""

    name: Words
    value: float


@dataclass(frozen=True, slots=True)
class Said:
    """What the sentence needs besides the values: the period and the unit as people say them in both
    languages, how many areas the map has, and of how many of them the value is suppressed."""

    period: Words
    unit: Words
    decimals: int | None
    areas: int
    suppressed: int = 0


def sentence(values: Sequence[Value], said: Said) -> dict[str, str]:
    """The lowest, the highest and the middle value, and how many areas have one; `vi` and `en`."""
    return {lang: _sentence(sorted(values, key=lambda one: one.value), said, lang) for lang in ("vi", "en")}


def _sentence(values: Sequence[Value], said: Said, lang: str) -> str:
    vi = lang == "vi"
    period, unit, have = said.period[lang], said.unit[lang], len(values)
    if not values:
        return f"{period}: chưa có số liệu nào." if vi else f"{period}: there is no figure."
    low, middle, high = (
        _figure(value, said, lang)
        for value in (values[0].value, median(one.value for one in values), values[-1].value)
    )
    first, last = values[0].name[lang], values[-1].name[lang]
    if have == 1:
        ends = f"{first} {low} {unit}."
    elif vi:
        ends = f"thấp nhất {first} ({low}), cao nhất {last} ({high}), ở giữa là {middle} ({unit})."
    else:
        ends = f"lowest in {first} ({low}), highest in {last} ({high}), the median is {middle} ({unit})."
    return f"{period}: {ends} {_counted(have, said, vi)}"


def _counted(have: int, said: Said, vi: bool) -> str:
    if vi:
        hidden = f"; {said.suppressed} số được ẩn để bảo mật" if said.suppressed else ""
        return f"{have} trên {said.areas} địa bàn có số liệu{hidden}."
    hidden = f"; {said.suppressed} suppressed" if said.suppressed else ""
    return f"{have} of {said.areas} places have a figure{hidden}."


def _figure(value: float, said: Said, lang: str) -> str:
    if said.decimals is None:
        return formats.number(f"{value:.10g}", lang)
    return formats.number(f"{value:.{said.decimals}f}", lang, said.decimals)
