"""What a source is, once its file has been read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dtts_harvesters.session.policy import Policy
from dtts_harvesters.source.schedule import Schedule

Words = Mapping[str, str]


@dataclass(frozen=True)
class Access:
    """A credential by its name; its secrets are kept by the portal and never in the file."""

    name: str
    kind: str
    header: str = "Authorization"
    token_address: str = ""
    scope: str = ""


ANY_TYPE = "any"


@dataclass(frozen=True)
class Target:
    """Where the records go: into a table of a dataset (`table` is a table schema), or each becomes a dataset
    of `dataset_type`; `any` is the type that the record itself names."""

    table: str = ""
    dataset: str = ""
    dataset_type: str = ""


@dataclass(frozen=True)
class Expected:
    """How many records a complete reading has, at least and at most; None: not said."""

    minimum: int | None = None
    maximum: int | None = None

    def holds(self, count: int) -> bool:
        """Whether that many are as expected."""
        return (self.minimum is None or count >= self.minimum) and (
            self.maximum is None or count <= self.maximum
        )


@dataclass(frozen=True)
class Geography:
    """The units that the source's places are written in, and what is to be done with them."""

    written_in: str = "since-2025-07"
    then: str = "keep"


@dataclass(frozen=True)
class Source:
    """One source. `fields` maps the source's names to ours, `ignore` names what is left out on purpose; what
    is neither is reported as drift. `policy` is `valid` (publish when valid) or `approval` (a person does).
    `options` are the connector's own."""

    id: str
    title: Words
    owner: str
    connector: str
    address: str
    target: Target
    access: Access | None = None
    schedule: Schedule = field(default_factory=Schedule)
    fields: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    expected: Expected = Expected()
    policy: str = "approval"
    geography: Geography | None = None
    network: Policy = field(default_factory=Policy)
    plain_credentials: bool = False
    authority: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
