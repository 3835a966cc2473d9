"""Redis only rings the bell: what is to be done stands in the job table."""

from __future__ import annotations

import logging
import threading

import ckan.plugins.toolkit as tk
from ckan.lib.redis import connect_to_redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

WAITING_MAX = 1000


def ring(job_id: object) -> None:
    """Wake one waiting worker; without Redis it finds the job at its next look."""
    try:
        redis = connect_to_redis()
        redis.lpush(_bell(), str(job_id))
        redis.ltrim(_bell(), 0, WAITING_MAX - 1)
    except RedisError as error:
        log.warning("job %s is not announced, Redis does not answer: %s", job_id, error)


def wait(seconds: float, stopping: threading.Event) -> None:
    """Return when the bell rings or, at the latest, after `seconds`; sleeps alike when Redis is down."""
    try:
        connect_to_redis().brpop([_bell()], timeout=seconds)
    except RedisError as error:
        log.warning("waiting without Redis: %s", error)
        stopping.wait(seconds)


def _bell() -> str:
    return f"ckan:{tk.config['ckan.site_id']}:dtts:bell"
