"""Elements of IATI: text in both languages, attributes without what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def add(parent: Element, tag: str, **attributes: str | None) -> Element:
    """A child with these attributes, `_` standing for `-`; one that is None is left out."""
    said = {name.replace("_", "-"): value for name, value in attributes.items() if value is not None}
    return SubElement(parent, tag, said)


def narrate(parent: Element, tag: str, text: Mapping[str, str], **attributes: str | None) -> Element:
    """A child with `text` as narratives, Vietnamese first; a text that both languages share stands once."""
    told = add(parent, tag, **attributes)
    for lang in ("vi", "en"):
        if text.get(lang) and (lang == "vi" or text[lang] != text["vi"]):
            SubElement(told, "narrative", {_LANGUAGE: lang}).text = text[lang]
    return told
