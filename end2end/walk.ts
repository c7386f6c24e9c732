/**
 * A way through the portal, page by page, as somebody goes it. Every page that comes up is looked at
 * by axe, and every problem it reports has the focus.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { goodPassword, type Person } from './people.ts';
import type { Mail, MailServer } from './smtp.ts';

/** What somebody comes for; also the first part of the addresses. */
export type Purpose = 'reset' | 'unlock' | 'change';

export const purposes: Purpose[] = ['reset', 'unlock', 'change'];

export const titles = {
  home: 'Trouble signing in?',
  identify: 'Who are you?',
  code: 'Enter the code',
  password: 'Choose a new password',
  bothPasswords: 'Current and new password',
  locked: 'Your account is locked',
  notLocked: 'Your account is not locked',
  working: 'We are checking whether it worked',
  unclear: 'It is not clear whether it worked',
  done: 'Your new password is set',
  unlocked: 'Your account is unlocked',
  notPossible: 'Not possible here',
  timeUp: 'Time is up',
  unavailable: 'The portal is not available right now',
};

/** The page after the proof: of a locked account when it is to be unlocked, else of one in order. */
export const provenTitles: Record<Purpose, string> = {
  reset: titles.password,
  unlock: titles.locked,
  change: titles.bothPasswords,
};

/** The last page, when all went well. */
export const doneTitles: Record<Purpose, string> = {
  reset: titles.done,
  unlock: titles.unlocked,
  change: titles.done,
};

export class Walk {
  constructor(
    readonly purpose: Purpose,
    readonly page: Page,
    private readonly mail: MailServer,
    private readonly accessible: (page: Page) => Promise<void>,
    /** Whether the browser runs scripts. */
    readonly scripted: boolean,
  ) {}

  get main(): Locator {
    return this.page.getByRole('main');
  }

  get login(): Locator {
    return this.page.getByLabel('Username or email address');
  }

  get code(): Locator {
    return this.page.getByLabel('Six-digit code');
  }

  get current(): Locator {
    return this.page.getByLabel('Current password', { exact: true });
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

  /** What is said in the summary of problems. */
  get told(): Locator {
    return this.problems.getByRole('listitem');
  }

  get continue(): Locator {
    return this.button('Continue');
  }

  get newCode(): Locator {
    return this.button('Send a new code');
  }

  get startAgain(): Locator {
    return this.button('Start again with another login');
  }

  get setPassword(): Locator {
    return this.button('Set new password');
  }

  get unlockAccount(): Locator {
    return this.button('Unlock my account');
  }

  /** What is pressed last for the purpose. */
  get last(): Locator {
    return this.purpose === 'unlock' ? this.unlockAccount : this.setPassword;
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name });
  }

  /** The same person in another tab, who may come for something else there. */
  in(page: Page, purpose = this.purpose): Walk {
    return new Walk(purpose, page, this.mail, this.accessible, this.scripted);
  }

  /** Waits for the page with this heading. */
  async arriveAt(heading: string, timeout?: number): Promise<void> {
    const top = this.page.getByRole('heading', { level: 1, name: heading });
    await expect(top).toBeVisible({ timeout });
    await this.accessible(this.page);
  }

  /** Waits for the problem that is named, on the page with this heading. */
  async failAt(heading: string, problem: string | RegExp): Promise<void> {
    await expect(this.problems).toContainText(problem);
    await expect(this.problems).toBeFocused();
    await expect(this.page).toHaveTitle(/^Error: /);
    await this.arriveAt(heading);
  }

  /** Says who one is, up to the page that asks for the code. */
  async identify(login: string): Promise<void> {
    await this.page.goto(`/${this.purpose}`);
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

  /** From nothing to the page after the proof. */
  async prove({ login, codesTo }: Person, heading = provenTitles[this.purpose]): Promise<void> {
    await this.identify(login);
    await this.enter(await this.codeSentTo(codesTo));
    await this.arriveAt(heading);
  }

  /** Types a new password twice. */
  async fillIn(password = goodPassword, again = password): Promise<void> {
    await this.password.fill(password);
    await this.confirmation.fill(again);
  }

  /** Sends a new password. */
  async choose(password = goodPassword, again = password): Promise<void> {
    await this.fillIn(password, again);
    await this.setPassword.click();
  }

  /** Sends the current password and a new one. */
  async replace(current: string, password = goodPassword, again = password): Promise<void> {
    await this.current.fill(current);
    await this.choose(password, again);
  }

  /** Fills in the last form of the purpose, for this person. */
  async fillInLast({ password }: Person): Promise<void> {
    if (this.purpose === 'change') {
      await this.current.fill(password);
    }
    if (this.purpose !== 'unlock') {
      await this.fillIn();
    }
  }

  /** Sends the last form of the purpose, for this person. */
  async finish(person: Person): Promise<void> {
    await this.fillInLast(person);
    await this.last.click();
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
