-- A day's walk of a process through the people of its credential store, for reminders.
CREATE TABLE reminder_walks (
    process TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    pages BIGINT NOT NULL DEFAULT 0,
    mark TEXT,
    people BIGINT NOT NULL DEFAULT 0,
    reminded BIGINT NOT NULL DEFAULT 0,
    ended_at BIGINT,
    PRIMARY KEY (process, due_at)
);

-- Reminders that were queued: one for each number of days before each end of a password.
CREATE TABLE reminders (
    credential_store TEXT NOT NULL,
    person TEXT NOT NULL,
    ends_at BIGINT NOT NULL,
    days_before BIGINT NOT NULL,
    PRIMARY KEY (credential_store, person, ends_at, days_before)
);
CREATE INDEX reminders_by_end ON reminders (ends_at);
