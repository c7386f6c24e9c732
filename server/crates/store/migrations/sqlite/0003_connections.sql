-- Connections, credential stores, and the keys that seal their secrets.

CREATE TABLE configuration (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL
);
INSERT INTO configuration (id, version) VALUES (1, 0);

CREATE TABLE connections (
    alias TEXT NOT NULL PRIMARY KEY,
    definition TEXT NOT NULL,
    version BIGINT NOT NULL CHECK (version > 0),
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL
);

CREATE TABLE connection_secrets (
    connection TEXT NOT NULL REFERENCES connections (alias) ON DELETE CASCADE,
    field TEXT NOT NULL,
    sealed TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (connection, field)
);

CREATE TABLE credential_stores (
    alias TEXT NOT NULL PRIMARY KEY,
    connection TEXT REFERENCES connections (alias),
    definition TEXT NOT NULL,
    version BIGINT NOT NULL CHECK (version > 0),
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL
);

-- Each key is wrapped by the installation's key.
CREATE TABLE data_keys (
    owner TEXT NOT NULL PRIMARY KEY,
    wrapped TEXT NOT NULL
);

-- What the configuration file said when it was last applied, as keyed digests.
CREATE TABLE applied_objects (
    kind TEXT NOT NULL,
    alias TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (kind, alias)
);
