"""Parameters of the actions on the catalogue of what must be published."""

from __future__ import annotations

from typing import Any

from ckan.logic.schema import validator_args

Schema = dict[str, Any]


@validator_args
def entry_list(ignore_empty: Any, dtts_day: Any) -> Schema:
    """The catalogue of what must be published on a day."""
    return {"as_of": [ignore_empty, dtts_day]}


@validator_args
def entry_show(not_empty: Any, unicode_safe: Any, ignore_empty: Any, dtts_day: Any) -> Schema:
    """An entry of that catalogue on a day."""
    return {"code": [not_empty, unicode_safe], "as_of": [ignore_empty, dtts_day]}


@validator_args
def entry_create(
    not_empty: Any,
    ignore_missing: Any,
    unicode_safe: Any,
    boolean_validator: Any,
    dtts_short_text: Any,
    dtts_entry_code: Any,
) -> Schema:
    """A new entry of that catalogue."""
    needed = ("name", "agency", "area_id", "frequency", "first_period")
    return {
        "code": [not_empty, unicode_safe, dtts_entry_code],
        **{name: [not_empty, unicode_safe, dtts_short_text] for name in needed},
        **_entry_rest(ignore_missing, unicode_safe, boolean_validator, dtts_short_text),
    }


@validator_args
def entry_update(
    not_empty: Any, ignore_missing: Any, unicode_safe: Any, boolean_validator: Any, dtts_short_text: Any
) -> Schema:
    """What is to change of an entry."""
    kept = ("name", "agency", "area_id", "frequency", "first_period")
    return {
        "code": [not_empty, unicode_safe],
        **{name: [ignore_missing, not_empty, unicode_safe, dtts_short_text] for name in kept},
        **_entry_rest(ignore_missing, unicode_safe, boolean_validator, dtts_short_text),
    }


@validator_args
def entry_end(not_empty: Any, ignore_missing: Any, unicode_safe: Any, dtts_short_text: Any) -> Schema:
    """The last day of an entry."""
    return {
        "code": [not_empty, unicode_safe],
        "ended": [not_empty, unicode_safe],
        "reason": [ignore_missing, unicode_safe, dtts_short_text],
    }


@validator_args
def entry_link(not_empty: Any, ignore_missing: Any, unicode_safe: Any, dtts_short_text: Any) -> Schema:
    """The table that fulfils an entry."""
    optional = [ignore_missing, unicode_safe, dtts_short_text]
    return {"code": [not_empty, unicode_safe], **dict.fromkeys(("dataset", "table", "reason"), optional)}


@validator_args
def entry_import(
    not_empty: Any,
    ignore_missing: Any,
    unicode_safe: Any,
    dtts_upload: Any,
    dtts_short_text: Any,
    one_of: Any,
) -> Schema:
    """A file with the catalogue, and whether it is to be taken."""
    return {
        "upload": [not_empty, dtts_upload],
        "apply": [ignore_missing, one_of(["", "added", "all"])],
        "reason": [ignore_missing, unicode_safe, dtts_short_text],
    }


def _entry_rest(ignore_missing: Any, unicode_safe: Any, boolean_validator: Any, short: Any) -> Schema:
    texts = ("name_en", "due", "ended", "legal_basis", "provenance", "note", "dataset", "table", "reason")
    return {
        **{name: [ignore_missing, unicode_safe, short] for name in texts},
        "demo": [ignore_missing, boolean_validator],
    }
