"""Sources that are harvested, their runs, the records they hold, and what was wrong with any of them.

The database holds the balance of every run: in = created + updated + unchanged + failed + held.

Revision ID: 0021_harvest
Revises: 0020_queue
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0021_harvest"
down_revision = "0020_queue"
branch_labels = None
depends_on = None

OUTCOMES = "'created', 'updated', 'unchanged', 'failed', 'held'"
MOMENT = sa.DateTime(timezone=True)
COUNTS = ("records_in", "created_in", "updated_in", "unchanged_in", "failed_in", "held_in", "missing")


def upgrade() -> None:
    _sources()
    _runs()
    _records()
    _faults()


def downgrade() -> None:
    for table in ("dtts_fault", "dtts_record", "dtts_run", "dtts_source"):
        op.drop_table(table)


def _sources() -> None:
    op.create_table(
        "dtts_source",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("definition", sa.Text, nullable=False),
        sa.Column("sha256", sa.CHAR(64), nullable=False),
        sa.Column("checked_sha256", sa.CHAR(64)),
        sa.Column("agency_id", sa.Text, nullable=False),
        sa.Column("keeper_id", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("paused_by", sa.Text),
        sa.Column("memory", JSONB, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("next_run", MOMENT),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("changed", MOMENT, nullable=False),
        sa.CheckConstraint("state IN ('new', 'active', 'paused')", name="dtts_source_state"),
        sa.CheckConstraint("(state = 'paused') = (paused_by IS NOT NULL)", name="dtts_source_paused_by"),
        sa.CheckConstraint("failures >= 0", name="dtts_source_failures"),
    )


def _runs() -> None:
    op.create_table(
        "dtts_run",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column(
            "source_id",
            UUID(as_uuid=True),
            sa.ForeignKey("dtts_source.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("lease_owner", sa.Text),
        sa.Column("lease_token", UUID(as_uuid=True)),
        sa.Column("lease_until", MOMENT),
        *[sa.Column(name, sa.BigInteger, nullable=False) for name in COUNTS],
        sa.Column("removed", sa.BigInteger, nullable=False),
        sa.Column("requests", sa.BigInteger, nullable=False),
        sa.Column("expected", sa.BigInteger),
        sa.Column("is_complete", sa.Boolean, nullable=False),
        sa.Column("found", JSONB, nullable=False),
        sa.Column("error", JSONB),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("started", MOMENT),
        sa.Column("finished", MOMENT),
        sa.CheckConstraint("kind IN ('harvest', 'check')", name="dtts_run_kind"),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="dtts_run_state"),
        sa.CheckConstraint("(state = 'running') = (lease_token IS NOT NULL)", name="dtts_run_leased"),
        sa.CheckConstraint(
            "records_in = created_in + updated_in + unchanged_in + failed_in + held_in",
            name="dtts_run_balance",
        ),
        sa.CheckConstraint("removed <= missing", name="dtts_run_removed"),
    )
    op.create_index("dtts_run_by_source", "dtts_run", ["source_id", "created"])
    op.create_index(
        "dtts_run_one_open_a_source",
        "dtts_run",
        ["source_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('queued', 'running')"),
    )


def _records() -> None:
    op.create_table(
        "dtts_record",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column(
            "source_id",
            UUID(as_uuid=True),
            sa.ForeignKey("dtts_source.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("remote_id", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("digest", sa.CHAR(64)),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("address", sa.Text),
        sa.Column("modified", sa.Text),
        sa.Column("package_id", sa.Text),
        sa.Column("submission_id", UUID(as_uuid=True), sa.ForeignKey("dtts_submission.id")),
        sa.Column(
            "run_id", UUID(as_uuid=True), sa.ForeignKey("dtts_run.id", ondelete="SET NULL"), nullable=True
        ),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("seen", MOMENT, nullable=False),
        sa.Column("fetched", MOMENT),
        sa.Column("gone", MOMENT),
        sa.Column("waits", sa.Text),
        sa.Column("waits_since", MOMENT),
        sa.Column("waits_reason", JSONB),
        sa.Column("waiting_digest", sa.CHAR(64)),
        sa.Column("waiting_content", sa.Text),
        sa.Column("refused", sa.Text),
        sa.UniqueConstraint("source_id", "remote_id", name="dtts_record_identity"),
        sa.CheckConstraint("state IN ('absent', 'present', 'gone')", name="dtts_record_state"),
        sa.CheckConstraint("state <> 'present' OR digest IS NOT NULL", name="dtts_record_digested"),
        sa.CheckConstraint("(state = 'gone') = (gone IS NOT NULL)", name="dtts_record_gone"),
        sa.CheckConstraint(f"outcome IN ({OUTCOMES})", name="dtts_record_outcome"),
        sa.CheckConstraint("waits IN ('create', 'update', 'remove')", name="dtts_record_waits"),
        sa.CheckConstraint(
            "(waits IS NULL) = (waits_since IS NULL) AND (waits IS NULL) = (waits_reason IS NULL)",
            name="dtts_record_waits_for",
        ),
    )
    _record_indexes()


def _record_indexes() -> None:
    op.create_index("dtts_record_by_run", "dtts_record", ["source_id", "run_id"])
    op.create_index("dtts_record_by_dataset", "dtts_record", ["package_id"])
    op.create_index(
        "dtts_record_waiting",
        "dtts_record",
        ["source_id", "waits_since"],
        postgresql_where=sa.text("waits IS NOT NULL"),
    )


def _faults() -> None:
    op.create_table(
        "dtts_fault",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("seq", sa.BigInteger, sa.Identity(), nullable=False, unique=True),
        sa.Column(
            "run_id", UUID(as_uuid=True), sa.ForeignKey("dtts_run.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("remote_id", sa.Text),
        sa.Column("field", sa.Text),
        sa.Column("vi", sa.Text, nullable=False),
        sa.Column("en", sa.Text, nullable=False),
        sa.Column("content", sa.Text),
        sa.Column("settled", MOMENT),
        sa.Column("created", MOMENT, nullable=False),
        sa.UniqueConstraint("run_id", "key", name="dtts_fault_once"),
        sa.CheckConstraint("severity IN ('record', 'run', 'warning')", name="dtts_fault_severity"),
    )
