"""A worker that is killed beside a mail: no mail is lost, and one that comes twice is known by its Message-ID."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from ckan import model

from ckanext.dtts.model import Mail, Outbox
from glue.mail.catching import Catcher
from glue.notices.office import Office

pytestmark = pytest.mark.slow


@pytest.fixture
def run_worker(pytestconfig: pytest.Config, tmp_path: Path, catcher: Catcher) -> Iterator[Callable[..., int]]:
    """Starts workers that mail at once, to this test's catcher; gives the exit code of each."""
    ini = tmp_path / "mail.ini"
    portal = Path(pytestconfig.getoption("ckan_ini")).absolute()
    ini.write_text(
        f"[app:main]\nuse = config:{portal}\n"
        f"smtp.server = 127.0.0.1:{catcher.port}\nckanext.dtts.mail_gather_s = 0\n"
    )
    command = [sys.executable, "-m", "glue.road.forkserver", str(ini)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment, **pipes) as server:  # type: ignore[call-overload]

        def run(dies_at: str = "") -> int:
            model.Session.remove()
            server.stdin.write(f"{dies_at}\n")
            server.stdin.flush()
            return int(next(line for line in server.stdout if line.startswith("exit ")).split()[1])

        yield run
        server.stdin.close()


@pytest.mark.parametrize(("dies_at", "copies"), [("mail:unsent", 1), ("mail:unwritten", 2)])
def test_a_mail_survives_its_worker(
    dies_at: str, copies: int, office: Office, catcher: Catcher, run_worker: Callable[..., int]
) -> None:
    office.happens("sent-back")
    assert run_worker(dies_at) == -9
    assert len(catcher.files()) == copies - 1
    assert run_worker() == 0
    assert run_worker() == 0
    caught = [message_from_bytes(path.read_bytes())["Message-ID"] for path in catcher.files()]
    assert len(caught) == copies
    assert len(set(caught)) == 1
    mail = model.Session.query(Mail).one()
    assert mail.sent is not None
    assert caught[0].startswith(f"<{mail.id}@")
    assert model.Session.query(Outbox).filter_by(topic="mail").count() == 0
