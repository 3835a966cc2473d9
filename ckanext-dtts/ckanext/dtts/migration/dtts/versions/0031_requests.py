"""What readers write has kinds, of which requests for data are the second; several may wait for one answer.

Revision ID: 0031_requests
Revises: 0030_links
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0031_requests"
down_revision = "0030_links"
branch_labels = None
depends_on = None

_REPORT = ("waiting", "open", "corrected", "kept", "dismissed")
_REQUEST = ("waiting", "open", "planned", "published", "refused", "duplicate", "dismissed")
_OF_KIND = f"(kind = 'report' AND state IN {_REPORT}) OR (kind = 'request' AND state IN {_REQUEST})"


def upgrade() -> None:
    """The log is as it was: its subject is what a reader wrote, of whichever kind."""
    op.add_column("dtts_feedback", sa.Column("kind", sa.Text, nullable=False, server_default="report"))
    op.alter_column("dtts_feedback", "kind", server_default=None)
    op.alter_column("dtts_feedback", "package_id", nullable=True)
    _states(_OF_KIND)
    of_one = "kind <> 'report' OR package_id IS NOT NULL"
    op.create_check_constraint("dtts_feedback_of_a_dataset", "dtts_feedback", of_one)
    op.drop_index("dtts_feedback_by_state", "dtts_feedback")
    op.create_index("dtts_feedback_by_state", "dtts_feedback", ["kind", "state", "number"])
    _requests()
    _addresses()


def downgrade() -> None:
    """Take requests away; refused by the log while it tells of one, which nothing removes."""
    op.execute("DELETE FROM dtts_mail WHERE feedback_id IN (SELECT id FROM dtts_data_request)")
    op.drop_table("dtts_data_request_support")
    op.drop_table("dtts_data_request")
    op.execute("DELETE FROM dtts_feedback WHERE kind = 'request'")
    op.drop_column("dtts_mail", "feedback_address_id")
    op.drop_constraint("dtts_feedback_address_once", "dtts_feedback_address")
    op.drop_column("dtts_feedback_address", "confirmed")
    op.drop_column("dtts_feedback_address", "id")
    op.create_primary_key("dtts_feedback_address_pkey", "dtts_feedback_address", ["feedback_id"])
    op.drop_index("dtts_feedback_by_state", "dtts_feedback")
    op.create_index("dtts_feedback_by_state", "dtts_feedback", ["state", "number"])
    op.drop_constraint("dtts_feedback_of_a_dataset", "dtts_feedback")
    _states(f"state IN {_REPORT}")
    op.alter_column("dtts_feedback", "package_id", nullable=False)
    op.drop_column("dtts_feedback", "kind")


def _states(rule: str) -> None:
    op.drop_constraint("dtts_feedback_state", "dtts_feedback")
    op.create_check_constraint("dtts_feedback_state", "dtts_feedback", rule)


def _requests() -> None:
    of, for_which = sa.ForeignKey("dtts_feedback.id"), sa.ForeignKey("dtts_data_request.id")
    agency = sa.ForeignKey("group.id", ondelete="SET NULL")
    other = sa.ForeignKey("dtts_data_request.id")
    op.create_table(
        "dtts_data_request",
        sa.Column("id", UUID(as_uuid=True), of, primary_key=True),
        sa.Column("area_id", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("places", "purpose", "ground")),
        *(sa.Column(name, sa.Integer) for name in ("year_from", "year_to", "reminded")),
        *(sa.Column(name, sa.Date) for name in ("planned_for", "reminded_due")),
        sa.Column("agency_id", sa.Text, agency),
        sa.Column("demo", sa.Boolean, nullable=False),
        sa.Column("duplicate_of", UUID(as_uuid=True), other),
        sa.CheckConstraint("year_from <= year_to", name="dtts_data_request_years"),
        sa.CheckConstraint("duplicate_of <> id", name="dtts_data_request_of_another"),
    )
    op.create_index("dtts_data_request_by_agency", "dtts_data_request", ["agency_id"])
    op.create_index("dtts_data_request_by_area", "dtts_data_request", ["area_id"])
    op.create_table(
        "dtts_data_request_support",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("request_id", UUID(as_uuid=True), for_which, nullable=False, index=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
    )


def _addresses() -> None:
    """An address gets an id of its own, which the mail to it names."""
    made = sa.Column("id", UUID(as_uuid=True), nullable=False, server_default=sa.text("gen_random_uuid()"))
    op.add_column("dtts_feedback_address", made)
    op.alter_column("dtts_feedback_address", "id", server_default=None)
    op.add_column("dtts_feedback_address", sa.Column("confirmed", sa.DateTime(timezone=True)))
    op.drop_constraint("dtts_feedback_address_pkey", "dtts_feedback_address")
    op.create_primary_key("dtts_feedback_address_pkey", "dtts_feedback_address", ["id"])
    once = ["feedback_id", "address"]
    op.create_unique_constraint("dtts_feedback_address_once", "dtts_feedback_address", once)
    to = sa.ForeignKey("dtts_feedback_address.id", ondelete="SET NULL")
    op.add_column("dtts_mail", sa.Column("feedback_address_id", UUID(as_uuid=True), to))
    op.execute(
        "UPDATE dtts_mail m SET feedback_address_id = a.id FROM dtts_feedback_address a"
        " WHERE a.feedback_id = m.feedback_id"
    )
