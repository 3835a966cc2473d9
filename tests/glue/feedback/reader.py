"""A reader and what they do in a browser, without a session and without script."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from glue.road.people import Web


class Reader:
    """Reads a table and reports what is wrong in it; `taps` counts links, buttons and fields that were pressed."""

    def __init__(self, web: Web, dataset: str, table: str) -> None:
        self.web, self.dataset, self.table = web, dataset, table
        self.taps = 0

    def page(self, path: str) -> BeautifulSoup:
        """A page that everybody may read."""
        return BeautifulSoup(self.web.get(path, status=200).text, "html.parser")

    def follows(self, page: BeautifulSoup, words: str) -> BeautifulSoup:
        """Press the link with these words."""
        link = next(each for each in page.select("main a") if " ".join(each.text.split()) == words)
        self.taps += 1
        return self.page(str(link["href"]).partition("#")[0])

    def chooses(
        self, value: str = "12,5", column: str = "broadband_mbps", row: str = "0164A"
    ) -> BeautifulSoup:
        """From the page of the table to the form of one cell."""
        table = self.page(f"/dataset/{self.dataset}/{self.table}?columns=all")
        choosing = self.follows(table, "Báo ô sai")
        wanted = rf"cot={column}&k\.point_id={row}$"
        cell = next(a for a in choosing.select("table.data a") if re.search(wanted, str(a["href"])))
        assert cell.text.strip() == value
        self.taps += 1
        return self.page(str(cell["href"]))

    def fills(self, page: BeautifulSoup, **words: str) -> dict[str, str]:
        """The fields of the form as a browser sends them."""
        form = page.select_one("main form[method=post]")
        assert isinstance(form, Tag)
        given = {str(each["name"]): str(each.get("value", "")) for each in form.select("input[name]")}
        self.taps += len(words)
        return {**given, "text": "", **words}

    def sends(self, given: dict[str, str]) -> Any:
        """Press the button."""
        self.taps += 1
        return self.web.post("/bao-sai", data=given, follow_redirects=False)

    def reports(self, **words: str) -> int:
        """Report a cell to the end; the number of the report."""
        answer = self.sends(self.fills(self.chooses(), **{"expected": "21,5", **words}))
        assert answer.status_code == 303, answer.text
        path = urljoin("/", str(answer.headers["Location"])).partition("?")[0]
        return int(path.rpartition("/")[2])

    def reads(self, number: int) -> str:
        """What everybody reads of a report, in one line."""
        return " ".join(self.page(f"/phan-anh/{number}").select_one("main").text.split())
