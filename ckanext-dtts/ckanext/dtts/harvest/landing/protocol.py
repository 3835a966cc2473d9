"""What a landing does with records, whatever they become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import ckan.plugins.toolkit as tk

from ckanext.dtts.harvest.trouble import Trouble
from ckanext.dtts.model import Record as Row
from dtts.harvest import Policy
from dtts_harvesters.record import Record

Pairs = Sequence[tuple[Row, Record]]


class Landing(Protocol):
    """Everything in the caller's transaction, but for what a method says."""

    at_once: int
    """So many new records land in one transaction; 1 where each has one of its own."""

    def policy(self, wanted: Policy) -> Policy:
        """Who says yes to a record: `approve` is a keeper here, `publish` nobody or the road behind."""
        ...

    def against(self, row: Row, item: Record) -> Trouble | None:
        """Why a person must look at the record before it lands; None when nothing stands against it."""
        ...

    def land(self, row: Row, item: Record) -> None:
        """Write the content and note in the row that it is here. ValidationError when it is refused."""
        ...

    def land_new(self, pairs: Pairs) -> Mapping[str, tk.ValidationError]:
        """Land new records together; why, by their ids there, some are refused. Nothing else was written for
        these. Called where `at_once` is more than 1."""
        ...

    def preview(self, item: Record) -> dict[str, str]:
        """What the record would show, by the names of our fields; for a dry run. ValidationError."""
        ...

    def remove(self, row: Row) -> None:
        """Take away what landed, so that it can be brought back."""
        ...

    def bring_back(self, row: Row) -> None:
        """Show again what was taken away."""
        ...
