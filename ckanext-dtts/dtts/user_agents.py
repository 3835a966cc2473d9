"""Whether a request is a person's, as far as the user agent that it names says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

import yaml

from dtts.catalogue import schemas_path

Kind = Literal["person", "program", "crawler"]


def kind_of(user_agent: str) -> Kind:
    """A crawler that names itself, a program, or a person; who names nothing is a program."""
    words = user_agent.strip().lower()
    if not words:
        return "program"
    if _patterns()["crawlers"].search(words):
        return "crawler"
    return "program" if _patterns()["programs"].search(words) else "person"


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    found = yaml.safe_load((schemas_path() / "user_agents.yaml").read_text(encoding="utf-8"))
    return {name: re.compile("|".join(patterns)) for name, patterns in found.items()}
