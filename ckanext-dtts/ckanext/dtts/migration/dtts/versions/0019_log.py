"""The log of events: only added to, each row chained to the one before, and no state without its row.

Revision ID: 0019_log
Revises: 0018_mail_given_up
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0019_log"
down_revision = "0018_mail_given_up"
branch_labels = None
depends_on = None

# The text that is hashed; `dtts.chain` computes the same from plain rows. No function takes the table's own
# row type: it would stand in the way of dropping the table, as CKAN's tests do.
_HASH = """
CREATE OR REPLACE FUNCTION dtts_event_field(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(octet_length(value) || ':' || value, '-') || E'\\n'
$$;
CREATE OR REPLACE FUNCTION dtts_event_hash(entry anyelement) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN encode(sha256(convert_to(
        dtts_event_field(entry.previous_hash) || dtts_event_field(entry.seq::text)
        || dtts_event_field(entry.id::text) || dtts_event_field(entry.submission_id::text)
        || dtts_event_field(to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        || dtts_event_field(entry.kind) || dtts_event_field(entry.from_state)
        || dtts_event_field(entry.to_state) || dtts_event_field(entry.actor)
        || dtts_event_field(entry.actor_kind) || dtts_event_field(entry.note)
        || dtts_event_field(entry.details::text), 'UTF8')), 'hex');
END $$;
"""

_CHAIN_OF_EARLIER = """
UPDATE dtts_event SET seq = -place.number
  FROM (SELECT id, row_number() OVER (ORDER BY seq) AS number FROM dtts_event) AS place
 WHERE place.id = dtts_event.id;
DO $$
DECLARE
    entry dtts_event;
    before text := repeat('0', 64);
BEGIN
    FOR entry IN SELECT * FROM dtts_event ORDER BY seq DESC LOOP
        entry.seq := -entry.seq;
        entry.previous_hash := before;
        before := dtts_event_hash(entry);
        UPDATE dtts_event SET seq = entry.seq, previous_hash = entry.previous_hash, hash = before
         WHERE id = entry.id;
    END LOOP;
END $$;
"""

# One transaction after the other adds rows, so that each sees the last; a rollback leaves no gap.
_CHAIN = """
CREATE OR REPLACE FUNCTION dtts_event_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last dtts_event;
    stood text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('dtts_event', 0));
    IF NEW.to_state IS NOT NULL THEN
        SELECT to_state INTO stood FROM dtts_event
         WHERE submission_id = NEW.submission_id AND to_state IS NOT NULL ORDER BY seq DESC LIMIT 1;
        IF NEW.from_state IS DISTINCT FROM stood THEN
            RAISE EXCEPTION 'submission % was %, and cannot move from %', NEW.submission_id,
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
CREATE TRIGGER dtts_event_chain BEFORE INSERT ON dtts_event
    FOR EACH ROW EXECUTE FUNCTION dtts_event_chain();
CREATE OR REPLACE FUNCTION dtts_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log of events is only added to: % is refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER dtts_event_rows_stay BEFORE UPDATE OR DELETE ON dtts_event
    FOR EACH ROW EXECUTE FUNCTION dtts_event_stays();
CREATE TRIGGER dtts_event_table_stays BEFORE TRUNCATE ON dtts_event
    FOR EACH STATEMENT EXECUTE FUNCTION dtts_event_stays();
"""

# Asked at the end of every transaction, whoever wrote: road, action or plain SQL.
_STATES = """
CREATE OR REPLACE FUNCTION dtts_submission_stands(subject uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    found dtts_submission;
    logged text;
    pointed boolean;
BEGIN
    SELECT * INTO found FROM dtts_submission WHERE id = subject;
    IF found.id IS NULL THEN
        RETURN;
    END IF;
    SELECT to_state INTO logged FROM dtts_event
     WHERE submission_id = subject AND to_state IS NOT NULL ORDER BY seq DESC LIMIT 1;
    IF logged IS DISTINCT FROM found.state THEN
        RAISE EXCEPTION 'submission % is %, and its log says %', subject, found.state,
            coalesce(logged, 'nothing') USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT EXISTS (SELECT FROM dtts_table JOIN dtts_version ON dtts_version.id = current_version_id
                    WHERE dtts_version.submission_id = subject) INTO pointed;
    IF pointed <> (found.state = 'published') THEN
        RAISE EXCEPTION 'submission % is % and its table points %', subject, found.state,
            CASE WHEN pointed THEN 'at it' ELSE 'elsewhere' END
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF pointed AND NOT (coalesce(found.report @> '{"valid": true}', false) AND EXISTS (
            SELECT FROM dtts_event WHERE submission_id = subject AND kind = 'approved'
               AND to_state = 'scheduled' AND actor_kind IN ('person', 'policy'))) THEN
        RAISE EXCEPTION 'submission % is published without a valid report and an approval', subject
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;
CREATE OR REPLACE FUNCTION dtts_submission_is_logged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM dtts_submission_stands(NEW.id);
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION dtts_event_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM dtts_submission_stands(NEW.submission_id);
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION dtts_pointer_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM dtts_submission_stands(submission_id) FROM dtts_version
      WHERE id IN (NEW.current_version_id, OLD.current_version_id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER dtts_submission_is_logged AFTER INSERT OR UPDATE OF state ON dtts_submission
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dtts_submission_is_logged();
CREATE CONSTRAINT TRIGGER dtts_event_is_true AFTER INSERT ON dtts_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dtts_event_is_true();
CREATE CONSTRAINT TRIGGER dtts_pointer_is_true AFTER UPDATE OF current_version_id ON dtts_table
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dtts_pointer_is_true();
"""


def upgrade() -> None:
    """Chain what is there in its order, then refuse every other way."""
    op.add_column(
        "dtts_event", sa.Column("details", JSONB, nullable=False, server_default=sa.text("'{}'::jsonb"))
    )
    op.add_column("dtts_event", sa.Column("previous_hash", sa.CHAR(64)))
    op.add_column("dtts_event", sa.Column("hash", sa.CHAR(64)))
    op.execute("ALTER TABLE dtts_event ALTER COLUMN seq DROP IDENTITY")
    op.execute(_HASH)
    op.execute(_CHAIN_OF_EARLIER)
    for name in ("previous_hash", "hash"):
        op.alter_column("dtts_event", name, nullable=False)
    op.execute(_CHAIN)
    op.add_column("dtts_submission", sa.Column("publish_at", sa.DateTime(timezone=True)))
    op.create_index(
        "dtts_submission_one_published",
        "dtts_submission",
        ["table_id"],
        unique=True,
        postgresql_where=sa.text("state = 'published'"),
    )
    op.execute(_STATES)
    op.drop_constraint("dtts_job_state", "dtts_job")
    op.create_check_constraint(
        "dtts_job_state", "dtts_job", "state IN ('queued', 'running', 'done', 'failed', 'cancelled')"
    )


def downgrade() -> None:
    """Take the chain and the guards away; the rows stay."""
    for function in ("dtts_pointer_is_true", "dtts_event_is_true", "dtts_submission_is_logged"):
        op.execute(f"DROP FUNCTION {function} CASCADE")
    op.execute("DROP FUNCTION dtts_submission_stands")
    for function in ("dtts_event_stays", "dtts_event_chain"):
        op.execute(f"DROP FUNCTION {function} CASCADE")
    op.execute("DROP FUNCTION dtts_event_hash")
    op.execute("DROP FUNCTION dtts_event_field")
    op.execute("UPDATE dtts_job SET state = 'failed' WHERE state = 'cancelled'")
    op.drop_constraint("dtts_job_state", "dtts_job")
    states = "state IN ('queued', 'running', 'done', 'failed')"
    op.create_check_constraint("dtts_job_state", "dtts_job", states)
    op.drop_index("dtts_submission_one_published", "dtts_submission")
    op.drop_column("dtts_submission", "publish_at")
    for name in ("details", "previous_hash", "hash"):
        op.drop_column("dtts_event", name)
    op.execute("ALTER TABLE dtts_event ALTER COLUMN seq ADD GENERATED BY DEFAULT AS IDENTITY")
    op.execute("SELECT setval(pg_get_serial_sequence('dtts_event', 'seq'), max(seq)) FROM dtts_event")
