"""A file that came in pieces becomes a submission: once, without a second copy, and only its owner's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.dtts.model import Upload
from ckanext.dtts.road import blobs
from ckanext.dtts.uploads import folder, rows
from glue.road.people import People, Web
from glue.road.points import points
from glue.uploads.tus import Tus

Work = Callable[..., int]


def submit(people: People, facility: dict[str, Any], upload_id: str, **more: Any) -> dict[str, Any]:
    asked = {"dataset": facility["name"], "table": "diem", "schema": "it_support_points", **more}
    role = asked.pop("role", "sender")
    return people.does(role, "dtts_table_submit", upload_id=upload_id, **asked)


def refusal_of(people: People, facility: dict[str, Any], upload_id: str, **more: Any) -> str:
    with pytest.raises(tk.ValidationError) as refused:
        submit(people, facility, upload_id, **more)
    return str(refused.value.dtts_refusal.code)


def test_the_store_has_the_very_file_and_not_a_copy(
    tus: Tus, people: People, facility: dict[str, Any]
) -> None:
    content = points(facility["name"][-5:])
    upload_id = tus.uploads(content)
    (file,) = [path for path in folder.kept() if path.name == upload_id.replace("-", "")]
    inode = file.stat().st_ino
    sent = submit(people, facility, upload_id)
    assert sent["sha256"] == hashlib.sha256(content).hexdigest()
    with blobs.local_path(blobs.Blob(sent["sha256"], sent["size"])) as path:
        assert path.stat().st_ino == inode
        assert path.read_bytes() == content
        assert path.stat().st_nlink == 1


def test_bytes_that_the_store_has_already_are_not_kept_twice(
    tus: Tus, people: People, facility: dict[str, Any]
) -> None:
    people.submits(points("00009"), facility)
    sent = submit(people, facility, tus.uploads(points("00009")), table="khac")
    assert sent["sha256"] == hashlib.sha256(points("00009")).hexdigest()


def test_a_file_system_that_cannot_link_gets_a_copy(
    tus: Tus, people: People, facility: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def across(*_: Any) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("os.link", across)
    content = points(facility["name"][-5:])
    sent = submit(people, facility, tus.uploads(content))
    with blobs.local_path(blobs.Blob(sent["sha256"], sent["size"])) as path:
        assert path.read_bytes() == content


def test_it_is_published_like_any_other(
    tus: Tus, people: People, facility: dict[str, Any], work: Work
) -> None:
    sent = submit(people, facility, tus.uploads(points("0164A", "07210")))
    work()
    assert people.sees(sent)["state"] == "published"


def test_a_taken_upload_is_no_longer_one(tus: Tus, people: People, facility: dict[str, Any]) -> None:
    upload_id = tus.uploads(points("00001"))
    submit(people, facility, upload_id)
    assert tus.asks("HEAD", f"/api/dtts/v1/uploads/{upload_id}").status_code == 404
    assert upload_id.replace("-", "") not in {path.name for path in folder.kept()}


def test_the_same_press_twice_makes_one_submission(
    tus: Tus, people: People, facility: dict[str, Any]
) -> None:
    upload_id = tus.uploads(points("00001"))
    first = submit(people, facility, upload_id, idempotency_key=upload_id)
    assert submit(people, facility, upload_id, idempotency_key=upload_id)["id"] == first["id"]


def test_only_its_owner_sends_it(tus: Tus, people: People, facility: dict[str, Any]) -> None:
    assert refusal_of(people, facility, tus.uploads(points("00001")), role="approver") == "no-such-upload"


def test_half_a_file_is_not_sent(tus: Tus, people: People, facility: dict[str, Any]) -> None:
    address = tus.begins(100)
    tus.sends(address, 0, b"x" * 99)
    assert refusal_of(people, facility, address.rpartition("/")[2]) == "upload-unfinished"


@pytest.mark.parametrize(
    "upload_id", ["khong-co", "0fee5d5c-3e49-4218-96ef-5f25a87161a1", "../../etc/passwd"]
)
def test_an_upload_that_is_not_there_is_refused(
    upload_id: str, people: People, facility: dict[str, Any]
) -> None:
    assert refusal_of(people, facility, upload_id) == "no-such-upload"


@pytest.mark.parametrize("as_json", [True, False])
def test_the_api_takes_it_in_a_form_and_as_json(
    as_json: bool, tus: Tus, people: People, web: Web, facility: dict[str, Any]
) -> None:
    fields = {"dataset": facility["name"], "table": "diem", "schema": "it_support_points"}
    fields["upload_id"] = tus.uploads(points("00001"))
    body = {"json": fields} if as_json else {"data": fields}
    answer = web.post("/api/dtts/v1/submissions", headers=people.token("sender"), status=202, **body)
    assert answer.json["filename"] == "diem.csv"


def test_what_is_over_is_swept_away_and_nothing_else(tus: Tus) -> None:
    over, kept = tus.uploads(b"over"), tus.uploads(b"kept")
    model.Session.remove()
    model.Session.get_one(Upload, over).expires = model.Session.get_one(Upload, over).created
    model.Session.commit()
    rows.sweep()
    files = {path.name for path in folder.kept()}
    assert over.replace("-", "") not in files
    assert kept.replace("-", "") in files
    assert model.Session.get(Upload, over) is None
