"""A reader and what they do in a browser and in a mailbox, without a session."""

from __future__ import annotations

import re
from email.message import EmailMessage
from typing import Any

from bs4 import BeautifulSoup

from glue.mail.catching import Catcher, pass_on, text_of
from glue.road.people import Web


class Reader:
    """Follows things by their address; nothing is remembered between two requests."""

    def __init__(self, web: Web, catcher: Catcher, address: str = "doc-gia@example.org") -> None:
        self.web, self.catcher, self.address = web, catcher, address

    def asks(self, **what: str) -> Any:
        """Fill in the form."""
        data = {"email": self.address, **what}
        return self.web.post("/theo-doi", data=data, follow_redirects=False)

    def mail(self) -> EmailMessage:
        """The newest mail in the mailbox."""
        assert pass_on()
        return [each for each in self.catcher.mails() if each["Delivered-To"] == self.address][-1]

    def link(self, mail: EmailMessage, part: str) -> str:
        """The path of the first link of a mail that holds these words."""
        found = re.search(rf"http://test\.dtts\.example(/{part}\S*)", text_of(mail))
        assert found is not None, text_of(mail)
        return found[1]

    def confirms(self, **what: str) -> str:
        """Follow something to the end; gives the path of the page of what is followed."""
        assert self.asks(**what).status_code == 303
        answer = self.web.post(self.link(self.mail(), "theo-doi/xac-nhan"), status=200)
        page = BeautifulSoup(answer.text, "html.parser")
        return str(page.select_one("a[href*='/theo-doi/cua-toi/']")["href"])
