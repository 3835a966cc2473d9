"""The road: tables, submissions, versions, events, jobs, outbox and grants.

Revision ID: 0001_the_road
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0001_the_road"
down_revision = None
branch_labels = None
depends_on = None

STATES = (
    "'received', 'checking', 'invalid', 'awaiting_approval', 'scheduled', "
    "'published', 'superseded', 'withdrawn', 'rejected'"
)


def _key() -> sa.Column:
    return sa.Column("id", UUID(as_uuid=True), primary_key=True)


def _moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Text, nullable=nullable)


def _sha256(name: str) -> sa.Column:
    return sa.Column(name, sa.CHAR(64), nullable=False)


def _reference(name: str, target: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, UUID(as_uuid=True), sa.ForeignKey(target), nullable=nullable)


def upgrade() -> None:
    """Create every table; the pointer to the current version comes last, since it closes a circle."""
    _create_tables_and_submissions()
    _create_versions_and_events()
    _create_jobs_and_outbox()
    _create_grants()


def _create_tables_and_submissions() -> None:
    op.create_table(
        "dtts_table",
        _key(),
        sa.Column("package_id", sa.Text, nullable=False, index=True),
        _text("slug"),
        _text("schema_name"),
        _text("name"),
        _text("name_en", nullable=True),
        sa.Column("current_version_id", UUID(as_uuid=True)),
        _moment("created"),
        sa.UniqueConstraint("package_id", "slug", name="dtts_table_address"),
    )
    op.create_table(
        "dtts_submission",
        _key(),
        _reference("table_id", "dtts_table.id"),
        _text("state"),
        _text("schema_name"),
        sa.Column("schema_version", sa.Integer, nullable=False),
        _text("filename"),
        _text("media_type"),
        _sha256("sha256"),
        sa.Column("size", sa.BigInteger, nullable=False),
        _text("door"),
        _text("actor_id"),
        _text("idempotency_key", nullable=True),
        _sha256("request_sha256"),
        _text("progress_stage"),
        sa.Column("progress_done", sa.Float, nullable=False),
        sa.Column("report", JSONB),
        _moment("created"),
        _moment("changed"),
        sa.CheckConstraint(f"state IN ({STATES})", name="dtts_submission_state"),
        sa.CheckConstraint("door IN ('upload', 'api', 'seed', 'harvest')", name="dtts_submission_door"),
        sa.CheckConstraint("progress_done >= 0 AND progress_done <= 1", name="dtts_submission_progress"),
        sa.UniqueConstraint("actor_id", "idempotency_key", name="dtts_submission_idempotency"),
        sa.Index("dtts_submission_by_table", "table_id", "created"),
        sa.Index("dtts_submission_by_actor", "actor_id", "created"),
    )


def _create_versions_and_events() -> None:
    op.create_table(
        "dtts_version",
        _key(),
        _reference("table_id", "dtts_table.id"),
        _reference("submission_id", "dtts_submission.id"),
        sa.Column("number", sa.Integer, nullable=False),
        _text("schema_name"),
        sa.Column("schema_version", sa.Integer, nullable=False),
        sa.Column("row_count", sa.BigInteger, nullable=False),
        _sha256("csv_sha256"),
        sa.Column("csv_size", sa.BigInteger, nullable=False),
        _sha256("parquet_sha256"),
        sa.Column("parquet_size", sa.BigInteger, nullable=False),
        _moment("published"),
        sa.UniqueConstraint("table_id", "number", name="dtts_version_number"),
        sa.UniqueConstraint("submission_id", name="dtts_version_once"),
        sa.CheckConstraint("number >= 1", name="dtts_version_counts_from_one"),
    )
    op.create_foreign_key(
        "dtts_table_current_version",
        "dtts_table",
        "dtts_version",
        ["current_version_id"],
        ["id"],
        deferrable=True,
        initially="DEFERRED",
    )
    op.create_table(
        "dtts_event",
        _key(),
        sa.Column("seq", sa.BigInteger, sa.Identity(), nullable=False, unique=True),
        _reference("submission_id", "dtts_submission.id"),
        _moment("at"),
        _text("kind"),
        _text("from_state", nullable=True),
        _text("to_state", nullable=True),
        _text("actor"),
        _text("actor_kind"),
        _text("note", nullable=True),
        sa.CheckConstraint("actor_kind IN ('person', 'policy', 'worker')", name="dtts_event_actor_kind"),
        sa.CheckConstraint("actor <> ''", name="dtts_event_has_actor"),
        sa.Index("dtts_event_by_submission", "submission_id", "seq"),
    )


def _create_jobs_and_outbox() -> None:
    op.create_table(
        "dtts_job",
        _key(),
        sa.Column("seq", sa.BigInteger, sa.Identity(), nullable=False, unique=True),
        _text("kind"),
        _text("lane"),
        sa.Column("payload", JSONB, nullable=False),
        _text("state"),
        sa.Column("attempt", sa.Integer, nullable=False),
        _moment("run_after"),
        _text("lease_owner", nullable=True),
        sa.Column("lease_token", UUID(as_uuid=True)),
        _moment("lease_until", nullable=True),
        sa.Column("steps", JSONB, nullable=False),
        _text("last_error", nullable=True),
        _moment("created"),
        _moment("finished", nullable=True),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="dtts_job_state"),
        sa.CheckConstraint("(state = 'running') = (lease_token IS NOT NULL)", name="dtts_job_leased"),
    )
    running = sa.text("state = 'running'")
    still_open = sa.text("state IN ('queued', 'running')")
    op.create_index(
        "dtts_job_one_running_a_lane", "dtts_job", ["lane"], unique=True, postgresql_where=running
    )
    op.create_index("dtts_job_open", "dtts_job", ["state", "seq"], postgresql_where=still_open)
    op.create_table(
        "dtts_outbox",
        _key(),
        _text("topic"),
        _text("key"),
        sa.Column("payload", JSONB),
        _moment("created"),
        sa.Column("attempt", sa.Integer, nullable=False, server_default="0"),
        _moment("due"),
        _text("error", nullable=True),
        sa.Index("dtts_outbox_due", "topic", "due"),
    )


def _create_grants() -> None:
    op.create_table(
        "dtts_grant",
        _key(),
        sa.Column("user_id", sa.Text, sa.ForeignKey("user.id", ondelete="CASCADE"), nullable=False),
        _text("role"),
        _text("granted_by"),
        _moment("created"),
        sa.CheckConstraint("role IN ('register_keeper', 'harvest_keeper')", name="dtts_grant_role"),
        sa.UniqueConstraint("user_id", "role", name="dtts_grant_once"),
    )


def downgrade() -> None:
    """Drop everything that this revision made."""
    op.drop_constraint("dtts_table_current_version", "dtts_table", type_="foreignkey")
    for name in (
        "dtts_grant",
        "dtts_outbox",
        "dtts_job",
        "dtts_event",
        "dtts_version",
        "dtts_submission",
        "dtts_table",
    ):
        op.drop_table(name)
