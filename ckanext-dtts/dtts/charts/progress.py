"""How far the way to a target is done: a bar from baseline to target, with where the line would be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """In units of the picture: the bar is `width` long, `done` of it filled; `due` is where the straight line
    would be now, None where nobody can say. `back` when things have become worse than at the baseline."""

    width: float
    done: float
    due: float | None
    back: bool


def progress(achieved: float, pace: float | None, width: float) -> Progress:
    """`achieved` is the part of the way that is done (1 is the target), `pace` that part beside the part of
    the time that has gone. More than the whole way is drawn as the whole."""
    gone = achieved / pace if pace else None
    return Progress(
        width,
        round(width * min(max(achieved, 0.0), 1.0), 1),
        None if gone is None else round(width * min(max(gone, 0.0), 1.0), 1),
        achieved < 0,
    )
