"""The questions that a report raises, with what was seen of the file to answer them by."""

from __future__ import annotations

from collections.abc import Iterator

from dtts.catalogue import TableSchema
from dtts.questions.decimal_sign import RULE as UNCLEAR_NUMBER
from dtts.questions.decimal_sign import decimal_sign
from dtts.questions.question import Choice, Question
from dtts.recognise import Recognised
from dtts.report import Report
from dtts.tables.encodings import LEGACY

SHEET_RULES = frozenset({"several-sheets", "no-such-sheet", "header-not-found", "no-rows", "missing-column"})
ENCODING_RULES = frozenset(
    {"encoding", "encoding-unclear", "encoding-damaged", "encoding-contradiction", "encoding-detected"}
)
_SHEET = {
    "vi": "Bảng cần kiểm tra nằm ở trang tính nào?",
    "en": "On which sheet is the table to be checked?",
}
_ENCODING = {
    "vi": "Cách đọc nào ra đúng chữ?",
    "en": "Which reading gives the right words?",
}


def needs_a_look(report: Report) -> bool:
    """Whether the file has to be looked into before its questions can be asked."""
    return any(pattern.rule in SHEET_RULES | ENCODING_RULES for pattern in report.patterns)


def questions_of(report: Report, schema: TableSchema, seen: Recognised) -> tuple[Question, ...]:
    """All questions, those first whose answers change most: sheet, encoding, decimal signs by column."""
    rules = {pattern.rule for pattern in report.patterns}
    return (*_sheet(rules, seen), *_encoding(rules, seen), *_decimals(report, schema))


def _sheet(rules: set[str], seen: Recognised) -> Iterator[Question]:
    if rules & SHEET_RULES and len(seen.sheets) > 1:
        yield Question("sheet", _SHEET, tuple(_plain(name, name) for name in seen.sheets))


def _encoding(rules: set[str], seen: Recognised) -> Iterator[Question]:
    if rules & ENCODING_RULES and seen.previews:
        choices = (_plain(name, f"{text} ({_title(name)})") for name, text in seen.previews.items())
        yield Question("encoding", _ENCODING, tuple(choices))


def _title(encoding: str) -> str:
    return LEGACY[encoding].title if encoding in LEGACY else encoding.upper()


def _decimals(report: Report, schema: TableSchema) -> Iterator[Question]:
    asked: set[str | None] = set()
    for fault in report.faults:
        if fault.rule == UNCLEAR_NUMBER and fault.field and fault.field not in asked:
            asked.add(fault.field)
            question = decimal_sign(fault, dict(schema.field(fault.field).title))
            if question:
                yield question


def _plain(value: str, text: str) -> Choice:
    return Choice(value, {"vi": text, "en": text})
