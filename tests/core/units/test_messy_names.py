"""Names as people really write them, made from real ones with a fixed seed: the confusion is printed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

from core.units.messy import KINDS, Mess, applies, slip
from dtts.units import FORMER_ENDS, Ambiguous, Gazetteer, Resolved, Unit, resolve

SEED = 20_250_701
TODAY = date(2026, 10, 1)
NAMES = 500


def sample(gazetteer: Gazetteer, mess: Mess, count: int, chance: Random) -> list[tuple[Unit, date, str]]:
    """Districts and communes of both periods to which the mess applies, each messed up."""
    days = (FORMER_ENDS, TODAY)
    pool = [
        (u, on) for on in days for u in gazetteer.in_force(on) if u.level != "province" and applies(mess, u)
    ]
    return [(unit, on, mess(unit, chance)) for unit, on in chance.sample(pool, count)]


def context(gazetteer: Gazetteer, unit: Unit, on: date) -> str:
    """What the other columns of a list say: the district where there was one, and the province."""
    return ", ".join(above.name for above in list(gazetteer.upwards(unit, on))[1:])


def verdict(gazetteer: Gazetteer, unit: Unit, on: date, text: str, within: str | None) -> str:
    found = resolve(gazetteer, text, on, within)
    if isinstance(found, Resolved):
        return "right" if found.unit.area_id == unit.area_id else "wrong"
    if isinstance(found, Ambiguous):
        among = any(c.unit.area_id == unit.area_id for c in found.candidates)
        return "ambiguous" if among else "ambiguous, not among candidates"
    return "unknown"


def confusion(gazetteer: Gazetteer, *, bare: bool) -> dict[str, Counter[str]]:
    chance = Random(SEED)
    found: dict[str, Counter[str]] = {}
    for at, (kind, mess) in enumerate(KINDS.items()):
        count = NAMES // len(KINDS) + (at < NAMES % len(KINDS))
        rows = sample(gazetteer, mess, count, chance)
        found[kind] = Counter(
            verdict(gazetteer, unit, on, text, None if bare else context(gazetteer, unit, on))
            for unit, on, text in rows
        )
    return found


def show(title: str, table: dict[str, Counter[str]]) -> None:
    print(f"\n{title}")
    for kind, counts in table.items():
        print(f"  {kind:32} {dict(counts.most_common())}")
    print(f"  {'all':32} {dict(sum(table.values(), Counter()).most_common())}")


def test_of_500_messy_names_with_district_and_province_99_percent_are_right_and_none_is_wrong(gazetteer):
    table = confusion(gazetteer, bare=False)
    show("500 messy names, with district and province", table)
    total = sum(table.values(), Counter())
    assert total.total() == NAMES
    assert total["wrong"] == 0
    assert total["right"] >= 0.99 * NAMES


def test_of_500_messy_names_without_any_context_none_is_wrong(gazetteer):
    table = confusion(gazetteer, bare=True)
    show("the same kinds of mess, the bare name", table)
    total = sum(table.values(), Counter())
    assert total["wrong"] == 0
    assert total["right"] + total["ambiguous"] >= 0.99 * NAMES


def test_a_slip_of_typing_never_leads_to_another_unit(gazetteer):
    chance = Random(SEED)
    rows = sample(gazetteer, slip, 200, chance)
    counts = Counter(
        verdict(gazetteer, unit, on, text, context(gazetteer, unit, on)) for unit, on, text in rows
    )
    show("200 slips of typing, with district and province", {"slips": counts})
    assert counts["wrong"] == 0
    assert counts["ambiguous"] + counts["right"] >= 180
