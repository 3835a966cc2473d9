"""Codelists, concepts and hierarchies in SDMX-ML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dtts.sdmx.artefacts import Artefact, Code, Codelist, Component, ConceptScheme, Hierarchy, Node
from dtts.sdmx.ml.dialect import Dialect, texts
from dtts.sdmx.ml.xml import element, opening

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def maintained(dialect: Dialect, artefact: Artefact, kind: str) -> dict[str, str]:
    """The attributes that name a structure."""
    return {
        "urn": dialect.urn(artefact, kind),
        "id": artefact.id,
        "agencyID": artefact.agency,
        "version": artefact.version,
    }


def named(artefact: Artefact) -> str:
    """Name and description in both languages."""
    return texts("com:Name", artefact.names) + texts("com:Description", artefact.descriptions)


def codelist(dialect: Dialect, given: Codelist) -> Iterator[str]:
    """A codelist, a thousand codes at a time."""
    partial = {"isPartial": "true"} if given.partial else {}
    yield opening("str:Codelist", {**maintained(dialect, given, "Codelist"), **partial})
    yield named(given)
    for start in range(0, len(given.codes), 1_000):
        yield "".join(_code(dialect, given, code) for code in given.codes[start : start + 1_000])
    yield "</str:Codelist>"


def concept_scheme(dialect: Dialect, given: ConceptScheme) -> Iterator[str]:
    """A concept scheme."""
    yield element(
        "str:ConceptScheme",
        maintained(dialect, given, "ConceptScheme"),
        named(given),
        *(_concept(dialect, given, one) for one in given.concepts),
    )


def hierarchy(dialect: Dialect, given: Hierarchy) -> Iterator[str]:
    """A hierarchy; in 2.1 it lies alone in a hierarchical codelist of the same id."""
    nodes = "".join(_node(dialect, given, node) for node in given.roots)
    if dialect.is_30:
        about = {**maintained(dialect, given, "Hierarchy"), "hasFormalLevels": "false"}
        yield element("str:Hierarchy", about, named(given), nodes)
        return
    yield element(
        "str:HierarchicalCodelist",
        maintained(dialect, given, "Hierarchy"),
        named(given),
        element("str:Hierarchy", {"id": given.id, "leveled": "false"}, named(given), nodes),
    )


def _code(dialect: Dialect, owner: Codelist, code: Code) -> str:
    about = {"urn": dialect.urn(owner, "Code", code.id), "id": code.id}
    return element("str:Code", about, texts("com:Name", code.names), *_parent(dialect, code))


def _parent(dialect: Dialect, code: Code) -> Sequence[str]:
    # The schema of 3.0 takes a code's id with a digit or underscore first, but not as somebody's parent;
    # the hierarchies hold those.
    if code.parent is None or (dialect.is_30 and not _NAME.fullmatch(code.parent)):
        return ()
    inner = code.parent if dialect.is_30 else element("Ref", {"id": code.parent})
    return (element("str:Parent", None, inner),)


def _concept(dialect: Dialect, owner: ConceptScheme, one: Component) -> str:
    about = {"urn": dialect.urn(owner, "Concept", one.id), "id": one.id}
    words = texts("com:Name", one.names) + texts("com:Description", one.descriptions)
    return element("str:Concept", about, words)


def _node(dialect: Dialect, owner: Hierarchy, node: Node) -> str:
    return element(
        "str:HierarchicalCode",
        {"id": node.code},
        dialect.reference("str:Code", owner.codelist, "Code", node.code),
        *(_node(dialect, owner, each) for each in node.below),
    )
