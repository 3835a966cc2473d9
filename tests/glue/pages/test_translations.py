"""Every sentence of the pages has its Vietnamese, and the compiled catalogue is the one that people edit."""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages import Catalog, Message, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import ckanext.dtts

ROOT = Path(ckanext.dtts.__file__).parent
CATALOGUE = ROOT / "i18n" / "vi" / "LC_MESSAGES" / "ckanext-dtts.po"
METHODS = [("**.py", "python"), ("**/templates/**.html", "ckan")]
PLACES = re.compile(r"%\(\w+\)s|\{\w*\}")


def vietnamese() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="vi")


def source() -> set[str]:
    """The English sentences between the parentheses of `_()`."""
    found = extract.extract_from_dir(ROOT, METHODS, {"**/templates/**.html": {"trimmed": "true"}})
    return {first(message) for _file, _line, message, _comments, _context in found}


def first(identity: str | tuple[str, ...] | list[str]) -> str:
    """The singular of a message."""
    return identity if isinstance(identity, str) else identity[0]


def test_every_sentence_is_translated_and_none_is_left_over() -> None:
    translated = {first(message.id) for message in vietnamese() if message.id and all_texts(message)}
    assert source() == translated


def test_no_translation_waits_for_review() -> None:
    assert [message.id for message in vietnamese() if message.id and message.fuzzy] == []


def test_a_translation_keeps_the_places_for_words() -> None:
    for message in vietnamese():
        if message.id and not isinstance(message.id, tuple):
            assert set(PLACES.findall(message.id)) == set(PLACES.findall(str(message.string))), message.id


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, vietnamese())
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled.getvalue()


def all_texts(message: Message) -> bool:
    """Whether every form of a message has its text."""
    texts = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return all(texts)
