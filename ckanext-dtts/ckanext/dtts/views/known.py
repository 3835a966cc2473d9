"""Answers from the store of observations, known by what they rest on: unchanged, they are not made again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Response

from ckanext.dtts import registers
from ckanext.dtts.observations import visible

_DIGITS = 32


def known_by_store(view: Callable[..., Any]) -> Callable[..., Any]:
    """304 when the reader has the answer already; else the answer with its ETag.

    The tag is made of the address, the day, the registers and one statement about the
    tables of the store; no observation is read for it.
    """

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        tag = _tag()
        if tk.request.if_none_match.contains_weak(tag):
            response = Response(status=304)
            response.set_etag(tag)
            return response
        response = view(*args, **kwargs)
        if isinstance(response, Response) and response.status_code == 200:
            response.set_etag(tag)
        return response

    return wrapped


def _tag() -> str:
    parts = (
        visible.tag(),
        tk.request.full_path,
        registers.today().isoformat(),
        str(registers.folder()),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_DIGITS]
