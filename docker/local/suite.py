"""Services and runs of the test suite: under `<var>/test`, on free ports, beside any live portal.

`make test` runs two lanes at once (lanes.py); the second has services of its own under `<var>/test-2`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from . import databases, debian, demonstration, ini, mail, ports, postgres, redis, solr, venv, web, worker
from .files import write_whole
from .ini import Databases
from .lanes import LANE, LANES
from .place import Place, Ports, make_folders
from .steps import Steps

GLUE = Databases(main="dtts_test", datastore="dtts_test_datastore")
"""The browser's tests use the portal's own names in the same server; tests/glue empties these."""
NO_CKAN = ["-p", "no:ckan", "-p", "no:ckan_fixtures"]
"""CKAN's pytest plugins end a run that names no configuration."""
VARIABLES = {
    "PORT": "web",
    "DTTS_PG_PORT": "postgres",
    "DTTS_REDIS_PORT": "redis",
    "DTTS_SOLR_PORT": "solr",
    "DTTS_SMTP_PORT": "smtp",
}
UNHINDERED = {"dtts.feedback.least_s": "0", "dtts.feedback.per_minute": "0"}
"""A browser that a test drives fills in forms faster than people; tests/glue/feedback holds both bounds."""
ROAD = ("checking", "desk", "road", "uploads", "versions", "walk")
"""Folders of tests/glue that take about half of its time; `make test` runs them beside the others."""
NOTHING: Mapping[str, str] = MappingProxyType({})
NO_TESTS = 5
"""Exit code of pytest when no test was chosen."""


def find_test_place(live: Place, name: str | None = None) -> Place:
    """The instance of this process's lane, or of the named one.

    Its ports are those of the last run while they are ours or free.
    """
    name = name or lane()
    place = replace(live, var=_folder(live, name), host="127.0.0.1")
    kept = _kept_ports(place.var)
    free = iter(_free_ports(live, name))
    chosen = {field: _ours_or_free(place, field, kept) or next(free) for field in VARIABLES.values()}
    place = replace(place, ports=Ports(**chosen), site_url=f"http://127.0.0.1:{chosen['web']}")
    make_folders(place)
    return place


def lane() -> str:
    """The lane that this process is in: the first, unless lanes.py says otherwise."""
    return os.environ.get(LANE, LANES[0])


def choose_ports(live: Place) -> None:
    """Of all lanes, before they begin: two that choose at once might choose the same."""
    for name in LANES:
        _write_ports(find_test_place(live, name))


def services(live: Place, steps: Steps) -> Place:
    """Brings up what tests/glue needs, with its databases."""
    place = _servers(live, steps)
    steps.run("databases for tests", lambda: databases.create(place, GLUE))
    steps.run("migrations for tests", lambda: databases.migrate(place, GLUE, place.var / "test.ini"))
    return place


def _servers(
    live: Place,
    steps: Steps,
    *,
    lasting: bool = False,
    name: str | None = None,
    settings: Mapping[str, str] = NOTHING,
) -> Place:
    """Brings up the servers and writes `ports.env`, `ckan.ini` and `test.ini`."""
    steps.run("environment", lambda: venv.ensure(live, venv.DEVELOPMENT))
    steps.run("Solr's jars", lambda: solr.fetch_jars(live))
    place = find_test_place(live, name)
    _write_ports(place)
    steps.run("PostgreSQL for tests", lambda: postgres.start(place, lasting=lasting))
    steps.run("Redis for tests", lambda: redis.start(place))
    steps.run("Solr for tests", lambda: solr.start(place))
    steps.run("mail for tests", lambda: mail.start(place))
    steps.run("configuration for tests", lambda: _write_inis(place, settings))
    return place


def portal(live: Place, steps: Steps) -> Place:
    """A whole portal for tests/browser, with its users and sample data."""
    steps.run("the browser's package", lambda: debian.require(debian.BROWSER))
    place = bare_portal(live, steps, settings=UNHINDERED)
    demonstration.fill(place, steps)
    return place


def bare_portal(
    live: Place,
    steps: Steps,
    *,
    lasting: bool = False,
    name: str | None = None,
    settings: Mapping[str, str] = NOTHING,
) -> Place:
    """A whole portal in the tests' services, without any data."""
    place = _servers(live, steps, lasting=lasting, name=name, settings=settings)
    steps.run("databases", lambda: databases.create(place))
    steps.run("migrations", lambda: databases.migrate(place))
    steps.run("search index", lambda: databases.fill_index(place))
    steps.run("web server", lambda: web.start(place))
    steps.run("worker", lambda: worker.start(place))
    return place


@contextmanager
def borrowed(
    live: Place, steps: Steps, name: str | None = None, settings: Mapping[str, str] = NOTHING
) -> Iterator[Place]:
    """A portal without any data, for a soak or a bench; ends afterwards what did not run before.

    Its database waits for the disk, as that of a live portal does: what a bench prints must be true of one.
    One beside the suite's own has another `name`, and lies under `<var>/test-<name>`. `settings` are added to
    its configuration.
    """
    name = name or lane()
    before = postgres.service(find_test_place(live, name)).pid() is not None
    try:
        place = bare_portal(live, steps, lasting=True, name=name, settings=settings)
        demonstration.make_users(place)
        yield place
    finally:
        if before:
            worker.stop(find_test_place(live, name))
            web.stop(find_test_place(live, name))
        else:
            stop(live, steps, (name,))


