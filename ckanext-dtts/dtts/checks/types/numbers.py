"""Numbers, written `1234.5` or `1.234,5`. A column is read in one way, decided over all its rows; where
its figures do not show which way, the sender is asked: a decimal sign is never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

import polars as pl

from dtts.checks.types.column import Found, Raw, Typed, matched, never, without, wrong_type
from dtts.checks.types.evidence import Evidence, Verdict
from dtts.checks.types.number_forms import rewritten, without_zero_fraction
from dtts.checks.types.number_signs import bare, signs_of
from dtts.checks.types.quick import DIGITS_KEPT, EITHER, quick_integer, quick_number
from dtts.tables import Kind

Texts = Mapping[str, str]

_SIGN = "^[+-]?"
_PLAIN = _SIGN + r"(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
_COMMA = _SIGN + r"(\d+|[1-9]\d{0,2}(\.\d{3})+)(,\d+)?$"
_WHOLE = _SIGN + r"\d+$"
_GROUPED = _SIGN + r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?$"

_POINT_STYLE = {"vi": "dấu chấm là dấu thập phân", "en": "with a decimal point"}
_COMMA_STYLE = {"vi": "dấu phẩy là dấu thập phân", "en": "with a decimal comma"}
_NUMBER = {"vi": "số", "en": "a number"}
_INTEGER = {"vi": "số nguyên", "en": "a whole number"}
_EXAMPLE = {"vi": "1234", "en": "1234"}


@dataclass(frozen=True)
class _Style:
    """How a column's text is read; `found` are the cells that do not fit or do not tell. `shown` is what
    these rows show, None when it was declared."""

    comma: bool
    found: tuple[Found, ...] = ()
    shown: Evidence | None = None
    verdict: Verdict | None = None


def parse_number(raw: Raw) -> Typed:
    """64-bit floats; more than 15 significant digits, which these cannot hold, are a fault."""
    raw = bare(raw)
    if quick := quick_number(raw):
        return quick
    style = _style(raw)
    plain = _plain_text(raw, style, _PLAIN)
    precise = Found("number-precision", _too_precise(plain))
    values = without(plain, precise.mask).cast(pl.Float64, strict=False)
    values = without(values, values.is_infinite().fill_null(False))
    return _typed(raw, values, style, (*style.found, precise), _NUMBER)


def _too_precise(plain: pl.Series) -> pl.Series:
    """Where the text has more significant digits than a 64-bit float keeps. Short text never has."""
    if (plain.str.len_bytes().max() or 0) <= DIGITS_KEPT:  # type: ignore[operator]
        return never(len(plain))
    digits = plain.str.replace(r"[eE].*$", "").str.replace_all(r"[^\d]", "").str.strip_chars_start("0")
    return (digits.str.len_bytes() > DIGITS_KEPT).fill_null(False)


def parse_integer(raw: Raw) -> Typed:
    """64-bit integers; `12.0` is none, unless a spreadsheet holds it as the number 12."""
    raw = bare(raw)
    if quick := quick_integer(raw):
        return quick
    style = _style(raw)
    plain = _plain_text(raw, style, _WHOLE)
    found = tuple(_whole(fault) for fault in style.found)
    return _typed(raw, plain.cast(pl.Int64, strict=False), style, found, _INTEGER)


def _whole(found: Found) -> Found:
    """What is found, with whole numbers for its only corrections."""
    if found.proposed is None:
        return found
    whole = without_zero_fraction(found.proposed)
    return replace(found, proposed=without(whole, ~matched(whole, _WHOLE)))


def readings(value: str) -> dict[str, str]:
    """The parts of `12.345`, as the words of its fault."""
    thousands, rest = value.lstrip("+").replace(",", ".").split(".")
    return {"thousands": thousands, "rest": rest}


def _typed(raw: Raw, values: pl.Series, style: _Style, found: tuple[Found, ...], kind: Texts) -> Typed:
    """The values, with every cell that is none and is not yet named under the plain fault."""
    named = reduce(or_, (fault.mask for fault in found), never(len(values)))
    rest = raw.text.is_not_null() & values.is_null() & ~named
    example = _EXAMPLE if kind is _INTEGER else _example(style)
    shown = style.shown and replace(style.shown, other=int(rest.sum()))
    found = (*found, *_wrong(raw, rest, kind, example))
    return Typed(without(values, named), found, shown, style.verdict)


def _wrong(raw: Raw, rest: pl.Series, kind: Texts, example: Texts) -> tuple[Found, ...]:
    """Numbers that are only written otherwise, and what is none."""
    if not rest.any() or signs_of(raw.field):
        return (wrong_type(rest, kind, example),)
    comma = "," in example["vi"]
    form = _WHOLE if kind is _INTEGER else _COMMA if comma else _PLAIN
    texts = raw.text.set(~rest, None)
    meant = rewritten(texts, raw.field.unit, comma=comma)
    unsure = ~matched(meant, form) | matched(meant, EITHER) | (meant.str.len_bytes() > DIGITS_KEPT)
    meant = without(meant, (unsure | (meant == texts)).fill_null(True))
    written = Found("number-form", meant.is_not_null(), proposed=meant)
    return written, wrong_type(rest & meant.is_null(), kind, example)


def _example(style: _Style) -> dict[str, str]:
    return {"vi": "1234,5", "en": "1234,5"} if style.comma else {"vi": "1234.5", "en": "1234.5"}


def _plain_text(raw: Raw, style: _Style, form: str) -> pl.Series:
    """The text of every number in the machine's form, null where it is no number of this style."""
    text = raw.text
    signs = signs_of(raw.field)
    if signs:
        text = signs.machine_text(text).zip_with(raw.is_kind(Kind.TEXT), text)
    elif style.comma:
        typed = raw.is_kind(Kind.TEXT) & matched(text, _COMMA)
        turned = text.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
        text = turned.zip_with(typed, text.set(raw.is_kind(Kind.TEXT), None))
    elif raw.decimal == ".":
        # Who says that the point is decimal says that the comma groups thousands.
        grouped = raw.is_kind(Kind.TEXT) & matched(text, _GROUPED)
        text = text.str.replace_all(",", "", literal=True).zip_with(grouped, text)
    return without(text, ~matched(text, form))


