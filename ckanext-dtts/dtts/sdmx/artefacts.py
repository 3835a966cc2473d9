"""What SDMX calls structures, as plain values; how they are written is another matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dtts.sdmx.declared import agency, version

Words = Mapping[str, str]
"""A text for people, keyed by language: `vi` and `en`."""

PACKAGES = {
    "Codelist": "codelist",
    "Code": "codelist",
    "Hierarchy": "codelist",
    "HierarchicalCodelist": "codelist",
    "ConceptScheme": "conceptscheme",
    "Concept": "conceptscheme",
    "DataStructure": "datastructure",
    "Dataflow": "datastructure",
    "DataConstraint": "registry",
    "ContentConstraint": "registry",
    "AgencyScheme": "base",
}
"""The package of the information model that a class is in: part of its URN."""


@dataclass(frozen=True)
class Artefact:
    """What every maintained structure has: it is known by class, agency, id and version."""

    id: str
    names: Words
    descriptions: Words = field(default_factory=dict, kw_only=True)
    agency: str = field(default_factory=agency, kw_only=True)
    version: str = field(default_factory=version, kw_only=True)
    stub: bool = field(default=False, kw_only=True)
    """Only named, without what it holds."""

    def urn(self, kind: str, item: str | None = None) -> str:
        """Its name in the world, or that of one of its items; `kind` is the class in the model."""
        suffix = f".{item}" if item else ""
        package = PACKAGES[kind]
        return f"urn:sdmx:org.sdmx.infomodel.{package}.{kind}={self.agency}:{self.id}({self.version}){suffix}"


@dataclass(frozen=True)
class Code:
    """An allowed value; `parent` is the code above it in the same list."""

    id: str
    names: Words
    parent: str | None = None


@dataclass(frozen=True)
class Codelist(Artefact):
    """The allowed values of a component, in their order."""

    codes: tuple[Code, ...] = ()
    partial: bool = field(default=False, kw_only=True)

    @cached_property
    def names_of(self) -> Mapping[str, Words]:
        """The names of the codes, by code."""
        return {code.id: code.names for code in self.codes}


@dataclass(frozen=True, eq=False)
class Component:
    """A dimension, measure or attribute: coded (`codelist` is the list's id) or of an SDMX text type."""

    id: str
    names: Words
    descriptions: Words
    codelist: str | None = None
    text_type: str | None = None
    mandatory: bool = False


@dataclass(frozen=True)
class ConceptScheme(Artefact):
    """The concepts of all components."""

    concepts: tuple[Component, ...] = ()


@dataclass(frozen=True)
class DataStructure(Artefact):
    """`dimensions` in the order of a key, without `time`; every attribute belongs to an observation."""

    dimensions: tuple[Component, ...] = ()
    time: Component = field(kw_only=True)
    measure: Component = field(kw_only=True)
    attributes: tuple[Component, ...] = ()
    concepts: ConceptScheme = field(kw_only=True)

    @property
    def keys(self) -> tuple[Component, ...]:
        """The dimensions with time, which comes last."""
        return (*self.dimensions, self.time)

    @property
    def components(self) -> tuple[Component, ...]:
        """All of them: dimensions, the measure, attributes."""
        return (*self.keys, self.measure, *self.attributes)


@dataclass(frozen=True)
class Dataflow(Artefact):
    """Data of a structure; `values` is what its dimensions are held to."""

    structure: DataStructure = field(kw_only=True)
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Node:
    """A code in a hierarchy with those below it."""

    code: str
    below: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Hierarchy(Artefact):
    """A tree over the codes of a list."""

    codelist: Codelist = field(kw_only=True)
    roots: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Constraint(Artefact):
    """Which values a dataflow may have (`role` Allowed) or has (Actual).

    `values` by dimension; `periods` is the first day and the last of what there is; the counts are of an
    actual constraint.
    """

    dataflow: Dataflow = field(kw_only=True)
    role: str = "Allowed"
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    periods: tuple[str, str] | None = None
    observations: int | None = None
    series: int | None = None
