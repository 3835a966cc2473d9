"""What this process has counted since it last told Redis. Adding takes a lock and nothing else."""

from __future__ import annotations

import atexit
import logging
import os
import threading
import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from redis.exceptions import RedisError

from ckanext.dtts import redis_server

log = logging.getLogger(__name__)

FLUSH_S = 10.0
MOST = 10_000
"""Different uses that a process remembers while Redis is away; further ones are not counted."""
KEPT_S = 8 * 86_400
EPOCH = "epoch"


class Use(NamedTuple):
    """`what` is the name or id of a dataset, or the id of a resource, as the request named it."""

    day: date
    kind: str
    what: str


_lock = threading.Lock()
_counted: Counter[Use] = Counter()
_planned: set[int] = set()
"""Ids of processes that will tell Redis soon: a fork has no thread of its parent's."""


def add(use: Use) -> None:
    """Count one use; Redis is told of it within `FLUSH_S` seconds, by a thread."""
    with _lock:
        if len(_counted) < MOST or use in _counted:
            _counted[use] += 1
        if os.getpid() in _planned:
            return
        _planned.add(os.getpid())
    later = threading.Timer(FLUSH_S, flush)
    later.daemon = True
    later.start()


def flush() -> None:
    """Tell Redis what was counted; what it does not take is kept for the next time."""
    with _lock:
        taken = Counter(_counted)
        _counted.clear()
        _planned.discard(os.getpid())
    try:
        _tell(taken)
    except RedisError as error:
        log.warning("uses are counted by each process for now, Redis does not answer: %s", error)
        with _lock:
            _counted.update(taken)


def of_day(day: date) -> tuple[str, Mapping[tuple[str, str], int]]:
    """What Redis counted on a day: the counter's name, and the counts by kind and what was used."""
    with redis_server.connect() as redis:
        found = {name.decode(): value.decode() for name, value in redis.hgetall(_key(day)).items()}
    epoch = found.pop(EPOCH, "")
    counts = {}
    for name, value in found.items():
        kind, _, what = name.partition(":")
        counts[kind, what] = int(value)
    return epoch, counts


def _tell(taken: Mapping[Use, int]) -> None:
    if not taken:
        return
    with redis_server.connect() as redis, redis.pipeline() as pipe:
        for day in {use.day for use in taken}:
            pipe.hsetnx(_key(day), EPOCH, uuid.uuid4().hex).expire(_key(day), KEPT_S)
        for use, count in taken.items():
            pipe.hincrby(_key(use.day), f"{use.kind}:{use.what}", count)
        pipe.execute()


def _key(day: date) -> str:
    return redis_server.key("usage", day.isoformat())


atexit.register(flush)
