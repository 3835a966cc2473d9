"""Where a cell stands in the file that a person holds."""

from __future__ import annotations

from dataclasses import dataclass


def column_letters(column: int) -> str:
    """Spreadsheet letters of a column counted from 1: 1 is `A`, 27 is `AA`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The inverse: `A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@dataclass(frozen=True)
class Address:
    """A cell, a whole row (no `column`), a whole column (no `row`) or a whole sheet.

    Rows and columns count from 1. In a delimited file, which has no sheet, a row is what a
    spreadsheet shows as a row after opening it: a record, however many lines its quoted text takes.
    """

    sheet: str | None = None
    row: int | None = None
    column: int | None = None

    @property
    def a1(self) -> str | None:
        """`C17`; None unless it is one cell."""
        if self.row is None or self.column is None:
            return None
        return f"{column_letters(self.column)}{self.row}"

    def place(self, language: str) -> str:
        """How a sentence begins that speaks of this place; empty for a whole delimited file."""
        sheet = {"vi": f'Trang tính "{self.sheet}"', "en": f'Sheet "{self.sheet}"'} if self.sheet else None
        parts = [sheet[language] if sheet else "", self._spot(language)]
        text = ", ".join(part for part in parts if part)
        return text[:1].upper() + text[1:]

    def _spot(self, language: str) -> str:
        if self.a1:
            return f"ô {self.a1}" if language == "vi" else f"cell {self.a1}"
        if self.row:
            return f"dòng {self.row}" if language == "vi" else f"row {self.row}"
        if self.column:
            letters = column_letters(self.column)
            return f"cột {letters}" if language == "vi" else f"column {letters}"
        return ""
