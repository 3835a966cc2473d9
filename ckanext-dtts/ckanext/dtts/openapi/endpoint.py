"""What an endpoint takes and gives, said once: requests are held against it, and OpenAPI is made of it.

Beside its views a module has a table by the name of the view's function, and says so to its blueprint:

    ENDPOINTS = {"rank": Endpoint("Xếp hạng …", "Ranks …", takes=(INDICATOR, PERIOD), gives=listed(ROW))}
    described(blueprint, "indicators", ENDPOINTS)

From then on a parameter that is not in the table is refused with those that are, a value that is not possible
is refused with those that are, and every error of the blueprint is a problem (RFC 9457).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ckan.plugins import toolkit as tk
from flask import Blueprint

from ckanext.dtts.errors import RefusedError, refusal
from ckanext.dtts.openapi import problems
from ckanext.dtts.openapi.parameters import Parameter, unknown

LANG = Parameter(
    "lang",
    "Ngôn ngữ của câu chữ: vi (mặc định) hoặc en. Tên trong dữ liệu luôn có cả hai.",
    "Language of sentences: vi (default) or en. Names within data always come in both.",
    choices=lambda: ("vi", "en"),
)
ANY: Mapping[str, Any] = {"type": "object"}


@dataclass(frozen=True)
class Body:
    """What a request carries: JSON Schemas by media type."""

    forms: Mapping[str, Mapping[str, Any]]
    required: bool = True


@dataclass(frozen=True)
class Endpoint:
    """`vi` and `en` say in a sentence what it does; `takes` are its parameters, those of the address
    included. `gives` is the JSON Schema of its answer as JSON; `forms` are the formats that it comes in,
    `status` is that of success, and `fails` are errors beside 400 and 404. `token`: somebody has to say who
    they are. `tried`: the guide shows a form, filled with the parameters' examples."""

    vi: str
    en: str
    takes: tuple[Parameter, ...] = ()
    gives: Mapping[str, Any] = field(default_factory=lambda: ANY)
    forms: tuple[str, ...] = ("json",)
    status: int = 200
    fails: tuple[int, ...] = ()
    body: Body | None = None
    token: bool = False
    tried: bool = True

    def query(self, suffix: str | None = None) -> tuple[Parameter, ...]:
        """Parameters that stand after the question mark; an address with a suffix takes no `format`."""
        own = tuple(each for each in self.takes if each.place == "query")
        return (*(each for each in own if not (suffix and each.name == "format")), LANG)


@dataclass(frozen=True)
class Described:
    """An endpoint with the chapter that it belongs to."""

    tag: str
    endpoint: Endpoint


_KNOWN: dict[str, Described] = {}


def known() -> Mapping[str, Described]:
    """Every endpoint of the API by Flask's name for it (`<blueprint>.<function>`)."""
    return _KNOWN


def described(blueprint: Blueprint, tag: str, table: Mapping[str, Endpoint]) -> None:
    """Hold the requests of a blueprint against its table, and give its errors as problems."""
    for name, endpoint in table.items():
        _KNOWN[f"{blueprint.name}.{name}"] = Described(tag, endpoint)
    blueprint.before_request(_hold)
    problems.told_by(blueprint)


@problems.answers
def _hold() -> Any:
    """Refuse what the endpoint of this request does not know."""
    found = _KNOWN.get(tk.request.endpoint or "")
    if found is not None:
        try:
            hold(found.endpoint, tk.request.args, tk.request.view_args or {})
        except RefusedError as refused:
            raise refusal(refused) from refused


def hold(endpoint: Endpoint, args: Any, path: Mapping[str, Any]) -> None:
    """RefusedError for the first parameter or value of a request (`args`, a MultiDict) that is not possible,
    and for one that lacks; ObjectNotFound for an address with signs that no name has."""
    allowed = {each.name: each for each in endpoint.query(path.get("form"))}
    for name in args:
        if name not in allowed:
            raise _no_such_parameter(name, sorted(allowed))
    for name, parameter in allowed.items():
        given = args.getlist(name)
        if parameter.required and not any(text.strip() for text in given):
            raise _missing(parameter)
        parameter.check(given)
    for text in path.values():
        if isinstance(text, str) and not text.isprintable():
            raise tk.ObjectNotFound("address")


def _no_such_parameter(name: str, allowed: list[str]) -> RefusedError:
    likest = unknown(name, name, allowed).possible
    listed = ", ".join(likest)
    return RefusedError(
        name,
        "unknown-parameter",
        f"Địa chỉ này không có tham số “{name}”. Các tham số: {listed}.",
        f"This address has no parameter “{name}”. Those that it has: {listed}.",
        tuple(allowed),
    )


def _missing(parameter: Parameter) -> RefusedError:
    example = f"{parameter.name}={parameter.example}" if parameter.example else parameter.name
    return RefusedError(
        parameter.name,
        "missing",
        f"Hãy cho biết “{parameter.name}”: {parameter.vi} Ví dụ: {example}.",
        f"Name “{parameter.name}”: {parameter.en} As an example: {example}.",
        tuple(parameter.choices()) if parameter.choices else (),
    )
