"""What may be approved together with others: the rule is one SQL expression, and is told in words.

The same expression marks a line of the queue and is asked again under lock when the press of the button
comes, so that what is said on the page is what holds.
"""

from __future__ import annotations

from collections.abc import Sequence

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONPATH

from ckanext.dtts import config
from ckanext.dtts.model import Submission, Table


def expression() -> sa.ColumnElement[bool]:
    """Whether a submission, in a query that joins its table, is routine; false while it is not compared."""
    told = Submission.difference
    rows = told["rows"]
    changed = rows["changed"].as_integer() * 100 <= rows["before"].as_integer() * config.routine_percent()
    conditions = sa.and_(
        Submission.state == "awaiting_approval",
        Table.current_version_id.is_not(None),
        Submission.compared_with == Table.current_version_id,
        sa.func.coalesce(Submission.report["counts"]["warning"].as_integer(), 0) == 0,
        rows["removed"].as_integer() == 0,
        changed,
        ~sa.func.jsonb_path_exists(told, sa.cast("$.columns.*[*]", JSONPATH)),
        ~sa.func.jsonb_path_exists(told, sa.cast("$.fields[*] ? (@.suspicious > 0)", JSONPATH)),
    )
    return sa.func.coalesce(conditions, sa.false())


def rule() -> Sequence[str]:
    """The rule in the reader's language, a part a sentence."""
    return [
        tk._("The table has a published version, and the file was compared with the one that is current."),
        tk._("The check gave no warning."),
        tk._(
            "No row is removed and at most {percent} per cent of them change; new rows may be added."
        ).format(percent=config.routine_percent()),
        tk._("No column comes, goes or changes its type."),
        tk._("No figure looks as if its unit was mistaken."),
        tk._("Somebody else than you sent it."),
    ]
