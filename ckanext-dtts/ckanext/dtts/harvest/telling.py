"""Who is told of what a source does: faults of a run in its report, failures to people."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import notices
from ckanext.dtts.harvest import rows
from ckanext.dtts.harvest.reading import Reading
from ckanext.dtts.harvest.trouble import Trouble
from ckanext.dtts.model import Grant, Run, Source
from dtts_harvesters.breaker import OPENS_AFTER

KEEPER = "harvest_keeper"
KIND = "harvest-failed"


def failed(source: Source, run: Run, why: Trouble) -> None:
    """Tell the source's keeper of the first failure in a row, and every keeper when it is left alone."""
    rows.tell(run.id, f"run:{why.code}", why, severity="run")
    paused = source.failures >= OPENS_AFTER
    if source.failures not in (1, OPENS_AFTER):
        return
    title = (
        {"vi": f"Nguồn “{source.title}” tạm dừng sau {source.failures} lần lỗi liên tiếp",
         "en": f"The source “{source.title}” is paused after {source.failures} failures in a row"}
        if paused
        else {"vi": f"Không thu thập được từ nguồn “{source.title}”",
              "en": f"The source “{source.title}” could not be harvested"}
    )  # fmt: skip
    details = {"title": title, "text": {"vi": why.vi, "en": why.en}, "path": f"/thu-thap/{source.name}"}
    told = {source.keeper_id, *(keepers() if paused else ())}
    notices.tell(KIND, f"{KIND}:{run.id}", sorted(told), details)


def expectations(source: Source, run: Run, reading: Reading) -> None:
    """Note in the report of a run that it brought more or fewer records than its file expects."""
    expected = reading.definition.expected
    number = reading.named if reading.report.rows is None else reading.report.rows
    if reading.is_complete and not expected.holds(number):
        least = "-" if expected.minimum is None else expected.minimum
        most = "-" if expected.maximum is None else expected.maximum
        told = Trouble(
            "unexpected-number",
            f"Nguồn nêu {number} bản ghi; dự kiến từ {least} đến {most}.",
            f"The source named {number} records; from {least} to {most} were expected.",
        )
        rows.tell(run.id, "unexpected-number", told, severity="warning")


def keepers() -> list[str]:
    """Ids of those who keep the sources of the portal."""
    return list(model.Session.scalars(sa.select(Grant.user_id).where(Grant.role == KEEPER)))
