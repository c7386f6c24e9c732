/** A second portal over the demo's sandbox and mail server, with a configuration of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { binary, type Portal } from './servers.ts';

export class SecondPortal {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
    /** The file of its database. */
    readonly database: string,
  ) {}

  /** Starts `latchkey serve` beside `demo`; `settings` replace keys of its configuration, or join them. */
  static async start(demo: Portal, settings: Record<string, string> = {}): Promise<SecondPortal> {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const folder = dirname(demo.configuration);
    const name = `second-${port}`;
    const file = join(folder, `${name}.toml`);
    const own = {
      public_url: `"${url}"`,
      listen: `"127.0.0.1:${port}"`,
      data_dir: `"${name}"`,
      ...settings,
    };
    writeFileSync(file, configured(readFileSync(demo.configuration, 'utf8'), own));
    const child = spawn(binary, ['serve', '--config', file], { stdio: 'ignore' });
    const second = new SecondPortal(child, url, join(folder, name, 'latchkey.db'));
    await expect.poll(() => second.answers(), { timeout: 30_000 }).toBe(true);
    return second;
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    const [code] = await ended;
    expect(code, 'the second portal ends cleanly').toBe(0);
  }

  private async answers(): Promise<boolean> {
    return fetch(`${this.url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  }
}

/** A configuration with these keys; one that is not in it yet joins the first process. */
function configured(configuration: string, settings: Record<string, string>): string {
  return Object.entries(settings).reduce((text, [key, value]) => {
    const present = new RegExp(`^${key} = .*$`, 'm');
    const line = `${key} = ${value}`;
    return present.test(text)
      ? text.replace(present, line)
      : text.replace('[[processes]]', `[[processes]]\n${line}`);
  }, configuration);
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
