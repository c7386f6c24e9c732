/** The portal's database, held by somebody else: nobody can write to it, as while a backup is stuck. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const script = `
import sqlite3, sys
with sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None) as database:
    database.execute("BEGIN IMMEDIATE")
    print("held", flush=True)
    sys.stdin.read()
    database.execute("ROLLBACK")
`;

export class HeldDatabase {
  private constructor(private readonly holder: ChildProcess) {}

  /** Returns once the file is held. */
  static async hold(file: string): Promise<HeldDatabase> {
    const stdio: ['pipe', 'pipe', 'inherit'] = ['pipe', 'pipe', 'inherit'];
    const holder = spawn('python3', ['-c', script, file], { stdio });
    await once(holder.stdout, 'data');
    return new HeldDatabase(holder);
  }

  async release(): Promise<void> {
    const ended = once(this.holder, 'exit');
    this.holder.stdin!.end();
    await ended;
  }
}
