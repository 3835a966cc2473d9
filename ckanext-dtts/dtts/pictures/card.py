"""Where the words of a card stand: a title and a sentence at its head, the source at its foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dtts.pictures.lines import wrapped

WIDTH, HEIGHT = 1200, 630
"""What services that show links ask for, in pixels."""
EDGE = 48.0
_HEAD, _LEADING = 34.0, 1.35
_TITLE, _NARROW_TITLE, _SENTENCE, _FOOT = 36.0, 30.0, 23.0, 17.0
_TITLE_LINES, _FOOT_LINES = 2, 2
_UNDER = 18.0
"""From the line on which the last words of the head stand to what comes below, in pixels."""
DRAWN = 290.0
"""How high a drawing is at least."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line: its left end, the line on which its letters stand, and the size of the text."""

    x: float
    y: float
    size: float
    bold: bool
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """`top` to `bottom` and `left` to `right` is left free for a drawing, in pixels, y downwards."""

    lines: tuple[Written, ...]
    left: float
    top: float
    right: float
    bottom: float


def card(
    title: str, sentence: str, foot: Sequence[str], *, column: float = WIDTH - 2 * EDGE, keep: float = DRAWN
) -> Card:
    """A card whose head is `column` wide: room for a drawing is under it, or beside it where it is narrow.

    `keep` pixels stay free below the head at least, if the sentence can be cut to one line for it.
    """
    beside = column < WIDTH - 2 * EDGE
    # A narrow column has the height of the card to itself.
    size, most = (_NARROW_TITLE, 2 * _TITLE_LINES) if beside else (_TITLE, _TITLE_LINES)
    titles = wrapped(title, column, size, most, bold=True)
    rows = [line for text in foot for line in wrapped(text, WIDTH - 2 * EDGE, _FOOT, _FOOT_LINES)]
    bottom = HEIGHT - EDGE / 2 - len(rows) * _FOOT * _LEADING
    first = EDGE + _HEAD + len(titles) * size * _LEADING
    room = 1 + int((bottom - keep - _UNDER - first) / (_SENTENCE * _LEADING))
    words = [
        *((line, size, True) for line in titles),
        *((line, _SENTENCE, False) for line in wrapped(sentence, column, _SENTENCE, max(room, 1))),
    ]
    head = tuple(_stack(words, EDGE + _HEAD))
    below = tuple(_stack(((row, _FOOT, False) for row in rows), bottom + _FOOT))
    left, top = (EDGE + column + EDGE / 2, EDGE / 2) if beside else (EDGE, head[-1].y + _UNDER)
    return Card((*head, *below), left, top, WIDTH - EDGE, bottom - EDGE / 4)


Line = tuple[str, float, bool]


def _stack(lines: Iterable[Line], y: float) -> Iterator[Written]:
    for words, size, bold in lines:
        yield Written(EDGE, round(y, 1), size, bold, words)
        y += size * _LEADING
