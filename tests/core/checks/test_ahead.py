"""Reading runs ahead of checking by one batch and no more."""

from __future__ import annotations

import threading

import pytest

from dtts.checks.ahead import ahead


def test_items_keep_their_order():
    assert list(ahead(iter(range(20)))) == list(range(20))


def test_the_next_item_is_made_in_another_thread_while_one_is_used():
    made, used = threading.Event(), threading.Event()

    def items():
        yield threading.current_thread().name
        made.set()
        assert used.wait(10), "the second item was made before the first was used"
        yield "second"

    walk = ahead(items())
    assert next(walk).startswith("dtts-reader")
    assert made.wait(10)
    used.set()
    assert list(walk) == ["second"]


def test_what_the_making_raises_comes_after_the_items_before_it():
    def items():
        yield 1
        raise ValueError("broken")

    walk = ahead(items())
    assert next(walk) == 1
    with pytest.raises(ValueError, match="broken"):
        next(walk)


def test_no_thread_is_left_when_the_walk_is_given_up():
    walk = ahead(iter(range(5)))
    next(walk)
    walk.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("dtts-reader")]
