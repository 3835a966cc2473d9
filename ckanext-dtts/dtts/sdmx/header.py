"""What every message says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dtts.sdmx.artefacts import Words
from dtts.sdmx.declared import agency, declared


@dataclass(frozen=True)
class Header:
    """`prepared` is the moment that the content is of, with its zone: equal content gives equal bytes."""

    prepared: datetime
    identifier: str = "DTTS"

    @property
    def moment(self) -> str:
        """ISO 8601 with the zone, in whole seconds."""
        return self.prepared.isoformat(timespec="seconds")

    @property
    def sender(self) -> str:
        """The agency that sends."""
        return agency()

    @property
    def sender_names(self) -> Words:
        """Its name in both languages."""
        names: Words = declared()["sender"]
        return names
