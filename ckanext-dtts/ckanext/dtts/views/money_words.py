"""Money as a reader takes it: amounts in billions of dong, shares in per cent, codes by their words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.views import language
from dtts import formats
from dtts.finance import axis_words

_BILLION = Decimal(10) ** 9


def word(axis: str, code: str) -> str:
    """What a code of an axis is called."""
    return axis_words(axis, code)[language.current()]


def billions(fact: Mapping[str, Any]) -> str:
    """An amount in billions of dong, no figure lost; "about" where the source says more or less than that."""
    said = tk._("{amount} billion dong").format(amount=figure(fact))
    return tk._("about {amount}").format(amount=said) if fact["APPROXIMATE"] else said


def figure(fact: Mapping[str, Any]) -> str:
    """The bare number of billions of dong."""
    amount = Decimal(fact["AMOUNT"]) / _BILLION
    return formats.number(format(amount.normalize(), "f"), language.current())


def share(row: Mapping[str, Any]) -> str:
    """A share in per cent, worked out from the two amounts and rounded once."""
    exact = Decimal(100) * row["AMOUNT"] / row["OF_AMOUNT"]
    rounded = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    said = f"{formats.number(rounded, language.current())} %"
    return tk._("about {amount}").format(amount=said) if row["APPROXIMATE"] else said
