-- The language a request was begun in, as a BCP 47 tag. Those begun before were in English.
ALTER TABLE requests ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
