-- Backups that took the place of this database, each with the ends of both audit trails.
CREATE TABLE restores (
    restored_at BIGINT NOT NULL PRIMARY KEY,
    head TEXT,
    replaced TEXT,
    seen_to_at BIGINT
);
