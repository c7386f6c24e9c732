/** The reset, page by page, as somebody does it. Every page that comes up is looked at by axe. */
import { expect, type Locator, type Page } from '@playwright/test';
import { goodPassword, type Person } from './people.ts';
import type { Mail, MailServer } from './smtp.ts';

export const titles = {
  identify: 'Who are you?',
  code: 'Enter the code',
  password: 'Choose a new password',
  done: 'Your new password is set',
};

export class ResetWalk {
  constructor(
    readonly page: Page,
    private readonly mail: MailServer,
    private readonly accessible: () => Promise<void>,
    /** Whether the browser runs scripts. */
    readonly scripted: boolean,
  ) {}

  get login(): Locator {
    return this.page.getByLabel('Username or email address');
  }

  get code(): Locator {
    return this.page.getByLabel('Six-digit code');
  }

  get password(): Locator {
    return this.page.getByLabel('New password', { exact: true });
  }

  get confirmation(): Locator {
    return this.page.getByLabel('New password again');
  }

  get problems(): Locator {
    return this.page.getByRole('alert');
  }

  get continue(): Locator {
    return this.page.getByRole('button', { name: 'Continue' });
  }

  get newCode(): Locator {
    return this.page.getByRole('button', { name: 'Send a new code' });
  }

  get setPassword(): Locator {
    return this.page.getByRole('button', { name: 'Set new password' });
  }

  /** Waits for the page with this heading. */
  async arriveAt(heading: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await this.accessible();
  }

  /** Waits for the problem that is named, on the page with this heading. */
  async failAt(heading: string, problem: string | RegExp): Promise<void> {
    await expect(this.problems).toContainText(problem);
    await this.arriveAt(heading);
  }

  /** Says who one is, up to the page that asks for the code. */
  async identify(login: string): Promise<void> {
    await this.page.goto('/reset');
    await this.arriveAt(titles.identify);
    await this.login.fill(login);
    await this.continue.click();
    await this.arriveAt(titles.code);
  }

  /** The code from the mail that comes to this address. */
  async codeSentTo(address: string): Promise<string> {
    return codeIn(await this.mail.waitForMail(address, /code/));
  }

  /** Types a code. With scripts it is sent by itself; without, by the button. */
  async enter(code: string): Promise<void> {
    if (this.scripted) {
      await this.awake();
      await this.code.fill(code);
    } else {
      await this.code.fill(code);
      await this.continue.click();
    }
  }

  /** Waits for the live part of the code page. */
  async awake(): Promise<void> {
    await expect(this.page.getByText('It is sent as soon as all six digits')).toBeVisible();
  }

  /** From nothing to the page that asks for the new password. */
  async prove({ login, codesTo }: Person): Promise<void> {
    await this.identify(login);
    await this.enter(await this.codeSentTo(codesTo));
    await this.arriveAt(titles.password);
  }

  /** Sends a new password. */
  async choose(password = goodPassword, again = password): Promise<void> {
    await this.password.fill(password);
    await this.confirmation.fill(again);
    await this.setPassword.click();
  }
}

/** The six digits of a mail with a code. */
export function codeIn({ text }: Mail): string {
  const code = /^Your code: (\d{6})$/m.exec(text)?.[1];
  if (!code) {
    throw new Error(`no code in: ${text}`);
  }
  return code;
}

/** A code that is not this one. `nth` gives different ones. */
export function otherThan(code: string, nth = 1): string {
  return String((Number(code) + nth) % 1_000_000).padStart(6, '0');
}
