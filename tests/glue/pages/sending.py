"""The sender's browser without script: chooses a file, presses buttons, reads pages."""

from __future__ import annotations

import io
from typing import Any

from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import FileStorage

from glue.road.people import People


class Screen:
    """The sender's browser, without script."""

    def __init__(self, web: CKANTestApp, people: People, role: str = "sender") -> None:
        self.web, self.headers = web, people.token(role)

    def drops(self, content: bytes, filename: str = "diem.csv", **given: str) -> str:
        """Choose a file and go on; the address of the draft."""
        file = FileStorage(io.BytesIO(content), filename=filename)
        answer = self.posts("/gui", upload=file, **given)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["Location"])

    def posts(self, address: str, **fields: Any) -> Any:
        return self.web.post(
            address,
            data=fields,
            headers=self.headers,
            follow_redirects=False,
            content_type="multipart/form-data",
        )

    def sees(self, address: str) -> BeautifulSoup:
        return BeautifulSoup(self.web.get(address, headers=self.headers, status=200).text, "html.parser")

    def presses(self, address: str, do: str, **changed: str) -> Any:
        """Press a button of the draft's form with all its fields as they stand, but for those changed."""
        form = self.sees(address).find("form", attrs={"data-draft": True})
        return self.posts(address, **{**fields_of(form), **changed, "do": do})


def fields_of(form: Any) -> dict[str, str]:
    """What a browser would send of a form."""
    found = {}
    for each in form.find_all(["input", "select", "textarea"]):
        name = each.get("name")
        if each.name == "select":
            picked = each.find("option", selected=True) or each.find("option")
            found[name] = picked.get("value", picked.text)
        elif each.name == "textarea":
            found[name] = each.text
        elif each.get("type") != "radio" or each.has_attr("checked"):
            found[name] = each.get("value", "")
    return found


def text_of(page: BeautifulSoup) -> str:
    return " ".join(page.main.get_text(" ").split())


def submission_of(answer: Any) -> str:
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"]).rpartition("/")[2]
