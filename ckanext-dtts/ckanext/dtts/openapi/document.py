"""OpenAPI 3.1 of the running portal: addresses from Flask's routes, the rest from the endpoints' tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Any

from werkzeug.routing import Map, Rule

from ckanext.dtts.openapi.endpoint import Described, Endpoint, known
from ckanext.dtts.openapi.parameters import Parameter
from ckanext.dtts.openapi.problems import MEDIA_TYPE, TITLES
from ckanext.dtts.openapi.shapes import BOTH, TEXT, WHOLE

PREFIX = "/api/dtts/v1"
MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "openapi": "application/vnd.oai.openapi+json;version=3.1",
    "atom": "application/atom+xml",
    "prometheus": "text/plain; version=0.0.4; charset=utf-8",
}
TAGS = {
    "indicators": ("Chỉ tiêu và số liệu", "Indicators and their values"),
    "finance": ("Kinh phí", "Finance"),
    "followup": ("Giám sát, đánh giá và kiến nghị", "Monitoring, evaluations and recommendations"),
    "registers": (
        "Danh mục: địa bàn, dân tộc, Chương trình",
        "Registers: places, ethnic groups, the programme",
    ),
    "duties": ("Dữ liệu phải công bố", "What must be published"),
    "feedback": ("Yêu cầu của người đọc", "What readers ask for"),
    "tables": ("Bảng, phiên bản và bản gửi", "Tables, versions and submissions"),
    "check": ("Kiểm tra tệp", "Checking files"),
    "uploads": ("Gửi tệp thành nhiều đoạn (tus)", "Files in pieces (tus)"),
    "log": ("Nhật ký và giám sát", "The log and monitoring"),
    "about": ("Về API này", "About this API"),
}
ABOUT = (
    "Đọc không cần đăng ký. Mọi câu trả lời nhiều dòng nói có bao nhiêu dòng và cho xem bao nhiêu; lỗi là "
    "application/problem+json, nói tham số nào sai và có thể ghi gì.",
    "Reading needs no registration. Every list says how many rows there are and how many it shows; errors "
    "are application/problem+json, and say which parameter is wrong and what it may be.",
)
PROBLEM: Mapping[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "vi", "en", "error"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": WHOLE,
        "detail": {"type": "string"},
        **BOTH["properties"],
        "parameter": TEXT,
        "possible": {"type": "array", "items": {"type": "string"}},
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {"code": {"type": "string"}, "message": BOTH},
        },
    },
}
_PART = re.compile(r"<(?:(?P<kind>[a-z]+)(?:\((?P<said>[^)]*)\))?:)?(?P<name>\w+)>")
_METHODS = ("GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS")


def document(routes: Map, site: str, title: Mapping[str, str]) -> dict[str, Any]:
    """The whole description; `title` is the portal's name in both languages."""
    paths: dict[str, dict[str, Any]] = {}
    for rule, told in rules(routes):
        for path, suffix in addresses(rule):
            operations = paths.setdefault(path, {})
            for method in methods(rule):
                operations[method.lower()] = _operation(told, rule, method, suffix)
    return {
        "openapi": "3.1.0",
        "info": _info(title),
        "servers": [{"url": site}],
        "tags": [{"name": tag, "description": " / ".join(words)} for tag, words in TAGS.items()],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": {"Problem": PROBLEM},
            "securitySchemes": {"token": {"type": "apiKey", "in": "header", "name": "Authorization"}},
        },
    }


def rules(routes: Map) -> Iterator[tuple[Rule, Described]]:
    """The API's routes that are described."""
    for rule in routes.iter_rules():
        if rule.rule.startswith(PREFIX) and rule.endpoint in known():
            yield rule, known()[rule.endpoint]


def methods(rule: Rule) -> list[str]:
    """Methods of a route; those that Flask adds by itself to a GET are left out."""
    given = rule.methods or set()
    added = {"HEAD", "OPTIONS"} if "GET" in given else {"OPTIONS"} if given - {"OPTIONS"} else set()
    return [method for method in _METHODS if method in given - added]


def addresses(rule: Rule) -> list[tuple[str, str | None]]:
    """The paths of a route as OpenAPI writes them: one for each suffix that it may end in."""
    found = re.search(r"<any\(([^)]*)\):form>", rule.rule)
    if found is None:
        return [(_PART.sub(r"{\g<name>}", rule.rule), None)]
    before = rule.rule[: found.start()]
    return [(_PART.sub(r"{\g<name>}", before) + suffix, suffix) for suffix in found[1].split(",")]


def _info(title: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": f"{title['vi']}: API v1",
        "summary": f"{title['en']}: API v1",
        "version": version("ckanext-dtts"),
        "description": "\n\n".join(ABOUT),
        "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
    }


def _operation(told: Described, rule: Rule, method: str, suffix: str | None) -> dict[str, Any]:
    endpoint = told.endpoint
    parts = (rule.endpoint.replace(".", "_"), *sorted(rule.arguments - {"form"}), suffix, method.lower())
    operation: dict[str, Any] = {
        "operationId": "_".join(filter(None, parts)),
        "tags": [told.tag],
        "summary": endpoint.vi,
        "description": endpoint.en,
        "parameters": [_parameter(each) for each in _taken(endpoint, rule, suffix)],
        "responses": _responses(endpoint, suffix),
    }
    if endpoint.body is not None and method in ("POST", "PATCH", "PUT"):
        forms = {media: {"schema": schema} for media, schema in endpoint.body.forms.items()}
        operation["requestBody"] = {"required": endpoint.body.required, "content": forms}
    if endpoint.token:
        operation["security"] = [{"token": []}]
    return operation


def _taken(endpoint: Endpoint, rule: Rule, suffix: str | None) -> Iterable[Parameter]:
    in_path = {each.name: each for each in endpoint.takes if each.place == "path"}
    yield from (in_path[name] for name in sorted(rule.arguments - {"form"}))
    yield from endpoint.query(suffix)
    yield from (each for each in endpoint.takes if each.place == "header")


def _parameter(one: Parameter) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": one.name,
        "in": one.place,
        "required": one.required,
        "description": f"{one.vi}\n\n{one.en}",
        "schema": one.schema(),
    }
    if one.many:
        told |= {"style": "form", "explode": False}
    if one.example:
        told["example"] = _example(one, one.example)
    return told


def _example(one: Parameter, text: str) -> Any:
    if one.many:
        return [text]
    return int(text) if one.kind == "whole" else text


def _responses(endpoint: Endpoint, suffix: str | None) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": f"{endpoint.vi} / {endpoint.en}"}
    forms = (suffix,) if suffix else endpoint.forms
    if forms:
        answer["content"] = {MEDIA_TYPES[form]: {"schema": _schema(endpoint, form)} for form in forms}
    failures = {str(status): _failure(status) for status in sorted({400, 404, *endpoint.fails})}
    return {str(endpoint.status): answer, **failures, "default": _failure(500)}


def _schema(endpoint: Endpoint, form: str) -> Mapping[str, Any]:
    return endpoint.gives if MEDIA_TYPES[form].partition(";")[0].endswith("json") else {"type": "string"}


def _failure(status: int) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": " / ".join(TITLES[status]), "content": content}
