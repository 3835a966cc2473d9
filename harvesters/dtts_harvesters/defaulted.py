"""How the usual fields of a kind of catalogue become ours: data beside the code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from dtts_harvesters.mapping import Mapper
from dtts_harvesters.report import Report
from dtts_harvesters.source.source import Source


def mapper_for(
    name: str, source: Source, report: Report, types: dict[str, str], own: Mapping[str, str]
) -> Mapper:
    """The defaults of that name, then `own`, then what the source's file says; of fields that the file does
    not map, those are lost that came before and do not come now."""
    known = _defaults(name)
    fields = {**known["fields"], **own, **source.fields}
    expected = {*source.fields, *types}
    return Mapper(fields, (*known["ignore"], *source.ignore), report, types, expected)


@cache
def _defaults(name: str) -> Mapping[str, Any]:
    text = resources.files("dtts_harvesters").joinpath(f"defaults/{name}.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found
