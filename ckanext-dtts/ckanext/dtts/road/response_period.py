"""The response period on the road: what keeps an approved table from being public, and until when."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date, datetime, time, timezone
from pathlib import Path

import polars as pl

from ckanext.dtts import config
from ckanext.dtts.desk import clock
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import Submission
from ckanext.dtts.model.columns import now
from ckanext.dtts.road import beside, blobs, frames, replaced
from dtts import formats
from dtts.catalogue import table_schema
from dtts.checks.beside import beside_in
from dtts.followup.publication import Waiting, has_period, waiting


def of(submission: Submission) -> Waiting | None:
    """What keeps a valid submission from being public now; None when nothing does."""
    schema = table_schema(submission.schema_name)
    if not has_period(schema) or submission.files is None:
        return None
    with (
        tempfile.TemporaryDirectory(prefix="dtts-period-") as folder,
        replaced.by(submission) as public,
        beside.tables(submission, Path(folder)) as others,
    ):
        found = waiting(
            _frame(submission.files),
            schema,
            config.response_days(),
            replaced.day_of(submission),
            pl.read_parquet(public) if public else None,
            beside_in(others),
        )
    return found if found and _begin(found.public_on) > now() else None


def not_before(asked: datetime | None, found: Waiting | None) -> datetime | None:
    """The moment of publication that was asked for, null for at once, or the end of the period."""
    if found is None:
        return asked
    return max(asked or _begin(found.public_on), _begin(found.public_on))


def refuse_earlier(asked: datetime | None, found: Waiting | None) -> None:
    """RefusedError for a moment before the end of the period, null for at once."""
    if found is not None and not_before(asked, found) != asked:
        words = said(found)
        raise RefusedError("publish_at", "response-period", words["vi"], words["en"])


def said(found: Waiting) -> Mapping[str, str]:
    """Why a table waits, and until when."""
    days = {lang: formats.day(found.public_on.isoformat(), lang) for lang in ("vi", "en")}
    rows = {lang: formats.number(found.rows, lang) for lang in ("vi", "en")}
    return {
        "vi": f"{rows['vi']} dòng chưa có trả lời của cơ quan được kiểm tra; công bố sớm nhất ngày "
        f"{days['vi']}, hoặc khi có trả lời.",
        "en": f"{rows['en']} rows have no answer of the agency that was visited; they may be public from "
        f"{days['en']}, or with the answer.",
    }


def _begin(day: date) -> datetime:
    """The first moment of a day in Viet Nam."""
    return datetime.combine(day, time.min, clock.ZONE).astimezone(timezone.utc)


def _frame(files: Mapping[str, Mapping[str, object]]) -> pl.DataFrame:
    return frames.read(blobs.Blob(**files["parquet"]))  # type: ignore[arg-type]
