"""A message on the wire: headers that cannot be forged, Vietnamese that survives, and nothing that follows people."""

from __future__ import annotations

import email
import email.policy
import re
import uuid
from datetime import datetime, timezone
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.dtts.mail import address, message
from ckanext.dtts.mail.letter import Group, Half, Item, Letter
from ckanext.dtts.mail.smtp import Post
from glue.mail.catching import Catcher, text_of

MADE = datetime(2026, 11, 27, 0, 30, tzinfo=timezone.utc)
IDENTITY = uuid.UUID("00000000-0000-4000-8000-000000000007")
EVIL = "Tệp\r\nBcc: nhieu@example.org\r\n\r\nnội dung khác"


def letter(**changes: str) -> Letter:
    item = Item(
        "“bảng 1.csv” chờ duyệt", "Ô C3 <b>sai</b> & thiếu", "http://cong.example/submission/1?a=1&b=2"
    )
    halves = tuple(Half(lang, ("Kính gửi,",), (Group("Việc", (item,)),)) for lang in ("vi", "en"))
    given = {"name": "Nguyễn Thị Ước", "address": "uoc@example.org", "subject": "Một thông báo", **changes}
    return Letter(**given, halves=halves)


def caught(catcher: Catcher, given: Letter) -> bytes:
    """The bytes that came over the wire."""
    with Post() as post:
        post.send(message.of(given, IDENTITY, MADE), given.address)
    return catcher.files()[-1].read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Ước",
        "Đỗ Đình, Hữu (phòng 2)",
        "Ban Quản lý Chương trình mục tiêu quốc gia phát triển kinh tế - xã hội vùng đồng bào dân tộc",
        "ộ" * 300,
        "Ho " * 60,
        "",
    ],
)
def test_a_name_survives_the_header(name: str, catcher: Catcher) -> None:
    raw = caught(catcher, letter(name=name))
    # Not by the policy of EmailMessage, whose reader adds spaces between encoded words of a name.
    header = email.message_from_bytes(raw, policy=email.policy.compat32)["To"]
    shown, to = parseaddr(re.sub(r"\r?\n", "", header))
    assert to == "uoc@example.org"
    assert str(make_header(decode_header(shown))) == message.one_line(name, message.NAME_LONGEST)


@pytest.mark.parametrize(
    "subject",
    [
        "Ngắn",
        "Dài " + "về hỗ trợ đất sản xuất " * 30,
        "Xác nhận theo dõi Kết quả hỗ trợ theo xã, dùng để thử / Confirm: Kết quả hỗ trợ theo xã, dùng để thử",
        "“corrected.csv” đã được công bố: Kết quả thực hiện theo xã / “corrected.csv” is published: results",
        "plain words " * 20,
        "🏔 vùng cao",
        "a" * 5000,
    ],
)
def test_a_subject_survives_however_long_it_is(subject: str, catcher: Catcher) -> None:
    raw = caught(catcher, letter(subject=subject))
    assert subject_of(raw) == message.one_line(subject, message.SUBJECT_LONGEST)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert all(len(word) <= 75 for word in re.findall(rb"=\?utf-8\?[bq]\?[^?]*\?=", raw))


@given(st.text(st.sampled_from("aắ ộ,.“”🏔"), max_size=120))
def test_any_subject_is_read_as_it_was_written(subject: str) -> None:
    made = message.write("", "a@example.org", subject, "", None)
    assert subject_of(made.as_bytes()) == message.one_line(subject, message.SUBJECT_LONGEST)


def subject_of(raw: bytes) -> str:
    """As a mail program reads it: unfolded, then decoded (RFC 2047)."""
    header = email.message_from_bytes(raw, policy=email.policy.compat32)["Subject"]
    return str(make_header(decode_header(re.sub(r"\r?\n", "", header))))


