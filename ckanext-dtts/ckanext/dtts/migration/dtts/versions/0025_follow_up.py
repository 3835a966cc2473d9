"""Recommendations on the desk: their steps and documents, their moves in the log, and names of agencies.

Revision ID: 0025_follow_up
Revises: 0024_record_tables
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

revision = "0025_follow_up"
down_revision = "0024_record_tables"
branch_labels = None
depends_on = None

_STAGES = ("open", "answered", "reported", "returned", "reopened", "confirmed", "withdrawn")
_KINDS = ("answer", "progress", "completion", "confirmation", "return", "reopening", "withdrawal")
_DOORS = ("upload", "api", "seed", "harvest")

_KEPT = """
CREATE OR REPLACE FUNCTION dtts_follow_up_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER dtts_follow_up_step_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON dtts_follow_up_step
    FOR EACH STATEMENT EXECUTE FUNCTION dtts_follow_up_kept();
CREATE TRIGGER dtts_follow_up_document_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON dtts_follow_up_document
    FOR EACH STATEMENT EXECUTE FUNCTION dtts_follow_up_kept();
"""

# As before for submissions; a recommendation moves on from where the log left it just so.
_CHAIN = """
CREATE OR REPLACE FUNCTION dtts_event_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last dtts_event;
    stood text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('dtts_event', 0));
    IF NEW.to_state IS NOT NULL AND NEW.submission_id IS NOT NULL THEN
        SELECT to_state INTO stood FROM dtts_event
         WHERE submission_id = NEW.submission_id AND to_state IS NOT NULL ORDER BY seq DESC LIMIT 1;
        IF NEW.from_state IS DISTINCT FROM stood THEN
            RAISE EXCEPTION 'submission % was %, and cannot move from %', NEW.submission_id,
                coalesce(stood, 'unknown'), coalesce(NEW.from_state, 'nothing')
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    ELSIF NEW.to_state IS NOT NULL THEN
        SELECT to_state INTO stood FROM dtts_event
         WHERE follow_up_id = NEW.follow_up_id AND to_state IS NOT NULL ORDER BY seq DESC LIMIT 1;
        IF NEW.from_state IS DISTINCT FROM stood THEN
            RAISE EXCEPTION 'recommendation % was %, and cannot move from %', NEW.follow_up_id,
                coalesce(stood, 'unknown'), coalesce(NEW.from_state, 'nothing')
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    SELECT * INTO last FROM dtts_event ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(last.seq, 0) + 1;
    NEW.previous_hash := coalesce(last.hash, repeat('0', 64));
    NEW.hash := dtts_event_hash(NEW);
    RETURN NEW;
