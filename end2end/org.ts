/** The simulated Okta org, seen from outside: its API, and the buttons of its control pages. */
import type { Portal } from './servers.ts';
import type { Purpose } from './walk.ts';

/** What a sign-in comes to, in Okta's words. */
export type SignIn = 'SUCCESS' | 'PASSWORD_EXPIRED' | 'REFUSED';

interface Event {
  eventType: string;
  outcome: { result: string };
  target: { alternateId: string }[];
}

export class Org {
  /** Whose account is not as it was in the beginning. */
  private readonly changed = new Set<string>();

  constructor(private readonly portal: Portal) {}

  /** Puts back whoever was changed here, so that later tests meet the people they know. */
  async tidy(): Promise<void> {
    for (const login of this.changed) {
      await this.putBack(login);
    }
  }

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

  /** The id of an account. */
  async id(login: string): Promise<string> {
    return (await this.user(login)).id;
  }

  /** How often the password of an account was set, by the org's System Log. */
  passwordsSet(login: string): Promise<number> {
    return this.successes('user.account.update_password', login);
  }

  /** How often the lock of an account was lifted, by the org's System Log. */
  unlocks(login: string): Promise<number> {
    return this.successes('user.account.unlock_by_admin', login);
  }

  /** How often an account had the effect that this purpose is about. */
  effects(purpose: Purpose, login: string): Promise<number> {
    return purpose === 'unlock' ? this.unlocks(login) : this.passwordsSet(login);
  }

  /** Gives a person status and password of the beginning, without earlier passwords. */
  async putBack(login: string): Promise<void> {
    await this.press(login, 'reset');
  }

  /** Suspends as an administrator does. */
  async suspend(login: string): Promise<void> {
    await this.press(login, 'suspend');
  }

  /** Locks an account, as too many wrong passwords do. */
  async lock(login: string): Promise<void> {
    await this.press(login, 'lock');
  }

  /** Lets a password expire. */
  async expirePassword(login: string): Promise<void> {
    await this.press(login, 'expire-password');
  }

  /** Lifts a lock as an administrator does. */
  async unlock(login: string): Promise<void> {
    await this.ask('POST', `/api/v1/users/${await this.id(login)}/lifecycle/unlock`);
  }

  /** Puts a person back, into the state in which this purpose makes sense. */
  async prepare(purpose: Purpose, login: string): Promise<void> {
    await this.putBack(login);
    if (purpose === 'unlock') {
      await this.lock(login);
    }
  }

  private async press(login: string, button: string): Promise<void> {
    this.changed.add(login);
    const { id } = await this.user(login);
    const answer = await fetch(`${this.portal.sandbox}/people/${id}/${button}`, {
      method: 'POST',
      headers: { origin: this.portal.sandbox },
    });
    if (!answer.ok || answer.url.includes('refused=')) {
      throw new Error(`${button} of ${login}: ${answer.status} ${answer.url}`);
    }
  }

  private async successes(eventType: string, login: string): Promise<number> {
    const filter = encodeURIComponent(`eventType eq "${eventType}"`);
    const events: Event[] = await this.ask('GET', `/api/v1/logs?limit=1000&filter=${filter}`);
    return events.filter(
      ({ outcome, target }) =>
        outcome.result === 'SUCCESS' && target.some(({ alternateId }) => alternateId === login),
    ).length;
  }

  private user(login: string): Promise<{ id: string; status: string }> {
    return this.ask('GET', `/api/v1/users/${encodeURIComponent(login)}`);
  }

  private async ask(method: string, path: string): Promise<any> {
    const answer = await fetch(this.portal.okta + path, {
      method,
      headers: { authorization: `SSWS ${this.portal.oktaToken}` },
    });
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    }
    return answer.json();
  }
}
