"""Lets a child of the worker drain each topic of the outbox, so that none waits for another.

A topic that gets nowhere (Solr or the mail server is away) is tried again after a longer and longer
while, half a minute at most; the others go on.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections import defaultdict
from dataclasses import dataclass

from flask import Flask

from ckanext.dtts.jobs import outbox, runner

log = logging.getLogger(__name__)

LOOK_S = 1.0
LONGEST_WAIT_S = 30.0
LONGEST_DRAIN_S = 600.0


@dataclass
class Turn:
    """One topic: its child, when there is one, and how often in a row it got nowhere.

    `until` (monotonic, seconds) is when the child must have ended, and without one when the topic may
    be tried again.
    """

    child: int | None = None
    until: float = 0.0
    failures: int = 0


class Draining:
    """All topics; `attend` is called at every turn of the worker and never waits."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._turns: dict[str, Turn] = defaultdict(Turn)
        self._next_look = 0.0

    @property
    def under_way(self) -> bool:
        """Whether a child is at work."""
        return bool(self.children)

    @property
    def children(self) -> list[int]:
        """Those at work."""
        return [turn.child for turn in self._turns.values() if turn.child]

    def look_again(self) -> None:
        """Look into the outbox at the next turn, since what has just ended may have left notes in it."""
        self._next_look = 0.0

    def attend(self, *, stopping: bool) -> None:
        """Take leave of children that have ended, end those that hang, and start new ones."""
        for topic, turn in self._turns.items():
            if turn.child and _attend(topic, turn, turn.child):
                self.look_again()
        if not stopping and time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + LOOK_S
            for topic in sorted(outbox.due()):
                self._start(topic, self._turns[topic])

    def _start(self, topic: str, turn: Turn) -> None:
        if turn.child or time.monotonic() < turn.until:
            return
        turn.child = runner.fork(self.app, lambda: outbox.drain(topic))
        turn.until = time.monotonic() + LONGEST_DRAIN_S


def _attend(topic: str, turn: Turn, child: int) -> bool:
    """Take leave of a child, or end one that hangs; whether it has ended."""
    ended, status = os.waitpid(child, os.WNOHANG)
    if ended:
        turn.failures = turn.failures + 1 if status else 0
        turn.child = None
        turn.until = time.monotonic() + (wait_s(turn.failures) if turn.failures else 0.0)
        if turn.failures == 1:
            log.warning("the outbox topic %r gets nowhere, its notes wait", topic)
    elif time.monotonic() > turn.until:
        log.error("passing on the outbox topic %r takes too long and is ended", topic)
        os.kill(child, signal.SIGKILL)
        turn.until += LONGEST_DRAIN_S
    return bool(ended)


def wait_s(failures: int) -> float:
    """Seconds until the next try of a topic that got nowhere so often in a row."""
    return min(LONGEST_WAIT_S, 2.0 ** min(failures, 10))