@pytest.mark.parametrize("field", ["name", "subject"])
@pytest.mark.parametrize(
    "evil", [EVIL, "a\nX-Evil: 1", "a\rX-Evil: 1", "a\u2028X-Evil: 1", "a\x00b", "a\x85X-Evil: 1"]
)
def test_no_text_makes_a_header(field: str, evil: str, catcher: Catcher) -> None:
    caught(catcher, letter(**{field: evil}))
    mail = catcher.only()
    assert mail["Bcc"] is None
    assert mail["X-Evil"] is None
    assert [each.addr_spec for each in mail["To"].addresses] == ["uoc@example.org"]
    assert mail.get_all("Delivered-To") == ["uoc@example.org"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "uoc",
        "uoc@",
        "@example.org",
        "uoc@localhost",
        "u oc@example.org",
        "uoc@example.org\r\nRCPT TO:<x@example.org>",
        "uoc@example.org, x@example.org",
        "uoc@@example.org",
        ".uoc@example.org",
        "uoc.@example.org",
        "ước@example.org",
        '"u"@example.org',
        "uoc@[127.0.0.1]",
        "uoc@-a.example.org",
        "a" * 65 + "@example.org",
        "uoc@" + "a" * 250 + ".org",
        "<uoc@example.org>",
        "uoc@example.org>",
        "uoc@example..org",
    ],
)
def test_what_is_no_address_is_none(text: str) -> None:
    assert address.clean(text) is None


@pytest.mark.parametrize(
    ("text", "sent_to"),
    [
        (" uoc@example.org ", "uoc@example.org"),
        ("Uoc.Nguyen+a@Example.ORG", "Uoc.Nguyen+a@example.org"),
        ("o'hara@example.org", "o'hara@example.org"),
        ("uoc@dântộc.vn", "uoc@xn--dntc-boa2417b.vn"),
    ],
)
def test_an_address_is_taken_as_servers_know_it(text: str, sent_to: str) -> None:
    assert address.clean(text) == sent_to


def test_capitals_do_not_make_another_address() -> None:
    assert address.digest("Uoc@Example.org") == address.digest("uoc@example.org")
    assert address.digest("uoc@example.org") != address.digest("uoc@example.com")


def test_both_forms_say_the_same_in_both_languages(catcher: Catcher) -> None:
    caught(catcher, letter())
    mail = catcher.only()
    for form in ("plain", "html"):
        assert text_of(mail, form).count("“bảng 1.csv” chờ duyệt") == 2
    assert "http://cong.example/submission/1?a=1&b=2" in text_of(mail)
    assert "English" in text_of(mail)


def test_words_of_a_file_are_no_markup(catcher: Catcher) -> None:
    caught(catcher, letter())
    assert "Ô C3 &lt;b&gt;sai&lt;/b&gt; &amp; thiếu" in text_of(catcher.only(), "html")
    assert "Ô C3 <b>sai</b> & thiếu" in text_of(catcher.only())


def test_a_mail_loads_nothing_from_anywhere(catcher: Catcher) -> None:
    caught(catcher, letter())
    html = text_of(catcher.only(), "html")
    assert re.findall(r"<(?:img|script|link|iframe|object)\b|url\(|src=", html) == []


def test_machines_are_told_that_nobody_wrote_it(catcher: Catcher) -> None:
    caught(catcher, letter())
    assert catcher.only()["Auto-Submitted"] == "auto-generated"


def test_the_wire_is_seven_bits_wide(catcher: Catcher) -> None:
    assert max(caught(catcher, letter())) < 128


def test_the_same_letter_is_the_same_bytes(catcher: Catcher) -> None:
    assert caught(catcher, letter()) == caught(catcher, letter())
    assert catcher.mails()[0]["Message-ID"] == f"<{IDENTITY}@test.dtts.example>"


def test_a_line_that_is_a_dot_does_not_end_the_mail(catcher: Catcher) -> None:
    half = Half("vi", ("trước", ".", "..", "sau"))
    caught(catcher, Letter("A", "a@example.org", "chấm", (half,)))
    assert text_of(catcher.only()).split() == ["trước", ".", "..", "sau"]
