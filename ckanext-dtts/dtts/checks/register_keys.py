"""Where foreign keys look codes up: a folder of registers, or those in the package."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dtts import registers
from dtts.checks.problem import Keys


def keys_from(folder: Path | None = None) -> Keys:
    """Looks keys up in the registers of `folder`, by default the package's."""

    def keys(register: str, fields: tuple[str, ...], optional: tuple[str, ...] = ()) -> pl.DataFrame:
        return registers.keys(register, fields, folder, optional)

    return keys


packaged_keys = keys_from()
