"""What one thing says of another where they should say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Difference:
    """One place where a copy is not what it is a copy of.

    Args:
        thing: what was compared, a name in `THINGS`
        kind: how it differs, stable for machines
        subject: id of what differs: a table, a dataset, a submission, a job, a file's SHA-256 or name
        says: what was expected and what was found, for the operator
        lane: the lane of jobs in which it is repaired; None when no job can be at work on it
        fixable: whether it can be made again from what is kept
    """

    thing: str
    kind: str
    subject: str
    says: str
    lane: str | None = None
    fixable: bool = True

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Look:
    """How closely to look, and at what.

    Args:
        deep: read and hash every kept file, and make every export again beside the one that is kept
        subject: look at this one alone; None is all
    """

    deep: bool = False
    subject: str | None = None

    def at(self, subject: str) -> Look:
        """The same look at one subject alone."""
        return replace(self, subject=subject)

    def covers(self, subject: object) -> bool:
        """Whether this subject is looked at."""
        return self.subject is None or self.subject == str(subject)


class Thing(NamedTuple):
    """A compared thing. `find` changes nothing; `repair` makes good what `find` said, may be called again,
    and leaves the commit to its caller where it can. Both are given a session with nothing open."""

    find: Callable[[Look], Iterator[Difference]]
    repair: Callable[[Difference], None]
