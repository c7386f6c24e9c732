/** Who looks after the portal: how they sign in at the simulated org, and what they see. */
import { expect, type Locator, type Page } from '@playwright/test';
import { test as base } from './look.ts';

export interface Account {
  name: string;
  login: string;
  password: string;
}

/** Password administrator: sees everything, configures processes. */
export const pat: Account = {
  name: 'Pat Admin',
  login: 'pat.admin@example.com',
  password: 'Walnut58Harvest',
};
/** Credential manager: connections and credential stores. */
export const casey: Account = {
  name: 'Casey Credential',
  login: 'casey.credential@example.com',
  password: 'Thistle24Beacon',
};
/** Auditor: reads everything, changes nothing. */
export const avery: Account = {
  name: 'Avery Auditor',
  login: 'avery.auditor@example.com',
  password: 'Cedar75Monarch',
};
/** Service-desk agent: no admin. */
export const drew: Account = {
  name: 'Drew Desk',
  login: 'drew.desk@example.com',
  password: 'Lantern67Orbit',
};

export class Staff {
  constructor(
    readonly page: Page,
    private readonly accessible: (page: Page) => Promise<void>,
  ) {}

  get main(): Locator {
    return this.page.getByRole('main');
  }

  get menu(): Locator {
    return this.page.getByRole('navigation', { name: 'Sections' }).getByRole('link');
  }

  get rows(): Locator {
    return this.main.locator('tbody').getByRole('row');
  }

  get problems(): Locator {
    return this.page.getByRole('alert');
  }

  field(label: string): Locator {
    return this.main.getByLabel(label, { exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The heading of a page. */
  heading(name: string): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  /** Waits for the page with this heading. */
  async arriveAt(heading: string): Promise<void> {
    await expect(this.heading(heading)).toBeVisible();
    await this.accessible(this.page);
  }

  /** Opens an address, and waits for the page with this heading. */
  async open(path: string, heading: string): Promise<void> {
    await this.page.goto(path);
    await this.arriveAt(heading);
  }

  /** Signs in at the org on the way to `path`, and waits for the page with this heading. */
  async signIn({ login, password }: Account, path = '/admin', heading = 'Overview'): Promise<void> {
    await this.open(path, 'Sign in');
    await this.button('Sign in with Okta').click();
    await this.page.getByLabel('Username').fill(login);
    await this.page.getByLabel('Password').fill(password);
    await this.button('Sign in').click();
    await this.arriveAt(heading);
  }

  async signOut(): Promise<void> {
    await this.button('Sign out').click();
    await this.arriveAt('Sign in');
  }
}

export const test = base.extend<{ staff: Staff }>({
  staff: async ({ page, judge }, use) => use(new Staff(page, judge)),
});

export { expect } from '@playwright/test';
