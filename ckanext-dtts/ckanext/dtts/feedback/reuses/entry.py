"""An entry as somebody writes it into the form, and what stands against taking it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.feedback import lookup
from ckanext.dtts.feedback import words as readers_words
from ckanext.dtts.quality.links import is_here
from dtts.reuse import MAKERS, licences, works
from dtts.vietnamese import nfc
from dtts_harvesters.session import FetchError, read_address

LONGEST: Mapping[str, int] = {"title": 200, "title_en": 200, "about": 500, "address": 2000, "maker": 120}
"""Characters that each field may have."""
FIELDS = (*LONGEST, "maker_kind", "work", "licence")
NAMES = ("title", "title_en", "maker")
"""What is public as it is written: it may not name a person."""
MOST_DATASETS = 10


@dataclass(frozen=True)
class Entry:
    """A work elsewhere: text is trimmed and may be empty but for one title, the address and the maker."""

    title: str
    title_en: str
    about: str
    address: str
    maker: str
    maker_kind: str
    work: str
    licence: str
    datasets: Sequence[model.Package]

    def columns(self) -> dict[str, str | None]:
        """What a row keeps beside the maker's words."""
        return {name: getattr(self, name) or None for name in FIELDS if name != "about"}


def read(given: Mapping[str, str], named: str) -> Entry:
    """The entry of a form; `named` are its datasets, by address or name, parted by blanks or lines.

    RefusedError names the field and says what to change.
    """
    words = {name: nfc(given.get(name, "").strip()) for name in FIELDS}
    _refuse_incomplete(words)
    for field, most in LONGEST.items():
        readers_words.refuse_longer(field, words[field], most)
    for field in NAMES:
        readers_words.refuse_personal(field, words[field])
    return Entry(**{**words, "address": _address(words["address"])}, datasets=_datasets(named))


def _refuse_incomplete(words: Mapping[str, str]) -> None:
    if not words["title"] and not words["title_en"]:
        raise RefusedError(
            "title",
            "title-missing",
            "Hãy ghi tên, tiếng Việt hoặc tiếng Anh.",
            "Write the title, in Vietnamese or English.",
        )
    if not words["maker"]:
        raise RefusedError(
            "maker",
            "maker-missing",
            "Hãy ghi tên tổ chức hoặc một biệt danh.",
            "Write the name of an organisation, or a pseudonym.",
        )
    for field, known in (("work", works()), ("licence", licences()), ("maker_kind", MAKERS)):
        if words[field] not in known:
            raise RefusedError(field, "bad-choice", "Hãy chọn một mục.", "Choose one of them.")


def _address(text: str) -> str:
    """The address as everybody reads it; only its form is looked at here, the worker opens it."""
    try:
        found = read_address(text)
    except FetchError as wrong:
        raise _no_address() from wrong
    if "." not in found.host and ":" not in found.host and not is_here(text):
        raise _no_address()
    return str(found)


def _no_address() -> RefusedError:
    return RefusedError(
        "address",
        "no-address",
        "Hãy ghi trọn địa chỉ của trang, ví dụ https://example.org/ban-do.",
        "Write the whole address of its page, such as https://example.org/map.",
    )


def _datasets(named: str) -> list[model.Package]:
    names = list(dict.fromkeys(filter(None, (_name(each) for each in re.split(r"[\s,;]+", named)))))
    if not names or len(names) > MOST_DATASETS:
        raise RefusedError(
            "datasets",
            "datasets-missing",
            f"Hãy ghi từ một đến {MOST_DATASETS} bộ dữ liệu đã dùng.",
            f"Name between one and {MOST_DATASETS} datasets that were used.",
        )
    found = {}
    for name in names:
        try:
            package = lookup.public_dataset(name)
        except tk.ObjectNotFound as wrong:
            raise RefusedError(
                "datasets",
                "no-dataset",
                f"Cổng không có bộ dữ liệu “{name[:80]}”. Hãy chép địa chỉ trang của bộ dữ liệu.",
                f"There is no dataset “{name[:80]}” here. Copy the address of the dataset's page.",
            ) from wrong
        found[package.id] = package
    return list(found.values())


def _name(text: str) -> str:
    """`https://…/en/dataset/ket-qua/bang?page=2` and `ket-qua` name the same dataset."""
    parts = [each for each in urlsplit(text).path.split("/") if each]
    if "dataset" in parts[:-1]:
        return unquote(parts[parts.index("dataset") + 1])
    return unquote(parts[-1]) if parts else ""
