/** What the pages look like at the end, good or bad, and before it is known. */
import type { Page } from '@playwright/test';
import { expect, test } from './look.ts';
import { anton, bob, carol, quinn, rosa, samir } from './people.ts';
import { SecondPortal } from './second-portal.ts';
import { Time } from './time.ts';
import { purposes, titles } from './walk.ts';

test('the pages of an unlock', async ({ look, unlock, org }) => {
  await org.putBack(carol.login);
  await unlock.prove(carol);
  await look('unlock');
  await unlock.unlockAccount.click();
  await unlock.arriveAt(titles.unlocked);
  await look('done-unlock');
  await unlock.prove(carol, titles.notLocked);
  await look('unlock-not-locked');
});

test('the last page of a change', async ({ look, change, org }) => {
  await org.putBack(bob.login);
  await change.prove(bob);
  await change.replace(bob.password);
  await change.arriveAt(titles.done);
  await look('done-change');
});

for (const purpose of purposes) {
  test(`the pages of “${purpose}” for an account that changed meanwhile`, async ({
    context,
    look,
    walk,
    org,
  }) => {
    await org.prepare(purpose, rosa.login);
    const visitor = walk(purpose);
    await visitor.prove(rosa);
    const other = visitor.in(await context.newPage());
    await other.page.goto(`/${purpose}/code`);
    await org.putBack(rosa.login);
    await org.suspend(rosa.login);
    await visitor.finish(rosa);
    await visitor.arriveAt(titles.notPossible);
    await look(`ended-${purpose}-not-possible`);
    await other.finish(rosa);
    await expect(other.main).toContainText('Nothing was changed.');
    await look(`ended-${purpose}`, other.page);
  });
}

/** The portal gives up two hours after the intent, and looks every thirty seconds. */
const untilGivenUp = 70_000;

test.describe('before it is known whether it worked', () => {
  // A portal of its own: the client of one soon stops asking an Okta that stays away.
  const beside = test.extend<{ second: SecondPortal }>({
    second: async ({ portal }, use) => {
      const second = await SecondPortal.start(portal);
      await use(second);
      await second.stop();
    },
    baseURL: async ({ second }, use) => use(second.url),
    time: async ({ second }, use) => use(new Time(second.database)),
  });

  for (const [at, purpose] of purposes.entries()) {
    beside(`the pages of “${purpose}”`, async ({ look, walk, org, faults, time }) => {
      beside.setTimeout(150_000);
      const person = [anton, quinn, samir][at]!;
      await org.prepare(purpose, person.login);
      const visitor = walk(purpose);
      await visitor.prove(person);
      await faults.inEffect(purpose, person.login, { kind: 'dropped_before_effect' });
      await visitor.finish(person);
      await visitor.arriveAt(titles.working);
      await faults.inReading(person.login, { kind: 'service_unavailable' });
      await holdStill(visitor.page);
      await look(`working-${purpose}`);
      await visitor.page.unrouteAll();
      await visitor.page.reload();
      await time.pass(person.login, 121);
      await visitor.arriveAt(titles.unclear, untilGivenUp);
      await look(`unclear-${purpose}`);
    });
  }
});

/** Keeps a page that looks again by itself from doing so while it is looked at. */
async function holdStill(page: Page): Promise<void> {
  await page.route('**/working', async (route) => {
    const response = await route.fetch();
    const { refresh: _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.reload();
}
