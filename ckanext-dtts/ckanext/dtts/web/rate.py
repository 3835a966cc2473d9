"""How often one address may ask for what costs a processor: counted in Redis, without it by each process."""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import threading
import time
from collections import Counter

import ckan.plugins.toolkit as tk
from flask import has_request_context
from redis.exceptions import RedisError

from ckanext.dtts import config, redis_server
from ckanext.dtts.errors import LaterError

log = logging.getLogger(__name__)

WINDOW_S = 60
# One household or office has a whole network of IPv6 addresses.
IPV6_PREFIX = 64
FILES = (
    "Mỗi phút nhận tối đa {most} tệp từ một địa chỉ; hãy thử lại sau {wait} giây.",
    "At most {most} files a minute are taken from one address; try again in {wait} seconds.",
)
REQUESTS = (
    "Mỗi phút nhận tối đa {most} yêu cầu từ một địa chỉ; hãy thử lại sau {wait} giây.",
    "At most {most} requests a minute are taken from one address; try again in {wait} seconds.",
)
_lock = threading.Lock()
_own: Counter[str] = Counter()


def admit(door: str, most: int, words: tuple[str, str] = FILES) -> None:
    """Count a request of this address at a door; LaterError when it is more than `most` in this minute.

    `words` say so in Vietnamese and English. 0 counts nothing. Without a request there is no address: the
    portal's own work is not counted.
    """
    if not most or not has_request_context():
        return
    if count(door, _network(_reader())) > most:
        wait = WINDOW_S - int(time.time() % WINDOW_S)
        vi, en = (half.format(most=most, wait=wait) for half in words)
        raise LaterError("too-many-requests", vi, en, wait)


def count(door: str, whose: str, window_s: int = WINDOW_S) -> int:
    """Count a request at a door; gives those so far in this window, this one included.

    `whose` is not kept, only a part of its hash, and no longer than twice the window.
    """
    window = int(time.time() // window_s)
    who = hashlib.sha256(whose.encode()).hexdigest()[:16]
    name = redis_server.key("rate", door, who, str(window))
    try:
        with redis_server.connect() as redis, redis.pipeline() as pipe:
            counted, _ = pipe.incr(name).expire(name, 2 * window_s).execute()
            return int(counted)
    except RedisError as error:
        log.warning("requests are counted by each process, Redis does not answer: %s", error)
        return _count_here(name, door, str(window))


def _count_here(name: str, door: str, window: str) -> int:
    with _lock:
        for old in [each for each in _own if f":{door}:" in each and not each.endswith(f":{window}")]:
            del _own[old]
        _own[name] += 1
        return _own[name]


def _reader() -> str:
    """The address of the reader: the one that the outermost of our own proxies saw, if there are any."""
    proxies = config.proxies()
    told = tk.request.headers.get("X-Forwarded-For", "").split(",") if proxies else []
    return told[-proxies].strip() if 0 < proxies <= len(told) else tk.request.remote_addr or ""


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(ipaddress.ip_network((found, IPV6_PREFIX), strict=False))
