"""The road of one submission, each step in a child of its own, so that the system says what it took."""

from __future__ import annotations

import io
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.cli import load_config
from ckan.config.middleware import make_app
from werkzeug.datastructures import FileStorage

from ckanext.dtts.jobs import lease, queue, runner
from ckanext.dtts.jobs.kinds import kind, known
from ckanext.dtts.model import Job, Submission

SCHEMA, TABLE = "ocop_products", "san-pham"
WAIT4_MB = 1024


class Measured(NamedTuple):
    """One step: seconds by the clock, processor seconds of it and all that it started, most memory of one
    of these processes in MB, and the most memory of PostgreSQL's process that served it."""

    name: str
    seconds: float
    cpu_s: float
    memory_mb: float
    postgres_mb: float

    def __str__(self) -> str:
        return (
            f"{self.name:18} {self.seconds:6.1f} s  processor {self.cpu_s:6.1f} s"
            f"  memory {self.memory_mb:5.0f} MB  (PostgreSQL {self.postgres_mb:.0f} MB)"
        )


class Portal:
    """The portal loaded into this process, which must not use Polars before it forks."""

    def __init__(self, ini: Path) -> None:
        self.app = make_app(load_config(str(ini)))._wsgi_app

    def new_dataset(self, name: str) -> str:
        """An empty dataset of products; its name."""
        self.in_child(lambda: self._make_dataset(name))
        return name

    def _make_dataset(self, name: str) -> None:
        agency = f"co-quan-{name}"
        self._act("organization_create", name=agency, title="Cơ quan đo (minh họa)")
        self._act(
            "package_create",
            type="product",
            name=name,
            title="Bảng lớn (minh họa)",
            notes="Dữ liệu minh họa.",
            owner_org=agency,
            license_id="CC-BY-4.0",
            area_id=["VN"],
            frequency="http://publications.europa.eu/resource/authority/frequency/ANNUAL",
            contact_name="Phòng Kế hoạch",
            provenance="Sinh ra để đo.",
            demo="true",
        )

    def publish(self, dataset: str, table: Path) -> Iterator[Measured]:
        """Send, examine, approve, publish; one measure a step."""
        yield self._measured("send", lambda: self._send(dataset, table))
        while found := self._next_step():
            yield self._measured(f"{found[1]}.{found[2]}", lambda found=found: self._step(*found))
            self.in_child(self._approve)

    def _send(self, dataset: str, table: Path) -> None:
        with table.open("rb") as file:
            upload = FileStorage(io.BufferedReader(file), filename="large.csv")  # type: ignore[arg-type]
            self._act("dtts_table_submit", dataset=dataset, table=TABLE, schema=SCHEMA, upload=upload)

    def _approve(self) -> None:
        """As a person who did not send it, once it waits."""
        waiting = sa.select(Submission.id).where(Submission.state == "awaiting_approval")
        for found in list(model.Session.scalars(waiting)):
            context = {"user": "portal_admin", "auth_user_obj": model.User.get("portal_admin")}
            tk.get_action("dtts_submission_approve")(context, {"id": str(found)})

    def _next_step(self) -> tuple[Any, str, str] | None:

        with self.app.test_request_context():
            running = model.Session.query(Job).filter_by(state="running").first()
            job = running or queue.claim(lease.me(), known())
            if job is None:
                return None
            left = [step.name for step in kind(job.kind).steps if step.name not in job.steps]
            found = (job.id, job.kind, left[0] if left else "")
            if not left:
                queue.finish(job.id, job.lease_token)
            model.Session.remove()
        return found if left else self._next_step()

    def _step(self, job_id: Any, job_kind: str, name: str) -> None:

        job = model.Session.get_one(Job, job_id)
        step = next(step for step in kind(job_kind).steps if step.name == name)
        queue.journal(job, job.lease_token, name, step.run(job))

    def in_child(self, work: Callable[[], None]) -> None:
        """Do it in a child that ends: the libraries that it uses start threads, which do not survive a fork."""
        _pid, status = os.waitpid(runner.fork(self.app, lambda: _done(work)), 0)
        assert status == 0

    def _measured(self, name: str, work: Callable[[], None]) -> Measured:

        watch, began = Watch(), time.monotonic()
        child = runner.fork(self.app, lambda: _done(work))
        watch.start()
        _pid, status, used = os.wait4(child, 0)
        seconds = time.monotonic() - began
        postgres = watch.stop()
        assert status == 0, f"{name} failed"
        return Measured(name, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / WAIT4_MB, postgres)

    def _act(self, action: str, **parameters: Any) -> Any:
        return tk.get_action(action)({"ignore_auth": True, "user": "sender"}, parameters)


class Watch(threading.Thread):
    """Looks at PostgreSQL's processes five times a second: the most that one has for itself, in MB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._over = threading.Event()
        self._most = 0.0

    def run(self) -> None:
        """Until told to stop."""
        while not self._over.wait(0.2):
            self._most = max([self._most, *_private_of_postgres()])

    def stop(self) -> float:
        """The most that was seen."""
        self._over.set()
        self.join()
        return self._most


def _private_of_postgres() -> Iterator[float]:
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if (path / "cmdline").read_bytes().startswith(b"postgres: dtts dtts"):
                pages = (path / "statm").read_text().split()
                yield (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGESIZE") / 1e6
        except OSError:
            continue


def _done(work: Callable[[], None]) -> int:
    work()
    return 0
