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
  ) {}

  /** Starts `latchkey serve` beside `demo`; `settings` are further lines for its process. */
  static async start(demo: Portal, settings: string): Promise<SecondPortal> {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const file = join(dirname(demo.configuration), `second-${port}.toml`);
    const text = readFileSync(demo.configuration, 'utf8')
      .replace(/^public_url = .*$/m, `public_url = "${url}"`)
      .replace(/^listen = .*$/m, `listen = "127.0.0.1:${port}"`)
      .replace(/^data_dir = .*$/m, `data_dir = "second-${port}"`);
    writeFileSync(file, `${text}${settings}\n`);
    const child = spawn(binary, ['serve', '--config', file], { stdio: 'ignore' });
    const second = new SecondPortal(child, url);
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

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
