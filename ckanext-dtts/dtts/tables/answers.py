"""What a sender has said about a file where the file does not say it itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dtts.errors import UsageError
from dtts.tables.encoding import ENCODINGS
from dtts.tables.layout.mapping import SheetMapping

DECIMALS = (".", ",")
"""The decimal signs that there are."""


@dataclass(frozen=True)
class Answers:
    """Nothing here is needed by a file that speaks for itself; every part answers a question of the report.

    `sheet` names the sheet of a workbook, `encoding` (one of `ENCODINGS`) what a text file is in, `decimal`
    the decimal sign of the whole file and `decimals` that of single fields, which goes before it; `mapping`
    says how the rows and columns of a sheet become the table where its labels are not the table's own;
    `table` is the row (from 1) in which the records of the wanted table begin, where a sheet holds several.
    UsageError when a part says what does not exist.
    """

    sheet: str | None = None
    encoding: str | None = None
    decimal: str | None = None
    decimals: Mapping[str, str] = field(default_factory=dict)
    mapping: SheetMapping | None = None
    table: int | None = None

    def __post_init__(self) -> None:
        """Refuses what no file can be."""
        if self.encoding is not None and self.encoding not in ENCODINGS:
            raise UsageError(f"unknown encoding {self.encoding!r}; known are: {', '.join(ENCODINGS)}")
        for sign in (self.decimal, *self.decimals.values()):
            if sign is not None and sign not in DECIMALS:
                raise UsageError(f"{sign!r} is no decimal sign: say “.” or “,”")

    def decimal_of(self, field: str) -> str | None:
        """The decimal sign of a field, or None when the sender has said nothing about it."""
        return self.decimals.get(field, self.decimal)

    def to_dict(self) -> dict[str, Any]:
        """The answers as JSON carries them; what was not said is left out."""
        said = {"sheet": self.sheet, "encoding": self.encoding, "decimal": self.decimal}
        return {
            **{name: value for name, value in said.items() if value is not None},
            **({"decimals": dict(self.decimals)} if self.decimals else {}),
            **({"mapping": self.mapping.to_dict()} if self.mapping else {}),
            **({"table": self.table} if self.table else {}),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Answers:
        """The inverse of `to_dict`. UsageError for a key that no answer has or a value of another type."""
        unknown = sorted(set(data) - set(cls.__dataclass_fields__))
        if unknown:
            raise UsageError(
                f"answers have no key {', '.join(unknown)}; known are: {', '.join(cls.__dataclass_fields__)}"
            )
        texts = {name: _text(name, data.get(name)) for name in ("sheet", "encoding", "decimal")}
        mapping = data.get("mapping")
        return cls(
            **texts,
            decimals=_texts("decimals", data.get("decimals", {})),
            mapping=SheetMapping.from_dict(mapping) if mapping is not None else None,
            table=_row(data.get("table")),
        )


NOTHING_SAID = Answers()
"""What is known of a file that comes without a word."""


def read_answers(path: Path) -> Answers:
    """The answers in a JSON file; UsageError when it holds none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as broken:
        raise UsageError(f"{path.name} is not JSON ({broken})") from broken
    if not isinstance(content, dict):
        raise UsageError(f'{path.name} holds no answers: write an object such as {{"sheet": "Biểu 03"}}')
    return Answers.from_dict(content)


def write_answers(answers: Answers, path: Path) -> None:
    """The inverse of `read_answers`."""
    path.write_text(json.dumps(answers.to_dict(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _text(name: str, value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise UsageError(f"the answer {name!r} has to be text, not {value!r}")
    return value


def _row(value: object) -> int | None:
    if value is not None and (not isinstance(value, int) or value < 1):
        raise UsageError(f"the answer 'table' has to be the number of a row, not {value!r}")
    return value


def _texts(name: str, value: object) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
        raise UsageError(f"the answer {name!r} has to give a text for each field, not {value!r}")
    return {str(key): text for key, text in value.items()}
