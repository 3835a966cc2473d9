"""A run as its process holds it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from ckanext.dtts.jobs import lease
from ckanext.dtts.model import Run


@dataclass(frozen=True, slots=True)
class Leased:
    """`token` is the lease; every change of the run names it."""

    run_id: uuid.UUID
    token: uuid.UUID
    attempt: int
    source_id: uuid.UUID

    def update(self, **values: Any) -> None:
        """Change the run in the caller's transaction; LeaseLostError when it is not ours any more."""
        lease.change(Run, self.run_id, self.token, **values)
