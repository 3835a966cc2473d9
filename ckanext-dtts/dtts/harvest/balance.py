"""What may become of a record that came in; every one is counted under exactly one of these.

in = created + updated + unchanged + failed + held, which the database holds for every run.
"""

from __future__ import annotations

from typing import Literal

Outcome = Literal["created", "updated", "unchanged", "failed", "held"]
OUTCOMES: tuple[Outcome, ...] = ("created", "updated", "unchanged", "failed", "held")
