"""What is said of a happening, in both languages, by mails and feeds alike."""

from __future__ import annotations

from ckanext.dtts.dcat.terms import MARK
from ckanext.dtts.subscriptions.happenings import Happening
from dtts import formats

_TITLES = {
    "published": {
        "vi": "Công bố phiên bản {number}: {name}",
        "en": "Version {number} published: {name}",
    },
    "first": {"vi": "Bảng mới: {name}", "en": "New table: {name}"},
    "undone": {
        "vi": "Hoàn tác phiên bản {number}: {name}",
        "en": "Version {number} undone: {name}",
    },
    "withdrawn": {
        "vi": "Rút phiên bản {number} khỏi công bố: {name}",
        "en": "Version {number} withdrawn: {name}",
    },
}


def title(happening: Happening, lang: str) -> str:
    """One line, with the mark of demonstration data where it belongs."""
    first = happening.what == "published" and happening.number == 1
    name = happening.name_en if lang == "en" else happening.name
    mark = f"[{MARK[lang]}] " if happening.demo else ""
    told = _TITLES["first" if first else happening.what][lang]
    return mark + told.format(number=happening.number or "?", name=name)


def text(happening: Happening, lang: str) -> str:
    """The dataset, how many rows there are, and the reason if one was given."""
    dataset = happening.title_en if lang == "en" else happening.title
    rows = formats.number(happening.rows, lang)
    parts = [dataset]
    if happening.what == "published" and rows:
        parts.append(f"{rows} dòng" if lang == "vi" else f"{rows} rows")
    return ", ".join(parts) + (f". {happening.reason}" if happening.reason else ".")


def path(happening: Happening) -> str:
    """The page of the version, without a language before it."""
    table = f"/dataset/{happening.dataset}/{happening.slug}"
    return f"{table}/v/{happening.number}" if happening.number else table
