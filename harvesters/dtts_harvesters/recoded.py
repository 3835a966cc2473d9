"""What a source file says of codes: constants for what a source leaves out, and theirs turned into ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dtts_harvesters.entries import EntryRefusedError
from dtts_harvesters.numbers import MOST_DIGITS, plain_number, rounded, unmistakable
from dtts_harvesters.report import Report
from dtts_harvesters.source.fields import pairs, text, truth

OPTIONS = {
    "constants": pairs(text),
    "codes": pairs(pairs(text)),
    "decimal_comma": truth,
}
_VALUE = "OBS_VALUE"


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
