"""A reader who asks for data in a browser, without a session and without script."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup, Tag

from glue.road.people import Web

HOME = "/yeu-cau-du-lieu"
WANTED = "Số học sinh bán trú theo xã"


class Asker:
    """Walks from the first words to a request; `web` keeps no cookie but those that a test says."""

    def __init__(self, web: Web) -> None:
        self.web = web

    def page(self, path: str, **options: Any) -> BeautifulSoup:
        """A page that everybody may read."""
        return BeautifulSoup(self.web.get(path, status=200, **options).text, "html.parser")

    def text(self, path: str) -> str:
        """What a page says, in one line."""
        return " ".join(self.page(path).select_one("main").get_text(" ").split())

    def fills(self, path: str = f"{HOME}/moi?q=hoc+sinh", **words: str) -> dict[str, str]:
        """The fields of a form as a browser sends them; `from_` is the field `from`."""
        form = self.page(path).select_one("main form[method=post]")
        assert isinstance(form, Tag)
        given = {str(each["name"]): str(each.get("value", "")) for each in form.select("input[name]")}
        chosen = {
            str(each["name"]): str(each.select_one("option")["value"]) for each in form.select("select")
        }
        return {**given, **chosen, **{name.rstrip("_"): each for name, each in words.items()}}

    def sends(self, path: str, given: dict[str, str], **options: Any) -> Any:
        """Press the button."""
        return self.web.post(path, data=given, follow_redirects=False, **options)

    def asks(self, **words: str) -> int:
        """Ask to the end; the number of the request."""
        answer = self.sends(f"{HOME}/moi", self.fills(**{"text": WANTED, **words}))
        assert answer.status_code == 303, answer.text
        return int(re.search(r"/(\d+)\?", str(answer.headers["Location"])).group(1))  # type: ignore[union-attr]

    def reads(self, number: int) -> str:
        """What everybody reads of a request, in one line."""
        return self.text(f"{HOME}/{number}")

    def supports(self, number: int, email: str = "", **options: Any) -> Any:
        """Say that one needs it too."""
        path = f"{HOME}/{number}/toi-cung-can"
        return self.sends(path, self.fills(path, email=email), **options)
