"""Column kinds that every table of ours shares: UUID keys and UTC times."""

from __future__ import annotations

import uuid
from datetime import datetime, timezone
from typing import Annotated

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import mapped_column


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(timezone.utc)


def iso(moment: datetime) -> str:
    """ISO 8601 in UTC, to the second."""
    return moment.astimezone(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")


uuid_key = Annotated[uuid.UUID, mapped_column(UUID(as_uuid=True), primary_key=True, default=uuid.uuid4)]
moment = Annotated[datetime, mapped_column(sa.DateTime(timezone=True))]
text = Annotated[str, mapped_column(sa.Text)]
code = Annotated[str, mapped_column(sa.Text(collation="C"))]
code_key = Annotated[str, mapped_column(sa.Text(collation="C"), primary_key=True)]
bigint = Annotated[int, mapped_column(sa.BigInteger)]


def one_of(column: str, values: tuple[str, ...]) -> str:
    """SQL of a check constraint that allows only `values` in `column`."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"
