"""SDMX REST 2 at `/sdmx/v2`: structures, data and what is available, for machines of other offices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from flask import Blueprint, Response

from ckanext.dtts.observations.visible import origins
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.sdmx import answering, available
from ckanext.dtts.sdmx.rows import rows, wanted
from ckanext.dtts.sdmx.state import State, state
from dtts.sdmx import csv
from dtts.sdmx.catalogue import Structures, structures
from dtts.sdmx.header import Header
from dtts.sdmx.json import data as json_data
from dtts.sdmx.json import structures as json_structures
from dtts.sdmx.layout import Row
from dtts.sdmx.media import DATA, SCHEMA, STRUCTURE, Chosen
from dtts.sdmx.ml import data as ml_data
from dtts.sdmx.ml import structures as ml_structures
from dtts.sdmx.ml.schema import SCHEMAS, specific_schema
from dtts.sdmx.query import flows, parameters
from dtts.sdmx.query.problem import NO_RESULTS, refused, unknown
from dtts.sdmx.query.question import Question, layout_of, read_question
from dtts.sdmx.query.structures import find, with_references
from dtts.sdmx.selection import selected

blueprint = Blueprint("dtts_sdmx", __name__, url_prefix="/sdmx/v2")

# What lacks at the end of a path means any, and a slash there means nothing. Defaults of routes would do
# the same by sending the reader elsewhere.
_at = partial(blueprint.get, strict_slashes=False)


@_at("/structure")
@_at("/structure/<kind>")
@_at("/structure/<kind>/<agency>")
@_at("/structure/<kind>/<agency>/<name>")
@_at("/structure/<kind>/<agency>/<name>/<version>")
@_at("/structure/<kind>/<agency>/<name>/<version>/<items>")
@answering.refusals
def structure(
    kind: str = "*", agency: str = "*", name: str = "*", version: str = "~", items: str = "*"
) -> Response:
    """Structures of a kind, with what `references` asks for."""
    choice = answering.chosen(STRUCTURE)
    every = structures(gazetteer())
    found = find(every, kind, agency, name, version, items)
    shown = with_references(every, found, answering.asked())
    return _structures(shown, every, choice, state())


@_at("/data")
@_at("/data/<context>")
@_at("/data/<context>/<agency>")
@_at("/data/<context>/<agency>/<name>")
@_at("/data/<context>/<agency>/<name>/<version>")
@_at("/data/<context>/<agency>/<name>/<version>/<key>")
@answering.refusals
def data(
    context: str = "*", agency: str = "*", name: str = "*", version: str = "~", key: str = "*"
) -> Response:
    """Observations of a dataflow."""
    choice, sources = answering.chosen(DATA), origins()
    every, now = structures(gazetteer()), state()
    question = _question(every, (context, agency, name, version), key)
    if same := answering.known(now, choice.format):
        return same
    found = selected(rows(wanted(question, sources, every.codelists), sources), question)
    first = next(found, None)
    if first is None:
        raise refused(
            NO_RESULTS,
            "Không có giá trị nào như vậy; /availability cho biết có gì.",
            "There are no such values; /availability says what there is.",
        )
    pieces = _data(chain((first,), found), question, choice, every, now)
    return answering.message(pieces, choice, now)


@_at("/availability")
@_at("/availability/<context>")
@_at("/availability/<context>/<agency>")
@_at("/availability/<context>/<agency>/<name>")
@_at("/availability/<context>/<agency>/<name>/<version>")
@_at("/availability/<context>/<agency>/<name>/<version>/<key>")
@_at("/availability/<context>/<agency>/<name>/<version>/<key>/<component>")
@answering.refusals
def availability(
    context: str = "*",
    agency: str = "*",
    name: str = "*",
    version: str = "~",
    key: str = "*",
    component: str = "*",
) -> Response:
    """The values of each dimension that the observations asked for have."""
    choice, sources = answering.chosen(STRUCTURE), origins()
    every, now = structures(gazetteer()), state()
    question = _question(every, (context, agency, name, version), key)
    if same := answering.known(now, choice.format):
        return same
    found = available.found(question, wanted(question, sources, every.codelists), sources, component)
    shown = Structures({}, {}, {found.id: found}, {}, {}, {})
    return _structures(shown, every, choice, now)


@_at("/schema/<context>/<agency>/<name>")
@_at("/schema/<context>/<agency>/<name>/<version>")
@answering.refusals
def schema(context: str, agency: str, name: str, version: str = "~") -> Response:
    """The XML schema of a dataflow's structure-specific data."""
    choice, every, now = answering.chosen(SCHEMA), structures(gazetteer()), state()
    flow = flows.dataflow(every, context, agency, name, version)
    given = parameters.single(answering.asked(), ("dimensionAtObservation", "deletion", "format", "lang"))
    layout = layout_of(flow, given)
    dialect = answering.DIALECTS[choice.format.name]
    pieces = specific_schema(layout, every.codelists, dialect, f"{SCHEMAS}/{dialect.folder}")
    return answering.known(now, choice.format) or answering.message(pieces, choice, now)


def _question(every: Structures, path: tuple[str, str, str, str], key: str) -> Question:
    flow = flows.dataflow(every, *path)
    return read_question(flow, key, answering.asked(), every.codelists)


def _structures(shown: Structures, every: Structures, choice: Chosen, now: State) -> Response:
    header = Header(now.moment)
    if choice.format.name == "json":
        pieces = json_structures.structure_message(shown, every, header)
    else:
        dialect = answering.DIALECTS[choice.format.name]
        pieces = ml_structures.structure_message(shown, every, header, dialect)
    return answering.known(now, choice.format) or answering.message(pieces, choice, now)


def _data(
    found: Iterable[Row], question: Question, choice: Chosen, every: Structures, now: State
) -> Iterator[str]:
    header, layout = Header(now.moment), question.layout
    if choice.format.name == "json":
        return json_data.data_message(found, layout, header, every.codelists)
    if choice.format.name == "csv":
        labels = choice.options.get("labels") or answering.option("labels") or "id"
        if labels not in csv.LABELS:
            raise unknown("labels", labels, csv.LABELS)
        return csv.data_message(found, layout, every.codelists, labels, answering.language())
    return ml_data.data_message(found, layout, header, answering.DIALECTS[choice.format.name])
