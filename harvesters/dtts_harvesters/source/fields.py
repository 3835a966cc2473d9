"""Reading the fields of a source file: each reader takes a value as YAML gave it and returns ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any, TypeVar

from dtts_harvesters.words import sentence

T = TypeVar("T")
Reader = Callable[[Any], Any]
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LONGEST = 2000


@dataclass(frozen=True)
class FieldFault:
    """What is wrong in a field; `field` is its path, as `expected.minimum` or `network.allow.2.port`."""

    field: str
    rule: str
    values: Mapping[str, Any] = attribute(default_factory=dict)

    @property
    def message(self) -> Mapping[str, str]:
        """The sentence, `{"vi": …, "en": …}`."""
        return sentence(self.rule, {"field": self.field, **self.values})


class RefusedError(Exception):
    """Raised by a reader: one value, one or more faults whose paths are relative to it."""

    def __init__(self, *faults: FieldFault) -> None:
        super().__init__(faults)
        self.faults = faults


def refuse(rule: str, **values: Any) -> RefusedError:
    """A fault of the value itself."""
    return RefusedError(FieldFault("", rule, values))


def text(value: Any) -> str:
    """Words; a number or a date that YAML made of them is refused, since its zeros may be lost already."""
    if isinstance(value, bool | int | float) or not isinstance(value, str):
        raise refuse("field-text", got=_kind(value))
    if not value.strip() or len(value) > _LONGEST:
        raise refuse("field-empty")
    return value.strip()


def slug(value: Any) -> str:
    """A name for machines: small letters, digits, hyphens."""
    word = text(value)
    if len(word) > 100 or not _SLUG.fullmatch(word):
        raise refuse("field-slug", got=word[:100])
    return word


def one_of(*possible: str) -> Reader:
    """One of these words."""

    def read(value: Any) -> str:
        word = text(value)
        if word not in possible:
            raise refuse("field-choice", got=word[:100], possible=", ".join(possible))
        return word

    return read


def whole(least: int, most: int) -> Reader:
    """A whole number from `least` to `most`."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise refuse("field-whole", got=_kind(value))
        if not least <= value <= most:
            raise refuse("field-range", got=value, least=least, most=most)
        return value

    return read


def truth(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise refuse("field-truth", got=_kind(value))
    return value


def many(reader: Reader) -> Reader:
    """A list of them, as a tuple."""

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise refuse("field-list", got=_kind(value))
        found, faults = [], []
        for number, item in enumerate(value, 1):
            try:
                found.append(reader(item))
            except RefusedError as wrong:
                faults += under(str(number), wrong)
        if faults:
            raise RefusedError(*faults)
        return tuple(found)

    return read


def pairs(reader: Reader) -> Reader:
    """A mapping from words to what `reader` takes."""

    def read(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise refuse("field-mapping", got=_kind(value))
        found, faults = {}, []
        for key, item in value.items():
            try:
                found[text(key)] = reader(item)
            except RefusedError as wrong:
                faults += under(str(key), wrong)
        if faults:
            raise RefusedError(*faults)
        return found

    return read


@dataclass(frozen=True)
class Section:
    """Named fields. What is not required is left out of the result when it is not given; a name that is in
    `readers` and nowhere else is refused, with the nearest of those that there are."""

    readers: Mapping[str, Reader]
    required: frozenset[str] = frozenset()
    make: Callable[[Mapping[str, Any]], Any] = dict

    def __call__(self, value: Any) -> Any:
        """What `make` makes of the fields; RefusedError with all of their faults."""
        if not isinstance(value, dict):
            raise refuse("field-mapping", got=_kind(value))
        faults = [*self._unknown(value), *self._missing(value)]
        found = {}
        for name, reader in self.readers.items():
            if name in value:
                try:
                    found[name] = reader(value[name])
                except RefusedError as wrong:
                    faults += under(name, wrong)
        if faults:
            raise RefusedError(*faults)
        return self.make(found)

    def _unknown(self, value: Mapping[Any, Any]) -> list[FieldFault]:
        possible = ", ".join(self.readers)
        return [
            FieldFault(str(name)[:100], "field-unknown", {"possible": possible})
            for name in value
            if name not in self.readers
        ]

    def _missing(self, value: Mapping[Any, Any]) -> list[FieldFault]:
        return [
            FieldFault(name, "field-missing") for name in self.readers if name in self.required - set(value)
        ]


def under(name: str, wrong: RefusedError) -> list[FieldFault]:
    """The faults of a value, seen from the mapping that holds it under `name`."""
    return [
        FieldFault(f"{name}.{one.field}" if one.field else name, one.rule, one.values) for one in wrong.faults
    ]


def _kind(value: Any) -> str:
    return "null" if value is None else type(value).__name__
