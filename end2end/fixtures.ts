/** What every spec builds on: a portal and a mail server for each worker. */
import { test as base } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { Portal } from './servers.ts';
import { MailServer } from './smtp.ts';

interface TestFixtures {
  /** Mails sent during this test. */
  mail: MailServer;
  /** Fails when axe finds anything on the page. Axe is a script: without JavaScript it is not run. */
  accessible: () => Promise<void>;
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
});

export { expect } from '@playwright/test';
