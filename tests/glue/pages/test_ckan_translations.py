"""CKAN's own sentences are all in Vietnamese: by its catalogue, or by ours where that lacks one."""

from __future__ import annotations

import io
import re
from pathlib import Path

import ckan
import ckan.plugins.toolkit as tk
from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from ckan.tests.helpers import CKANTestApp

import ckanext.dtts

THEIRS = Path(ckan.__file__).parent / "i18n"
OURS = Path(ckanext.dtts.__file__).parent / "i18n" / "vi" / "LC_MESSAGES" / "ckan.po"
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


def catalogue(path: Path, locale: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def said(catalogue: Catalog) -> set[object]:
    """The English of the sentences that have all their texts."""
    return {one.id for one in catalogue if one.id and not one.fuzzy and all(texts(one))}


def texts(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, (tuple, list)) else [str(message.string or "")]


def test_every_sentence_of_ckan_is_in_vietnamese_and_none_twice() -> None:
    all_of_them = {one.id for one in catalogue(THEIRS / "ckan.pot") if one.id}
    known = said(catalogue(THEIRS / "vi" / "LC_MESSAGES" / "ckan.po", "vi"))
    assert said(catalogue(OURS, "vi")) == all_of_them - known


def test_a_translation_keeps_the_places_for_words() -> None:
    for one in catalogue(OURS, "vi"):
        if one.id:
            english = one.id[-1] if isinstance(one.id, (tuple, list)) else one.id
            assert sorted(PLACES.findall(texts(one)[0])) == sorted(PLACES.findall(english)), one.id


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(OURS, "vi"))
    assert OURS.with_suffix(".mo").read_bytes() == compiled.getvalue()


def test_a_sentence_that_its_catalogue_lacks_is_said_in_vietnamese(web: CKANTestApp) -> None:
    with web.flask_app.test_request_context("/"):
        assert tk._("Reactivate User") == "Kích hoạt lại người dùng"


def test_a_sentence_of_both_catalogues_is_said_as_ours_has_it(web: CKANTestApp) -> None:
    folders = web.flask_app.config["BABEL_TRANSLATION_DIRECTORIES"].split(";")
    domains = web.flask_app.config["BABEL_DOMAIN"].split(";")
    assert len(folders) == len(domains)
    at = domains.index("ckanext-dtts")
    assert domains[at - 1] == "ckan"
    assert folders[at - 1] == folders[at]
