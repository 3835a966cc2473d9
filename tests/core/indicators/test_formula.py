"""Formulas are data: figures, codes, four operations and brackets, and nothing that runs."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.errors import UsageError
from dtts.indicators.formula import compute, formula_words, read_formula


def value(text: str, **figures: float | None) -> float | None:
    frame = pl.DataFrame(
        {code: [figure] for code, figure in figures.items()}, schema=dict.fromkeys(figures, pl.Float64)
    )
    return compute(read_formula(text), frame)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100 * DONE / PLANNED", 49.2),
        ("DONE + PLANNED * 2", 2492.0),
        ("(DONE + PLANNED) * 2", 2984.0),
        ("-DONE", -492.0),
        ("PLANNED - DONE - 8", 500.0),
        ("DONE / 0.5", 984.0),
        ("+DONE", 492.0),
    ],
)
def test_a_formula_is_worked_out_in_the_usual_order(text, expected):
    assert value(text, DONE=492, PLANNED=1000) == pytest.approx(expected)


@pytest.mark.parametrize("figures", [{"A": None, "B": 2}, {"A": 1, "B": None}])
def test_a_missing_figure_makes_the_result_missing(figures):
    assert value("A + B", **figures) is None


@pytest.mark.parametrize("text", ["A / B", "1 / (A - 5)", "A / 0"])
def test_what_is_divided_by_zero_is_missing(text):
    assert value(text, A=5, B=0) is None


def test_real_disbursement_rates_come_out_as_reported():
    assert round(value("100 * DONE / PLANNED", DONE=892_120, PLANNED=1_812_170), 1) == 49.2
    assert (
        round(
            value(
                "100 * DONE / (INVESTMENT + RECURRENT)", DONE=609_536, INVESTMENT=543_487, RECURRENT=231_782
            ),
            1,
        )
        == 78.6
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("__import__('os').system('id')", "may not contain"),
        ("A.real", "may not contain"),
        ("A[0]", "may not contain"),
        ("A if B else C", "may not contain"),
        ("A ** 9999999", "may not contain"),
        ("A // B", "may not contain"),
        ("A and B", "may not contain"),
        ("[x for x in A]", "may not contain"),
        ("lambda: A", "may not contain"),
        ("'text'", "may not contain"),
        ("True * A", "may not contain"),
        ("1j * A", "may not contain"),
        ("A; B", "cannot be read"),
        ("A +", "cannot be read"),
        ("", "cannot be read"),
        ("1 + 2", "names no indicator"),
        ("A + " * 200 + "A", "characters"),
        ("-" * 60 + "A", "deep"),
        ("A\0", "cannot be read"),
    ],
)
def test_what_is_no_formula_is_refused_by_name(text, said):
    with pytest.raises(UsageError, match=said):
        read_formula(text)


def test_a_formula_without_its_figures_says_which_it_needs():
    with pytest.raises(UsageError, match="needs B"):
        compute(read_formula("A / B"), pl.DataFrame({"A": [1.0]}))


def test_the_codes_of_a_formula_are_known_before_it_is_worked_out():
    assert read_formula("100 * A / (A + B)").codes == ("A", "B")


trees = st.recursive(
    st.sampled_from(["A", "B", "2", "3"]),
    lambda parts: st.tuples(parts, st.sampled_from("+-*/"), parts).map(
        lambda part: f"({part[0]} {part[1]} {part[2]})"
    ),
    max_leaves=8,
)


@given(trees.filter(lambda text: "A" in text or "B" in text), st.integers(-9, 9), st.integers(-9, 9))
def test_any_formula_agrees_with_exact_arithmetic(text, a, b):
    try:
        exact = eval(text, {}, {"A": Fraction(a), "B": Fraction(b)})  # the oracle, on texts drawn here
    except ZeroDivisionError:
        exact = None
    except TypeError:
        return
    found = value(text, A=a, B=b)
    if exact is None:
        assert found is None
    elif found is not None:
        assert found == pytest.approx(float(exact), rel=1e-9, abs=1e-9)


def test_codes_with_dots_are_codes_and_numbers_with_dots_stay_numbers():
    formula = read_formula("0.5 * I1719.02 / (O1719.DA01.01 + A)")
    assert formula.codes == ("I1719.02", "O1719.DA01.01", "A")
    figures = pl.DataFrame({"I1719.02": [8.0], "O1719.DA01.01": [1.0], "A": [1.0]})
    assert compute(formula, figures).to_list() == [2.0]


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", "100 × “Số trẻ” : (“B.1” + 1.000,5) − 1"), ("en", "100 × “Số trẻ” : (“B.1” + 1,000.5) − 1")],
)
def test_people_read_a_formula_by_names_and_signs(lang: str, said: str):
    assert formula_words("100 * CHILDREN / (B.1 + 1000.5) - 1", {"CHILDREN": "Số trẻ"}, lang) == said
