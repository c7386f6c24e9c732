-- What reports need of a request; it follows from the request's audit records, and is kept with them.
ALTER TABLE requests ADD COLUMN subject_id TEXT COLLATE "C";
ALTER TABLE requests ADD COLUMN verified_at BIGINT;
ALTER TABLE requests ADD COLUMN ended_at BIGINT;
ALTER TABLE requests ADD COLUMN failures BIGINT NOT NULL DEFAULT 0;

CREATE INDEX audit_of_kind ON audit (kind, recorded_at);
CREATE INDEX audit_of_request ON audit (request_id, sequence) WHERE request_id IS NOT NULL;
CREATE INDEX audit_of_person ON audit (subject, sequence) WHERE subject IS NOT NULL;

UPDATE requests SET
    subject_id = CASE WHEN subject IS NOT NULL THEN
        (SELECT MAX(audit.subject) FROM audit WHERE audit.request_id = requests.id) END,
    verified_at = (SELECT MIN(recorded_at) FROM audit
        WHERE audit.request_id = requests.id AND kind = 'person-verified'),
    ended_at = (SELECT MAX(recorded_at) FROM audit
        WHERE audit.request_id = requests.id AND kind IN ('request-completed', 'request-ended')),
    failures = (SELECT COUNT(*) FROM audit
        WHERE audit.request_id = requests.id AND kind IN ('code-refused', 'current-password-refused'));

CREATE INDEX requests_begun ON requests (created_at);
CREATE INDEX requests_of_person ON requests (subject_id, id) WHERE subject_id IS NOT NULL;
CREATE INDEX operations_unknown ON operations (id) WHERE state = 'unknown';
CREATE INDEX operations_ended ON operations (settled_at) WHERE settled_at IS NOT NULL;

-- Records that were given up. The trail still refuses every deletion but that of records up to a
-- checkpoint, and a checkpoint stands for a record that is there and is told of by a later one.
CREATE TABLE audit_checkpoints (
    sequence BIGINT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL,
    recorded_in BIGINT NOT NULL CHECK (recorded_in > sequence)
);
CREATE FUNCTION audit_checkpoint_is_on_the_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence AND hash = NEW.hash)
        OR NOT EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.recorded_in AND kind = 'audit-purged')
        OR EXISTS (SELECT 1 FROM audit_checkpoints WHERE sequence >= NEW.sequence)
    THEN
        RAISE EXCEPTION 'a checkpoint stands for a record and is on the record';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER audit_checkpoints_refuse_what_is_not_on_the_record BEFORE INSERT ON audit_checkpoints
    FOR EACH ROW EXECUTE FUNCTION audit_checkpoint_is_on_the_record();
CREATE TRIGGER audit_checkpoints_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

CREATE FUNCTION audit_keeps_what_follows_checkpoints() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM audit_checkpoints WHERE sequence >= OLD.sequence) THEN
        RAISE EXCEPTION 'the audit trail is append-only';
    END IF;
    RETURN OLD;
END $$;
DROP TRIGGER audit_refuses_delete ON audit;
CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_keeps_what_follows_checkpoints();
CREATE TRIGGER audit_refuses_truncate BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
