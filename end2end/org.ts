/** The simulated Okta org, seen from outside: its API, and the buttons of its control pages. */
import type { Portal } from './servers.ts';

/** What a sign-in comes to, in Okta's words. */
export type SignIn = 'SUCCESS' | 'PASSWORD_EXPIRED' | 'REFUSED';

interface Event {
  eventType: string;
  outcome: { result: string };
  target: { alternateId: string }[];
}

export class Org {
  constructor(private readonly portal: Portal) {}

  /** The status of an account, in Okta's words. */
  async status(login: string): Promise<string> {
    return (await this.user(login)).status;
  }

  /** Signs in as a person does. A wrong password counts towards the lock. */
  async signIn(username: string, password: string): Promise<SignIn> {
    const answer = await fetch(`${this.portal.okta}/api/v1/authn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    return answer.ok ? (await answer.json()).status : 'REFUSED';
  }

  /** How often the password of an account was set, by the org's System Log. */
  async passwordsSet(login: string): Promise<number> {
    const filter = 'eventType eq "user.account.update_password"';
    const events: Event[] = await this.get(
      `/api/v1/logs?limit=1000&filter=${encodeURIComponent(filter)}`,
    );
    return events.filter(
      ({ outcome, target }) =>
        outcome.result === 'SUCCESS' && target.some(({ alternateId }) => alternateId === login),
    ).length;
  }

  /** Gives a person status and password of the beginning, without earlier passwords. */
  async putBack(login: string): Promise<void> {
    await this.press(login, 'reset');
  }

  /** Suspends as an administrator does. */
  async suspend(login: string): Promise<void> {
    await this.press(login, 'suspend');
  }

  private async press(login: string, button: string): Promise<void> {
    const { id } = await this.user(login);
    const answer = await fetch(`${this.portal.sandbox}/people/${id}/${button}`, {
      method: 'POST',
      headers: { origin: this.portal.sandbox },
    });
    if (!answer.ok || answer.url.includes('refused=')) {
      throw new Error(`${button} of ${login}: ${answer.status} ${answer.url}`);
    }
  }

  private user(login: string): Promise<{ id: string; status: string }> {
    return this.get(`/api/v1/users/${encodeURIComponent(login)}`);
  }

  private async get(path: string): Promise<any> {
    const answer = await fetch(this.portal.okta + path, {
      headers: { authorization: `SSWS ${this.portal.oktaToken}` },
    });
    if (!answer.ok) {
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    }
    return answer.json();
  }
}
