/** What every spec builds on: a portal and a mail server for each worker. */
import { expect, test as base } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { Org } from './org.ts';
import { ResetWalk } from './reset-walk.ts';
import { Portal } from './servers.ts';
import { MailServer } from './smtp.ts';

interface TestFixtures {
  /** Mails sent during this test. */
  mail: MailServer;
  /** Fails when axe finds anything on the page. Axe, a script, needs JavaScript on. */
  accessible: () => Promise<void>;
  /**
   * What the browser complained about: errors in the console, breaches of the content security
   * policy, uncaught exceptions. The test fails unless it takes them out again.
   */
  complaints: string[];
  /** The simulated Okta org. */
  org: Org;
  /** Somebody who resets a password in this browser. */
  reset: ResetWalk;
}

interface WorkerFixtures {
  mailServer: MailServer;
  /** Portal and sandbox of this worker; specs share its people, so each uses its own. */
  portal: Portal;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
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
  mail: async ({ mailServer }, use) => {
    mailServer.clear();
    await use(mailServer);
  },
  accessible: async ({ page, javaScriptEnabled }, use) =>
    use(async () => {
      if (javaScriptEnabled !== false) {
        await expectAccessible(page);
      }
    }),
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error') {
          complaints.push(`${message.text()} (${message.location().url})`);
        }
      });
      context.on('weberror', (error) => complaints.push(error.error().message));
      await use(complaints);
      expect(complaints, 'nothing in the console').toEqual([]);
    },
    { auto: true },
  ],
  org: async ({ portal }, use) => use(new Org(portal)),
  reset: async ({ page, mail, accessible, javaScriptEnabled }, use) =>
    use(new ResetWalk(page, mail, accessible, javaScriptEnabled !== false)),
});

export { expect } from '@playwright/test';
