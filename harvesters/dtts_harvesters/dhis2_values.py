"""Values as DHIS2 gives them: analytics, data value sets, ADX; each as one flat entry."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from dtts_harvesters.mapping import inside
from dtts_harvesters.session import FetchError

Entry = dict[str, Any]
_NAMES = {"dataElement": "dx", "period": "pe", "orgUnit": "ou", "categoryOptionCombo": "co"}


def of_analytics(document: Any, address: str) -> Iterator[Entry]:
    """`dx pe ou value` and what other dimensions there are, with `dx_name` and so on where the answer names
    them. FetchError `no-list` without headers or rows."""
    headers, rows = inside(document, "headers"), inside(document, "rows")
    if not isinstance(headers, list) or not isinstance(rows, list):
        raise FetchError("no-list", path="headers, rows", address=address)
    columns = [str(inside(one, "name")) for one in headers]
    items = inside(document, "metaData.items") or {}
    for row in rows:
        if not isinstance(row, list) or len(row) != len(columns):
            yield {"row": row}
            continue
        entry = dict(zip(columns, row, strict=True))
        names = {f"{key}_name": inside(items.get(str(code)), "name") for key, code in entry.items()}
        yield {**entry, **{key: name for key, name in names.items() if name}}


def of_value_set(document: Any, address: str) -> Iterator[Entry]:
    """One entry a data value; what the set says at its top holds for each."""
    values = inside(document, "dataValues")
    if not isinstance(values, list):
        raise FetchError("no-list", path="dataValues", address=address)
    shared = {_NAMES[name]: document[name] for name in ("period", "orgUnit") if document.get(name)}
    for one in values:
        yield {**shared, **renamed(one)} if isinstance(one, Mapping) else {"row": one}


def of_adx(content: bytes, address: str) -> Iterator[Entry]:
    """ADX (IHE, Aggregate Data Exchange): a value with the attributes of its group. FetchError `no-adx`."""
    group: Entry = {}
    try:
        for event, element in iterparse(io.BytesIO(content), ("start", "end"), forbid_dtd=True):
            name = element.tag.rpartition("}")[2]
            if event == "start" and name == "group":
                group = renamed(element.attrib)
            elif event == "end" and name == "dataValue":
                yield {**group, **renamed(element.attrib)}
                element.clear()
    except (ParseError, DefusedXmlException):
        raise FetchError("no-adx", address=address) from None


def renamed(value: Mapping[str, Any]) -> Entry:
    """The short names of analytics in place of the long ones."""
    return {_NAMES.get(name, name): one for name, one in value.items()}
