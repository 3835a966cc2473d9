"""What the pages of the keepers call things, in the reader's language."""

from __future__ import annotations

import ckan.plugins.toolkit as tk


def health(name: str) -> str:
    """How a source is."""
    return {
        "well": tk._("well"),
        "faults": tk._("some records failed"),
        "waiting": tk._("waits for a decision"),
        "late": tk._("late"),
        "failing": tk._("fails"),
        "paused": tk._("paused"),
        "never": tk._("never ran"),
    }[name]


def state(name: str) -> str:
    """Where a source or a run stands."""
    return {
        "new": tk._("not started"),
        "active": tk._("runs by its schedule"),
        "paused": tk._("paused"),
        "queued": tk._("waits for its turn"),
        "running": tk._("is running"),
        "done": tk._("done"),
        "failed": tk._("failed"),
    }[name]


def every(name: str) -> str:
    """How often a source runs."""
    return {
        "manual": tk._("only when asked"),
        "hour": tk._("every hour"),
        "day": tk._("every day"),
        "week": tk._("every week"),
        "month": tk._("every month"),
    }[name]


def kind(name: str) -> str:
    """A run that takes, or one that only looks."""
    return tk._("Dry run") if name == "check" else tk._("Harvest")


def outcome(name: str) -> str:
    """What became of a record."""
    return {
        "created": tk._("new"),
        "updated": tk._("changed"),
        "unchanged": tk._("unchanged"),
        "failed": tk._("failed"),
        "held": tk._("held"),
    }[name]


def waits(name: str) -> str:
    """What a person is asked."""
    return {
        "create": tk._("New records"),
        "update": tk._("Changed records"),
        "remove": tk._("Records that the source no longer names"),
    }[name]


def drift(name: str) -> str:
    """How a field differs from what the source's file says."""
    return {
        "new": tk._("new field that nobody mapped"),
        "lost": tk._("mapped field that no record has"),
        "retyped": tk._("field of another type than before"),
    }.get(name, name)


def policy(name: str) -> str:
    """Who says yes."""
    return tk._("published when valid") if name == "valid" else tk._("waits for approval")
