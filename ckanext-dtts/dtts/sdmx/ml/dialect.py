"""What tells SDMX-ML 3.0 from 2.1: namespaces, and how one structure refers to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dtts.sdmx.artefacts import PACKAGES, Artefact, Words
from dtts.sdmx.header import Header
from dtts.sdmx.ml.xml import element, escaped

_ROOT = "http://www.sdmx.org/resources/sdmxml/schemas/"


@dataclass(frozen=True)
class Dialect:
    """`renamed`: classes that this version calls otherwise."""

    version: str
    folder: str
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_30(self) -> bool:
        """Whether this is SDMX-ML 3.0."""
        return self.version == "3.0"

    def namespaces(self) -> dict[str, str]:
        """The declarations of a message's root element."""
        return {
            "xmlns:mes": f"{_ROOT}{self.folder}/message",
            "xmlns:str": f"{_ROOT}{self.folder}/structure",
            "xmlns:com": f"{_ROOT}{self.folder}/common",
            "xmlns:ss": f"{_ROOT}{self.folder}/data/structurespecific",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        }

    @property
    def data_schema(self) -> str:
        """The file of SDMX's own schema of structure-specific data."""
        return "SDMXDataStructureSpecific.xsd"

    def data_namespace(self, flow: Artefact, at: str) -> str:
        """The namespace of the data of a dataflow whose observations differ by the dimension `at`."""
        return f"{self.urn(flow, 'Dataflow')}:ObsLevelDim:{at}"

    def urn(self, artefact: Artefact, kind: str, item: str | None = None) -> str:
        """The URN of a structure or of an item in it."""
        return artefact.urn(self.renamed.get(kind, kind), item)

    def reference(self, name: str, artefact: Artefact, kind: str, item: str | None = None) -> str:
        """An element that refers to a structure, or to the item of it whose class is `kind`."""
        if self.is_30:
            return element(name, None, self.urn(artefact, kind, item))
        called = self.renamed.get(kind, kind)
        where = {"package": PACKAGES[kind], "class": called}
        of = {"agencyID": artefact.agency}
        if item:
            return element(name, None, element("Ref", {**_parent(artefact), **of, "id": item, **where}))
        versioned = {"id": artefact.id, "version": artefact.version}
        return element(name, None, element("Ref", {**of, **versioned, **where}))


V30 = Dialect("3.0", "v3_0")
V21 = Dialect("2.1", "v2_1", {"DataConstraint": "ContentConstraint", "Hierarchy": "HierarchicalCodelist"})


def texts(name: str, words: Words) -> str:
    """One element a language."""
    return "".join(element(name, {"xml:lang": lang}, escaped(text)) for lang, text in words.items() if text)


def header(given: Header, *more: str) -> str:
    """The header of a message; `more` follows the sender."""
    return element(
        "mes:Header",
        None,
        element("mes:ID", None, given.identifier),
        element("mes:Test", None, "false"),
        element("mes:Prepared", None, given.moment),
        element("mes:Sender", {"id": given.sender}, texts("com:Name", given.sender_names)),
        *more,
    )


def _parent(artefact: Artefact) -> dict[str, str]:
    return {
        "maintainableParentID": artefact.id,
        "maintainableParentVersion": artefact.version,
    }
