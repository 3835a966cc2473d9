"""Formats of text: the list is the registry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from dtts.checks.types.column import matched
from dtts.checks.types.distinct import by_distinct
from dtts.checks.types.wkt import is_wkt

# Before the sign @ as in RFC 5322, with the Latin letters that carry marks; a host of two parts or more.
_LOCAL = r"[\x{a0}-\x{24f}0-9A-Za-z!#$%&'*+/=?^_`{}|~-]+"
_QUOTED = r'"[\x{a0}-\x{24f}!#-\[\]-~]*"'
_LABEL = r"[\p{L}0-9](?:[\p{L}0-9-]{0,61}[\p{L}0-9])?"
_EMAIL = rf"^(?:{_LOCAL}(?:\.{_LOCAL})*|{_QUOTED})@(?:{_LABEL}\.)+[\p{{L}}0-9][\p{{L}}0-9-]{{0,61}}\p{{L}}$"
_URI = r"^[A-Za-z][A-Za-z0-9+.-]*:\S*$"
_BASE64 = r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
_UUID = r"^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"
_LONGEST_LOCAL, _LONGEST_HOST = 64, 253


@dataclass(frozen=True)
class TextFormat:
    """`holds` gives the rows whose text has the format; a null does not."""

    kind: Mapping[str, str]
    example: str
    holds: Callable[[pl.Series], pl.Series]


def _is_email(text: pl.Series) -> pl.Series:
    at = text.str.find("@", literal=True)
    fits = (at <= _LONGEST_LOCAL) & (text.str.len_bytes() - at - 1 <= _LONGEST_HOST)
    return matched(text, _EMAIL) & fits.fill_null(False)


def _is_wkt(text: pl.Series) -> pl.Series:
    return by_distinct(text, is_wkt, pl.Boolean).fill_null(False)


FORMATS = {
    "email": TextFormat(
        {"vi": "địa chỉ thư điện tử", "en": "an e-mail address"}, "ten@tinh.gov.vn", _is_email
    ),
    "uri": TextFormat(
        {"vi": "địa chỉ trang web đầy đủ", "en": "a full web address"},
        "https://tinh.gov.vn/",
        lambda text: matched(text, _URI),
    ),
    "uuid": TextFormat(
        {"vi": "mã UUID", "en": "a UUID"},
        "8e6f0b5c-3f5d-4d0e-9a53-1d3b7d0c2a11",
        lambda text: matched(text, _UUID),
    ),
    "binary": TextFormat(
        {"vi": "dữ liệu base64", "en": "base64 data"}, "VGjhu60=", lambda text: matched(text, _BASE64)
    ),
    "wkt": TextFormat({"vi": "hình WKT", "en": "a WKT shape"}, "POINT (105.85 21.03)", _is_wkt),
}
