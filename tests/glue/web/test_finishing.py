"""The finishing middleware around small applications: what leaves the server, byte by byte."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from typing import Any

import brotli
import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Request, Response
from werkzeug.wsgi import FileWrapper

from ckanext.dtts.web.middleware import FinishingMiddleware

TEXT = "Kết quả thực hiện chương trình. " * 200


def client(make: Any) -> Client:
    """A client of an application that answers each request with `make(request)`."""

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return make(Request(environ))(environ, start_response)

    finishing = FinishingMiddleware(
        application, session_cookie="dtts", token_header="Authorization", max_age=60
    )
    return Client(finishing, use_cookies=False)


def page(_: Request) -> Response:
    return Response(TEXT, content_type="text/html; charset=utf-8")


class TestCompression:
    @pytest.mark.parametrize(
        ("accepted", "encoding", "unpack"),
        [
            ("gzip, deflate, br", "br", brotli.decompress),
            ("gzip", "gzip", gzip.decompress),
            ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ],
    )
    def test_text_is_packed_in_the_best_way_the_reader_knows(
        self, accepted: str, encoding: str, unpack: Any
    ) -> None:
        answer = client(page).get("/", headers={"Accept-Encoding": accepted})
        assert answer.headers["Content-Encoding"] == encoding
        assert unpack(answer.data).decode() == TEXT
        assert int(answer.headers["Content-Length"]) == len(answer.data) < 500

    @pytest.mark.parametrize("accepted", ["", "identity", "br;q=0, gzip;q=0"])
    def test_a_reader_who_knows_no_packing_gets_plain_text(self, accepted: str) -> None:
        answer = client(page).get("/", headers={"Accept-Encoding": accepted})
        assert "Content-Encoding" not in answer.headers
        assert answer.text == TEXT

    def test_proxies_are_told_that_the_answer_depends_on_the_packing(self) -> None:
        assert "Accept-Encoding" in client(page).get("/").headers["Vary"]

    @pytest.mark.parametrize(
        "answer",
        [
            Response(
                gzip.compress(TEXT.encode()), headers={"Content-Encoding": "gzip"}, content_type="text/csv"
            ),
            Response(TEXT.encode(), content_type="image/png"),
            Response(TEXT.encode(), content_type="application/vnd.apache.parquet"),
            Response("ngắn", content_type="text/html"),
            Response(TEXT, content_type="text/html", headers={"Cache-Control": "no-transform"}),
            Response(TEXT.encode()[:5000], status=206, content_type="text/csv"),
        ],
        ids=["packed already", "picture", "parquet", "short", "not to be changed", "a part"],
    )
    def test_what_is_packed_short_or_no_text_stays_as_it_is(self, answer: Response) -> None:
        before = answer.get_data()
        sent = client(lambda _: answer).get("/", headers={"Accept-Encoding": "br"})
        assert sent.data == before
        assert sent.headers.get("Content-Encoding") in (None, "gzip")

    def test_a_stream_is_packed_as_it_comes_and_closed(self) -> None:
        closed: list[bool] = []

        def rows() -> Iterable[bytes]:
            try:
                for number in range(5000):
                    yield f"{number},07210\n".encode()
            finally:
                closed.append(True)

        sent = client(lambda _: Response(rows(), content_type="text/csv")).get(
            "/", headers={"Accept-Encoding": "br"}
        )
        assert brotli.decompress(sent.data).count(b"\n") == 5000
        assert "Content-Length" not in sent.headers
        assert closed == [True]

    def test_a_file_is_sent_whole(self) -> None:
        def file(request: Request) -> Response:
            wrapped = FileWrapper(io.BytesIO(b"a,b\n" * 2_000_000))
            return Response(wrapped, content_type="text/csv", direct_passthrough=True)

        sent = client(file).get("/", headers={"Accept-Encoding": "gzip"})
        assert gzip.decompress(sent.data) == b"a,b\n" * 2_000_000


class TestCaching:
    def test_a_reader_s_page_may_be_kept_for_a_minute_and_asked_for_again_by_its_tag(self) -> None:
        reader = client(page)
        first = reader.get("/", headers={"Accept-Encoding": "br"})
        assert first.headers["Cache-Control"] == "public, max-age=60"
        again = reader.get("/", headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")

    def test_packings_of_one_page_have_different_tags(self) -> None:
        tags = {
            client(page).get("/", headers={"Accept-Encoding": how}).headers["ETag"]
            for how in ("br", "gzip", "")
        }
        assert len(tags) == 3

    def test_the_tag_of_a_changed_page_is_another(self) -> None:
        texts = iter(["một", "hai"])
        reader = client(lambda _: Response(next(texts), content_type="text/html"))
        first = reader.get("/")
        second = reader.get("/", headers={"If-None-Match": first.headers["ETag"]})
        assert second.status_code == 200
        assert second.text == "hai"

    def test_a_file_s_own_tag_is_found_again_after_packing(self) -> None:
        def file(request: Request) -> Response:
            answer = Response(TEXT, content_type="text/csv")
            answer.set_etag("bảng-1".encode().hex())
            return answer.make_conditional(request.environ)

        first = client(file).get("/", headers={"Accept-Encoding": "br"})
        assert first.headers["ETag"].endswith('-br"')
        again = client(file).get(
            "/", headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
        )
        assert again.status_code == 304

    @pytest.mark.parametrize(
        "headers", [{"Cookie": "dtts=abc"}, {"Cookie": "a=b; dtts=abc"}, {"Authorization": "token"}]
    )
    def test_what_a_known_person_sees_is_kept_by_nobody_else(self, headers: dict[str, str]) -> None:
        sent = client(page).get("/", headers=headers)
        assert sent.headers["Cache-Control"] == "private, no-cache"
        assert "ETag" not in sent.headers

    def test_a_foreign_cookie_makes_nobody_known(self) -> None:
        assert "public" in client(page).get("/", headers={"Cookie": "_ga=1"}).headers["Cache-Control"]

    @pytest.mark.parametrize("status", [404, 500, 302])
    def test_errors_and_redirects_are_not_kept(self, status: int) -> None:
        sent = client(lambda _: Response("x", status=status)).get("/")
        assert sent.headers["Cache-Control"] == "private, no-cache"

    def test_an_answer_that_sets_a_cookie_is_not_kept(self) -> None:
        def signing_in(_: Request) -> Response:
            answer = page(_)
            answer.set_cookie("dtts", "x")
            return answer

        assert client(signing_in).get("/").headers["Cache-Control"] == "private, no-cache"

    def test_an_answer_to_a_post_is_not_kept(self) -> None:
        assert client(page).post("/").headers["Cache-Control"] == "private, no-cache"

    def test_what_never_changes_says_so_still(self) -> None:
        kept = "public, max-age=31536000, immutable"
        sent = client(lambda _: Response(TEXT, content_type="text/css", headers={"Cache-Control": kept})).get(
            "/"
        )
        assert sent.headers["Cache-Control"] == kept


class TestProtection:
    def test_readers_pages_run_no_inline_script(self) -> None:
        policy = client(page).get("/dataset/x").headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy
        assert "unsafe-inline" not in policy
        assert "frame-ancestors 'none'" in policy

    def test_staff_pages_may_run_what_ckan_wrote_into_them(self) -> None:
        policy = (
            client(page).get("/dataset/x", headers={"Cookie": "dtts=1"}).headers["Content-Security-Policy"]
        )
        assert "script-src 'self' 'unsafe-inline'" in policy
        assert "default-src 'self'" in policy

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ],
    )
    @pytest.mark.parametrize("status", [200, 404, 500])
    def test_every_answer_is_protected(self, name: str, value: str, status: int) -> None:
        assert client(lambda _: Response("x", status=status)).get("/").headers[name] == value

    def test_only_https_promises_https(self) -> None:
        assert "Strict-Transport-Security" not in client(page).get("/").headers
        safe = client(page).get("/", base_url="https://example.org/")
        assert safe.headers["Strict-Transport-Security"] == "max-age=31536000"

    @pytest.mark.parametrize(
        ("path", "open_to_all"),
        [
            ("/api/3/action/package_search", True),
            ("/dataset/ho-ngheo/bang.csv", True),
            ("/catalog.ttl", True),
            ("/en/dataset/ho-ngheo/bang.csv", True),
            ("/dataset/ho-ngheo", False),
            ("/user/login", False),
        ],
    )
    def test_scripts_of_other_sites_may_read_open_data_and_no_page(
        self, path: str, open_to_all: bool
    ) -> None:
        sent = client(page).get(path)
        assert sent.headers.get("Access-Control-Allow-Origin") == ("*" if open_to_all else None)
