"""What ends a request, as one exception whose text may be shown and logged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dtts.errors import DttsError
from dtts_harvesters.words import sentence


class FetchError(DttsError):
    """`rule` names why. The texts never hold a credential: addresses are stripped before they get here, and
    no exception of a library is chained to it, since those carry whole addresses.

    `again`: worth another try. `retry_at`: not before that moment. `status`: the HTTP status, or None.
    """

    def __init__(
        self,
        rule: str,
        *,
        again: bool = False,
        status: int | None = None,
        retry_at: datetime | None = None,
        **values: Any,
    ) -> None:
        self.rule, self.again, self.status, self.retry_at = rule, again, status, retry_at
        self.values: Mapping[str, Any] = {**values, **({} if status is None else {"status": status})}
        super().__init__(self.message["en"])

    @property
    def message(self) -> Mapping[str, str]:
        """The sentence in both languages."""
        return sentence(self.rule, self.values)
