/** What goes wrong in the simulated org on purpose: its fault switches, for one person's calls. */
import { expect } from '@playwright/test';
import type { Org } from './org.ts';
import type { Purpose } from './walk.ts';

/** As the sandbox's `/faults` names them. */
export type Fault =
  | { kind: 'latency' | 'late_answer'; milliseconds: number }
  | {
      kind:
        | 'dropped_before_effect'
        | 'dropped_after_effect'
        | 'internal_error_after_effect'
        | 'service_unavailable';
    };

/** The call that has the effect a purpose is about, below `/api/v1/users/{id}`. */
const effects: Record<Purpose, string> = {
  reset: '',
  unlock: '/lifecycle/unlock',
  change: '/credentials/change_password',
};

export class Faults {
  constructor(
    private readonly sandbox: string,
    private readonly org: Org,
  ) {}

  /** In the next call that has the effect of `purpose` for `login`. */
  async inEffect(purpose: Purpose, login: string, fault: Fault): Promise<void> {
    const id = await this.org.id(login);
    await this.switchOn(`POST /api/v1/users/${id}${effects[purpose]}`, fault, 1);
  }

  /** Whenever `login` is read by id: `calls` times, or until it is mended. */
  async inReading(login: string, fault: Fault, calls?: number): Promise<void> {
    const id = await this.org.id(login);
    await this.switchOn(`GET /api/v1/users/${id}`, fault, calls ?? 'until_cleared');
  }

  /** In the next calls that sign `login` out everywhere. */
  async inSigningOut(login: string, fault: Fault, calls = 1): Promise<void> {
    const id = await this.org.id(login);
    await this.switchOn(`DELETE /api/v1/users/${id}/sessions`, fault, calls);
  }

  /** Waits until the only fault has met its call. */
  async met(): Promise<void> {
    const hits = async () => (await (await fetch(`${this.sandbox}/faults`)).json())[0]?.hits ?? 'over';
    await expect.poll(hits).not.toBe(0);
  }

  /** Switches everything off. */
  async mend(): Promise<void> {
    await this.ask('DELETE');
  }

  private switchOn(on: string, fault: Fault, lasts: number | 'until_cleared'): Promise<void> {
    return this.ask('POST', JSON.stringify({ ...fault, on, for: lasts }));
  }

  private async ask(method: string, body?: string): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${this.sandbox}/faults`, { method, headers, body });
    if (!answer.ok) {
      throw new Error(`${method} /faults: ${answer.status} ${await answer.text()}`);
    }
  }
}
