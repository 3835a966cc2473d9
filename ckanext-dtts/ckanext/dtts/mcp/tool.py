"""What a tool is, and the words that the protocol describes it with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Arguments = Mapping[str, Any]
Answer = dict[str, Any]


@dataclass(frozen=True)
class Tool:
    """`parameters` are JSON Schemas by name; `answer` takes arguments that fit them and gives what is found,
    with `citation`, `release` and `address`, and the list that may be shortened under `results`."""

    name: str
    title: str
    description: str
    parameters: Mapping[str, Mapping[str, Any]]
    required: tuple[str, ...]
    answer: Callable[[Arguments], Answer]

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of the arguments; others than those named are refused."""
        return {
            "type": "object",
            "properties": {name: dict(each) for name, each in self.parameters.items()},
            "required": list(self.required),
            "additionalProperties": False,
        }

    def described(self) -> dict[str, Any]:
        """As `tools/list` gives it."""
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": self.schema,
            "annotations": {"readOnlyHint": True, "idempotentHint": True, "openWorldHint": False},
        }
