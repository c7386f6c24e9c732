-- Who is signed in, and the administrators the portal itself knows.

CREATE TABLE sign_ins (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    issuer TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    login TEXT NOT NULL,
    roles TEXT NOT NULL,
    roles_read_at BIGINT NOT NULL,
    authenticated_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_ins_of_principal ON sign_ins (issuer, subject);
CREATE INDEX sign_ins_end ON sign_ins (expires_at);

CREATE TABLE local_administrators (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    password_hash TEXT,
    invitation_digest TEXT COLLATE "C" UNIQUE,
    invitation_expires_at BIGINT,
    disabled BIGINT NOT NULL CHECK (disabled IN (0, 1)),
    created_at BIGINT NOT NULL,
    CHECK ((invitation_digest IS NULL) = (invitation_expires_at IS NULL))
);
