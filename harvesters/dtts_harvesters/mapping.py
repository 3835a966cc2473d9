"""From the names of a source to ours: every field is mapped, ignored by name, or reported as drift."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from dtts_harvesters.report import Report


@dataclass
class Mapper:
    """`fields` is by the source's name (`a.b` for what lies inside), `ignore` holds names and patterns with
    `*`. `types` is what each mapped field held at the first look, also in earlier runs; it may be kept.
    `expected` are the names that are lost when no entry has them: all of `fields` unless told otherwise."""

    fields: Mapping[str, str]
    ignore: tuple[str, ...]
    report: Report
    types: dict[str, str] = field(default_factory=dict)
    expected: Collection[str] | None = None
    _met: set[str] = field(default_factory=set)

    def mapped(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """The entry by our names, without what has no value."""
        found: dict[str, Any] = {}
        for name, value in flat(entry, self.fields):
            if name in self.fields:
                self._met.add(name)
                self._typed(name, value)
                self.report.mapping(name, self.fields[name])
                found[self.fields[name]] = value
            elif any(fnmatchcase(name, pattern) for pattern in self.ignore):
                self.report.ignoring(name)
            else:
                self.report.drifted("new", name, value)
        return {name: value for name, value in found.items() if value not in (None, "", [], {})}

    def finish(self) -> None:
        """Reports what is mapped and was in no entry; for a run that had entries."""
        for name in self.fields if self.expected is None else self.expected:
            if name not in self._met and self.report.seen:
                self.report.drifted("lost", name)

    def _typed(self, name: str, value: Any) -> None:
        kind = kind_of(value)
        if kind and self.types.setdefault(name, kind) != kind:
            self.report.drifted("retyped", name, value)


def flat(entry: Mapping[str, Any], whole: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The values of an entry by dotted names; one that is itself named in `whole` is not taken apart."""
    for key, value in entry.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and value and name not in whole:
            yield from flat(value, whole, f"{name}.")
        else:
            yield name, value


def kind_of(value: Any) -> str:
    """`text`, `number`, `truth`, `list` or `mapping`; "" for no value."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "text"
    return "list" if isinstance(value, list | tuple) else "mapping"


def inside(document: Any, path: str) -> Any:
    """What lies at a dotted path; None where there is nothing. "" is the document itself."""
    for part in path.split(".") if path else ():
        if isinstance(document, Mapping):
            document = document.get(part)
        elif isinstance(document, list) and part.isdecimal() and int(part) < len(document):
            document = document[int(part)]
        else:
            return None
    return document
