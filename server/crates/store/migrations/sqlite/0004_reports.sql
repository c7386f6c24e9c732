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
