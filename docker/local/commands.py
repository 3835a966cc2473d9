"""The commands of portal.py."""

from __future__ import annotations

import argparse
import fcntl
import sys
from collections.abc import Callable, Sequence

from . import databases, ini, postgres, redis, solr, web, worker
from .errors import OperatorError
from .place import Place, find_place
from .steps import Steps


def services(place: Place, steps: Steps) -> None:
    """PostgreSQL, Redis and Solr."""
    steps.run("Solr's jars", lambda: solr.fetch_jars(place))
    steps.run("PostgreSQL", lambda: postgres.start(place))
    steps.run("Redis", lambda: redis.start(place))
    steps.run("Solr", lambda: solr.start(place))


def write_ini(place: Place, steps: Steps) -> None:
    """ckan.ini from the template."""
    steps.run("configuration", lambda: ini.write(place))


def make_databases(place: Place, steps: Steps) -> None:
    """Databases, rights, migrations, search index."""
    write_ini(place, steps)
    steps.run("databases and rights", lambda: databases.create(place))
    steps.run("migrations", lambda: databases.migrate(place))
    steps.run("search index", lambda: databases.fill_index(place))


def programs(place: Place, steps: Steps) -> None:
    """Web server and worker."""
    steps.run("web server", lambda: web.start(place))
    steps.run("worker", lambda: worker.start(place))


def stop(place: Place, steps: Steps) -> None:
    """Ends what this instance started, and nothing else."""
    parts = {"worker": worker, "web": web, "Solr": solr, "Redis": redis, "PostgreSQL": postgres}
    for name, part in parts.items():
        steps.run(name, lambda part=part: "stopped" if part.stop(place) else "was not running")


COMMANDS: dict[str, Callable[[Place, Steps], None]] = {
    "services": services,
    "ini": write_ini,
    "db": make_databases,
    "programs": programs,
    "stop": stop,
}


def main(arguments: Sequence[str]) -> int:
    """Runs one command; 1 when the operator must do something first."""
    parser = argparse.ArgumentParser(prog="portal.py", description=__doc__)
    parser.add_argument("command", choices=sorted(COMMANDS))
    parser.add_argument("--var", help="folder of the instance's data (default: DTTS_VAR, then var/)")
    options = parser.parse_args(arguments)
    try:
        place = find_place(options.var)
        with _alone(place):
            COMMANDS[options.command](place, Steps())
    except OperatorError as trouble:
        sys.stdout.flush()
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to go on.", file=sys.stderr)
        return 130
    return 0


class _alone:  # noqa: N801 (used as a function)
    """One command at a time on an instance; the lock goes with the process."""

    def __init__(self, place: Place) -> None:
        self._path = place.run / "lock"

    def __enter__(self) -> None:
        self._file = self._path.open("a")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OperatorError(
                f"Another command is at work on {self._path.parents[1]}: wait for it to end."
            ) from None

    def __exit__(self, *_: object) -> None:
        self._file.close()
