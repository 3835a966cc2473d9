"""Names of groups: one answer, or a question when several groups bear the name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dtts.peoples.groups import Group, Peoples, bare
from dtts.vietnamese import nfc

# "Dân tộc Tày", "người Dao": the word for people before a name.
_INTRODUCED = re.compile(r"^\s*(?:dân tộc|người|dt\.?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """The one group of that name; `official`: the text is its official name."""

    group: Group
    official: bool


@dataclass(frozen=True, slots=True)
class Question:
    """Several groups bear the name: what to ask."""

    groups: tuple[Group, ...]
    question: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Unnamed:
    """No group bears the name."""

    reason: Mapping[str, str]


def find(
    peoples: Peoples, name: str, *, official: bool = False, among: Collection[str] = ()
) -> Named | Question | Unnamed:
    """The group that `name` means.

    Some names are borne by several groups: Thổ is one, and another name of Tày and Khơ-me. `official` says
    that the table uses official names only; `among` are the ids of the groups that live in the place or
    stand in the table. Without either, a name of several groups is a question.
    """
    keys = (bare(name), bare(_INTRODUCED.sub("", nfc(name))))
    known = dict(next((peoples.names[key] for key in keys if key in peoples.names), ()))
    if official:
        known = {group: own for group, own in known.items() if own}
    if len(known) > 1 and among:
        known = {group: own for group, own in known.items() if group in among} or known
    groups = [(peoples.groups[group], own) for group, own in known.items()]
    if len(groups) == 1:
        return Named(*groups[0])
    return _question(name, [group for group, _ in groups]) if groups else _unnamed(name)


def _question(name: str, groups: list[Group]) -> Question:
    vi = " hay ".join(group.name for group in groups)
    en = " or ".join(group.name_en for group in groups)
    return Question(
        tuple(groups),
        {
            "vi": f"“{name}” là {vi}? Hãy nêu tên chính thức, hoặc cho biết các dân tộc có ở địa bàn.",
            "en": f"Is “{name}” {en}? Give the official name, or say which groups live in the area.",
        },
    )


def _unnamed(name: str) -> Unnamed:
    return Unnamed(
        {
            "vi": f"“{name}” không có trong danh mục dân tộc và các tên gọi khác.",
            "en": f"“{name}” is neither in the list of ethnic groups nor among their other names.",
        }
    )
