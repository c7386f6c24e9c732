-- Requests that an agent of the service desk runs for a caller.
CREATE TABLE desk_cases (
    request_id TEXT NOT NULL PRIMARY KEY REFERENCES requests (id) ON DELETE CASCADE,
    agent_issuer TEXT NOT NULL,
    agent_subject TEXT NOT NULL,
    agent_name TEXT NOT NULL,
    person TEXT NOT NULL,
    reason TEXT,
    ticket TEXT,
    opened_at BIGINT NOT NULL,
    waits BIGINT NOT NULL CHECK (waits IN (0, 1)),
    confirmation TEXT,
    handover TEXT,
    code_hash TEXT UNIQUE
);
CREATE INDEX desk_cases_waiting ON desk_cases (opened_at) WHERE waits = 1;

-- A row stops every action of the service desk.
CREATE TABLE desk_freeze (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    since BIGINT NOT NULL,
    ordered_by TEXT NOT NULL,
    reason TEXT NOT NULL
);
