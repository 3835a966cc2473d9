"""Answers in the form that was asked for, with what lets a reader keep them; refusals in SDMX's form."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from flask import Response, request

from ckanext.dtts.sdmx.state import State
from dtts.sdmx.json import errors as in_json
from dtts.sdmx.media import Chosen, Format, choose, prefers_json
from dtts.sdmx.ml import errors as in_xml
from dtts.sdmx.ml.dialect import V21, V30, Dialect
from dtts.sdmx.query import parameters
from dtts.sdmx.query.problem import Problem, Refused

DIALECTS: dict[str, Dialect] = {"xml": V30, "xml21": V21}
_VARIES = "Accept, Accept-Language"


def asked() -> parameters.Pairs:
    """The query of the request with every plus as it stands."""
    return parameters.pairs(request.query_string.decode("latin-1"))


def option(name: str) -> str | None:
    """One parameter of the query, before it is known whether the query can be read."""
    return next((value for given, value in asked() if given == name and value), None)


def chosen(offered: tuple[Format, ...]) -> Chosen:
    """The format of the answer; Refused when none fits."""
    return choose(request.headers.get("Accept", ""), option("format"), offered)


def refusals(view: Callable[..., Response]) -> Callable[..., Response]:
    """Tell what is refused in SDMX's own form."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> Response:
        try:
            return view(*args, **kwargs)
        except Refused as error:
            return told(error.problem)

    return wrapped


def told(problem: Problem) -> Response:
    """A problem as JSON or XML, whichever the reader would rather have."""
    if prefers_json(request.headers.get("Accept", ""), option("format")):
        response = Response(in_json.error_message(problem), problem.status, content_type="application/json")
    else:
        dialect = DIALECTS.get(option("format") or "", V30)
        text = in_xml.error_message(problem, dialect)
        response = Response(text, problem.status, content_type="application/xml; charset=utf-8")
    response.headers["Vary"] = _VARIES
    return response


def known(state: State, of: Format) -> Response | None:
    """304 when the reader has the answer already."""
    if not request.if_none_match.contains_weak(tag(state, of)):
        return None
    response = Response(status=304)
    response.set_etag(tag(state, of), weak=True)
    response.headers["Vary"] = _VARIES
    return response


def tag(state: State, of: Format) -> str:
    """What names the answer to this request in this format at this state."""
    said = f"{state.mark} {request.full_path} {of.name} {language()} {request.headers.get('Accept', '')}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def message(pieces: Iterable[str], choice: Chosen, state: State) -> Response:
    """A message, sent as it is written."""
    options = {name: choice.options[name] for name in ("labels",) if name in choice.options}
    response = Response(
        pieces,
        content_type=choice.format.content_type(options),
    )
    response.set_etag(tag(state, choice.format), weak=True)
    response.headers["Vary"] = _VARIES
    if option("format") == "csv":
        response.headers.set("Content-Disposition", "attachment", filename="data.csv")
    return response


def language() -> str:
    """The language of names where a format has one only: the parameter `lang`, or what is accepted."""
    if (given := option("lang")) in ("vi", "en"):
        return str(given)
    return request.accept_languages.best_match(["vi", "en"], "vi") or "vi"
