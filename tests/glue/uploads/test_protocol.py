"""tus 1.0.0 over HTTP, case by case: what is asked, and what has to be answered."""

from __future__ import annotations

import base64
import hashlib

import pytest
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.model import Upload
from ckanext.dtts.uploads import folder
from glue.road.people import People, Web
from glue.uploads.tus import PIECE, UPLOADS, Tus, checksum_of

CONTENT = b"ma;ten\n07210;Phuong\n"


def test_options_tell_what_the_server_can_do(tus: Tus) -> None:
    answer = tus.asks("OPTIONS", UPLOADS, Tus_Resumable=None)
    assert (answer.status_code, answer.headers["Tus-Version"]) == (204, "1.0.0")
    assert answer.headers["Tus-Max-Size"] == "104857600"
    assert answer.headers["Tus-Checksum-Algorithm"] == "sha256"
    assert set(answer.headers["Tus-Extension"].split(",")) == {
        "creation",
        "creation-with-upload",
        "checksum",
        "expiration",
        "termination",
    }


def test_a_file_comes_in_three_pieces(tus: Tus) -> None:
    address = tus.begins(len(CONTENT), "tờ khai.csv")
    for start, end in ((0, 5), (5, 6), (6, len(CONTENT))):
        answer = tus.sends(address, start, CONTENT[start:end])
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(end))
        assert tus.stands(address) == end
    digest = base64.b64encode(hashlib.sha256(CONTENT).digest()).decode()
    answer = tus.asks("HEAD", address)
    assert answer.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    assert answer.headers["Upload-Length"] == str(len(CONTENT))
    assert (
        answer.headers["Upload-Metadata"] == f"filename {base64.b64encode('tờ khai.csv'.encode()).decode()}"
    )
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Upload-Expires" in answer.headers


def test_an_upload_may_begin_with_its_bytes(tus: Tus) -> None:
    answer = tus.asks("POST", UPLOADS, CONTENT[:7], Upload_Length=str(len(CONTENT)), Content_Type=PIECE)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, "7")
    assert tus.stands(answer.headers["Location"]) == 7


def test_a_file_without_bytes_is_whole_at_once(tus: Tus) -> None:
    assert "Repr-Digest" in tus.asks("HEAD", tus.begins(0)).headers


def test_a_removed_upload_is_gone_with_its_bytes(tus: Tus) -> None:
    address = tus.begins(3)
    kept = {path.name for path in folder.kept()}
    assert tus.asks("DELETE", address).status_code == 204
    assert tus.asks("HEAD", address).status_code == 404
    assert {path.name for path in folder.kept()} == kept - {address.rpartition("/")[2].replace("-", "")}


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_network_that_lets_only_post_through_names_the_method(method: str, tus: Tus) -> None:
    address = tus.begins(3)
    headers = {"X_HTTP_Method_Override": method, "Upload_Offset": "0", "Content_Type": PIECE}
    assert tus.asks("POST", address, b"abc", **headers).status_code == 204
    assert tus.asks("HEAD", address).status_code == (200 if method == "PATCH" else 404)


REFUSED: list[tuple[str, dict[str, str | None], bytes, int, str]] = [
    ("an offset that lies ahead", {"Upload_Offset": "4"}, b"x", 409, "offset-conflict"),
    ("an offset that lies behind", {"Upload_Offset": "2"}, b"x", 409, "offset-conflict"),
    ("no offset", {"Upload_Offset": None}, b"x", 400, "bad-number"),
    ("an offset below nothing", {"Upload_Offset": "-1"}, b"x", 400, "bad-number"),
    ("an offset with a sign", {"Upload_Offset": "+3"}, b"x", 400, "bad-number"),
    ("an offset in other digits", {"Upload_Offset": "٣"}, b"x", 400, "bad-number"),
    ("an offset without end", {"Upload_Offset": "3" * 40}, b"x", 400, "bad-number"),
    ("more than was announced", {}, b"x" * 8, 413, "too-much"),
    ("another type", {"Content_Type": "text/csv"}, b"x", 415, "bad-media-type"),
    ("a form", {"Content_Type": "application/x-www-form-urlencoded"}, b"x=1", 415, "bad-media-type"),
    ("no version", {"Tus_Resumable": None}, b"x", 412, "bad-version"),
    ("a version to come", {"Tus_Resumable": "2.0.0"}, b"x", 412, "bad-version"),
    ("another algorithm", {"Upload_Checksum": "md5 AAAA"}, b"x", 400, "bad-checksum"),
    ("no digest", {"Upload_Checksum": "sha256"}, b"x", 400, "bad-checksum"),
    ("half a digest", {"Upload_Checksum": "sha256 AAAA"}, b"x", 400, "bad-checksum"),
    ("no Base64", {"Upload_Checksum": "sha256 ****"}, b"x", 400, "bad-checksum"),
    ("the digest of other bytes", checksum_of(b"y"), b"x", 460, "checksum-mismatch"),
]


