"""How a request for data comes in: what is wanted, where, when and what for."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.feedback import states, words
from ckanext.dtts.feedback.requests import areas, telling
from ckanext.dtts.model import DataRequest
from ckanext.dtts.registers import today
from dtts.vietnamese import nfc

LONGEST, LONGEST_PLACES = 1000, 200
FIRST_YEAR, YEARS_AHEAD = 1990, 10


class Asked(NamedTuple):
    """What a reader asks for; years are None where they were left open, `address` is clean or empty."""

    said: str
    area_id: str
    places: str = ""
    year_from: int | None = None
    year_to: int | None = None
    purpose: str = ""
    address: str = ""


def read(text: str, area_id: str, places: str, years: tuple[str, str], purpose: str, address: str) -> Asked:
    """The fields of a form; RefusedError with the field's name when one cannot be taken."""
    if not text:
        raise RefusedError(
            "text", "text-missing", "Hãy viết bạn cần dữ liệu gì.", "Write which data you need."
        )
    words.refuse_longer("text", text, LONGEST)
    words.refuse_longer("places", places, LONGEST_PLACES)
    words.refuse_longer("purpose", purpose, LONGEST)
    if area_id not in areas.choices():
        raise RefusedError(
            "area", "unknown-area", "Hãy chọn địa bàn trong danh sách.", "Choose a place of the list."
        )
    first, last = (_year(name, typed) for name, typed in zip(("from", "to"), years, strict=True))
    if first and last and first > last:
        raise RefusedError(
            "to", "years-reversed", "Năm cuối phải sau năm đầu.", "The last year is before the first."
        )
    return Asked(text, area_id, places, first, last, purpose, address)


def take(identifier: uuid.UUID, asked: Asked, *, demo: bool = False) -> DataRequest:
    """Keep a request, tell who says which agency shall answer, and ask the owner of the address, in the
    caller's transaction; the same one when it comes again."""
    request, new = states.take(
        DataRequest,
        identifier,
        asked.said,
        area_id=asked.area_id,
        places=nfc(asked.places) or None,
        year_from=asked.year_from,
        year_to=asked.year_to,
        purpose=nfc(asked.purpose) or None,
        demo=demo,
    )
    if new:
        telling.of_new(request)
        telling.ask_address(request, asked.address)
    return request


def _year(field: str, typed: str) -> int | None:
    """A year of four digits; None for an empty field. Nothing is guessed from anything else."""
    if not typed:
        return None
    last = today().year + YEARS_AHEAD
    if typed.isascii() and typed.isdigit() and FIRST_YEAR <= int(typed) <= last:
        return int(typed)
    raise RefusedError(
        field,
        "no-year",
        f"Ghi năm bằng bốn chữ số, từ {FIRST_YEAR} đến {last}, hoặc để trống.",
        f"Write a year of four digits from {FIRST_YEAR} to {last}, or nothing.",
    )
