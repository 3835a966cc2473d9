"""Redis only rings the bell: what is to be done stands in the job table."""

from __future__ import annotations

import logging
import threading

from redis.exceptions import RedisError

from ckanext.dtts import redis_server

log = logging.getLogger(__name__)

WAITING_MAX = 1000


def ring(job_id: object) -> None:
    """Wake one waiting worker; without Redis it finds the job at its next look."""
    try:
        with redis_server.connect() as redis:
            redis.lpush(_bell(), str(job_id))
            redis.ltrim(_bell(), 0, WAITING_MAX - 1)
    except RedisError as error:
        log.warning("job %s is not announced, Redis does not answer: %s", job_id, error)


def wait(seconds: float, stopping: threading.Event) -> bool:
    """Return when the bell rings or, at the latest, after `seconds`; False when Redis does not answer."""
    try:
        with redis_server.connect(seconds + redis_server.ANSWER_S) as redis:
            redis.brpop([_bell()], timeout=seconds)
    except RedisError:
        stopping.wait(seconds)
        return False
    return True


def _bell() -> str:
    return redis_server.key("bell")
