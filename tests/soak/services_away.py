"""Solr, Redis and the mail server are stopped, one after another, while people edit and publish over HTTP.

`make soak-away` runs it on a whole portal of its own, with a worker. For each service it prints how many of 100
edits and 20 publications were refused, and how long after its return everything is found, or mailed.
Ends with code 1 when one was refused, lost or later than a minute. It stops only what the suite started. `services_away.py Solr` tries one alone.
"""

from __future__ import annotations

import email
import email.policy
import sys
import uuid
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "docker"), str(ROOT / "ckanext-dtts")]

from local import mail, redis, solr, suite  # noqa: E402
from local.place import Place, find_place  # noqa: E402
from local.steps import Steps  # noqa: E402

from soak.asking import Portal, begin, until  # noqa: E402

EDITS, PUBLICATIONS = 100, 20
WORK_S = 300.0
"""Longest time that twenty files may take to be checked or published, on a machine that does much else."""
CaughtUp = Callable[[str, list[str]], bool]
"""Whether everything is there: given the word of the last titles and the ids of what was sent."""


class Figures(NamedTuple):
    """Of one service: how many requests were refused and files published while it was away, and seconds from
    its return until all was there; None when that took longer than allowed."""

    refused: int
    published: int
    caught_up_s: float | None

    @property
    def good(self) -> bool:
        return self.refused == 0 and self.published == PUBLICATIONS and self.caught_up_s is not None


def main(asked: list[str]) -> int:
    """The exit code."""
    with suite.borrowed(find_place(None), Steps()) as place:
        portal, names = begin(place.site_url, place.var / "users.json")
        found = searched(portal, names)
        services: dict[str, tuple[Any, CaughtUp, float]] = {
            "Solr": (solr, found, 60),
            "Redis": (redis, found, 60),
            # What is mailed at once is gathered for a minute, and a server that is away is asked again
            # after five minutes at the latest.
            "SMTP": (mail, mailed(place), 400),
        }
        figures = {name: while_away(place, portal, names, *services[name]) for name in asked or services}
    for name, each in figures.items():
        told = "not in time" if each.caught_up_s is None else f"{each.caught_up_s:.1f} s"
        print(
            f"{name} away during {EDITS} edits and {PUBLICATIONS} publications: {each.refused} refused,"
            f" {each.published} published meanwhile, everything there {told} after its return"
        )
    for said in portal.refused[:10]:
        print(f"  refused: {said}")
    return 0 if all(each.good for each in figures.values()) else 1


def searched(portal: Portal, names: list[str]) -> CaughtUp:
    """All datasets are found by the word of their last title."""
    return lambda word, _sent: portal.found(word) == len(names)


def mailed(place: Place) -> CaughtUp:
    """The sender was mailed of every publication."""

    def told(_word: str, sent: list[str]) -> bool:
        text = "".join(as_text(path) for path in mail.folder(place).glob("*.eml"))
        return all(f"/submission/{each}" in text for each in sent)

    return told


def as_text(path: Path) -> str:
    """What stands in a mail, decoded."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
    return str(body.get_content()) if body else ""


def while_away(
    place: Place, portal: Portal, names: list[str], service: Any, caught_up: CaughtUp, latest_s: float
) -> Figures:
    """Stop the service, let people work, start it again and wait until what they did is there."""
    refused, word = len(portal.refused), f"tu{uuid.uuid4().hex[:10]}"
    service.stop(place)
    try:
        for number in range(EDITS):
            title = f"Điểm hỗ trợ {word}" if number >= EDITS - len(names) else f"Lần {number}"
            portal.act("sender", "package_patch", id=names[number % len(names)], title=title)
        sent = [portal.send(name, *(uuid.uuid4().hex for _row in range(3))) for name in names]
        reach(portal, sent, "awaiting_approval")
        for each in sent:
            portal.approve(each)
        published = reach(portal, sent, "published")
    finally:
        service.start(place)
    return Figures(len(portal.refused) - refused, published, until(lambda: caught_up(word, sent), latest_s))


def reach(portal: Portal, sent: list[str], state: str) -> int:
    """Wait until all submissions stand there; how many do."""
    until(lambda: all(portal.state(each) == state for each in sent), WORK_S)
    return sum(portal.state(each) == state for each in sent)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
