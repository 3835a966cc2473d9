"""What was understood, in the query language of Solr's edismax parser."""

from __future__ import annotations

import re

from dtts.searching.places import Former
from dtts.searching.understanding import Segment, Understood
from dtts.units import Unit

_SPECIAL = re.compile(r'([\\+\-!(){}\[\]^"~*?:/|&])')
# Below every match of words: datasets that speak of the place by its name come first.
_GROUND, _PROVINCE = 0.5, 0.05


def composed(understood: Understood) -> str:
    """Every segment, by its own words, by others of the same meaning, or by the ground that it names.

    They are joined by OR, so that the minimum match decides how many must hold: CKAN sets AND as the operator
    of words without one. The reader's words stand outside of quotes, since the parser makes its phrases of
    those only. With further words beside a former place, datasets of its province count too: their tables
    hold the place's rows.
    """
    wider = len(understood.segments) > 1
    return " OR ".join(_segment(each, wider=wider) for each in understood.segments)


def quoted(text: str) -> str:
    """A text as one phrase of the query language, whatever is in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def bare(text: str) -> str:
    """A text as words of the query language, none of them an operator."""
    return _SPECIAL.sub(r"\\\1", text.lower() if text in ("AND", "OR", "NOT", "TO") else text)


def _segment(one: Segment, *, wider: bool) -> str:
    own = quoted(one.text) if one.phrase else " ".join(bare(word.text) for word in one.words)
    ways = [f"({own})" if len(one.words) > 1 and not one.phrase else own]
    ways += [quoted(other) for other in one.others]
    ways += [way for former in one.former for way in _ground(former, wider=wider)]
    if one.item:
        ways += [f"programme_item:{quoted(one.item)}", f"programme_item:{bare(one.item)}.*"]
    return ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})"


def _ground(former: Former, *, wider: bool) -> list[str]:
    ways = [_valued("area_within", former.unit, _GROUND)]
    ways += [_valued("area_id", unit, _GROUND) for unit in former.now]
    if wider and former.unit.level != "province":
        ways += [_valued("area_id", unit, _PROVINCE) for unit in former.provinces]
    return ways


def _valued(field: str, unit: Unit, weight: float) -> str:
    """A field and its value in one word: of weights behind quotes the parser would make words of a phrase."""
    return f"{field}:{bare(unit.area_id)}^{weight}"