def stop(live: Place, steps: Steps, names: Sequence[str] = LANES) -> None:
    """Ends everything that the tests' instances started."""
    for each in names:
        place = replace(live, var=_folder(live, each))
        for part in (worker, web, mail, solr, redis, postgres):
            part.stop(place)
    steps.run("services for tests", lambda: "stopped")


def run_core(live: Place, steps: Steps) -> bool:
    """Tests that need nothing but Python."""
    steps.run("environment", lambda: venv.ensure(live, venv.DEVELOPMENT))
    return _pytest(live, ["core", "harvesters", "house"], *NO_CKAN)


def run_glue(live: Place, steps: Steps) -> bool:
    """Tests of the glue on real services."""
    return _glue(live, steps, ["glue", "faults"])


def run_glue_road(live: Place, steps: Steps) -> bool:
    """Those of the road that a table takes, and of what may happen to it there."""
    return _glue(live, steps, [*(f"glue/{name}" for name in ROAD), "faults"])


def run_glue_rest(live: Place, steps: Steps) -> bool:
    """All others."""
    found = sorted(path.name for path in (live.root / "tests" / "glue").iterdir() if path.is_dir())
    return _glue(live, steps, [f"glue/{name}" for name in found if name not in ROAD])


def _glue(live: Place, steps: Steps, folders: list[str]) -> bool:
    place = services(live, steps)
    return _pytest(live, folders, f"--ckan-ini={place.var / 'test.ini'}")


def run_browser(live: Place, steps: Steps) -> bool:
    """Tests in a real browser on a whole portal."""
    place = portal(live, steps)
    told = {"DTTS_TEST_URL": place.site_url, "DTTS_TEST_USERS": str(place.var / "users.json")}
    return _pytest(live, ["browser"], *NO_CKAN, env=told)


def run_packaging(live: Place, steps: Steps) -> bool:
    """Tests of what is in the wheel."""
    steps.run("environment", lambda: venv.ensure(live, venv.DEVELOPMENT))
    return _pytest(live, ["packaging"], *NO_CKAN)


def _pytest(live: Place, folders: list[str], *options: str, env: dict[str, str] | None = None) -> bool:
    paths = [path for folder in folders if any((path := live.root / "tests" / folder).rglob("test_*.py"))]
    if not paths:
        sys.stdout.write(f"          no tests in {', '.join(folders)}\n")
        return True
    command = [str(live.venv / "bin" / "python"), "-m", "pytest", "-q", *map(str, paths), *options]
    extra = os.environ.get("PYTEST_ARGS", "").split()
    environment = {**os.environ, "PYTHONUTF8": "1", **(env or {})}
    code = subprocess.run([*command, *extra], cwd=live.root, env=environment, check=False).returncode
    return code == 0 or (code == NO_TESTS and bool(extra))


def _write_inis(place: Place, settings: Mapping[str, str] = NOTHING) -> None:
    ini.write(place, settings)
    template = (place.root / "config" / "test.ini.template").read_text(encoding="utf-8")
    given = ini.values(place, GLUE)
    given["REDIS_URL"] = given["REDIS_URL"].removesuffix("/0") + "/1"
    path = place.var / "test.ini"
    write_whole(path, ini.fill(template, {**given, "PORTAL_INI": str(place.ini)}))
    place.account.own(path)
    glue = place.var / "glue"
    glue.mkdir(exist_ok=True)
    glue.chmod(0o777)  # the suite runs as the developer, the migrations as the services' account


def _write_ports(place: Place) -> None:
    lines = [f"{variable}={getattr(place.ports, field)}" for variable, field in VARIABLES.items()]
    lines += [f"DTTS_TEST_URL={place.site_url}", f"DTTS_TEST_USERS={place.var / 'users.json'}"]
    write_whole(place.var / "ports.env", "\n".join(lines) + "\n", mode=0o644)


def _folder(live: Place, name: str) -> Path:
    return live.var / ("test" if name == LANES[0] else f"test-{name}")


def _free_ports(live: Place, name: str) -> list[int]:
    """As many as an instance needs, and none that another lane has chosen and may not listen on yet."""
    folders = [_folder(live, each) for each in LANES if each != name]
    elsewhere = {port for folder in folders for port in _kept_ports(folder).values()}
    found = ports.free_ports(len(VARIABLES) + len(elsewhere))
    return [port for port in found if port not in elsewhere]


def _kept_ports(var: Path) -> dict[str, int]:
    try:
        lines = (var / "ports.env").read_text().split()
    except OSError:
        return {}
    named = dict(line.split("=", 1) for line in lines if "=" in line)
    return {field: int(named[name]) for name, field in VARIABLES.items() if named.get(name, "").isdecimal()}


def _ours_or_free(place: Place, field: str, kept: dict[str, int]) -> int | None:
    part = {"web": web, "postgres": postgres, "redis": redis, "solr": solr, "smtp": mail}[field]
    port = kept.get(field)
    if port and (part.service(place).pid() is not None or ports.is_free(port)):
        return port
    return None
