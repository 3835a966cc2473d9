"""Judges of a graph: DCAT-AP 3.0.1's own SHACL shapes, and ours of StatDCAT-AP."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyshacl
from rdflib import Graph
from rdflib.namespace import SH

STANDARDS = Path(__file__).parents[2] / "fixtures" / "standards"
DCAT_AP = ("dcat-ap/shapes.ttl", "dcat-ap/range.ttl")
STAT_DCAT_AP = "stat-dcat-ap.ttl"


@cache
def shapes(name: str) -> Graph:
    """The shapes of a file under `tests/fixtures/standards`."""
    return Graph().parse(STANDARDS / name, format="turtle")


def violations(graph: Graph, name: str) -> list[str]:
    """What the shapes of that file refuse, each as "path: message"; warnings are none."""
    _conforms, report, _text = pyshacl.validate(graph, shacl_graph=shapes(name), inference="none")
    return [
        f"{report.value(result, SH.resultPath)}: {report.value(result, SH.resultMessage)}"
        for result in report.subjects(SH.resultSeverity, SH.Violation)
    ]
