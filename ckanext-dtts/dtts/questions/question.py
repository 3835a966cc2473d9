"""A question about a file, with all answers that there are."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from dtts.report import Sentence

KINDS = ("sheet", "encoding", "decimal")


@dataclass(frozen=True)
class Choice:
    """One answer: the value that `dtts.tables.Answers` takes, and what it means to a person."""

    value: str
    label: Sentence


@dataclass(frozen=True)
class Question:
    """`kind` is one of `KINDS` and the key of the answer; a decimal sign is asked for by `field`."""

    kind: str
    message: Sentence
    choices: tuple[Choice, ...]
    field: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON carries it."""
        return {**asdict(self), "choices": [asdict(choice) for choice in self.choices]}
