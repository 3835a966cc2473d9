"""Validators of dataset fields and parameters."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context, FlattenDataDict, FlattenErrorDict, FlattenKey, Validator

from ckanext.dtts.checking.forms import FORMS
from ckanext.dtts.model import DOORS, KEEPER_ROLES, PACES
from ckanext.dtts.registers.names import place_name
from dtts.vietnamese import nfc

__all__ = [
    "dtts_areas",
    "dtts_day",
    "dtts_door",
    "dtts_entry_code",
    "dtts_form",
    "dtts_free_name",
    "dtts_keeper_role",
    "dtts_limit",
    "dtts_lines",
    "dtts_moment",
    "dtts_not_before",
    "dtts_object",
    "dtts_offset",
    "dtts_pace",
    "dtts_publisher",
    "dtts_reason",
    "dtts_sha256",
    "dtts_short_text",
    "dtts_table_slug",
    "dtts_texts",
    "dtts_upload",
]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
ENTRY_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}\Z")
SHA256 = re.compile(r"[0-9a-f]{64}\Z")
SLUG_LONGEST = 100
TEXT_LONGEST = 300
REASON_LONGEST = 2000
LIMIT_DEFAULT = 100
# In the context of who makes many datasets: what was looked up for all of them before.
FREE_NAME, KNOWN_OWNER = "dtts_free_name", "dtts_known_owner"
# These stand at the same place in other addresses: /dataset/<name>/submit and the like.
TAKEN_SLUGS = frozenset({"submit", "resource", "versions", "v", "edit", "new", "feed", "atom"})


def dtts_table_slug(value: str) -> str:
    """A table's part of its address: lower-case ASCII words joined by hyphens."""
    if len(value) > SLUG_LONGEST or not SLUG.match(value) or value in TAKEN_SLUGS:
        raise tk.Invalid(
            "Tên bảng trong địa chỉ chỉ gồm chữ thường không dấu, số, gạch ngang và không là từ dành riêng / "
            "The table's name in its address takes letters a-z, digits, hyphens, and is no reserved word"
        )
    return value


def dtts_areas(value: str) -> str:
    """A JSON list of places that the registers know, each a code with its period or VN."""
    strangers = [area for area in json.loads(value) if place_name(area) is None]
    if strangers:
        named = ", ".join(strangers)
        raise tk.Invalid(
            f"Không có địa bàn {named}; ghi mã kèm giai đoạn, ví dụ 24@since-2025-07, hoặc VN / "
            f"No such area: {named}; write the code with its period, such as 24@since-2025-07, or VN"
        )
    return value


