/** The portal under test: the demo binary, started on a free port with a fresh folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const binary = process.env.LATCHKEY_BINARY ?? join(here, '../target/debug/latchkey');
const patience = 60_000;

/** What the demo says on its start line. */
interface Addresses {
  portal: string;
  sandbox: string;
  okta: string;
  mailbox: string;
  okta_token: string;
}

export class Portal {
  private constructor(
    private readonly process: ChildProcess,
    private readonly addresses: Addresses,
    private readonly lines: string[],
    private readonly folder: string,
    private readonly logFile: string,
  ) {}

  /** Starts a portal that sends its mail to `smtp` (host:port); its log goes to test-results. */
  static async start(name: string, smtp: string): Promise<Portal> {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-end2end-'));
    const logFile = join(here, 'test-results/logs', `${name}.log`);
    const child = spawn(
      binary,
      ['demo', '--port', '0', '--announce', 'json', '--data-dir', folder, '--smtp', smtp],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const lines: string[] = [];
    createInterface({ input: child.stderr! }).on('line', (line) => lines.push(line));
    try {
      const addresses = await startLine(child, lines);
      return new Portal(child, addresses, lines, folder, logFile);
    } catch (error) {
      child.kill('SIGKILL');
      throw new Error(`${binary} did not start: ${error}\n${lines.slice(-20).join('\n')}`);
    }
  }

  /** The demo's configuration file. */
  get configuration(): string {
    return join(this.folder, 'latchkey.toml');
  }

  /** The file of its database. */
  get database(): string {
    return join(this.folder, 'latchkey.db');
  }

  /** Where people go. */
  get url(): string {
    return this.addresses.portal;
  }

  /** The sandbox's control pages. */
  get sandbox(): string {
    return this.addresses.sandbox;
  }

  /** The simulated Okta org. */
  get okta(): string {
    return this.addresses.okta;
  }

  /** The portal's own API token for that org. */
  get oktaToken(): string {
    return this.addresses.okta_token;
  }

  /** Lines of the log that tell of a panic. */
  get panics(): string[] {
    return this.lines.filter((line) => line.includes('panicked'));
  }

  /** Stops the portal. Fails when it does not end cleanly or anything in it panicked. */
  async stop(): Promise<void> {
    const { code, signal } = await this.end();
    mkdirSync(dirname(this.logFile), { recursive: true });
    writeFileSync(this.logFile, this.lines.join('\n'));
    rmSync(this.folder, { recursive: true, force: true });
    if (code !== 0) {
      throw new Error(`the portal ended with code ${code}, signal ${signal}: ${this.logFile}`);
    }
    if (this.panics.length > 0) {
      throw new Error(`the portal panicked: ${this.panics.join('\n')}`);
    }
  }

  private async end(): Promise<{ code: number | null; signal: string | null }> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const killer = setTimeout(() => this.process.kill('SIGKILL'), patience);
      this.process.kill('SIGTERM');
      await once(this.process, 'exit');
      clearTimeout(killer);
    }
    return { code: this.process.exitCode, signal: this.process.signalCode };
  }
}

/** The first line of standard output that is JSON; later ones join the log. */
function startLine(child: ChildProcess, log: string[]): Promise<Addresses> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no start line')), patience);
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.startsWith('{')) {
        clearTimeout(timer);
        resolve(JSON.parse(line));
      } else {
        log.push(line);
      }
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`exit code ${code}`));
    });
  });
}
