"""Somebody who tells of a work in a browser, and what the staff does with it."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from ckan import model

from ckanext.dtts.model import Reuse, ReuseDataset
from glue.notices.office import Office
from glue.road.people import Web

WORK = {
    "title": "Bản đồ điểm hỗ trợ",
    "title_en": "",
    "about": "Một bản đồ các điểm hỗ trợ.",
    "address": "https://ban-do.example.org/diem",
    "maker": "Nhóm Bản đồ",
    "maker_kind": "pseudonym",
    "work": "map",
    "licence": "CC-BY-4.0",
}
DESK = "/ban-lam-viec/su-dung-lai"
REASON = "Trang đã thành quảng cáo."


class Maker:
    """Somebody without an account who tells of a work."""

    def __init__(self, web: Web, dataset: str) -> None:
        self.web, self.dataset = web, dataset

    def page(self, path: str, status: int = 200) -> BeautifulSoup:
        return BeautifulSoup(self.web.get(path, status=status).text, "html.parser")

    def reads(self, path: str, status: int = 200) -> str:
        return " ".join(self.page(path, status).select_one("main").text.split())

    def form(self, **words: str) -> dict[str, str]:
        """The form as a browser sends it, from the page of the dataset."""
        form = self.page(f"/su-dung-lai/gui?bo-du-lieu={self.dataset}").select_one("main form[method=post]")
        given = {each["name"]: each.get("value", "") for each in form.select("input[type=hidden], #website")}
        given["datasets"] = form.select_one("#datasets").text.strip()
        return {**given, **WORK, **words}

    def sends(self, given: dict[str, str]) -> Any:
        return self.web.post("/su-dung-lai/gui", data=given, follow_redirects=False)

    def tells(self, **words: str) -> int:
        """Tell of a work to the end; the number of the entry."""
        answer = self.sends(self.form(**words))
        assert answer.status_code == 303, answer.text
        return int(answer.headers["Location"].partition("?")[0].rpartition("/")[2])


def decides(office: Office, number: int, move: str, who: str = "sender@xa", **words: str) -> Any:
    said = {"answer": REASON} if move in ("dismiss", "remove") else {}
    return office.world.people.does(who, "dtts_reuse_decide", number=number, move=move, **{**said, **words})


def entry(number: int) -> Reuse:
    return model.Session.query(Reuse).filter(Reuse.number == number).one()


def count() -> int:
    return model.Session.query(ReuseDataset).count()
