"""Draws that several tables of the year make."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

Value = TypeVar("Value")


def weighted(weights: Mapping[Value, int], chance: random.Random) -> Value:
    """One of the keys, as often as its weight says."""
    return chance.choices(list(weights), list(weights.values()))[0]


def day_between(first: date, last: date, chance: random.Random) -> date:
    """A day from the first to the last, both included."""
    return first + timedelta(days=chance.randint(0, (last - first).days))


def days_after(day: date, least: int, most: int, chance: random.Random) -> date:
    """A day so many days later."""
    return day + timedelta(days=chance.randint(least, most))
