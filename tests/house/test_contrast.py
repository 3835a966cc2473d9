"""Colours of every set, measured: text on every ground that it stands on."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "ckanext-dtts" / "ckanext" / "dtts" / "assets" / "css"
LEAST = 7.0
"""WCAG 2.2, success criterion 1.4.6 (contrast, enhanced)."""
GROUNDS = ("paper", "warm", "bad", "good", "note")
TEXTS = ("ink", "muted", "link", "indigo", "madder", "green", "gold", "gold-mark", "teal", "slate", "control")
PAIRS = [*product(TEXTS, GROUNDS), ("on-head", "head"), ("on-indigo", "indigo")]


def tokens(css: str, selector: str, after: str = "") -> dict[str, str]:
    """The custom properties that the first rule behind some words sets, each a colour of three or six digits."""
    rest = css[css.index(after) :]
    body = rest.partition(f"{selector} {{")[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", body))


def contrast(one: str, other: str) -> float:
    """The ratio of two colours as WCAG 2.2 defines it, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


CHOSEN = tokens((CSS / "display.css").read_text("utf-8"), ":root.contrast")
SETS = (CSS / "tokens.css").read_text("utf-8")
USUAL = tokens(SETS, ":root")
DARK = tokens(SETS, ":root", "(prefers-color-scheme: dark)")
MAP = tokens((CSS / "map.css").read_text("utf-8"), ":root")


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_in_high_contrast_is_seven_to_one_on_its_ground(text: str, ground: str) -> None:
    assert contrast(CHOSEN[text], CHOSEN[ground]) >= LEAST


@pytest.mark.parametrize("colours", [USUAL, DARK], ids=["light", "dark"])
def test_text_is_readable_on_every_ground_in_the_usual_sets(colours: dict[str, str]) -> None:
    """Success criterion 1.4.3: 4.5 to 1; marks and borders of fields 3 to 1 (1.4.11)."""
    marks = {"gold-mark", "control"}
    least = {pair: 3.0 if pair[0] in marks else 4.5 for pair in PAIRS}
    found = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in found.items() if ratio < least[pair]} == {}


def test_nothing_moves_for_those_who_asked_for_rest() -> None:
    """Whatever moves stands in a rule for readers who did not (WCAG 2.2, 2.3.3)."""
    moving = re.compile(r"\b(animation|transition|scroll-behavior)\b")
    lines = [line for path in CSS.glob("*.css") for line in path.read_text("utf-8").splitlines()]
    found = [line for line in lines if moving.search(line)]
    assert all(line.startswith("@media (prefers-reduced-motion: no-preference)") for line in found)
    assert found


def test_high_contrast_sets_every_colour_anew() -> None:
    assert set(USUAL) - {"focus", "focus-ink"} | set(MAP) == set(CHOSEN)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#fff", "#fff", 1.0)]
)
def test_contrast_is_measured_as_the_standard_says(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_no_colour_stands_outside_of_the_sets_that_can_be_changed() -> None:
    """A colour written into a rule would stay when the reader asks for another contrast."""
    fixed = {
        f"{path.stem}: {found}"
        for path in CSS.glob("*.css")
        if path.stem not in ("tokens", "display", "print", "staff")
        for line in path.read_text("utf-8").splitlines()
        if not line.lstrip().startswith((":root", "@media (prefers-color-scheme"))
        for found in re.findall(r"#[0-9a-f]{3,6}\b(?=[^{}]*\})", line)
    }
    assert fixed == set()
