/**
 * Okta stays away for good, or the portal's own database does. Each test has a portal of its own: the
 * client of one soon stops asking such an Okta, for everybody.
 */
import { expect, test as base } from './fixtures.ts';
import { HeldDatabase } from './held-database.ts';
import { nobody, samir, umar, william } from './people.ts';
import { SecondPortal } from './second-portal.ts';
import { Time } from './time.ts';
import { titles, type Walk } from './walk.ts';

const test = base.extend<{ second: SecondPortal }>({
  second: async ({ portal }, use) => {
    const second = await SecondPortal.start(portal);
    await use(second);
    await second.stop();
  },
  baseURL: async ({ second }, use) => use(second.url),
  time: async ({ second }, use) => use(new Time(second.database)),
});

const unclear = [
  { purpose: 'reset', person: samir, says: 'whether your new password was set' },
  { purpose: 'unlock', person: umar, says: 'whether your account was unlocked' },
  { purpose: 'change', person: william, says: 'whether your new password was set' },
] as const;

test('what nobody can find out is called unclear, and a person has to look', async ({
  elsewhere,
  faults,
  org,
  time,
}) => {
  test.setTimeout(90_000);
  const visitors: Walk[] = [];
  for (const { purpose, person } of unclear) {
    await org.prepare(purpose, person.login);
    const visitor = await elsewhere(purpose);
    visitors.push(visitor);
    await visitor.prove(person);
    await faults.inEffect(purpose, person.login, { kind: 'dropped_before_effect' });
    await visitor.finish(person);
    await visitor.arriveAt(titles.working);
    await faults.inReading(person.login, { kind: 'service_unavailable' });
  }

  // The portal gives up after two hours.
  for (const { person } of unclear) {
    await time.pass(person.login, 121);
  }
  for (const [at, { says }] of unclear.entries()) {
    const visitor = visitors[at]!;
    await visitor.arriveAt(titles.unclear, 20_000);
    await expect(visitor.main).toContainText(`We could not find out ${says}.`);
    await expect(visitor.main.getByRole('link', { name: 'service desk' })).toBeVisible();
    await visitor.page.getByRole('link', { name: 'Look again' }).click();
    await visitor.arriveAt(titles.unclear);
  }
});

test('a portal that cannot do its work says so, and works again afterwards', async ({
  page,
  reset,
  second,
  complaints,
}) => {
  await page.goto('/reset');
  await reset.login.fill(nobody);
  const held = await HeldDatabase.hold(second.database);
  await reset.continue.click();

  await reset.arriveAt(titles.unavailable, 20_000);
  await expect(page).toHaveURL('/unavailable');
  await held.release();
  await page.getByRole('link', { name: 'Try again' }).click();
  await reset.arriveAt(titles.home);
  await reset.identify(nobody);
  expect(complaints.splice(0)).toEqual([expect.stringContaining('503')]);
});
