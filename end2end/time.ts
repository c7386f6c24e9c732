/**
 * What only time brings about, without waiting for it: the rows of somebody's requests move into the
 * past, as if that time had gone by. The portal judges by its own clock, as ever.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

// Node 20 has no SQLite of its own; Python, which the tests need anyhow, has.
const script = `
import sqlite3, sys
file, login, minutes = sys.argv[1:]
past = int(minutes) * 60_000
with sqlite3.connect(file, timeout=20, isolation_level=None) as database:
    database.execute("BEGIN IMMEDIATE")
    for (request,) in database.execute("SELECT id FROM requests WHERE login = ?", (login,)).fetchall():
        for table, key, column in [
            ("requests", "id", "expires_at"),
            ("challenges", "request_id", "issued_at"),
            ("challenges", "request_id", "expires_at"),
            ("operations", "request_id", "intended_at"),
        ]:
            database.execute(f"UPDATE {table} SET {column} = {column} - ? WHERE {key} = ?", (past, request))
        database.execute(
            "UPDATE jobs SET run_at = run_at - ? WHERE state = 'queued' AND instr(payload, ?) > 0", (past, request)
        )
    database.execute("COMMIT")
`;

export class Time {
  constructor(private readonly databaseFile: string) {}

  /** Lets `minutes` go by for everything that `login` has begun. */
  async pass(login: string, minutes: number): Promise<void> {
    await run('python3', ['-c', script, this.databaseFile, login, String(minutes)]);
  }
}
