-- Passwords that the portal made, sealed, until they are shown.
CREATE TABLE made_passwords (
    request_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES requests (id) ON DELETE CASCADE,
    operation_id TEXT COLLATE "C" NOT NULL,
    sealed TEXT NOT NULL,
    link TEXT,
    expires_at BIGINT NOT NULL
);

-- Mailed links behind which a password is made, by the digest of their token.
CREATE TABLE password_links (
    request_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES requests (id) ON DELETE CASCADE,
    digest TEXT COLLATE "C" UNIQUE,
    number BIGINT NOT NULL CHECK (number > 0),
    asked_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

-- Hashes of passwords people had, for credential stores that refuse them. One that an operation is about
-- to set does not count yet.
CREATE TABLE earlier_passwords (
    operation_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    credential_store TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    hash TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    is_set BIGINT NOT NULL CHECK (is_set IN (0, 1)),
    known_at BIGINT NOT NULL
);
CREATE INDEX earlier_passwords_of_person ON earlier_passwords (credential_store, person, noted_at);
CREATE INDEX earlier_passwords_known ON earlier_passwords (known_at);
