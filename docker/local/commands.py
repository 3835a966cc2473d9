"""The commands of portal.py."""

from __future__ import annotations

import argparse
import fcntl
import functools
import os
import sys
from collections.abc import Callable, Sequence
from types import ModuleType

from . import (
    all_tests,
    backup,
    ckan,
    databases,
    debian,
    demonstration,
    ini,
    lanes,
    mail,
    postgres,
    redis,
    restore,
    solr,
    suite,
    venv,
    web,
    worker,
)
from .clean import clean
from .errors import OperatorError
from .place import Place, find_place
from .steps import Steps

PARTS: dict[str, ModuleType] = {
    "PostgreSQL": postgres,
    "Redis": redis,
    "Solr": solr,
    "mail catcher": mail,
    "web server": web,
    "worker": worker,
}


def up(place: Place, steps: Steps) -> None:
    """The whole portal, from a bare machine to the sample data."""
    prepare(place, steps)
    services(place, steps)
    make_databases(place, steps)
    programs(place, steps)
    demonstration.fill(place, steps)
    _tell(place, steps)


def prepare(place: Place, steps: Steps) -> None:
    """The Python environment."""
    steps.run("environment", lambda: venv.ensure(place))


def develop(place: Place, steps: Steps) -> None:
    """The Python environment with the tools for development."""
    steps.run("environment", lambda: venv.ensure(place, venv.DEVELOPMENT))


def services(place: Place, steps: Steps) -> None:
    """PostgreSQL, Redis, Solr and the mail catcher."""
    steps.run("Solr's jars", lambda: solr.fetch_jars(place))
    steps.run("PostgreSQL", lambda: postgres.start(place))
    steps.run("Redis", lambda: redis.start(place))
    steps.run("Solr", lambda: solr.start(place))
    steps.run("mail", lambda: mail.start(place))


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


def show_mail(place: Place, steps: Steps) -> None:
    """What the mail catcher has caught."""
    print(mail.show(place))


def seed(place: Place, steps: Steps) -> None:
    """Demonstration users and sample data."""
    demonstration.fill(place, steps)


def stop(place: Place, steps: Steps) -> None:
    """Ends what this instance started, and nothing else."""
    for name, part in reversed(PARTS.items()):
        steps.run(name, functools.partial(_stop_one, part, place))


def _stop_one(part: ModuleType, place: Place) -> str:
    return "stopped" if part.stop(place) else "was not running"


def _tell(place: Place, steps: Steps) -> None:
    print(f"\nThe portal runs at {place.site_url} ({steps.total():.0f} s).")
    if web.is_plain_loopback(place):
        print("It listens on this machine only, since passwords and cookies may not travel over plain http.")
        print("To open it: put a proxy with TLS in front and set DTTS_SITE_URL=https://….")
    if place.account.switch and not ckan.runs_apart(place):
        print(
            f"Web server and worker run as root: {place.account.name} cannot read {place.root} or its Python."
        )
        print("A checkout outside root's home, for example under /srv, is safer.")
    print(f"\nMail {mail.start(place)}; `make mail` shows what was caught.")
    print(f"\nUsers (passwords and API tokens: {place.var / 'users.json'}):")
    print(demonstration.describe_users(place))


COMMANDS: dict[str, Callable[[Place, Steps], bool | object]] = {
    "up": up,
    "prepare": prepare,
    "develop": develop,
    "services": services,
    "ini": write_ini,
    "db": make_databases,
    "programs": programs,
    "seed": seed,
    "mail": show_mail,
    "stop": stop,
    "backup": backup.backup,
    "restore": restore.restore,
    "test": all_tests.run,
    "test-core": suite.run_core,
    "test-glue": suite.run_glue,
    "test-glue-road": suite.run_glue_road,
    "test-glue-rest": suite.run_glue_rest,
    "test-browser": suite.run_browser,
    "test-packaging": suite.run_packaging,
    "test-services": suite.services,
    "test-stop": suite.stop,
    "clean": functools.partial(clean, data=False),
    "clean-all": functools.partial(clean, data=True),
}

WITHOUT_PACKAGES = {"ini", "mail", "stop", "test-stop", "clean", "clean-all"}


def main(arguments: Sequence[str]) -> int:
    """Runs one command; 1 when it failed or the operator must do something first."""
    parser = argparse.ArgumentParser(prog="portal.py", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--var", help="folder of the instance's data (default: DTTS_VAR, then var/)")
    options = parser.parse_args(arguments)
    try:
        steps = Steps()
        if options.command not in WITHOUT_PACKAGES:
            # Before anything else: they bring the account that the services run under.
            steps.run("packages", lambda: debian.require(debian.PORTAL))
        place = find_place(options.var)
        with Alone(place, _lock(options.command)):
            passed = COMMANDS[options.command](place, steps)
    except OperatorError as error:
        sys.stdout.flush()
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to go on.", file=sys.stderr)
        return 130
    return 1 if passed is False else 0


def _lock(command: str) -> str:
    """What a command shares with no other: the portal, the suite, or in a run of all tests a lane of it."""
    if not command.startswith("test"):
        return "portal"
    return f"test-lane-{os.environ[lanes.LANE]}" if lanes.LANE in os.environ else "test"


class Alone:
    """One command at a time on an instance; the lock goes with the process, however it ends."""

    def __init__(self, place: Place, what: str) -> None:
        self._place = place
        self._path = place.run / f"{what}.lock"

    def __enter__(self) -> None:
        self._file = self._path.open("a")
        self._place.account.own(self._path)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OperatorError(
                f"Another command is at work on {self._place.var}: wait for it to end."
            ) from None

    def __exit__(self, *_: object) -> None:
        self._file.close()
