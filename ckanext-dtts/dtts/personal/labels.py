"""Labels of columns that ask for personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dtts.personal.kinds import Kind, kinds
from dtts.vietnamese import fold, nfc

_NOT_LETTERS = re.compile(r"[^\w]+|_+")


@cache
def kinds_of_label(label: str) -> tuple[Kind, ...]:
    """The kinds that a label names in whole words: `Số CCCD`, `ho_ten`, `SĐT chủ hộ`.

    A label with marks is compared with them, so that `nam sinh viên` is no `năm sinh`.
    """
    plain = nfc(label).lower()
    folded = fold(label) == " ".join(plain.split())
    text = _words(fold(label) if folded else plain)
    return tuple(kind for kind in kinds().values() if any(_names(text, kind, folded)))


def _names(text: str, kind: Kind, folded: bool) -> Iterator[bool]:
    excluded = "".join(rf"(?! {re.escape(_form(word, folded))}\b)" for word in kind.but)
    for header in kind.headers:
        yield re.search(rf"(?:^| ){re.escape(_form(header, folded))}(?= |$){excluded}", text) is not None


def _form(text: str, folded: bool) -> str:
    return _words(fold(text) if folded else text.lower())


def _words(text: str) -> str:
    return " ".join(_NOT_LETTERS.sub(" ", text).split())