def _style(raw: Raw) -> _Style:
    """The one way in which the column's text is read."""
    is_text = raw.is_kind(Kind.TEXT)
    signs = signs_of(raw.field)
    if signs:
        return _Style(signs.decimal == ",")
    if raw.decimal:
        return _Style(raw.decimal == ",")
    if not matched(raw.text, "[.,eE]").any():
        either = point = comma = never(len(is_text))
    else:
        either = matched(raw.text, EITHER) & is_text
        point = matched(raw.text, _PLAIN) & ~matched(raw.text, _WHOLE) & ~either & is_text
        comma = matched(raw.text, _COMMA) & ~matched(raw.text, _WHOLE) & ~either & is_text
    shown = Evidence(int(point.sum()), int(comma.sum()), int(either.sum()))
    verdict = raw.above.with_rows(shown).verdict
    return replace(_read_as(verdict, raw.text, point, comma, either), shown=shown, verdict=verdict)


def _read_as(
    verdict: Verdict, text: pl.Series, point: pl.Series, comma: pl.Series, either: pl.Series
) -> _Style:
    asked = Found("ambiguous-number", either, by_value=True)
    if verdict in (Verdict.MOSTLY_POINT, Verdict.MOSTLY_COMMA):
        by_comma = verdict is Verdict.MOSTLY_COMMA
        return _Style(by_comma, (_mixed(text, point if by_comma else comma, by_comma=by_comma), asked))
    return _Style(verdict is Verdict.COMMA, (asked,) if verdict is Verdict.ASKED else ())


def _mixed(text: pl.Series, rare: pl.Series, *, by_comma: bool) -> Found:
    """Both styles in one column: the rarer one is wrong, and what could be either stays a question."""
    style = _POINT_STYLE if by_comma else _COMMA_STYLE
    turned = text.set(~rare, None)
    if not by_comma:
        turned = turned.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
    else:
        # An exponent has no form with a comma.
        turned = without(turned, matched(turned, "[eE]")).str.replace(".", ",", literal=True)
    return Found("mixed-numbers", rare, {"style": style}, proposed=turned)
