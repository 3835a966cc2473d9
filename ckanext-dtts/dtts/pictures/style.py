"""Rules of the portal's style sheets for a picture that stands alone: without custom properties."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dtts.errors import UsageError

_TOKEN = re.compile(r"(--[\w-]+): *([^;}]+)")
_USE = re.compile(r"var\((--[\w-]+)\)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def plain_rules(css: str, start: tuple[str, ...]) -> str:
    """The rules outside of media queries whose selectors begin with one of `start`, each property of
    `:root` put in as the value that it has on paper. UsageError for a property that `:root` does not set.
    """
    rules = _RULE.findall(_without_media(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))
    tokens = {
        name: value.strip()
        for selector, body in rules
        if selector.strip() == ":root"
        for name, value in _TOKEN.findall(body)
    }
    kept = (
        (selector.strip(), body.strip()) for selector, body in rules if selector.strip().startswith(start)
    )
    return "".join(f"{selector}{{{_filled(body, tokens)}}}" for selector, body in kept)


def _without_media(css: str) -> str:
    """Media queries hold rules, so that their braces are two deep."""
    return re.sub(r"@[^{}]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)


def _filled(body: str, tokens: Mapping[str, str]) -> str:
    unknown = next((name for name in _USE.findall(body) if name not in tokens), None)
    if unknown is not None:
        raise UsageError(f"the style sheet uses {unknown}, which :root does not set")
    return _USE.sub(lambda found: tokens[found[1]], body)
