"""Takes personal data out of what a report says, whichever rule speaks of the cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from dtts.personal import holds_identifier, masked, masked_inside
from dtts.report.fault import Fault, FaultGroup
from dtts.report.words import shown

PERSONAL = "personal-data"
_QUOTED = ("value", "proposed")

Conceal = Callable[[str], str]


def concealed(groups: Iterable[FaultGroup]) -> list[FaultGroup]:
    """The groups with every identifier masked, and with all values of columns that hold personal data masked.

    A group about rows may quote such a column too, in a key: its value is masked as well.
    """
    found = list(groups)
    personal = {group.field for group in found if _is_personal(group)}
    whole = [bool(personal) and group.field in {*personal, None} for group in found]
    spoken = [any(holds_identifier(list(_texts(group)))) for group in found]
    return [
        group if _is_personal(group) or not (all_of_it or some) else _group(group, all_of_it)
        for group, all_of_it, some in zip(found, whole, spoken, strict=True)
    ]


def _is_personal(group: FaultGroup) -> bool:
    return group.rule.partition(":")[0] == PERSONAL


def _texts(group: FaultGroup) -> Iterable[str]:
    for fault in group.faults:
        yield from fault.message.values()
        yield from filter(None, (fault.value, fault.proposed))
    yield from (word for word in group.words.values() if isinstance(word, str))


def _group(group: FaultGroup, whole: bool) -> FaultGroup:
    conceal = masked if whole else masked_inside
    words = {
        name: conceal(word) if isinstance(word, str) and (name in _QUOTED or not whole) else word
        for name, word in group.words.items()
    }
    faults = tuple(_fault(fault, conceal) for fault in group.faults)
    lost = sum(bool(old.proposed) and not new.proposed for old, new in zip(group.faults, faults, strict=True))
    return replace(group, faults=faults, words=words, corrections=0 if lost else group.corrections)


def _fault(fault: Fault, conceal: Conceal) -> Fault:
    """The fault with its quoted texts concealed; a correction that would quote a person is none."""
    open_texts = [text for text in (fault.value, fault.proposed) if text and conceal(text) != text]
    message = {language: _sentence(text, open_texts, conceal) for language, text in fault.message.items()}
    value = None if fault.value is None else conceal(fault.value)
    return replace(fault, value=value, proposed=None if open_texts else fault.proposed, message=message)


def _sentence(text: str, open_texts: Iterable[str], conceal: Conceal) -> str:
    for open_text in open_texts:
        text = text.replace(shown(open_text), conceal(shown(open_text)))
    return masked_inside(text)
