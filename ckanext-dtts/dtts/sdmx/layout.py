"""How data are laid out in a message: which components, and what is gathered in a series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from typing import Any

from dtts.sdmx.artefacts import Component, Dataflow

Row = Mapping[str, Any]
"""An observation: values by component id; None where there is none."""

FLAT = "AllDimensions"


@dataclass(frozen=True)
class Layout:
    """`at` is the dimension that observations differ by within a series, or FLAT for no series at all."""

    dataflow: Dataflow
    measures: tuple[Component, ...]
    attributes: tuple[Component, ...]
    at: str

    @staticmethod
    def of(dataflow: Dataflow, at: str | None = None) -> Layout:
        """Everything there is, as time series unless `at` says otherwise."""
        structure = dataflow.structure
        return Layout(dataflow, (structure.measure,), structure.attributes, at or structure.time.id)

    @property
    def flat(self) -> bool:
        """Whether observations stand alone."""
        return self.at == FLAT

    @cached_property
    def gathered(self) -> tuple[Component, ...]:
        """The dimensions of a series' key, in their order; none when flat."""
        keys = self.dataflow.structure.keys
        return () if self.flat else tuple(one for one in keys if one.id != self.at)

    @cached_property
    def own(self) -> tuple[Component, ...]:
        """The dimensions that each observation says itself."""
        return tuple(one for one in self.dataflow.structure.keys if one not in self.gathered)

    @property
    def columns(self) -> tuple[Component, ...]:
        """All components that are shown: dimensions, measures, attributes."""
        return (*self.dataflow.structure.keys, *self.measures, *self.attributes)

    def series(self, rows: Iterable[Row]) -> Iterator[tuple[Row, Iterator[Row]]]:
        """Rows that follow each other and share a key: the first of them, and all. One series if flat."""
        names = [one.id for one in self.gathered]
        for _, shared in groupby(rows, key=lambda row: [row[name] for name in names]):
            first = next(shared)
            yield first, chain((first,), shared)  # noqa: B031 - one and the same pass, put together again


def in_batches(texts: Iterable[str], size: int = 1 << 16) -> Iterator[str]:
    """Pieces of text joined to about `size` characters, so that each is worth sending."""
    held: list[str] = []
    length = 0
    for text in texts:
        held.append(text)
        length += len(text)
        if length >= size:
            yield "".join(held)
            held, length = [], 0
    yield "".join(held)


def ids(components: Sequence[Component]) -> list[str]:
    """Their ids."""
    return [one.id for one in components]
