"""What is done with one record that came in, by what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dtts.harvest.balance import Outcome

Policy = Literal["publish", "approve"]
State = Literal["absent", "present", "gone"]


@dataclass(frozen=True, slots=True)
class Known:
    """A record as the portal has it: SHA-256 digests of what it holds, of what waits for a person, and of
    what a person refused."""

    state: State
    digest: str | None = None
    waiting: str | None = None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """`do` is what to do, `counts` what the record counts as when that succeeds.

    `create` and `update` write; `ask` keeps the content and asks a person; `nothing` only notes that the
    record was seen.
    """

    do: Literal["create", "update", "ask", "nothing"]
    counts: Outcome


UNCHANGED = Step("nothing", "unchanged")
STILL_HELD = Step("nothing", "held")
ASK = Step("ask", "held")


def step(known: Known | None, digest: str, policy: Policy) -> Step:
    """The step for content with this digest.

    What a person refused, or has been asked about, is not asked again while it stays the same. A record that
    was taken away and comes again is created again.
    """
    if known is not None:
        if known.state == "present" and known.digest == digest:
            return UNCHANGED
        if digest in (known.waiting, known.refused):
            return STILL_HELD
    if policy == "approve":
        return ASK
    is_here = known is not None and known.state == "present"
    return Step("update", "updated") if is_here else Step("create", "created")
