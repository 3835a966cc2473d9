"""Lines that break, requests that overtake each other, a process that dies: no byte is lost, doubled or moved."""

from __future__ import annotations

import base64
import hashlib
import os
import random
import threading
import uuid
from collections.abc import Callable

import pytest
from ckan import model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import ClientDisconnected

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.jobs import runner
from ckanext.dtts.model import Upload
from ckanext.dtts.uploads import appending, checksum, folder, pieces, rows
from ckanext.dtts.uploads.appending import append
from glue.road.people import People

BLOCK = pieces.BLOCK_BYTES


class Line:
    """The body of a request over a line that breaks after so many bytes."""

    def __init__(self, content: bytes, breaks_after: int | None, fault: Exception | None = None) -> None:
        self.content, self.left = content, len(content) if breaks_after is None else breaks_after
        self.fault, self.at = fault or ConnectionResetError(), 0

    def read(self, size: int) -> bytes:
        if self.left == 0 and self.at < len(self.content):
            raise self.fault
        piece = self.content[self.at : self.at + min(size, self.left)]
        self.at += len(piece)
        self.left -= len(piece)
        return piece


@pytest.fixture
def begun(people: People) -> Callable[[int], Upload]:
    owner = model.User.get(people.users["sender"]["name"]).id
    return lambda size: rows.begin(owner, "diem.csv", size)


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ckanext.dtts.config.uploads_user_files", lambda: 10_000)


def content_of(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def now_stands(upload_id: uuid.UUID) -> Upload:
    model.Session.remove()
    return model.Session.get_one(Upload, upload_id)


def is_whole(upload_id: uuid.UUID, content: bytes) -> bool:
    upload = now_stands(upload_id)
    return (
        upload.received == len(content)
        and upload.sha256 == hashlib.sha256(content).hexdigest()
        and folder.path_of(upload_id).read_bytes() == content
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.integers(1, 3 * BLOCK),
    breaks=st.lists(st.tuples(st.integers(0, 3 * BLOCK), st.booleans()), max_size=5),
)
def test_a_line_that_breaks_anywhere_costs_nothing_that_came(
    size: int, breaks: list[tuple[int, bool]], begun: Callable[[int], Upload]
) -> None:
    content, upload_id, at = content_of(size), begun(size).id, 0
    for after, said in breaks:
        fault = ClientDisconnected() if said else ConnectionResetError()
        came = append(now_stands(upload_id), at, Line(content[at:], min(after, size - at), fault))
        assert came == at + min(after, size - at)
        at = came
        assert rows.offset(now_stands(upload_id)) == at == folder.size_of(upload_id)
    append(now_stands(upload_id), at, Line(content[at:], None))
    assert is_whole(upload_id, content)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1, 3 * BLOCK), after=st.integers(0, 3 * BLOCK - 1))
def test_a_checked_piece_counts_whole_or_not_at_all(
    size: int, after: int, begun: Callable[[int], Upload]
) -> None:
    content, upload_id = content_of(size), begun(size).id
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    check = checksum.read(f"sha256 {digest}")
    broken = min(after, size - 1)
    assert append(now_stands(upload_id), 0, Line(content, broken), check) == 0
    assert rows.offset(now_stands(upload_id)) == 0
    append(now_stands(upload_id), 0, Line(content, None), check)
    assert is_whole(upload_id, content)


def test_of_two_requests_at_once_the_later_writes(begun: Callable[[int], Upload]) -> None:
    content = content_of(3 * BLOCK)
    upload_id = begun(len(content)).id
    model.Session.remove()
    first_wrote, later_done = threading.Event(), threading.Event()
    ended: list[str] = []

    class Slow(Line):
        def read(self, size: int) -> bytes:
            if self.at == BLOCK:
                first_wrote.set()
                later_done.wait(30)
            return super().read(size)

    def first() -> None:
        try:
            append(now_stands(upload_id), 0, Slow(b"\0" * len(content), None))
        except RefusedError as refused:
            ended.append(refused.code)
        finally:
            model.Session.remove()

    other = threading.Thread(target=first)
    other.start()
    assert first_wrote.wait(30)
    came = rows.offset(now_stands(upload_id))
    assert came == BLOCK
    append(now_stands(upload_id), came, Line(content[came:], None))
    later_done.set()
    other.join(30)
    assert ended == ["overtaken"]
    assert folder.path_of(upload_id).read_bytes() == b"\0" * BLOCK + content[BLOCK:]
    assert now_stands(upload_id).sha256 == hashlib.sha256(b"\0" * BLOCK + content[BLOCK:]).hexdigest()


def test_a_process_that_dies_between_bytes_and_row_leaves_what_the_row_says(
    begun: Callable[[int], Upload], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = content_of(2 * BLOCK)
    upload_id = begun(len(content)).id
    append(now_stands(upload_id), 0, Line(content, BLOCK))
    runner.prepare_fork()
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(appending, "_count", lambda *_: os._exit(9))
        append(now_stands(upload_id), BLOCK, Line(b"\0" * BLOCK, None))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert folder.size_of(upload_id) == 2 * BLOCK
    assert rows.offset(now_stands(upload_id)) == BLOCK
    append(now_stands(upload_id), BLOCK, Line(content[BLOCK:], None))
    assert is_whole(upload_id, content)


def test_a_disk_that_lost_bytes_is_asked_and_not_the_row(begun: Callable[[int], Upload]) -> None:
    content = content_of(100)
    upload_id = begun(100).id
    append(now_stands(upload_id), 0, Line(content, None))
    os.truncate(folder.path_of(upload_id), 40)
    assert rows.offset(now_stands(upload_id)) == 40
    append(now_stands(upload_id), 40, Line(content[40:], None))
    assert is_whole(upload_id, content)


def test_an_upload_that_is_removed_meanwhile_takes_no_more(begun: Callable[[int], Upload]) -> None:
    upload = begun(10)

    class Removed(Line):
        def read(self, size: int) -> bytes:
            if found := model.Session.get(Upload, upload_id):
                rows.end(found)
            return super().read(size)

    upload_id = upload.id
    with pytest.raises(RefusedError) as refused:
        append(upload, 0, Removed(b"x" * 10, None))
    assert refused.value.code == "overtaken"
    assert folder.size_of(upload_id) == 0
