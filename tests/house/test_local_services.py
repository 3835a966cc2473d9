"""docker/local: what it says when a port is taken, whom it stops, and what a kill leaves behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", autouse=True)
def local_package() -> Iterator[None]:
    sys.path.insert(0, str(ROOT / "docker"))
    yield
    sys.path.remove(str(ROOT / "docker"))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Any]:
    from local.account import Account
    from local.processes import Service

    account = Account("me", os.geteuid(), os.getegid(), switch=False)
    for name in ("run", "log"):
        (tmp_path / name).mkdir()
    service = Service("sleeper", tmp_path / "run", tmp_path / "log", account)
    yield service
    service.stop(seconds=1)


SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)",
]


def test_a_taken_port_is_named_with_the_variable_that_moves_it() -> None:
    from local import ports
    from local.errors import OperatorError

    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        with pytest.raises(OperatorError, match=rf"Port {port} for Redis is taken.*DTTS_REDIS_PORT="):
            ports.require_free(port, "Redis", "DTTS_REDIS_PORT")


def test_a_free_port_is_accepted() -> None:
    from local import ports

    assert ports.is_free(ports.free_ports(1)[0])


def test_free_ports_are_all_different() -> None:
    from local import ports

    assert len(set(ports.free_ports(20))) == 20


@pytest.mark.parametrize("text", ["0", "65536", "-1", "http", "50 00"])
def test_a_port_that_is_none_is_refused_by_name(text: str) -> None:
    from local.errors import OperatorError
    from local.place import read_ports

    with pytest.raises(OperatorError, match="DTTS_SOLR_PORT"):
        read_ports({"DTTS_SOLR_PORT": text})


def test_ports_that_are_not_named_follow_the_portals() -> None:
    from local.place import Ports, read_ports

    assert read_ports({"PORT": "7000", "DTTS_REDIS_PORT": "6379"}) == Ports(7000, 7001, 6379, 7003, 7004)


def test_a_started_program_is_found_again_by_its_pid_file(service: Any, tmp_path: Path) -> None:
    service.start(SLEEP, cwd=tmp_path, mark="first")
    wait_for(lambda: service.pid() is not None)
    assert service.mark() == "first"


def test_a_stopped_program_is_gone_with_its_pid_file(service: Any, tmp_path: Path) -> None:
    service.start(SLEEP, cwd=tmp_path)
    wait_for(lambda: service.pid() is not None)
    assert (service.stop(), service.pid(), service.pid_file.exists()) == (True, None, False)


def test_a_program_that_ignores_the_request_is_ended_by_force(service: Any, tmp_path: Path) -> None:
    service.start(DEAF, cwd=tmp_path)
    wait_for(lambda: service.log_file.exists() and service.has_said("deaf", 0))
    assert service.stop(seconds=0.2)
    assert service.pid() is None


def test_a_pid_given_to_another_program_since_is_left_alone(service: Any) -> None:
    stranger = subprocess.Popen(SLEEP)
    try:
        service.pid_file.write_text(json.dumps({"pid": stranger.pid, "started": "1", "mark": ""}))
        assert service.stop() is False
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


@pytest.mark.parametrize("text", ["", "{", "[]", "12", '{"pid": "x"}'])
def test_a_damaged_pid_file_counts_as_none(service: Any, text: str) -> None:
    service.pid_file.write_text(text)
    assert service.pid() is None


def test_the_log_of_a_program_that_dies_gives_the_reason(service: Any, tmp_path: Path) -> None:
    service.start([sys.executable, "-c", "raise SystemExit('no such database')"], cwd=tmp_path)
    wait_for(lambda: service.last_words() != "")
    assert service.last_words() == "no such database"


def test_a_kill_while_writing_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "ckan.ini"
    path.write_text("old")
    program = f"""
