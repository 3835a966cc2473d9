"""Whether a dataset was useful to its readers: their answers, and how many of them make a public count.

No mean: three answers are counted, not averaged, and below `LEAST` only their number is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Words = Mapping[str, str]

VERDICTS: Mapping[str, Words] = MappingProxyType(
    {
        "useful": {"vi": "Có ích", "en": "Useful"},
        "partly": {"vi": "Có ích một phần", "en": "Partly useful"},
        "not": {"vi": "Không có ích", "en": "Not useful"},
    }
)
"""Each answer as people read it, in the order in which they are offered."""

LEAST = 5
"""From so many answers on, each verdict's count is told."""


@dataclass(frozen=True, slots=True)
class Summary:
    """`counts` by verdict are None while fewer than `LEAST` have answered; `withdrawn` are not in them."""

    answered: int
    withdrawn: int
    counts: Mapping[str, int] | None


def summed(counted: Mapping[str, int], withdrawn: int) -> Summary:
    """What may be told of the answers that count and of those that a moderator withdrew."""
    answered = sum(counted.values())
    told = {verdict: counted.get(verdict, 0) for verdict in VERDICTS} if answered >= LEAST else None
    return Summary(answered, withdrawn, told)
