"""Whether a port is free, and who might hold it."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

from .errors import OperatorError


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def require_free(port: int, service: str, variable: str, host: str = "127.0.0.1") -> None:
    """Raises `OperatorError` with what to do when something else listens on the port."""
    if not is_free(port, host):
        raise OperatorError(
            f"Port {port} for {service} is taken by another program: "
            f"stop that program, or choose another port with {variable}={port + 100}."
        )


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on at this moment, all different."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def wait_until(
    ready: Callable[[], bool], alive: Callable[[], bool], seconds: float, failure: Callable[[], str]
) -> None:
    """Waits for a service to answer; an error with the words of `failure` when it dies or stays silent."""
    end = time.monotonic() + seconds
    while not ready():
        if not alive() or time.monotonic() > end:
            raise OperatorError(failure())
        time.sleep(0.1)