import os, signal, sys
sys.path.insert(0, {str(ROOT / "docker")!r})
from pathlib import Path
import local.files
Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
local.files.write_whole(Path({str(path)!r}), "new")
"""
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert (done.returncode, path.read_text()) == (-signal.SIGKILL, "old")


def test_a_stamp_holds_for_the_same_inputs_only(tmp_path: Path) -> None:
    from local.files import Stamp

    Stamp(tmp_path / "stamp", "a").set()
    assert [Stamp(tmp_path / "stamp", inputs).holds() for inputs in ("a", "b")] == [True, False]


def test_a_fingerprint_changes_with_a_file_in_a_folder(tmp_path: Path) -> None:
    from local.files import fingerprint

    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "x.py").write_text("1")
    before = fingerprint([tmp_path])
    (tmp_path / "deep" / "x.py").write_text("2")
    assert fingerprint([tmp_path]) != before


def test_secrets_are_made_once_and_for_their_owner_alone(tmp_path: Path) -> None:
    from local import keys

    place = place_in(tmp_path)
    first = keys.load(place)
    assert keys.load(place) == first
    assert len(set(first.values())) == len(keys.NAMES)
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_secure_cookies_follow_the_scheme_of_the_address(tmp_path: Path) -> None:
    from local import ini

    place = place_in(tmp_path)
    schemes = {
        scheme: ini.values(place_in(tmp_path, f"{scheme}://x.example"))["SECURE_COOKIES"]
        for scheme in ("http", "https")
    }
    assert schemes == {"http": "false", "https": "true"}
    assert place.host == "127.0.0.1"


def test_a_value_that_the_template_misses_is_named() -> None:
    from local.errors import OperatorError
    from local.ini import fill

    with pytest.raises(OperatorError, match="SOLR_URL"):
        fill("solr_url = ${SOLR_URL}", {})


def test_a_percent_sign_in_a_value_survives_the_ini_reader() -> None:
    import configparser

    from local.ini import fill

    parser = configparser.ConfigParser()
    parser.read_string(fill("[a]\nb = ${B}", {"B": "50%off"}))
    assert parser["a"]["b"] == "50%off"


def test_a_step_is_shown_once_with_its_note(capsys: pytest.CaptureFixture[str]) -> None:
    from local.steps import Steps

    Steps().run("databases", lambda: "dtts")
    assert capsys.readouterr().out.strip().endswith("s  databases: dtts")


def place_in(folder: Path, site_url: str = "http://127.0.0.1:5000") -> Any:
    from local.account import Account
    from local.place import Place, Ports

    account = Account("me", os.geteuid(), os.getegid(), switch=False)
    return Place(ROOT, folder, folder, Ports(5000, 5001, 5002, 5003, 5004), account, "127.0.0.1", site_url)


def wait_for(ready: Any) -> None:
    from local.ports import wait_until

    wait_until(ready, lambda: True, 10, lambda: "it did not happen within ten seconds")


def test_a_missing_package_is_named_where_it_cannot_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    from local import debian
    from local.errors import OperatorError

    monkeypatch.setenv("PATH", "")
    with pytest.raises(OperatorError, match=r"install these packages yourself.*: redis-server\.$"):
        debian.require({"redis-server": lambda: False, "gcc": lambda: True})


def test_a_step_dies_with_the_command_that_began_it(tmp_path: Path) -> None:
    program = f"""
import os, signal, subprocess, sys, threading
sys.path.insert(0, {str(ROOT / "docker")!r})
from local.processes import run_step
code = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
run_step([sys.executable, "-c", code])
"""
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    step = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    from local.processes import start_time

    wait_for(lambda: start_time(step) is None)


def test_a_fingerprint_is_the_same_in_two_checkouts(tmp_path: Path) -> None:
    from local.files import fingerprint

    for checkout in ("a", "b"):
        (tmp_path / checkout / "solr").mkdir(parents=True)
        (tmp_path / checkout / "solr" / "pom.xml").write_text("<project/>")
    assert fingerprint([tmp_path / "a" / "solr"]) == fingerprint([tmp_path / "b" / "solr"])
