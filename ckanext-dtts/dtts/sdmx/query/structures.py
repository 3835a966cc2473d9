"""A question for structures: which kinds, by whom, of what id and version, and what goes with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from dtts.sdmx.artefacts import Artefact, Code, Codelist, ConceptScheme, Hierarchy, Node
from dtts.sdmx.catalogue import Structures
from dtts.sdmx.declared import agency, version
from dtts.sdmx.query import parameters
from dtts.sdmx.query.parameters import Pairs
from dtts.sdmx.query.problem import NO_RESULTS, NOT_OFFERED, Refused, refused, unknown
from dtts.sdmx.versions import is_version

KINDS: Mapping[str, str] = {
    "codelist": "codelists",
    "conceptscheme": "concepts",
    "dataconstraint": "constraints",
    "contentconstraint": "constraints",
    "dataflow": "dataflows",
    "datastructure": "structures",
    "hierarchy": "hierarchies",
    "hierarchicalcodelist": "hierarchies",
}
"""The kinds by their names in addresses, those of SDMX 2.1 too."""

NAMES = ("references", "detail", "format", "lang")
REFERENCES = ("none", "children", "descendants", "parents", "parentsandsiblings", "ancestors", "all")
_ALL_STUBS, _REFERENCE_STUBS = ("allstubs", "allcompletestubs"), ("referencestubs", "referencecompletestubs")
_DETAILS = ("full", "raw", "referencepartial", *_ALL_STUBS, *_REFERENCE_STUBS)
_ANY = frozenset({"*", "all", "~", "+", "latest"})

# Which kinds a kind refers to.
_BELOW: Mapping[str, tuple[str, ...]] = {
    "constraints": ("dataflows",),
    "dataflows": ("structures",),
    "structures": ("concepts", "codelists"),
    "hierarchies": ("codelists",),
    "codelists": (),
    "concepts": (),
}


def find(
    known: Structures, kind: str, agencies: str, ids: str, versions: str, items: str = "*"
) -> Structures:
    """The structures of a path; Refused when there is none, or no such kind. With `items` only these codes
    of a codelist and those above them."""
    if kind not in (*KINDS, "*"):
        raise unknown("artefactType", kind, [*KINDS, "*"])
    wanted = set(KINDS.values()) if kind == "*" else {KINDS[kind]}
    if not _takes(agencies, agency()) or not _takes_version(versions):
        raise _nothing(known, wanted)
    found: dict[str, Any] = {
        name: _named(getattr(known, name), ids) if name in wanted else {} for name in _sections()
    }
    if not any(found.values()):
        raise _nothing(known, wanted)
    if items not in _ANY:
        found["codelists"] = {
            name: partial(one, items.split(",")) for name, one in found["codelists"].items()
        }
    return Structures(**found)


def with_references(known: Structures, found: Structures, given: Pairs) -> Structures:
    """`found` with what the parameter `references` asks for; Refused when a parameter cannot be obeyed."""
    named = parameters.single(given, NAMES)
    detail = named.get("detail", "full")
    if detail not in _DETAILS:
        listed = ", ".join(_DETAILS)
        raise refused(
            NOT_OFFERED,
            f"“detail” chỉ nhận: {listed}.",
            f"“detail” takes only: {listed}.",
        )
    asked = named.get("references", "none")
    kinds = _referred(asked, [name for name in _sections() if getattr(found, name)])
    shown: dict[str, Any] = {}
    for name in _sections():
        own, related = getattr(found, name), _related(known, found, name) if name in kinds else {}
        beside = {each: one for each, one in related.items() if each not in own}
        shown[name] = {
            **(_stubs(own) if detail in _ALL_STUBS else own),
            **(_stubs(beside) if detail in (*_ALL_STUBS, *_REFERENCE_STUBS) else beside),
        }
    return Structures(**shown)


def partial(codelist: Codelist, wanted: Collection[str]) -> Codelist:
    """Some codes of a list with all that lie above them."""
    known = {code.id: code for code in codelist.codes}
    kept: dict[str, Code] = {}
    for name in wanted:
        at = known.get(name)
        while at is not None and at.id not in kept:
            kept[at.id] = at
            at = known.get(at.parent) if at.parent else None
    codes = tuple(code for code in codelist.codes if code.id in kept)
    return replace(codelist, codes=codes, partial=len(codes) < len(codelist.codes))


def _stubs(section: Mapping[str, Artefact]) -> dict[str, Artefact]:
    return {name: _stub(one) for name, one in section.items()}


def _stub(one: Artefact) -> Artefact:
    """The names of a structure without its codes, concepts, components or tree."""
    if isinstance(one, Codelist):
        return replace(one, codes=(), stub=True)
    if isinstance(one, ConceptScheme):
        return replace(one, concepts=(), stub=True)
    if isinstance(one, Hierarchy):
        # The schema of SDMX-ML 3.0 wants one code at least.
        return replace(one, roots=tuple(Node(root.code) for root in one.roots), stub=True)
    return replace(one, stub=True)


def _sections() -> list[str]:
    return [one.name for one in fields(Structures)]


def _named(section: Mapping[str, Artefact], ids: str) -> dict[str, Artefact]:
    return {name: one for name, one in section.items() if _takes(ids, name)}


def _takes(asked: str, have: str) -> bool:
    return asked in _ANY or have in asked.split(",")


def _takes_version(asked: str) -> bool:
    return any(one in _ANY or is_version(one, version()) for one in asked.split(","))


def _nothing(known: Structures, wanted: Iterable[str]) -> Refused:
    listed = ", ".join(sorted(name for kind in wanted for name in getattr(known, kind)))
    of = f"{agency()}, {version()}"
    return refused(
        NO_RESULTS,
        f"Không có cấu trúc đó. Có ({of}): {listed}.",
        f"There is no such structure. There are ({of}): {listed}.",
    )


def _referred(asked: str, kinds: list[str]) -> set[str]:
    """The kinds that go along."""
    below = {name for kind in kinds for name in _BELOW[kind]}
    above = {name for name, referred in _BELOW.items() if set(referred) & set(kinds)}
    if asked in KINDS:
        return {KINDS[asked]}
    if asked not in REFERENCES:
        raise unknown("references", asked, [*REFERENCES, *KINDS])
    beside = {name for kind in above for name in _BELOW[kind]}
    return {
        "none": set(),
        "children": below,
        "descendants": _closure(kinds, _BELOW),
        "parents": above,
        "parentsandsiblings": above | beside,
        "ancestors": _closure(kinds, _above()),
        "all": above | beside | _closure(kinds, _BELOW),
    }[asked]


def _closure(kinds: Iterable[str], step: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    new = set(kinds)
    while new:
        new = {name for kind in new for name in step[kind]} - found
        found |= new
    return found


def _above() -> dict[str, list[str]]:
    return {kind: [name for name, referred in _BELOW.items() if kind in referred] for kind in _BELOW}


def _related(known: Structures, found: Structures, kind: str) -> dict[str, Artefact]:
    """Those of a kind that belong with what was found: all share one data structure but for hierarchies,
    which are of places only, and constraints, each of which is of one dataflow."""
    listed: dict[str, Artefact] = dict(getattr(known, kind))
    if kind == "codelists" and found.hierarchies and not (found.structures or found.dataflows):
        return {name: one for name, one in listed.items() if name == "CL_AREA"}
    if kind == "hierarchies" and found.codelists and "CL_AREA" not in found.codelists:
        return {}
    if kind == "dataflows" and found.constraints:
        flows = {one.dataflow.id for one in found.constraints.values()}
        return {name: one for name, one in listed.items() if name in flows}
    if kind == "constraints" and found.dataflows:
        constraints = known.constraints.items()
        return {name: one for name, one in constraints if one.dataflow.id in found.dataflows}
    return listed
