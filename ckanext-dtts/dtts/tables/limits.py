"""What a file may hold; beyond it the file is refused by name."""

from __future__ import annotations

MIB = 1024 * 1024

FILE_BYTES = 200 * 1000 * 1000
CELL_BYTES = 1 * MIB
LINE_BYTES = 4 * MIB
COLUMNS = 512
ROWS = 5_000_000

LABEL_LENGTH = 200
"""Characters of a cell that are looked at when the header is sought; no label is longer."""
HEADER_ROWS = 20
"""The header is looked for in so many first rows."""

ZIP_MEMBERS = 1000
ZIP_BYTES = 512 * MIB
ZIP_RATIO = 100
"""Inflated to packed, looked at from `ZIP_RATIO_FROM` inflated bytes on."""
ZIP_RATIO_FROM = 10 * 1000 * 1000

SHEET_CELLS = 12_000_000
"""Cells that a sheet's used area may span: a reader holds them all, empty or not."""
RECORD_FILE_BYTES = 50 * 1000 * 1000
"""A JSON file, all of which is held at once."""
RECORD_CELLS = 12_000_000
"""Cells of a JSON or Parquet file."""
SHEET_FULL_ROWS = (65_536, 1_048_576)
"""A sheet that ends here exactly was probably cut at its source."""
