"""A private Solr from Maven's jars, in one Jetty started from source (docker/solr/)."""

from __future__ import annotations

import os
import shutil
import urllib.error
import urllib.request
from pathlib import Path

from . import ports
from .errors import OperatorError
from .files import Stamp, fingerprint, write_whole
from .place import Place
from .processes import Service, run_step

CORE = "dtts"
HEAP_MB = 512
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"


def service(place: Place) -> Service:
    """The server's process."""
    return Service("solr", place.run, place.log, place.account)


def url(place: Place) -> str:
    """Address of the one core."""
    return f"http://127.0.0.1:{place.ports.solr}/solr/{CORE}"


def fetch_jars(place: Place) -> str | None:
    """Copies Solr's jars into the cache, once for each pom.xml; a killed copy is done again."""
    jars = _jars(place)
    if jars.is_dir():
        return None
    program = shutil.which("mvn")
    if program is None:
        raise OperatorError("Maven was not found: run `sudo apt-get install maven`.")
    part = jars.with_name(f"{jars.name}.part")
    repository = place.cache / "m2"
    shutil.rmtree(part, ignore_errors=True)
    command = [
        program,
        "-B",
        "-q",
        f"-Dmaven.repo.local={repository}",
        "-f",
        str(_sources(place) / "pom.xml"),
        PLUGIN,
    ]
    command += ["-DincludeScope=runtime", f"-DoutputDirectory={part}"]
    done = run_step(command, cwd=place.cache, capture_output=True, timeout=1800)
    if done.returncode:
        raise OperatorError(
            "Maven could not fetch Solr; when the network is there, run the same again. "
            f"It said: {_first_error(done.stdout)}"
        )
    part.rename(jars)
    shutil.rmtree(repository, ignore_errors=True)
    return f"{len(list(jars.iterdir()))} files"


def start(place: Place) -> str | None:
    """Brings the server up; a changed configset empties the index, which the next step fills again."""
    server = service(place)
    stamp = _configset(place)
    if not stamp.holds():
        server.stop()
        _lay_home(place)
        stamp.set()
    if server.pid() is None:
        ports.require_free(place.ports.solr, "Solr", "DTTS_SOLR_PORT")
        server.start(_command(place), cwd=place.var / "solr")
    ports.wait_until(
        lambda: answers(place),
        lambda: server.pid() is not None,
        90,
        lambda: f"Solr did not start: {server.last_words()} (see {server.log_file})",
    )
    return f"port {place.ports.solr}"


def stop(place: Place) -> bool:
    """Ends the server, which commits first."""
    return service(place).stop()


def answers(place: Place) -> bool:
    """Whether the core can be searched."""
    try:
        with urllib.request.urlopen(f"{url(place)}/select?q=*:*&rows=0", timeout=5) as answer:  # noqa: S310 (own address)
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def index_stamp(place: Place, inputs: str) -> Stamp:
    """Holds when the index was filled since the core was last emptied; lives and dies with the core."""
    return Stamp(place.var / "solr" / "home" / CORE / "filled", inputs)


def _sources(place: Place) -> Path:
    return place.root / "docker" / "solr"


def _jars(place: Place) -> Path:
    return place.cache / f"solr-{fingerprint([_sources(place) / 'pom.xml'])[:12]}"


def _configset(place: Place) -> Stamp:
    inputs = [place.root / "config" / "solr", place.root / "config" / "solr.xml"]
    return Stamp(place.var / "solr" / "configset", fingerprint(inputs))


def _lay_home(place: Place) -> None:
    """Writes the home folder anew: the index is derived, and a changed analyser makes the old one wrong."""
    home = place.var / "solr" / "home"
    shutil.rmtree(home, ignore_errors=True)
    core = home / CORE
    shutil.copytree(place.root / "config" / "solr", core / "conf")
    shutil.copyfile(place.root / "config" / "solr.xml", home / "solr.xml")
    for name in ("Main.java", "log4j2.xml"):
        shutil.copyfile(_sources(place) / name, place.var / "solr" / name)
    write_whole(core / "core.properties", f"name={CORE}\n", mode=0o644)
    for path in (place.var / "solr", *(place.var / "solr").rglob("*")):
        place.account.own(path)


def _command(place: Place) -> list[str]:
    program = os.environ.get("DTTS_JAVA") or shutil.which("java")
    if program is None:
        raise OperatorError("Java was not found: run `sudo apt-get install openjdk-17-jdk-headless`.")
    folder = place.var / "solr"
    properties = {
        "solr.solr.home": folder / "home",
        "solr.install.dir": folder,
        "solr.log.dir": place.log,
        "log4j.configurationFile": folder / "log4j2.xml",
        "java.io.tmpdir": folder,
        "solr.disableFingerprint": "true",
    }
    options = ["-Xms128m", f"-Xmx{HEAP_MB}m", *(f"-D{name}={value}" for name, value in properties.items())]
    source = [str(folder / "Main.java"), "127.0.0.1", str(place.ports.solr)]
    return [program, *options, "-cp", f"{_jars(place)}/*", *source]


def _first_error(output: str) -> str:
    return next((line[:300] for line in output.splitlines() if "ERROR" in line), "no message")
