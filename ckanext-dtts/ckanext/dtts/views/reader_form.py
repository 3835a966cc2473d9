"""What the forms of readers have in common: answered to one reader, with what was typed still typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from werkzeug.wrappers import Response

from ckanext.dtts import config
from ckanext.dtts.errors import LaterError, RefusedError
from ckanext.dtts.feedback import guard
from ckanext.dtts.mail import address
from ckanext.dtts.views import language
from ckanext.dtts.views.leaving import private


def page(
    template: str,
    form: str,
    values: Mapping[str, Any],
    given: Mapping[str, str] | None = None,
    wrong: RefusedError | None = None,
) -> Response:
    """The form with a word of its own; `wrong` says what stands against what was `given`."""
    told = {
        "word": guard.word(form),
        "given": given or {},
        "wrong": wrong,
        "wrong_text": language.pick({"vi": wrong.vi, "en": wrong.en}) if wrong else "",
        "mails": config.mails(),
    }
    answer = private(tk.render(template, {**values, **told}), _status(wrong))
    if isinstance(wrong, LaterError):
        answer.headers["Retry-After"] = str(wrong.retry_after)
    return answer


def given(values: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """The fields of a form, without spaces around them; empty for one that is missing."""
    return {name: values.get(name, "").strip() for name in names}


def address_of(typed: str) -> str:
    """The clean e-mail address that was typed, empty for none; RefusedError when it is not one."""
    clean = address.clean(typed) if typed else ""
    if clean is None:
        raise RefusedError(
            "email",
            "no-address",
            "Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.org; hoặc để trống.",
            "This is no e-mail address such as name@example.org; it may be left out.",
        )
    return clean


def _status(wrong: RefusedError | None) -> int:
    if wrong is None:
        return 200
    return 429 if isinstance(wrong, LaterError) else 422
