"""The sentences of what went wrong, by rule, Vietnamese first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from dtts.catalogue import LOADER


@cache
def rules() -> Mapping[str, Mapping[str, str]]:
    """All rules with their two templates."""
    text = resources.files("dtts_harvesters").joinpath("sentences.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, str]] = yaml.load(text, LOADER)  # noqa: S506 - a safe one
    return found


def sentence(rule: str, values: Mapping[str, Any]) -> Mapping[str, str]:
    """The two sentences of a rule with its values filled in; KeyError for a rule without sentences."""
    return {language: template.format_map(_Given(values)) for language, template in rules()[rule].items()}


class _Given(dict[str, Any]):
    """A value that nobody gave is shown as such, since a report must never fail."""

    def __missing__(self, key: str) -> str:
        return "?"
