"""One thing that a request may say, and whether what was said is one of the things that are possible."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from ckanext.dtts.errors import RefusedError

Kind = Literal["text", "whole", "day", "moment"]
Place = Literal["query", "path", "header"]
Choices = Callable[[], Iterable[str]]
LONGEST = 2_000
MOST_VALUES = 500
_LISTED, _SHOWN = 80, 12
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Parameter:
    """`choices` gives every possible value, where there is a list of them. `many`: several values, with
    commas or the parameter again and again. `open_list`: the choices are shown, and the view judges the
    value, since it knows more ways to say it. `pattern` is what a text has to look like from end to end."""

    name: str
    vi: str
    en: str
    kind: Kind = "text"
    place: Place = "query"
    choices: Choices | None = None
    many: bool = False
    required: bool = False
    open_list: bool = False
    example: str | None = None
    least: int = 0
    most: int = 10**9
    pattern: str | None = None

    def check(self, given: Iterable[str]) -> None:
        """RefusedError, with what is possible, for the first value that is none."""
        values = [part for part in self._parts(given) if part]
        if len(values) > (MOST_VALUES if self.many else 1):
            raise self._refused("too-many", *self._how_many(len(values)))
        for value in values:
            self._check_one(value)

    def schema(self) -> dict[str, Any]:
        """Its JSON Schema, for OpenAPI."""
        one: dict[str, Any] = {"type": "integer" if self.kind == "whole" else "string"}
        if self.kind == "whole":
            one |= {"minimum": self.least, "maximum": self.most}
        if self.kind == "day":
            one["format"] = "date"
        if self.pattern:
            one["pattern"] = f"^(?:{self.pattern})$"
        if self.choices and not self.open_list:
            one["enum"] = list(self.choices())
        if self.many:
            return {"type": "array", "items": one, "maxItems": MOST_VALUES}
        return one if self.kind != "text" or self.pattern else one | {"maxLength": LONGEST}

    def _parts(self, given: Iterable[str]) -> list[str]:
        if not self.many:
            return [text.strip() for text in given]
        return [part.strip() for text in given for part in text.split(",")]

    def _check_one(self, value: str) -> None:
        if _CONTROL.search(value) or len(value) > LONGEST:
            raise self._refused(
                "bad-text",
                f"“{self.name}” có ký tự điều khiển hoặc dài quá {LONGEST} ký tự.",
                f"“{self.name}” holds control characters, or more than {LONGEST} characters.",
            )
        if self.choices and not self.open_list:
            self._check_choice(value, list(self.choices()))
        if self.pattern and not re.fullmatch(self.pattern, value):
            raise self._refused("bad-form", *self._form(value))
        _CHECKS.get(self.kind, _nothing)(self, value)

    def _check_choice(self, value: str, possible: list[str]) -> None:
        if value not in possible:
            raise unknown(self.name, value, possible, "unknown-value" if self.many else "bad-choice")

    def _form(self, value: str) -> tuple[str, str]:
        sample = self.example or self.pattern
        return (
            f"“{self.name}” không nhận “{value}”; ví dụ đúng: {sample}.",
            f"“{self.name}” does not take “{value}”; as an example: {sample}.",
        )

    def _how_many(self, count: int) -> tuple[str, str]:
        if self.many:
            return (
                f"“{self.name}” có {count} giá trị, tối đa {MOST_VALUES}.",
                f"“{self.name}” has {count} values; at most {MOST_VALUES} are taken.",
            )
        return (
            f"“{self.name}” chỉ nhận một giá trị, đã gửi {count}.",
            f"“{self.name}” takes one value; {count} were given.",
        )

    def _refused(self, code: str, vi: str, en: str) -> RefusedError:
        return RefusedError(self.name, code, vi, en)


def unknown(name: str, value: str, choices: Iterable[str], code: str = "unknown-value") -> RefusedError:
    """The refusal of a value that is none of `choices`: it lists them, of many the likest."""
    possible = list(choices)
    likest = difflib.get_close_matches(value, possible, _SHOWN, 0.3) or sorted(possible)[:_SHOWN]
    listed = possible if len(possible) <= _LISTED else likest
    sentence = ", ".join(possible if len(possible) <= _SHOWN else likest)
    return RefusedError(
        name,
        code,
        f"“{name}” không có giá trị “{value}”. Có thể là: {sentence}.",
        f"“{name}” has no value “{value}”. Possible: {sentence}.",
        tuple(listed),
    )


def _whole(parameter: Parameter, value: str) -> None:
    fits = value.isascii() and value.isdigit() and len(value) < 11
    if not fits or not parameter.least <= int(value) <= parameter.most:
        name, least, most = parameter.name, parameter.least, parameter.most
        raise RefusedError(
            name,
            "bad-number",
            f"“{name}” phải là số nguyên từ {least} đến {most}.",
            f"“{name}” must be a whole number from {least} to {most}.",
            (f"{least}..{most}",),
        )


def _day(parameter: Parameter, value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError as wrong:
        raise RefusedError(
            parameter.name,
            "bad-date",
            f"“{parameter.name}” phải là ngày dạng YYYY-MM-DD, ví dụ 2025-06-30.",
            f"“{parameter.name}” must be a day written YYYY-MM-DD, such as 2025-06-30.",
            ("YYYY-MM-DD",),
        ) from wrong


def _moment(parameter: Parameter, value: str) -> None:
    try:
        datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError as wrong:
        name = parameter.name
        raise RefusedError(
            name,
            "bad-date",
            f"“{name}” phải là ngày hay thời điểm ISO 8601, ví dụ 2026-06-30 hoặc 2026-06-30T12:00:00Z.",
            f"“{name}” must be a day or a moment in ISO 8601, such as 2026-06-30 or 2026-06-30T12:00:00Z.",
            ("YYYY-MM-DD", "YYYY-MM-DDThh:mm:ssZ"),
        ) from wrong


def _nothing(parameter: Parameter, value: str) -> None:
    """Any text will do."""


_CHECKS: Mapping[str, Callable[[Parameter, str], None]] = {"whole": _whole, "day": _day, "moment": _moment}
