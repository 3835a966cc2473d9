"""The dataflow that a path names."""

from __future__ import annotations

from dtts.sdmx.artefacts import Dataflow
from dtts.sdmx.catalogue import Structures
from dtts.sdmx.declared import agency, version
from dtts.sdmx.query.problem import NO_RESULTS, refused, unknown
from dtts.sdmx.versions import is_version

CONTEXTS = ("dataflow", "datastructure", "*")
_LATEST = ("~", "+", "*", "latest")


def dataflow(known: Structures, context: str, agencies: str, name: str, versions: str) -> Dataflow:
    """The dataflow; for the data structure, or for any, the one that has everything. Refused when there is
    no such one: two in one answer would say the same values twice."""
    if context not in CONTEXTS:
        raise unknown("context", context, CONTEXTS)
    everything = next(iter(known.dataflows.values()))
    names = known.dataflows if context == "dataflow" else {**known.structures, **known.dataflows}
    fits = agencies in ("*", agency()) and (versions in _LATEST or is_version(versions, version()))
    if not fits or name not in (*names, "*"):
        listed = ", ".join(f"{agency()}/{one}/{version()}" for one in names)
        raise refused(
            NO_RESULTS,
            f"Không có luồng dữ liệu đó. Có: {listed}.",
            f"There is no such dataflow. There are: {listed}.",
        )
    return known.dataflows.get(name, everything)
