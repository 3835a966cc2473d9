"""Every code that an error of the API may have, with its sentence: what `type` of a problem leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import yaml
from werkzeug.exceptions import default_exceptions

from ckanext.dtts.openapi import problems
from dtts.catalogue import schemas_path
from dtts.report.rules import files

Words = Mapping[str, str]
_BLANK = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Code:
    """`status` is that of HTTP with which it comes; the sentences hold for every request that it names."""

    code: str
    status: int
    vi: str
    en: str


@cache
def listed() -> tuple[Code, ...]:
    """All of them by code, each once: a meaning of the API's own goes before that of a rule of checking."""
    found: dict[str, Code] = {}
    for one in (*_own(), *_fixed(), *_of_http(), *_of_files()):
        found.setdefault(one.code, one)
    return tuple(found[code] for code in sorted(found))


def _own() -> Iterator[Code]:
    told: Mapping[str, Words] = yaml.safe_load((schemas_path() / "problems.yaml").read_text(encoding="utf-8"))
    for code, words in told.items():
        yield Code(code, problems.STATUS.get(code, 400), words["vi"], words["en"])


def _fixed() -> Iterator[Code]:
    for code, (status, vi, en) in problems.SENTENCES.items():
        yield Code(code, status, vi, en)


def _of_http() -> Iterator[Code]:
    for status in default_exceptions:
        vi, en = problems.title(status)
        yield Code(f"http-{status}", status, f"{vi}.", f"{en}.")


def _of_files() -> Iterator[Code]:
    """Why a file cannot be read; what a rule fills in is left open."""
    for rule in files.RULES:
        vi, en = (_BLANK.sub("…", f"{rule.message[lang]}. {rule.advice[lang]}") for lang in ("vi", "en"))
        status = problems.STATUS.get(rule.id, 400)
        yield Code(rule.id, status, vi[:1].upper() + vi[1:], en[:1].upper() + en[1:])
