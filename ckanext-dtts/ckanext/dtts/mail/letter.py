"""What an e-mail says, before it is a message: the same in Vietnamese and, below it, in English."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Item:
    """One thing that is told; `url` is the whole address of the page about it."""

    title: str
    text: str = ""
    url: str = ""


@dataclass(frozen=True)
class Group:
    """Things that belong together, under a heading."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Half:
    """A letter in one language; `button` and the `footer` are pairs of words and address."""

    lang: str
    opening: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    button: tuple[str, str] | None = None
    closing: tuple[str, ...] = ()
    footer: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Letter:
    """To one person. `leave_url` takes the POST of a one-click leaving (RFC 8058); empty for none."""

    name: str
    address: str
    subject: str
    halves: tuple[Half, ...] = field(default=())
    leave_url: str = ""
