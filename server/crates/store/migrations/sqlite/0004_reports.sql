-- What reports need of a request; it follows from the request's audit records, and is kept with them.
ALTER TABLE requests ADD COLUMN subject_id TEXT;
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
CREATE TRIGGER audit_checkpoints_refuse_what_is_not_on_the_record BEFORE INSERT ON audit_checkpoints
WHEN NOT EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence AND hash = NEW.hash)
    OR NOT EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.recorded_in AND kind = 'audit-purged')
    OR EXISTS (SELECT 1 FROM audit_checkpoints WHERE sequence >= NEW.sequence)
BEGIN
    SELECT RAISE(ABORT, 'a checkpoint stands for a record and is on the record');
END;
CREATE TRIGGER audit_checkpoints_refuse_update BEFORE UPDATE ON audit_checkpoints
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
CREATE TRIGGER audit_checkpoints_refuse_delete BEFORE DELETE ON audit_checkpoints
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;

DROP TRIGGER audit_refuses_delete;
CREATE TRIGGER audit_refuses_delete BEFORE DELETE ON audit
WHEN NOT EXISTS (SELECT 1 FROM audit_checkpoints WHERE sequence >= OLD.sequence)
BEGIN
    SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
