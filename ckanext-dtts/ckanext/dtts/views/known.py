"""Answers from the store of observations, known by what they rest on: unchanged, they are not made again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Response

from ckanext.dtts import registers
from ckanext.dtts.observations import visible

_DIGITS = 32


View = Callable[..., Any]


def known_by(*rests_on: Callable[[], str]) -> Callable[[View], View]:
    """304 when the reader has the answer already; else the answer with its ETag.

    The tag is made of the address, the day, the registers and the words that `rests_on` give, each of which
    changes when what it speaks for does.
    """

    def decorated(view: View) -> View:
        @wraps(view)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            tag = _tag(rests_on)
            if tk.request.if_none_match.contains_weak(tag):
                response = Response(status=304)
                response.set_etag(tag)
                return response
            response = view(*args, **kwargs)
            if isinstance(response, Response) and response.status_code == 200:
                response.set_etag(tag)
            return response

        return wrapped

    return decorated


known_by_store = known_by(visible.tag)
"""Of what rests on the store alone: one statement about its tables, no observation is read."""


def _tag(rests_on: Iterable[Callable[[], str]]) -> str:
    parts = (
        *(tag() for tag in rests_on),
        tk.request.full_path,
        registers.today().isoformat(),
        str(registers.folder()),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_DIGITS]
