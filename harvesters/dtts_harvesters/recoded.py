"""What a source file says of codes: constants for what a source leaves out, and theirs turned into ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dtts.catalogue import table_schema
from dtts_harvesters.entries import EntryRefusedError
from dtts_harvesters.numbers import MOST_DIGITS, plain_number, rounded, unmistakable
from dtts_harvesters.report import Report
from dtts_harvesters.source.fields import FieldFault, pairs, text, truth

OPTIONS = {
    "constants": pairs(text),
    "codes": pairs(pairs(text)),
    "decimal_comma": truth,
}
_VALUE = "OBS_VALUE"


def misnamed(fields: Mapping[str, Any]) -> list[FieldFault]:
    """Names under `constants` and `codes` that are no column of the table: nothing would come of them."""
    columns = table_schema(fields["target"].table).field_names
    return [
        FieldFault(f"options.{part}.{name}", "field-choice", {"got": name, "possible": ", ".join(columns)})
        for part in ("constants", "codes")
        for name in fields["options"].get(part, {})
        if name not in columns
    ]


def recoded(row: Mapping[str, Any], options: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """The row with constants, our codes and a number that cannot be read as another.

    EntryRefusedError `no-code` for one that is not among those given, `no-number` for a value that is none.
    """
    found = {**options.get("constants", {}), **row}
    exact = plain_number(str(found.get(_VALUE, "")), comma=options.get("decimal_comma", False))
    found[_VALUE] = unmistakable(rounded(exact))
    if found[_VALUE] != exact:
        report.ignoring(f"{_VALUE}: digits beyond the {MOST_DIGITS}th")
    for name, codes in options.get("codes", {}).items():
        if name in found:
            found[name] = _ours(codes, name, str(found[name]))
    return found


def _ours(codes: Mapping[str, str], name: str, code: str) -> str:
    if code not in codes:
        raise EntryRefusedError("no-code", name=name, got=code[:60])
    return codes[code]
