"""Something that went wrong, as a report carries it: a code for machines and two sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.errors import message_of
from dtts_harvesters.record import Failure


@dataclass(frozen=True, slots=True)
class Trouble:
    """`field` names the field of the record that it is about, when it is about one."""

    code: str
    vi: str
    en: str
    field: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As a run or a record keeps it."""
        return {"code": self.code, "vi": self.vi, "en": self.en}


def of_failure(failure: Failure) -> Trouble:
    """What a connector says."""
    said = failure.message
    return Trouble(failure.rule, said["vi"], said["en"])


def of_refusal(error: tk.ValidationError) -> Trouble:
    """What CKAN says against a record, its fields with the first reasons; or the road's sentence."""
    if getattr(error, "dtts_refusal", None) is not None:
        told = message_of(error)
        return Trouble(told["code"], told["message"]["vi"], told["message"]["en"])
    pairs = list(_pairs(error.error_dict))
    listed = "; ".join(f"{field}: {reason}" for field, reason in pairs[:10])
    return Trouble(
        "invalid-record",
        f"Bản ghi thiếu hoặc sai trường: {listed}.",
        f"The record lacks a field or has a wrong one: {listed}.",
        pairs[0][0] if pairs else None,
    )


def of_exception(error: Exception) -> Trouble:
    """What nobody foresaw; the process's log has the whole of it."""
    name = type(error).__name__
    return Trouble(
        "unforeseen",
        f"Cổng gặp lỗi chưa lường trước với bản ghi này ({name}); hãy báo quản trị viên.",
        f"The portal ran into something unforeseen with this record ({name}); tell the administrator.",
    )


def duplicate(identifier: str, times: int) -> Trouble:
    """A source that names one record more than once."""
    return Trouble(
        "duplicate-id",
        f"Nguồn nêu mã “{identifier}” lần thứ {times} trong cùng một lần chạy; chỉ lần đầu được nhận.",
        f"The source names the id “{identifier}” for the {times}th time in one run; only the first is taken.",
    )


def _pairs(found: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every reason of an error_dict with the path of its field."""
    if isinstance(found, Mapping):
        for key, value in found.items():
            yield from _pairs(value, f"{path}.{key}" if path else str(key))
    elif isinstance(found, list):
        for number, value in enumerate(found, 1):
            nested = isinstance(value, Mapping)
            yield from _pairs(value, f"{path}.{number}" if nested else path)
    elif found:
        yield path, str(found).rstrip(".")