@pytest.mark.parametrize(
    ("headers", "body", "status", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_piece_that_does_not_fit_is_refused_and_changes_nothing(
    headers: dict[str, str | None], body: bytes, status: int, code: str, tus: Tus
) -> None:
    address = tus.begins(10)
    tus.sends(address, 0, b"abc")
    named = {name.replace("-", "_"): value for name, value in headers.items()}
    answer = tus.asks("PATCH", address, body, **{"Upload_Offset": "3", "Content_Type": PIECE, **named})
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
    assert set(answer.json["error"]["message"]) == {"vi", "en"}
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    assert tus.stands(address) == 3


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({}, 400, "bad-number"),
        ({"Upload_Length": "104857601"}, 413, "too-large"),
        ({"Upload_Length": "3", "Upload_Metadata": "filename ***"}, 400, "bad-metadata"),
        ({"Upload_Length": "3", "Tus_Resumable": "0.2.2"}, 412, "bad-version"),
    ],
)
def test_what_cannot_begin_says_why(headers: dict[str, str], status: int, code: str, tus: Tus) -> None:
    answer = tus.asks("POST", UPLOADS, **headers)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)


def test_a_first_piece_that_is_refused_leaves_nothing(tus: Tus) -> None:
    kept = set(folder.kept())
    headers = {"Upload_Length": "9", "Content_Type": PIECE} | {
        "Upload_Checksum": checksum_of(b"y")["Upload-Checksum"]
    }
    assert tus.asks("POST", UPLOADS, b"x", **headers).status_code == 460
    assert set(folder.kept()) == kept


def test_a_piece_with_its_checksum_is_kept(tus: Tus) -> None:
    address = tus.begins(len(CONTENT))
    header = checksum_of(CONTENT)["Upload-Checksum"]
    assert tus.sends(address, 0, CONTENT, Upload_Checksum=header).status_code == 204


@pytest.mark.parametrize("method", ["HEAD", "PATCH", "DELETE"])
@pytest.mark.parametrize("role", ["approver", "stranger", "sysadmin"])
def test_nobody_else_learns_that_an_upload_exists(
    role: str, method: str, tus: Tus, web: Web, people: People
) -> None:
    address = tus.begins(3)
    other = Tus(web, people.token(role))
    headers = {"Upload_Offset": "0", "Content_Type": PIECE}
    assert other.asks(method, address, b"abc", **headers).status_code == 404
    assert tus.stands(address) == 0


@pytest.mark.parametrize(
    ("role", "status"), [("sender", 201), ("approver", 201), ("reader", 403), (None, 401)]
)
def test_who_may_send_may_begin(role: str | None, status: int, web: Web, people: People) -> None:
    person = Tus(web, people.token(role) if role else {})
    assert person.asks("POST", UPLOADS, Upload_Length="3").status_code == status


def test_an_upload_is_not_read_by_get(tus: Tus) -> None:
    assert tus.asks("GET", tus.begins(3)).status_code in (404, 405)


class TestQuota:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(config, "uploads_user_bytes", lambda: 10_000_000)

    def test_a_persons_files_have_room_for_so_much(self, tus: Tus, web: Web, people: People) -> None:
        first = tus.begins(9_900_000)
        answer = tus.asks("POST", UPLOADS, Upload_Length="200000")
        assert (answer.status_code, answer.json["error"]["code"]) == (507, "uploads-full")
        Tus(web, people.token("approver")).begins(200_000)
        tus.asks("DELETE", first)
        tus.asks("DELETE", tus.begins(200_000))


def test_each_upload_has_a_row_and_a_file(tus: Tus) -> None:
    rows = {found.id.hex for found in model.Session.query(Upload).filter(Upload.taken.is_(None))}
    assert rows <= {path.name for path in folder.kept()}
