"""Computed indicators: a small language of figures, read as data and never run as code.

A formula has numbers, codes of indicators (in capitals, with or without dots), `+ - * /`, a sign and
brackets: `100 * A_DONE / A_PLANNED`. Where
one of its figures is missing, or a divisor is zero, the result is missing: nothing is taken for zero.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import add, mul, sub

import polars as pl

from dtts import formats
from dtts.errors import UsageError

_LONGEST = 500
_DEEPEST = 40
# What follows a letter, digit or dot is no code: `1e3` is a number.
_CODE = re.compile(r"(?<![\w.])[A-Z][A-Z0-9_]*(?:\.[A-Z0-9_]+)*(?![\w.])")
# Stands for a dot while Python reads the text: no code has a small letter.
_DOT = "dot"
_SIGNS = {"*": "×", "/": ":", "-": "−"}


def _divided(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    return pl.when(right != 0).then(left / right)


_OPERATIONS: Mapping[type[ast.operator], Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: _divided,
}


@dataclass(frozen=True)
class Formula:
    """`codes` are the indicators that it names, in their order; `expression` computes it from columns that
    bear these names, as 64-bit floats, null where it has no value."""

    text: str
    codes: tuple[str, ...]
    expression: pl.Expr

    def __hash__(self) -> int:
        return hash(self.text)


@cache
def read_formula(text: str) -> Formula:
    """The formula that a text says. UsageError names the first thing in it that is none of the language."""
    if len(text) > _LONGEST:
        raise UsageError(f"a formula may have {_LONGEST} characters; this one has {len(text)}")
    try:
        tree = ast.parse(_CODE.sub(_without_dots, text), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as broken:
        raise UsageError(f"the formula {text!r} cannot be read: {broken}") from broken
    codes: list[str] = []
    expression = _read(tree, codes, text, 0)
    if not codes:
        raise UsageError(f"the formula {text!r} names no indicator")
    return Formula(text, tuple(dict.fromkeys(codes)), expression)


def compute(formula: Formula, values: pl.DataFrame) -> pl.Series:
    """The formula over a table with a column for each of its codes; UsageError when one is not there."""
    absent = [code for code in formula.codes if code not in values.columns]
    if absent:
        raise UsageError(f"the formula {formula.text!r} needs {', '.join(absent)}")
    computed = values.select(formula.expression.cast(pl.Float64).alias("value")).to_series()
    return computed.set(computed.is_infinite() | computed.is_nan(), None)


def _read(node: ast.expr, codes: list[str], text: str, depth: int) -> pl.Expr:
    if depth > _DEEPEST:
        raise UsageError(f"the formula {text!r} has brackets more than {_DEEPEST} deep")
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        left, right = (_read(side, codes, text, depth + 1) for side in (node.left, node.right))
        return _OPERATIONS[type(node.op)](left, right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        inner = _read(node.operand, codes, text, depth + 1)
        return -inner if isinstance(node.op, ast.USub) else inner
    if isinstance(node, ast.Name):
        code = node.id.replace(_DOT, ".")
        codes.append(code)
        return pl.col(code).cast(pl.Float64)
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, (int, float))
        and not isinstance(node.value, bool)
    ):
        return pl.lit(float(node.value))
    raise UsageError(f"the formula {text!r} may not contain {ast.unparse(node)!r}")


def formula_words(text: str, names: Mapping[str, str], lang: str) -> str:
    """A formula for people: indicators by their names in quotation marks, signs as written by hand."""
    between = ["".join(_SIGNS.get(sign, sign) for sign in _numbers(part, lang)) for part in _CODE.split(text)]
    named = [f"“{names.get(code, code)}”" for code in _CODE.findall(text)]
    return "".join(part + name for part, name in zip(between, [*named, ""], strict=True))


def _numbers(text: str, lang: str) -> str:
    return re.sub(r"\d+(\.\d+)?", lambda number: formats.number(number.group(), lang), text)


def _without_dots(code: re.Match[str]) -> str:
    return code.group().replace(".", _DOT)
