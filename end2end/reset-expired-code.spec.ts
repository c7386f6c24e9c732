/** A code whose time is up, at a portal that lets codes live for one minute only. */
import { expect, test as base } from './fixtures.ts';
import { tara } from './people.ts';
import { titles } from './reset-walk.ts';
import { SecondPortal } from './second-portal.ts';

const test = base.extend({
  baseURL: async ({ portal }, use) => {
    const second = await SecondPortal.start(portal, 'code_minutes = 1');
    await use(second.url);
    await second.stop();
  },
});

test('an expired code is refused, says so, and a new one works', async ({ reset }) => {
  test.setTimeout(180_000);
  await reset.identify(tara.login);
  const asked = Date.now();
  const expired = await reset.codeSentTo(tara.codesTo);
  const age = () => Date.now() - asked;
  await expect.poll(age, { timeout: 90_000, intervals: [1_000] }).toBeGreaterThan(60_000);

  await reset.enter(expired);
  await reset.failAt(titles.code, 'That code is no longer valid. Ask for a new one below.');

  await reset.newCode.click();
  const fresh = await reset.codeSentTo(tara.codesTo);
  await reset.enter(fresh);
  await reset.arriveAt(titles.password);
});
