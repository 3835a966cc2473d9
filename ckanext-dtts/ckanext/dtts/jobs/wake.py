"""Redis only rings the bell: what is to be done stands in the job table."""

from __future__ import annotations

import logging
import threading

import ckan.plugins.toolkit as tk
from redis import Redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

WAITING_MAX = 1000
ANSWER_S = 2.0


def ring(job_id: object) -> None:
    """Wake one waiting worker; without Redis it finds the job at its next look."""
    try:
        with _redis(ANSWER_S) as redis:
            redis.lpush(_bell(), str(job_id))
            redis.ltrim(_bell(), 0, WAITING_MAX - 1)
    except RedisError as error:
        log.warning("job %s is not announced, Redis does not answer: %s", job_id, error)


def wait(seconds: float, stopping: threading.Event) -> bool:
    """Return when the bell rings or, at the latest, after `seconds`; False when Redis does not answer."""
    try:
        with _redis(seconds + ANSWER_S) as redis:
            redis.brpop([_bell()], timeout=seconds)
    except RedisError:
        stopping.wait(seconds)
        return False
    return True


def _redis(timeout_s: float) -> Redis:
    """A connection of our own: CKAN's has no time limit, and a stalled Redis must stall nobody."""
    address = tk.config["ckan.redis.url"]
    return Redis.from_url(address, socket_timeout=timeout_s, socket_connect_timeout=ANSWER_S)


def _bell() -> str:
    return f"ckan:{tk.config['ckan.site_id']}:dtts:bell"
