"""Reports of readers about published data, their moves in the log, and the mail that answers them.

Revision ID: 0028_feedback
Revises: 0027_whole_visits
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

revision = "0028_feedback"
down_revision = "0027_whole_visits"
branch_labels = None
depends_on = None

_STATES = ("waiting", "open", "corrected", "kept", "dismissed")
_PURPOSES = ("notices", "confirm", "known", "news")

# As before for submissions and recommendations; a report moves on from where the log left it just so.
_CHAIN = """
CREATE OR REPLACE FUNCTION dtts_event_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last dtts_event;
    stood text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('dtts_event', 0));
    IF NEW.to_state IS NOT NULL THEN
        IF NEW.submission_id IS NOT NULL THEN
            SELECT to_state INTO stood FROM dtts_event
             WHERE submission_id = NEW.submission_id AND to_state IS NOT NULL ORDER BY seq DESC LIMIT 1;
        ELSIF NEW.follow_up_id IS NOT NULL THEN
            SELECT to_state INTO stood FROM dtts_event
             WHERE follow_up_id = NEW.follow_up_id AND to_state IS NOT NULL ORDER BY seq DESC LIMIT 1;
        ELSE
            SELECT to_state INTO stood FROM dtts_event
             WHERE feedback_id = NEW.feedback_id AND to_state IS NOT NULL ORDER BY seq DESC LIMIT 1;
        END IF;
        IF NEW.from_state IS DISTINCT FROM stood THEN
            RAISE EXCEPTION '% % was %, and cannot move from %',
                CASE WHEN NEW.submission_id IS NOT NULL THEN 'submission'
                     WHEN NEW.follow_up_id IS NOT NULL THEN 'recommendation' ELSE 'report' END,
                coalesce(NEW.submission_id, NEW.follow_up_id, NEW.feedback_id),
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
_CHAIN_BEFORE = """
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

_STATE = """
CREATE OR REPLACE FUNCTION dtts_feedback_stands(subject uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    stands text;
    logged text;
BEGIN
    SELECT state INTO stands FROM dtts_feedback WHERE id = subject;
    IF stands IS NULL THEN
        RETURN;
    END IF;
    SELECT to_state INTO logged FROM dtts_event
     WHERE feedback_id = subject AND to_state IS NOT NULL ORDER BY seq DESC LIMIT 1;
    IF logged IS DISTINCT FROM stands THEN
        RAISE EXCEPTION 'report % is %, and its log says %', subject, stands,
            coalesce(logged, 'nothing') USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;
CREATE OR REPLACE FUNCTION dtts_feedback_is_logged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM dtts_feedback_stands(NEW.id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER dtts_feedback_is_logged AFTER INSERT OR UPDATE OF state ON dtts_feedback
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dtts_feedback_is_logged();
CREATE OR REPLACE FUNCTION dtts_event_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM dtts_submission_stands(NEW.submission_id);
    PERFORM dtts_follow_up_stands(NEW.follow_up_id);
    PERFORM dtts_feedback_stands(NEW.feedback_id);
    RETURN NULL;
END $$;
"""
_STATE_NO_MORE = """
CREATE OR REPLACE FUNCTION dtts_event_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM dtts_submission_stands(NEW.submission_id);
    PERFORM dtts_follow_up_stands(NEW.follow_up_id);
    RETURN NULL;
END $$;
DROP FUNCTION dtts_feedback_is_logged() CASCADE;
DROP FUNCTION dtts_feedback_stands(uuid);
"""


def upgrade() -> None:
    """Add the tables; the log takes a third kind of subject, and no row of it changes."""
    _tables()
    of = sa.ForeignKey("dtts_feedback.id", ondelete="CASCADE")
    op.add_column("dtts_mail", sa.Column("feedback_id", UUID(as_uuid=True), of))
    _mail((*_PURPOSES, "answer"), "user_id, subscriber_id, feedback_id")
    of = sa.ForeignKey("dtts_feedback.id")
    op.add_column("dtts_event", sa.Column("feedback_id", UUID(as_uuid=True), of))
    _of_one_thing("num_nonnulls(submission_id, follow_up_id, feedback_id) = 1")
    named = "feedback_id IS NULL OR details->>'feedback' = feedback_id::text"
    op.create_check_constraint("dtts_event_names_report", "dtts_event", named)
    op.create_index("dtts_event_by_feedback", "dtts_event", ["feedback_id", "seq"])
    op.execute(_CHAIN)
    op.execute(_STATE)


def downgrade() -> None:
    """Take the tables away; refused by the log while it tells of a report, which nothing removes."""
    op.execute(_STATE_NO_MORE)
    op.execute(_CHAIN_BEFORE)
    op.drop_index("dtts_event_by_feedback", "dtts_event")
    op.drop_constraint("dtts_event_names_report", "dtts_event")
    _of_one_thing("(submission_id IS NULL) <> (follow_up_id IS NULL)")
    op.drop_column("dtts_event", "feedback_id")
    op.execute("DELETE FROM dtts_mail WHERE feedback_id IS NOT NULL")
    _mail(_PURPOSES, "user_id, subscriber_id")
    op.drop_column("dtts_mail", "feedback_id")
    op.drop_table("dtts_feedback_address")
    op.drop_table("dtts_feedback")


def _mail(purposes: tuple[str, ...], recipients: str) -> None:
    for name in ("dtts_mail_purpose", "dtts_mail_recipient"):
        op.drop_constraint(name, "dtts_mail")
    op.create_check_constraint("dtts_mail_purpose", "dtts_mail", f"purpose IN {purposes}")
    op.create_check_constraint("dtts_mail_recipient", "dtts_mail", f"num_nonnulls({recipients}) = 1")


def _of_one_thing(rule: str) -> None:
    op.drop_constraint("dtts_event_of_one_thing", "dtts_event")
    op.create_check_constraint("dtts_event_of_one_thing", "dtts_event", rule)


def _tables() -> None:
    op.create_table(
        "dtts_feedback",
        sa.Column("id", UUID(as_uuid=True), primary_key=True),
        sa.Column("number", sa.BigInteger, sa.Identity(), unique=True, nullable=False),
        sa.Column("package_id", sa.Text, nullable=False),
        sa.Column("table_id", UUID(as_uuid=True), sa.ForeignKey("dtts_table.id")),
        sa.Column("version", sa.Integer),
        sa.Column("field", sa.Text),
        sa.Column("key", JSONB),
        sa.Column("value", sa.Text),
        sa.Column("said", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("expected", "shown", "answer")),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"state IN {_STATES}", name="dtts_feedback_state"),
        sa.CheckConstraint("num_nulls(table_id, version) IN (0, 2)", name="dtts_feedback_of_a_version"),
        sa.CheckConstraint("num_nulls(field, key) IN (0, 2)", name="dtts_feedback_cell"),
    )
    op.create_index("dtts_feedback_by_dataset", "dtts_feedback", ["package_id", "number"])
    op.create_index("dtts_feedback_by_state", "dtts_feedback", ["state", "number"])
    of = sa.ForeignKey("dtts_feedback.id", ondelete="CASCADE")
    op.create_table(
        "dtts_feedback_address",
        sa.Column("feedback_id", UUID(as_uuid=True), of, primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
    )
