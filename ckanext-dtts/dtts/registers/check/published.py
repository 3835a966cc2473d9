"""Published figures that must come out again when they are worked out: sums of money, shares, lists."""

from collections.abc import Mapping, Sequence
from typing import Any

from dtts.registers.check.book import Book, Fault, Figure, Lines, compare

_LISTED = {
    "communes": ("total_communes", ("kv1_communes", "kv2_communes", "kv3_communes")),
    "villages": ("villages_total", ("villages_kv3", "villages_kv2", "villages_kv1", "villages_other")),
}


def check_published(book: Book) -> Lines:
    """Sums and shares of capital, and the communes and villages of each decision's list."""
    facts = {row["fact_id"]: row for row in book.register("capital_facts").iter_rows(named=True)}
    for declared in book.expected["capital_sums"]:
        yield from _check_sum(facts, declared)
    for declared in book.expected["capital_shares"]:
        spent, whole = (facts[declared[name]] for name in ("spent", "of"))
        share = 100 * int(spent["value_vnd"]) / int(whole["value_vnd"])
        name = (
            f"{declared['spent']} of {declared['of']}, {spent['value_vnd']} of {whole['value_vnd']} dong, %"
        )
        yield from compare(name, round(share, 1), declared["percent"])
    for row in book.register("area_lists").iter_rows(named=True):
        for what, (total, parts) in _LISTED.items():
            yield from _check_list(row, what, total, parts)


def _check_sum(facts: Mapping[str, Mapping[str, Any]], declared: Mapping[str, Any]) -> Lines:
    total = facts[declared["total"]]
    parts = [float(facts[part]["value"]) for part in declared["parts"]]
    said = " + ".join(f"{part:g}" for part in parts)
    yield Figure(f"{declared['total']} = {' + '.join(declared['parts'])}, {total['unit_vi']}", said)
    if abs(sum(parts) - float(total["value"])) > declared["within"]:
        yield Fault(f"{declared['total']} is {float(total['value']):.12g}, its parts make {sum(parts):.12g}")


def _check_list(row: Mapping[str, Any], what: str, total: str, parts: Sequence[str]) -> Lines:
    """A list that gives the total and every part; others say what is not known in their row."""
    if any(row[name] is None for name in (total, *parts)):
        return
    said = " + ".join(row[name] for name in parts)
    yield from compare(
        f"{what} by {row['decision']}, {said}", sum(int(row[name]) for name in parts), int(row[total])
    )