END $$;
"""

_STAGE = """
CREATE OR REPLACE FUNCTION dtts_follow_up_stands(subject uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    stands text;
    logged text;
BEGIN
    SELECT stage INTO stands FROM dtts_follow_up WHERE id = subject;
    IF stands IS NULL THEN
        RETURN;
    END IF;
    SELECT to_state INTO logged FROM dtts_event
     WHERE follow_up_id = subject AND to_state IS NOT NULL ORDER BY seq DESC LIMIT 1;
    IF logged IS DISTINCT FROM stands THEN
        RAISE EXCEPTION 'recommendation % is %, and its log says %', subject, stands,
            coalesce(logged, 'nothing') USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;
CREATE OR REPLACE FUNCTION dtts_follow_up_is_logged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM dtts_follow_up_stands(NEW.id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER dtts_follow_up_is_logged AFTER INSERT OR UPDATE OF stage ON dtts_follow_up
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dtts_follow_up_is_logged();
CREATE OR REPLACE FUNCTION dtts_event_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM dtts_submission_stands(NEW.submission_id);
    PERFORM dtts_follow_up_stands(NEW.follow_up_id);
    RETURN NULL;
END $$;
"""
_STAGE_NO_MORE = """
CREATE OR REPLACE FUNCTION dtts_event_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM dtts_submission_stands(NEW.submission_id);
    RETURN NULL;
END $$;
DROP FUNCTION dtts_follow_up_is_logged() CASCADE;
DROP FUNCTION dtts_follow_up_stands(uuid);
"""


def upgrade() -> None:
    """Add the tables; the log takes a second kind of subject, and no row of it changes."""
    op.add_column("dtts_agency", sa.Column("written_as", sa.Text))
    _doors((*_DOORS, "desk"))
    op.create_table(
        "dtts_follow_up",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("table_id", UUID(as_uuid=True), sa.ForeignKey("dtts_table.id"), nullable=False),
        sa.Column("recommendation_id", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("reminded_due", sa.Date),
        sa.Column("reminded_step", sa.Integer),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"stage IN {_STAGES}", name="dtts_follow_up_stage"),
        sa.UniqueConstraint("table_id", "recommendation_id", name="dtts_follow_up_once"),
    )
    _steps()
    _documents()
    op.execute(_KEPT)
    of = sa.ForeignKey("dtts_follow_up.id")
    op.add_column("dtts_event", sa.Column("follow_up_id", UUID(as_uuid=True), of))
    op.alter_column("dtts_event", "submission_id", nullable=True)
    one = "(submission_id IS NULL) <> (follow_up_id IS NULL)"
    op.create_check_constraint("dtts_event_of_one_thing", "dtts_event", one)
    named = "follow_up_id IS NULL OR details->>'follow_up' = follow_up_id::text"
    op.create_check_constraint("dtts_event_names_it", "dtts_event", named)
    op.create_index("dtts_event_by_follow_up", "dtts_event", ["follow_up_id", "seq"])
    op.execute(_CHAIN)
    op.execute(_STAGE)


def downgrade() -> None:
    """Take the tables away; refused by the log while it tells of a recommendation, which nothing removes."""
    op.execute(_STAGE_NO_MORE)
    op.alter_column("dtts_event", "submission_id", nullable=False)
    op.drop_index("dtts_event_by_follow_up", "dtts_event")
    op.drop_constraint("dtts_event_names_it", "dtts_event")
    op.drop_constraint("dtts_event_of_one_thing", "dtts_event")
    op.drop_column("dtts_event", "follow_up_id")
    for table in ("dtts_follow_up_document", "dtts_follow_up_step", "dtts_follow_up"):
        op.drop_table(table)
    op.execute("DROP FUNCTION dtts_follow_up_kept()")
    _doors(_DOORS)
    op.drop_column("dtts_agency", "written_as")


def _doors(doors: tuple[str, ...]) -> None:
    op.drop_constraint("dtts_submission_door", "dtts_submission")
    op.create_check_constraint("dtts_submission_door", "dtts_submission", f"door IN {doors}")


def _steps() -> None:
    texts = ("response_id", "kind", "response", "agency_id", "agency", "actor")
    op.create_table(
        "dtts_follow_up_step",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("seq", sa.BigInteger, sa.Identity(), unique=True, nullable=False),
        sa.Column("follow_up_id", UUID(as_uuid=True), sa.ForeignKey("dtts_follow_up.id"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("responded_on", sa.Date, nullable=False),
        sa.Column("response_en", sa.Text),
        sa.Column("completed_on", sa.Date),
        sa.Column("proof", sa.Text),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"kind IN {_KINDS}", name="dtts_follow_up_step_kind"),
        sa.CheckConstraint("actor <> ''", name="dtts_follow_up_step_has_actor"),
        sa.UniqueConstraint("follow_up_id", "response_id", name="dtts_follow_up_step_code"),
    )


def _documents() -> None:
    step = sa.ForeignKey("dtts_follow_up_step.id")
    op.create_table(
        "dtts_follow_up_document",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("step_id", UUID(as_uuid=True), step, nullable=False, index=True),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("sha256", sa.CHAR(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
    )
