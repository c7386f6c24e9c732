-- Only BIGINT and TEXT: the same statements run on every database. Times are Unix milliseconds.
-- What is compared or ordered is so by its bytes (COLLATE "C"), as in SQLite, not by a language's rules.

CREATE TABLE requests (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    process TEXT NOT NULL,
    purpose TEXT NOT NULL,
    login TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'identified', 'verifying', 'verified', 'executing', 'completed', 'expired', 'blocked', 'cancelled')),
    subject TEXT,
    codes_sent BIGINT NOT NULL CHECK (codes_sent >= 0),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    form_hash TEXT COLLATE "C" UNIQUE
);
CREATE INDEX requests_overdue ON requests (expires_at) WHERE state IN ('identified', 'verifying', 'verified');

CREATE TABLE challenges (
    request_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES requests (id) ON DELETE CASCADE,
    id TEXT COLLATE "C" NOT NULL UNIQUE,
    digest TEXT,
    attempts_left BIGINT NOT NULL CHECK (attempts_left >= 0),
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE operations (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    request_id TEXT COLLATE "C" NOT NULL REFERENCES requests (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('intended', 'done', 'refused', 'not-sent', 'unknown')),
    password_changed_before BIGINT,
    intended_at BIGINT NOT NULL,
    settled_at BIGINT,
    answer_id TEXT,
    CHECK ((state = 'intended') = (settled_at IS NULL))
);
CREATE INDEX operations_of_request ON operations (request_id, intended_at, id);

CREATE TABLE audit (
    sequence BIGINT NOT NULL PRIMARY KEY CHECK (sequence > 0),
    recorded_at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    subject TEXT,
    request_id TEXT COLLATE "C",
    network TEXT,
    details TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64)
);
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only';
END $$;
CREATE TRIGGER audit_refuses_update BEFORE UPDATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_refuses_delete BEFORE DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

CREATE TABLE jobs (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'dead')),
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL CHECK (attempts >= 0),
    forgiven BIGINT NOT NULL CHECK (forgiven BETWEEN 0 AND attempts),
    lease_token BIGINT NOT NULL,
    lease_until BIGINT,
    last_error TEXT,
    CHECK (state = 'queued' OR lease_until IS NULL)
);
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE state = 'queued';

CREATE TABLE due_times (
    kind TEXT COLLATE "C" NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (kind, due_at)
);

CREATE TABLE counters (
    name TEXT COLLATE "C" NOT NULL,
    key_hash TEXT COLLATE "C" NOT NULL,
    window_end BIGINT NOT NULL,
    hits BIGINT NOT NULL CHECK (hits >= 0),
    PRIMARY KEY (name, key_hash, window_end)
);
CREATE INDEX counters_window ON counters (window_end);

CREATE TABLE blocks (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    limit_name TEXT COLLATE "C" NOT NULL,
    key_hash TEXT COLLATE "C" NOT NULL,
    shown TEXT NOT NULL,
    since BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    UNIQUE (limit_name, key_hash)
);
CREATE INDEX blocks_end ON blocks (ends_at);

CREATE TABLE processes (
    alias TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    definition TEXT NOT NULL
);

CREATE TABLE sessions (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    data TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_end ON sessions (expires_at);

CREATE TABLE installation (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    key_check TEXT NOT NULL
);
