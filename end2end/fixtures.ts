/** What every spec builds on: a portal and a mail server for each worker. */
import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { Faults } from './faults.ts';
import { Org } from './org.ts';
import { Portal } from './servers.ts';
import { MailServer } from './smtp.ts';
import { Time } from './time.ts';
import { type Purpose, Walk } from './walk.ts';

interface TestFixtures {
  /** Whether the browser runs scripts. */
  scripted: boolean;
  /** Mails sent during this test. */
  mail: MailServer;
  /** Fails when axe finds anything on a page. Axe, a script, needs JavaScript on. */
  judge: (page: Page) => Promise<void>;
  /** The same for the page of this test. */
  accessible: () => Promise<void>;
  /**
   * What the browser complained about: errors in the console, breaches of the content security
   * policy, uncaught exceptions. The test fails unless it takes them out again.
   */
  complaints: string[];
  /** The simulated Okta org. */
  org: Org;
  /** What goes wrong in that org, until the test ends. */
  faults: Faults;
  /** What only time brings about. */
  time: Time;
  /** Somebody who comes for a purpose, in this browser. */
  walk: (purpose: Purpose) => Walk;
  /** Somebody who resets a password in this browser. */
  reset: Walk;
  /** Somebody who unlocks the account in this browser. */
  unlock: Walk;
  /** Somebody who changes the password in this browser. */
  change: Walk;
  /** Somebody who comes for a purpose, in a browser of their own. */
  elsewhere: (purpose: Purpose) => Promise<Walk>;
}

interface WorkerFixtures {
  mailServer: MailServer;
  /** Pages that axe has found in order. */
  judged: Set<string>;
  /** Portal and sandbox of this worker; specs share its people, so each uses its own. */
  portal: Portal;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  judged: [async ({}, use) => use(new Set()), { scope: 'worker' }],
  mailServer: [
    async ({}, use) => {
      const server = await MailServer.start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  portal: [
    async ({ mailServer }, use, worker) => {
      const name = `portal-${worker.project.name || 'soak'}-${worker.workerIndex}`;
      const portal = await Portal.start(name, mailServer.address);
      await use(portal);
      await portal.stop();
    },
    { scope: 'worker', timeout: 130_000 },
  ],
  baseURL: async ({ portal }, use) => use(portal.url),
  scripted: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),
  mail: async ({ mailServer }, use) => {
    mailServer.clear();
    await use(mailServer);
  },
  judge: async ({ judged, scripted }, use) =>
    use(async (page) => {
      if (scripted) {
        await expectAccessible(page, judged);
      }
    }),
  accessible: async ({ page, judge }, use) => use(() => judge(page)),
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      listen(context, complaints);
      await use(complaints);
      expect(complaints, 'nothing in the console').toEqual([]);
    },
    { auto: true },
  ],
  org: async ({ portal }, use) => {
    const org = new Org(portal);
    await use(org);
    await org.tidy();
  },
  faults: async ({ portal, org }, use) => {
    const faults = new Faults(portal.sandbox, org);
    await use(faults);
    await faults.mend();
  },
  time: async ({ portal }, use) => use(new Time(portal.database)),
  walk: async ({ page, mail, judge, scripted }, use) =>
    use((purpose) => new Walk(purpose, page, mail, judge, scripted)),
  reset: async ({ walk }, use) => use(walk('reset')),
  unlock: async ({ walk }, use) => use(walk('unlock')),
  change: async ({ walk }, use) => use(walk('change')),
  elsewhere: async ({ browser, mail, complaints, judge, scripted }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (purpose) => {
      const context = await browser.newContext();
      contexts.push(context);
      listen(context, complaints);
      const page = await context.newPage();
      return new Walk(purpose, page, mail, judge, scripted);
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/** Notes down whatever this browser complains about. */
function listen(context: BrowserContext, complaints: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') {
      complaints.push(`${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
}

export { expect } from '@playwright/test';
