"""What a dataset of monitoring or evaluation covers: who did it and how, which items, which indicators."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rdflib import URIRef

from ckanext.dtts.dcat.terms import DCT, DTTS, FOAF, PROV, RDFS
from ckanext.dtts.dcat.writing import Writer
from ckanext.dtts.followup import published
from dtts.followup import Record

EVALUATION = "evaluation"


def evaluated(write: Writer, dataset: dict[str, Any], about: URIRef, site: str) -> None:
    """Write it for datasets of that type; items and indicators are those that its published rows name."""
    if dataset.get("type") != EVALUATION:
        return
    write.literal(about, DTTS.evaluationKind, dataset.get("evaluation_kind"))
    if dataset.get("evaluator"):
        write.both(write.thing(about, DCT.contributor, FOAF.Agent), FOAF.name, {"vi": dataset["evaluator"]})
    if dataset.get("method"):
        work = write.thing(about, PROV.wasGeneratedBy, PROV.Activity)
        write.text(work, RDFS.comment, dataset, "method")
    for one in published.datasets(dataset["id"]):
        _covered(write, one.record, about, site)


def _covered(write: Writer, record: Record, about: URIRef, site: str) -> None:
    rows: Iterable[Any] = (*record.visits, *record.sites, *record.findings, *record.answers)
    for item in sorted({row.item_code for row in rows if row.item_code}):
        write.literal(about, DTTS.programmeItem, item)
    for code in sorted({answer.indicator for answer in record.answers if answer.indicator}):
        write.link(about, DCT.relation, f"{site}/chi-tieu/{code}", RDFS.Resource)
