"""Whether a dataset was useful to its readers: a fourth kind of what readers write.

Revision ID: 0033_ratings
Revises: 0032_reuse
"""

import sqlalchemy as sa
from alembic import op

revision = "0033_ratings"
down_revision = "0032_reuse"
branch_labels = None
depends_on = None

_COURSES = {
    "report": ("waiting", "open", "corrected", "kept", "dismissed"),
    "request": ("waiting", "open", "planned", "published", "refused", "duplicate", "dismissed"),
    "reuse": ("waiting", "open", "removed", "dismissed"),
}
_RATING = ("waiting", "open", "answered", "dismissed", "counted", "withdrawn")
_BEFORE = " OR ".join(f"(kind = '{kind}' AND state IN {states})" for kind, states in _COURSES.items())
_SINCE = f"{_BEFORE} OR (kind = 'rating' AND state IN {_RATING})"


def upgrade() -> None:
    """The log is as it was: its subject is what a reader wrote, of whichever kind."""
    op.add_column("dtts_feedback", sa.Column("verdict", sa.Text))
    _rules(_SINCE, "kind NOT IN ('report', 'rating') OR package_id IS NOT NULL")
    verdict = "(kind = 'rating') = (verdict IS NOT NULL)"
    op.create_check_constraint("dtts_feedback_verdict", "dtts_feedback", verdict)


def downgrade() -> None:
    """Take the answers away; refused by the log while it tells of one, which nothing removes."""
    op.execute("DELETE FROM dtts_feedback WHERE kind = 'rating'")
    op.drop_constraint("dtts_feedback_verdict", "dtts_feedback")
    _rules(_BEFORE, "kind <> 'report' OR package_id IS NOT NULL")
    op.drop_column("dtts_feedback", "verdict")


def _rules(states: str, of_a_dataset: str) -> None:
    for name, rule in (("dtts_feedback_state", states), ("dtts_feedback_of_a_dataset", of_a_dataset)):
        op.drop_constraint(name, "dtts_feedback")
        op.create_check_constraint(name, "dtts_feedback", rule)
