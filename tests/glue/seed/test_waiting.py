"""How long the seed waits: as long as anything moves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ckanext.dtts.seeding import waiting

MINUTE = 60.0


class Queue:
    """Two submissions seen once a minute; the clock goes on only when somebody sleeps."""

    def __init__(self, looks: list[tuple[str, str]]) -> None:
        self.clock = 0.0
        self._looks = iter(looks)
        self._last = looks[-1]

    def sleep(self, _seconds: float) -> None:
        self.clock += MINUTE

    def look(self, ids: list[str]) -> list[dict[str, Any]]:
        states = dict(zip("ab", next(self._looks, self._last), strict=True))
        return [{"id": each, "state": states[each], "progress": {}, "report": None} for each in ids]


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """What `wait` gives for these looks with a patience of 100 seconds, and what it said."""

    def follow(*looks: tuple[str, str]) -> tuple[dict[str, list[str]], list[str]]:
        queue, said = Queue(list(looks)), []
        monkeypatch.setattr(waiting, "_look", queue.look)
        monkeypatch.setattr(waiting, "_has_ended", lambda each: each["state"] in waiting.ENDED)
        monkeypatch.setattr(waiting.time, "monotonic", lambda: queue.clock)
        monkeypatch.setattr(waiting.time, "sleep", queue.sleep)
        return dict(waiting.wait(["a", "b"], 100, said.append)), said

    yield follow


def test_a_long_queue_is_not_taken_for_a_dead_worker(followed: Any) -> None:
    looks = [
        ("received", state)
        for state in ("received", "checking", "awaiting_approval", "scheduled", "published")
    ]
    ended, _said = followed(*looks, ("checking", "published"), ("published", "published"))
    assert ended == {"a": [], "b": []}


def test_a_queue_that_stands_still_is_given_up_for_all_that_is_left(followed: Any) -> None:
    ended, _said = followed(("received", "published"), ("received", "published"))
    assert ended["b"] == []
    assert "nothing moved for 100 s" in ended["a"][0]


def test_what_is_under_way_is_said_while_waiting(followed: Any) -> None:
    _ended, said = followed(
        ("received", "received"),
        ("checking", "received"),
        ("published", "scheduled"),
        ("published", "published"),
    )
    assert said == ["  under way: 1 checking, 1 received", "  under way: 1 scheduled"]


def test_a_refused_file_ends_the_waiting_with_its_state(followed: Any) -> None:
    ended, _said = followed(("invalid", "published"))
    assert ended == {"a": ["submission a is invalid"], "b": []}