def dtts_publisher(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """CKAN's `owner_org_validator`, but for an agency that the caller has looked up."""
    if KNOWN_OWNER not in context or data.get(key) != context.get(KNOWN_OWNER):
        tk.get_validator("owner_org_validator")(key, data, errors, context)


def dtts_free_name(
    key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
) -> None:
    """CKAN's `package_name_validator`, but for a name that the caller keeps free."""
    if FREE_NAME not in context or data.get(key) != context.get(FREE_NAME):
        tk.get_validator("package_name_validator")(key, data, errors, context)


def dtts_not_before(earlier: str) -> Validator:
    """A day (ISO text) that does not lie before the day of the field `earlier` of the same dataset."""

    def not_before(
        key: FlattenKey, data: FlattenDataDict, errors: FlattenErrorDict, context: Context
    ) -> None:
        start, end = data.get((earlier,)), data.get(key)
        if start and end and start is not tk.missing and end is not tk.missing and str(end) < str(start):
            errors[key].append(
                "Ngày cuối phải không trước ngày đầu / The last day must not lie before the first"
            )

    return not_before


def dtts_sha256(value: str) -> str:
    """A SHA-256 in lower-case hexadecimal."""
    if not isinstance(value, str) or not SHA256.match(value):
        raise tk.Invalid("Phải là SHA-256 / Must be a SHA-256")
    return value


def dtts_short_text(value: str) -> str:
    """Text of at most 300 characters."""
    if len(value) > TEXT_LONGEST:
        raise tk.Invalid(f"Dài quá {TEXT_LONGEST} ký tự / Longer than {TEXT_LONGEST} characters")
    return value


def dtts_lines(value: str) -> str:
    """Lines without blanks around them and without empty ones, of at most 2000 characters together."""
    lines = "\n".join(filter(None, (line.strip() for line in nfc(value).splitlines())))
    if len(lines) > REASON_LONGEST:
        raise tk.Invalid(f"Dài quá {REASON_LONGEST} ký tự / Longer than {REASON_LONGEST} characters")
    return lines


def dtts_day(value: Any) -> date:
    """A day, as YYYY-MM-DD."""
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as wrong:
        raise tk.Invalid("Ngày dạng YYYY-MM-DD / A day as YYYY-MM-DD") from wrong


def dtts_entry_code(value: str) -> str:
    """The code of an entry of the catalogue, which stands in its address."""
    if not ENTRY_CODE.match(value):
        raise tk.Invalid(
            "Mã mục chỉ gồm chữ không dấu, số, dấu chấm, gạch ngang, tối đa 60 ký tự / "
            "The code takes letters, digits, dots, hyphens, at most 60 characters"
        )
    return value


def dtts_upload(value: Any) -> Any:
    """An uploaded file with a name; never an address to fetch."""
    if not getattr(value, "filename", None) or not hasattr(value, "read"):
        raise tk.Invalid("Hãy gửi kèm một tệp / Send a file")
    return value


def dtts_object(value: Any) -> dict[str, Any]:
    """A JSON object, or the text of one."""
    try:
        read = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise tk.Invalid(
            'Một đối tượng JSON, ví dụ {"decimal": ","} / A JSON object, such as {"decimal": ","}'
        )
    return read


def dtts_form(value: str) -> str:
    """A form in which a report is given."""
    if value not in FORMS:
        raise tk.Invalid(f"Một trong / One of: {', '.join(FORMS)}")
    return value


def dtts_texts(value: Any) -> list[str]:
    """A list of texts; one text alone is such a list."""
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise tk.Invalid("Một danh sách chuỗi ký tự / A list of texts")
    return listed


def dtts_door(value: str, context: Context) -> str:
    """The door a file came through; only the portal itself may name one that is not for people."""
    trusted = context.get("ignore_auth") or getattr(context.get("auth_user_obj"), "sysadmin", False)
    allowed = DOORS if trusted else ("upload", "api")
    if value not in allowed:
        raise tk.Invalid(f"Một trong / One of: {', '.join(allowed)}")
    return value


def dtts_keeper_role(value: str) -> str:
    """A role that is kept as a grant."""
    if value not in KEEPER_ROLES:
        raise tk.Invalid(f"Một trong / One of: {', '.join(KEEPER_ROLES)}")
    return value


def dtts_pace(value: str) -> str:
    """How often one is mailed."""
    if value not in PACES:
        raise tk.Invalid(f"Một trong / One of: {', '.join(PACES)}")
    return value


def dtts_limit(value: Any) -> int:
    """Rows of an answer: 100 unless told, never more than the portal's limit."""
    return min(_natural(value, LIMIT_DEFAULT), int(tk.config["ckanext.dtts.rows_max"]))


def dtts_offset(value: Any) -> int:
    """Rows to skip."""
    return _natural(value, 0)


def _natural(value: Any, default: int) -> int:
    if value is None or value is tk.missing or value == "":
        return default
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = -1
    if not 0 <= number < 2**31:
        raise tk.Invalid("Phải là số tự nhiên / Must be a natural number")
    return number


def dtts_reason(value: str) -> str:
    """What a person writes to explain a decision: plain text, of bounded length, not only blanks."""
    text = value.strip()
    if not text or len(text) > REASON_LONGEST:
        raise tk.Invalid(
            f"Hãy ghi lý do, không quá {REASON_LONGEST} ký tự / "
            f"Give a reason of at most {REASON_LONGEST} characters"
        )
    return text


def dtts_moment(value: str | datetime) -> datetime:
    """A moment in ISO 8601; one without an offset is by the portal's clock."""
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise tk.Invalid(
            "Ghi thời điểm như 2026-12-01T08:00 / Write a moment such as 2026-12-01T08:00"
        ) from error
    return moment if moment.tzinfo else tk.h.get_display_timezone().localize(moment)
