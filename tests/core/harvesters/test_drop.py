"""F32: files that are half written, and servers that are not who they were; on a folder and over SFTP."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import paramiko
import pytest

from core.harvesters.builders import source
from dtts_harvesters.record import Failure
from dtts_harvesters.registry import connector
from dtts_harvesters.report import Report
from dtts_harvesters.session import Credential, GuardedSession, Policy
from harvest_server.server import Server
from harvest_server.sessions import TestClock, session
from harvest_server.sftp import PASSWORD, USER, SftpServer

TABLE = b"ma,ten\n1,a\n"


@dataclass
class Place:
    """A folder, and how it is reached; `between` happens while a reader waits for files to settle."""

    path: Path
    address: str
    options: Mapping[str, Any]
    named: Mapping[str, Any]
    between: list[Callable[[], None]] = field(default_factory=list)

    def put(self, name: str, content: bytes = TABLE, changed: int = 1_700_000_000) -> None:
        (self.path / name).write_bytes(content)
        os.utime(self.path / name, (changed, changed))

    def run(self, state: Mapping[str, Any] | None = None, **options: Any) -> tuple[list[Any], Report, Any]:
        kind = self.address.partition(":")[0]
        made = connector(
            source(
                connector="folder" if kind == "file" else kind,
                address=self.address,
                options={"format": "csv", **self.options, **options},
            )
        )
        clock, report = TestClock(), Report()
        waited = clock._sleep

        def meanwhile(seconds: float) -> None:
            waited(seconds)
            while self.between:
                self.between.pop(0)()

        clock._sleep = meanwhile  # type: ignore[method-assign]
        with session(clock, **self.named) as opened:
            found = list(made.fetch(opened, state or {}, report))
        return found, report, made.state


@pytest.fixture(scope="module")
def key() -> paramiko.PKey:
    return paramiko.RSAKey.generate(2048)


@pytest.fixture(params=["folder", "sftp"])
def place(request: pytest.FixtureRequest, tmp_path: Path, key: paramiko.PKey) -> Iterator[Place]:
    (tmp_path / "den").mkdir()
    if request.param == "folder":
        yield Place(tmp_path / "den", f"file://{tmp_path}/den", {}, {"folders": (tmp_path,)})
        return
    with SftpServer(tmp_path, key=key) as server:
        credential = Credential("password", {"user": USER, "password": PASSWORD})
        address = f"sftp://127.0.0.1:{server.port}/den"
        yield Place(tmp_path / "den", address, {"host_key": server.host_key}, {"credential": credential})


def names(found: list[Any]) -> list[str]:
    return [one.id for one in found if not isinstance(one, Failure)]


def test_whole_files_come_the_oldest_first(place: Place) -> None:
    place.put("b.csv", changed=1_700_000_000)
    place.put("a.csv", changed=1_700_000_500)
    found, report, state = place.run()
    assert names(found) == ["b.csv", "a.csv"]
    assert found[0].content == TABLE
    assert found[0].modified.isoformat() == "2023-11-14T22:13:20+00:00"
    assert report.complete and set(state["files"]) == {"a.csv", "b.csv"}


def test_files_that_have_not_changed_are_not_read_again(place: Place) -> None:
    place.put("a.csv")
    _, _, state = place.run()
    found, report, after = place.run(state)
    assert (found, report.not_modified, after) == ([], True, state)
    place.put("a.csv", TABLE + b"2,b\n", changed=1_700_000_900)
    found, _, _ = place.run(state)
    assert names(found) == ["a.csv"]


@pytest.mark.parametrize("grows", [b"", b"2,b"], ids=["its date", "its size"])
def test_f32_a_file_that_still_moves_waits_for_the_next_run(place: Place, grows: bytes) -> None:
    place.put("cham.csv")
    place.put("xong.csv")
    place.between.append(lambda: place.put("cham.csv", TABLE + grows, changed=1_700_000_001))
    found, report, state = place.run()
    assert names(found) == ["xong.csv"]
    assert report.notes == [{"rule": "still-moving", "name": "cham.csv"}]
    assert not report.complete
    found, _, _ = place.run(state)
    assert names(found) == ["cham.csv"]


def test_f32_an_empty_file_and_one_that_went_are_waited_for(place: Place) -> None:
    place.put("rong.csv", b"")
    place.put("di.csv")
    place.between.append((place.path / "di.csv").unlink)
    found, report, state = place.run()
    assert found == [] and state["files"] == {}
    assert {one["name"] for one in report.notes} == {"rong.csv", "di.csv"}


def test_f32_with_done_a_file_is_read_when_its_writer_says_so(place: Place) -> None:
    place.put("a.csv")
    assert place.run(done=True)[0] == []
    place.put("a.csv.done", b"")
    found, _, _ = place.run(done=True)
    assert names(found) == ["a.csv"]


@pytest.mark.parametrize(
    "name", [".an.csv", "a.csv.part", "a.tmp", "a.filepart", "a.csv~", "a\nb.csv", "a\u202eb.csv", "a\\b.csv"]
)
def test_a_name_that_is_no_plain_name_is_no_file(place: Place, name: str) -> None:
    place.put(name)
    assert place.run()[0] == []


def test_only_files_of_the_pattern_are_read(place: Place) -> None:
    place.put("co-so-2026.csv")
    place.put("khac.csv")
    assert names(place.run(pattern="co-so-*.csv")[0]) == ["co-so-2026.csv"]


def test_a_link_is_not_followed(place: Place, tmp_path: Path) -> None:
    (tmp_path / "kin.csv").write_bytes(b"secret")
    (place.path / "lien-ket.csv").symlink_to(tmp_path / "kin.csv")
    (place.path / "thu-muc.csv").mkdir()
    assert place.run()[0] == []


def test_one_file_that_is_something_else_leaves_the_others_alone(place: Place) -> None:
    place.put("a.csv", b"<html>")
    place.put("b.csv")
    found, report, state = place.run()
    assert [one.rule for one in found if isinstance(one, Failure)] == ["html-instead"]
    assert names(found) == ["b.csv"] and set(state["files"]) == {"b.csv"}
    assert not report.complete


def test_a_folder_that_is_not_there_ends_the_reading(place: Place) -> None:
    place.address = place.address.replace("/den", "/khong-co")
    (failure,), _, state = place.run({"files": {"a.csv": [1, 2]}})
    assert (failure.rule, failure.fatal) == ("no-folder", True)
    assert state == {"files": {"a.csv": [1, 2]}}


@pytest.mark.parametrize("path", ["/etc", "/", "{root}/../", "{root}/den/../..", "{root}/lien-ket"])
def test_a_folder_outside_of_those_that_were_opened_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "den").mkdir()
    (tmp_path / "den" / "lien-ket").symlink_to("/etc")
    address = f"file://{path.format(root=tmp_path / 'den')}"
    (failure,), _, _ = Place(tmp_path, address, {}, {"folders": (tmp_path / "den",)}).run()
    assert failure.rule == "folder-refused"


def test_f32_a_server_with_another_key_is_told_nothing(tmp_path: Path, key: paramiko.PKey) -> None:
    asked: list[int] = []
    other = paramiko.RSAKey.generate(2048)
    with SftpServer(tmp_path, looked=lambda: asked.append(1), key=other) as server:
        credential = Credential("password", {"user": USER, "password": PASSWORD})
        agreed = f"{key.get_name()} {key.get_base64()}"
        address = f"sftp://127.0.0.1:{server.port}/"
        (failure,), _, _ = Place(tmp_path, address, {"host_key": agreed}, {"credential": credential}).run()
        assert not any(one.is_authenticated() for one in server._transports)
    assert (failure.rule, failure.fatal, asked) == ("host-key", True, [])


def test_f32_a_server_with_a_key_of_another_kind_is_told_nothing(tmp_path: Path, key: paramiko.PKey) -> None:
    with SftpServer(tmp_path, key=key) as server:
        credential = Credential("password", {"user": USER, "password": PASSWORD})
        options = {"host_key": f"ssh-ed25519 {key.get_base64()}"}
        address = f"sftp://127.0.0.1:{server.port}/"
        (failure,), _, _ = Place(tmp_path, address, options, {"credential": credential}).run()
    assert failure.rule == "host-key"


def test_a_wrong_password_is_told_without_it(tmp_path: Path, key: paramiko.PKey) -> None:
    with SftpServer(tmp_path, key=key) as server:
        credential = Credential("password", {"user": USER, "password": "sai-mat-khau"})
        address = f"sftp://127.0.0.1:{server.port}/"
        place = Place(tmp_path, address, {"host_key": server.host_key}, {"credential": credential})
        (failure,), _, _ = place.run()
    assert failure.rule == "not-let-in"
    assert "sai-mat-khau" not in str(failure) + str(failure.message)


def test_sftp_goes_through_the_same_guard(tmp_path: Path, key: paramiko.PKey) -> None:
    with Server() as canary:
        options = {"host_key": f"{key.get_name()} {key.get_base64()}"}
        made = connector(
            source(
                connector="sftp",
                address=f"sftp://127.0.0.1:{canary.port}/",
                options={"format": "csv", **options},
            )
        )
        with GuardedSession(Policy()) as opened:
            (failure,) = made.fetch(opened, {}, Report())
        assert canary.connections == 0
    assert isinstance(failure, Failure) and failure.rule == "address-refused"


def test_what_is_no_ssh_server_is_told(tmp_path: Path, key: paramiko.PKey) -> None:
    with Server({}) as server:
        address = f"sftp://127.0.0.1:{server.port}/"
        options = {"host_key": f"{key.get_name()} {key.get_base64()}"}
        server.ending.set()
        (failure,), _, _ = Place(tmp_path, address, options, {}).run()
    assert failure.rule in {"no-answer", "cut-short"}
