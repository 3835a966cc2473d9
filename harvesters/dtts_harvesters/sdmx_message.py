"""Observations of an SDMX-ML message (2.1 and 3.0): generic and structure-specific, by series or flat."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from dtts_harvesters.session import FetchError

Observation = dict[str, str]
_Group = tuple[Mapping[str, str] | None, Mapping[str, str]]
_TIME, _VALUE = "TIME_PERIOD", "OBS_VALUE"
_DATA = {"GenericData", "StructureSpecificData", "GenericTimeSeriesData", "StructureSpecificTimeSeriesData"}
_OUTSIDE = "{"
_ONLY_ADDED = {"", "Information", "Append", "Replace", "I", "A", "R", "M"}


def observations(content: bytes, address: str) -> Iterator[Observation]:
    """Every observation with all that is said of it: dimensions, attributes of its own, of its series, of
    groups that it is in and of the data set, by the ids of the message.

    FetchError `no-sdmx` for what is no data message, `sdmx-deletes` for one that takes data back.
    """
    try:
        yield from _Reading(content).observations()
    except (ParseError, DefusedXmlException):
        raise FetchError("no-sdmx", address=address) from None


class _Reading:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = _TIME
        self._dataset: Mapping[str, str] = {}
        self._groups: list[_Group] = []
        self._series: Mapping[str, str] = {}
        self._of_group = self._in_series = False

    def observations(self) -> Iterator[Observation]:
        known = False
        for event, element in iterparse(io.BytesIO(self._content), ("start", "end"), forbid_dtd=True):
            name = _local(element.tag)
            if not known:
                known = True
                if name not in _DATA:
                    raise FetchError("no-sdmx", address=name[:60])
            if event == "start":
                self._start(name, element)
            elif name == "Obs":
                yield self._observation(element)
                element.clear()
            else:
                self._end(name, element)

    def _start(self, name: str, element: Element) -> None:
        if name == "DataSet":
            self._dataset = _plain(element)
            self._groups = []
            action = element.get("action") or _outside(element, "action")
            if action not in _ONLY_ADDED:
                raise FetchError("sdmx-deletes", action=action[:20])
        elif name == "Structure" and element.get("dimensionAtObservation"):
            self._at = str(element.get("dimensionAtObservation"))
        elif name == "Series":
            self._in_series, self._series = True, _plain(element)
        elif name == "Group":
            self._of_group = True

    def _end(self, name: str, element: Element) -> None:
        if name == "SeriesKey" or (name == "Attributes" and self._in_series and not self._of_group):
            self._series = {**self._series, **_values(element)}
        elif name == "Attributes" and not self._of_group:
            self._dataset = {**self._dataset, **_values(element)}
        elif name == "Group":
            self._of_group = False
            self._groups.append(_group(element))
        elif name == "Series":
            self._in_series, self._series = False, {}
            element.clear()
        elif name == "DataSetAction" and (element.text or "").strip() not in _ONLY_ADDED:
            raise FetchError("sdmx-deletes", action=(element.text or "").strip()[:20])

    def _observation(self, element: Element) -> Observation:
        own = _plain(element)
        for part in element:
            name = _local(part.tag)
            if name == "ObsDimension":
                own[part.get("id") or self._at] = part.get("value", "")
            elif name == "ObsValue":
                own[_VALUE] = part.get("value", "")
            elif name in ("ObsKey", "Attributes"):
                own |= _values(part)
        found = {**self._series, **own}
        for key, attributes in self._groups:
            if _in_group(found, key, attributes):
                found = {**attributes, **found}
        return {**self._dataset, **found}


def _group(element: Element) -> _Group:
    """Key and attributes of a group; None for the key of a structure-specific one, which does not say which
    of its parts are its key: those that an observation has itself."""
    parts = {_local(part.tag): _values(part) for part in element}
    if "GroupKey" in parts:
        return parts["GroupKey"], parts.get("Attributes", {})
    return None, _plain(element)


def _in_group(found: Observation, key: Mapping[str, str] | None, given: Mapping[str, str]) -> bool:
    shared = {name: value for name, value in given.items() if name in found} if key is None else key
    return bool(shared) and all(found.get(name) == value for name, value in shared.items())


def _values(element: Element) -> dict[str, str]:
    pairs = ((one.get("id"), one.get("value")) for one in element if _local(one.tag) == "Value")
    return {name: value for name, value in pairs if name and value is not None}


def _plain(element: Element) -> dict[str, str]:
    """The attributes without a namespace: those of a namespace are of SDMX itself."""
    return {name: value for name, value in element.attrib.items() if not name.startswith(_OUTSIDE)}


def _outside(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}")), "")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
