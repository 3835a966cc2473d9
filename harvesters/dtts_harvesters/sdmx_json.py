"""Observations of an SDMX-JSON data message, 1.0 and 2.0: by series or flat, each value by its place in the
list that the structure shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dtts_harvesters.session import FetchError

Observation = dict[str, str]
Component = Mapping[str, Any]
VALUE = "OBS_VALUE"
ONLY_ADDED = ("Information", "Append", "Replace", "Merge")
_BROKEN = (KeyError, TypeError, ValueError, IndexError, AttributeError)


def observations(document: Any, address: str) -> Iterator[Observation]:
    """Every observation with all that is said of it: dimensions, measures, attributes of its own, of its
    series, of groups that it is in and of the data set, by the ids of the message.

    FetchError `no-sdmx` for what is no data message, `sdmx-deletes` for one that takes data back.
    """
    try:
        data = document.get("data", document)
        shared = data.get("structures") or [data["structure"]]
        for one in data["dataSets"]:
            action = one.get("action", ONLY_ADDED[0])
            if action not in ONLY_ADDED:
                raise FetchError("sdmx-deletes", action=str(action)[:20])
            yield from _DataSet(one, shared[one.get("structure", 0)]).observations()
    except _BROKEN:
        raise FetchError("no-sdmx", address=address) from None


class _DataSet:
    """`structure` is what explains it."""

    def __init__(self, given: Mapping[str, Any], structure: Mapping[str, Any]) -> None:
        self._given = given
        dimensions, self._attributes = structure["dimensions"], structure.get("attributes", {})
        self._of_series: Sequence[Component] = dimensions.get("series", ())
        self._own: Sequence[Component] = dimensions.get("observation", ())
        fixed = {one["id"]: _shown(one["values"][0]) for one in dimensions.get("dataSet", ())}
        told = _told(self._attributes.get("dataSet", ()), given.get("attributes", ()))
        self._shared = {**told, **fixed}
        measures = structure.get("measures", {}).get("observation") or [{"id": VALUE}]
        self._cells: list[Component] = [*measures, *self._attributes.get("observation", ())]
        every = [*dimensions.get("dataSet", ()), *self._of_series, *self._own]
        self._every = sorted(every, key=lambda one: one.get("keyPosition", len(every)))

    def observations(self) -> Iterator[Observation]:
        yield from self._read({}, self._given.get("observations") or {})
        for key, one in (self._given.get("series") or {}).items():
            said = _told(self._attributes.get("series", ()), one.get("attributes", ()))
            yield from self._read({**said, **_key(self._of_series, key)}, one.get("observations") or {})

    def _read(self, of_series: Observation, found: Mapping[str, Any]) -> Iterator[Observation]:
        for key, cells in found.items():
            own = {**of_series, **_key(self._own, key), **_told(self._cells, cells)}
            yield {**self._shared, **self._of_groups(own), **own}

    def _of_groups(self, found: Observation) -> Observation:
        """Attributes of groups: a key names some dimensions and leaves the others blank."""
        told: Observation = {}
        for key, cells in (self._given.get("dimensionGroupAttributes") or {}).items():
            if all(found.get(name) == value for name, value in _key(self._every, key).items()):
                told |= _told(self._attributes.get("dimensionGroup", ()), cells)
        return told


def _key(components: Sequence[Component], key: str) -> Observation:
    """The values that the places of a key such as `0:12` stand for."""
    places = key.split(":") if components else []
    pairs = zip(components, places, strict=True)
    return {one["id"]: _shown(one["values"][_place(place)]) for one, place in pairs if place != ""}


def _told(components: Sequence[Component], cells: Sequence[Any]) -> Observation:
    """Measures and attributes as they came; places of those whose values the structure lists. Those at the
    end may be left out."""
    if len(cells) > len(components):
        raise ValueError("more values than components")
    found = {}
    for one, cell in zip(components, cells, strict=False):
        if cell is not None:
            found[one["id"]] = _shown(one["values"][_place(cell)] if one.get("values") else cell)
    return found


def _place(cell: Any) -> int:
    """The place in a list; a negative one would be read from its end."""
    place = int(cell)
    if place < 0:
        raise ValueError(cell)
    return place


def _shown(value: Any) -> str:
    """A value of a list by its id, or as it is; numbers as JSON has them."""
    if isinstance(value, Mapping):
        value = value.get("id", value.get("value"))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) or value is None:
        raise ValueError(value)
    return value if isinstance(value, str) else repr(value)
