"""Feeds announce what was published, revised, undone and withdrawn, each once and for ever."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from glue.road.people import Web
from glue.versions.conftest import WHY_UNDONE, WHY_WITHDRAWN

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(web: Web, path: str) -> list[tuple[str, str, str, str]]:
    """Title, text, link and id of each."""
    feed = Xml.fromstring(web.get(path).data)
    return [
        (
            each.findtext("a:title", "", ATOM),
            each.findtext("a:summary", "", ATOM) or each.findtext("a:content", "", ATOM),
            each.find("a:link", ATOM).attrib["href"],
            each.findtext("a:id", "", ATOM),
        )
        for each in feed.findall("a:entry", ATOM)
    ]


@pytest.fixture(
    params=["/feeds/versions.atom", "/feeds/versions/{name}.atom", "/feeds/versions/{name}/diem.atom"]
)
def feed(request: pytest.FixtureRequest, history: dict[str, Any]) -> str:
    return str(request.param).format(name=history["name"])


def test_the_newest_announcement_comes_first(history: dict[str, Any], web: Web, feed: str) -> None:
    kinds = [title.rpartition(": ")[2] for title, *_rest in entries(web, feed)]
    assert kinds == [
        "phiên bản 4 đã rút lại",
        "phiên bản 4",
        "phiên bản 3 không còn là bản mới nhất",
        "phiên bản 3",
        "phiên bản 2",
        "công bố lần đầu",
    ]


def test_a_revision_says_what_it_changed(history: dict[str, Any], web: Web, feed: str) -> None:
    texts = [text for _title, text, *_rest in entries(web, feed)]
    assert texts[-2].startswith("So với phiên bản trước: 1 dòng thêm, 2 dòng đổi")
    assert texts[-1].startswith("Công bố lần đầu: 2 dòng")


def test_what_is_taken_back_says_why(history: dict[str, Any], web: Web, feed: str) -> None:
    found = entries(web, feed)
    assert found[0][1] == f"Lý do: {WHY_WITHDRAWN}"
    assert found[2][1] == f"Lý do: {WHY_UNDONE}"


def test_of_a_version_that_is_withdrawn_nothing_more_is_told(
    history: dict[str, Any], web: Web, feed: str
) -> None:
    title, text, *_rest = entries(web, feed)[1]
    assert text == title


def test_entries_have_ids_and_links_that_stay(history: dict[str, Any], web: Web, feed: str) -> None:
    found = entries(web, feed)
    assert found == entries(web, feed)
    assert len({each_id for *_rest, each_id in found}) == len(found)
    assert all("/diem/v/" in link for _title, _text, link, _id in found)


def test_english_is_one_parameter_away(history: dict[str, Any], web: Web) -> None:
    titles = [title for title, *_rest in entries(web, "/feeds/versions.atom?lang=en")]
    assert titles[0].endswith("version 4 withdrawn")
