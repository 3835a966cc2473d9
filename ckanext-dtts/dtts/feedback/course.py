"""The states that one kind of feedback goes through, and who reads its words in which of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str]

FIRST = "waiting"
"""The state in which everything comes in, whatever its kind: nobody has read it yet."""
DISMISSED = "dismissed"
"""The state of what is not made public, whatever its kind."""


@dataclass(frozen=True)
class Course:
    """`moves`: what may be done in each state, and where it leads. `states`: each as people read it.

    A reader's words are public in `public` states only. In those of `to_do` somebody waits for the agency.
    The moves of `answering` are nothing without words for the one who wrote. `noun` is what one is called.
    """

    noun: Words
    moves: Mapping[str, Mapping[str, str]]
    states: Mapping[str, Words]
    public: frozenset[str]
    to_do: frozenset[str]
    answering: frozenset[str]

    @property
    def out(self) -> frozenset[str]:
        """States in which nobody waits and the public reads nothing: the words go after some time."""
        return frozenset(self.states) - self.public - self.to_do

    @property
    def all_moves(self) -> tuple[str, ...]:
        """Every move that there is in some state, by name."""
        return tuple(sorted({move for moves in self.moves.values() for move in moves}))
