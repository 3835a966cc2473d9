"""A message of structures in SDMX-ML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dtts.sdmx.catalogue import Structures
from dtts.sdmx.header import Header
from dtts.sdmx.ml import definition, lists
from dtts.sdmx.ml.dialect import Dialect, header
from dtts.sdmx.ml.xml import opening

Section = tuple[str, Iterable[Iterator[str]]]


def structure_message(shown: Structures, known: Structures, given: Header, dialect: Dialect) -> Iterator[str]:
    """`shown` as a message; `known` holds what it refers to."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield opening("mes:Structure", dialect.namespaces())
    yield header(given)
    yield "<mes:Structures>"
    for name, parts in _sections(shown, known, dialect):
        pieces = [piece for part in parts for piece in part]
        if pieces:
            yield f"<str:{name}>"
            yield from pieces
            yield f"</str:{name}>"
    yield "</mes:Structures></mes:Structure>"


def _sections(shown: Structures, known: Structures, dialect: Dialect) -> list[Section]:
    """The kinds in the order that the version's schema asks for."""
    codelists = (lists.codelist(dialect, one) for one in shown.codelists.values())
    trees = (lists.hierarchy(dialect, one) for one in shown.hierarchies.values())
    concepts = (lists.concept_scheme(dialect, one) for one in shown.concepts.values())
    constraints = (definition.constraint(dialect, one) for one in shown.constraints.values())
    flows = (definition.dataflow(dialect, one) for one in shown.dataflows.values())
    dsds = (definition.data_structure(dialect, one, known.codelists) for one in shown.structures.values())
    if dialect.is_30:
        return [
            ("Codelists", codelists),
            ("ConceptSchemes", concepts),
            ("DataConstraints", constraints),
            ("Dataflows", flows),
            ("DataStructures", dsds),
            ("Hierarchies", trees),
        ]
    return [
        ("Dataflows", flows),
        ("Codelists", codelists),
        ("HierarchicalCodelists", trees),
        ("Concepts", concepts),
        ("DataStructures", dsds),
        ("Constraints", constraints),
    ]
