"""The mails that the portal under test has sent, as its catcher keeps them."""

from __future__ import annotations

import email
import email.policy
import re
import subprocess
import threading
import time
from email.message import EmailMessage
from pathlib import Path

from browser.conftest import ROOT, WAIT_MS, setting

_pause = threading.Event()


def wait_for(address: str, words: str) -> EmailMessage:
    """The newest mail to the address whose subject holds the words, as soon as there is one."""
    end = time.monotonic() + WAIT_MS / 1000
    while time.monotonic() < end:
        for mail in reversed(mails(address)):
            if words in mail["Subject"]:
                return mail
        pause()
    raise AssertionError(f"no mail about {words!r}; there are {[each['Subject'] for each in mails(address)]}")


def pause() -> None:
    """A moment before the next look."""
    _pause.wait(0.2)


def mails(address: str) -> list[EmailMessage]:
    """All mails to the address, oldest first."""
    paths = sorted(_var().glob("mail/*.eml"))
    found = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]
    return [each for each in found if isinstance(each, EmailMessage) and each["Delivered-To"] == address]


def link(mail: EmailMessage, part: str) -> str:
    """The first address in the text of a mail that holds these words."""
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(rf"http\S*{part}\S*", body.get_content())
    assert found is not None, body.get_content()
    return found[0]


def morning_comes() -> None:
    """Let the portal send what waits for the morning."""
    command = [str(ROOT / ".venv" / "bin" / "ckan"), "-c", str(_var() / "ckan.ini"), "dtts", "mail", "now"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def _var() -> Path:
    return Path(setting("DTTS_TEST_USERS")).parent
