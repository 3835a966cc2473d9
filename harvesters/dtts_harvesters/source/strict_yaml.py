"""YAML without its surprises: no key twice, no aliases, no tags, one document of bounded size; `on`, `no`,
`02:30`, `00688` and `2026-11-27` stay the words that they are, as in YAML 1.2."""

from __future__ import annotations

import re
from typing import Any

import yaml

from dtts_harvesters.source.fields import RefusedError, refuse

_MOST = 64 * 1024
_PLAIN = (
    ("bool", re.compile(r"true|false"), "tf"),
    ("int", re.compile(r"-?(?:0|[1-9][0-9]*)"), "-0123456789"),
    ("float", re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+"), "-0123456789"),
    ("null", re.compile(r"~|null|"), ["~", "n", ""]),
)


class _Strict(yaml.SafeLoader):
    yaml_implicit_resolvers: Any = {}  # noqa: RUF012 - as the base class declares it

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise refuse("yaml", line=self.line + 1, why="alias")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[Any] = set()
        for key, _ in node.value:
            word = self.construct_object(key, deep=True)
            if not isinstance(word, str | int | float | bool) or word in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key {word!r} twice", key.start_mark)
            seen.add(word)
        return super().construct_mapping(node, deep=deep)


for _name, _pattern, _first in _PLAIN:
    _Strict.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}", re.compile(f"^(?:{_pattern.pattern})$"), list(_first)
    )


def load(content: str) -> Any:
    """The document; RefusedError `yaml` with line and reason when it is none, or more than one."""
    if len(content) > _MOST:
        raise refuse("yaml", line=1, why=f"> {_MOST} bytes")
    try:
        return yaml.load(content, Loader=_Strict)  # noqa: S506 - a SafeLoader made stricter
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark
        raise refuse("yaml", line=mark.line + 1 if mark else 1, why=str(wrong.problem)) from None
    except (yaml.YAMLError, RecursionError, ValueError) as wrong:
        raise refuse("yaml", line=1, why=type(wrong).__name__) from None


__all__ = ["RefusedError", "load"]
