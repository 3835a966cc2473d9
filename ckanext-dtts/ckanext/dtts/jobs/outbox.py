"""Passes on what the outbox notes: one function a topic, each in a child of the worker of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable

from ckan import model

from ckanext.dtts import search
from ckanext.dtts.jobs import notes
from ckanext.dtts.mail import TOPIC as MAIL
from ckanext.dtts.mail import drain as mail
from ckanext.dtts.notices import drain as notices
from ckanext.dtts.notices import sweep
from ckanext.dtts.notices.follow import TOPIC as NOTICES
from ckanext.dtts.subscriptions import lapsing, news
from ckanext.dtts.usage import gathering

log = logging.getLogger(__name__)

STUCK = 4

TOPICS: dict[str, Callable[[], bool]] = {
    search.TOPIC: search.pass_on,
    NOTICES: notices.drain,
    MAIL: mail.drain,
    news.TOPIC: news.drain,
    lapsing.TOPIC: lapsing.drain,
    sweep.TOPIC: sweep.drain,
    gathering.TOPIC: gathering.drain,
}
"""What drains each topic: called when a note is due, it passes on or puts off a batch of them, commits,
and returns whether it settled any.

False means that nothing can be passed on now: the topic is left alone for a while, as after an
exception. Notes of a topic that is not listed wait for a newer release.
"""


def due() -> set[str]:
    """Topics of this release that have something to pass on."""
    return notes.topics_due() & TOPICS.keys()


def drain(topic: str) -> int:
    """Pass on until no note of the topic is due; 0, or STUCK when it gets nowhere."""
    try:
        while topic in due():
            if not TOPICS[topic]():
                return STUCK
    except Exception:  # whatever it is, it is this topic's alone
        log.exception("the outbox topic %r cannot be passed on", topic)
        model.Session.rollback()
        return STUCK
    return 0
