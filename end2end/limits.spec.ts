/** What people read and see who come too often. */
import { expect, test } from './look.ts';
import { SecondPortal } from './second-portal.ts';
import { titles, type Walk } from './walk.ts';

const strict = {
  starts_per_account_and_network_per_hour: '1',
  starts_per_network_per_hour_without_work: '2',
  wrong_codes_per_account_and_network_per_day: '2',
};

const limited = test.extend({
  baseURL: async ({ portal }, use) => {
    const second = await SecondPortal.start(portal, strict);
    await use(second.url);
    await second.stop();
  },
});

limited('whoever starts too often is told when it ends and who helps', async ({ look, reset }) => {
  const login = 'often@example.com';
  await reset.identify(login);
  await reset.page.goto('/reset');
  await reset.login.fill(login);
  await reset.continue.click();
  await isTurnedAway(reset);
  await look('identify-limited');

  // Another purpose is no way around it.
  await reset.page.goto('/unlock');
  await reset.login.fill(login);
  await reset.continue.click();
  await isTurnedAway(reset);
});

limited('too many wrong codes end the request and stop the next', async ({ look, reset }) => {
  const login = 'wrong@example.com';
  await reset.identify(login);
  for (const left of [4, 3]) {
    await reset.enter('000000');
    await reset.failAt(titles.code, `You have ${left} tries left with it.`);
  }
  await reset.enter('000000');
  await reset.arriveAt('This reset was stopped');
  await look('ended-reset-blocked');

  await reset.page.goto('/reset');
  await reset.login.fill(login);
  await reset.continue.click();
  await isTurnedAway(reset);
});

limited('a page that asks the browser to work says so', async ({ look, page, scripted }) => {
  for (const login of ['one@example.com', 'two@example.com']) {
    await page.goto('/reset');
    await page.getByLabel('Username or email address').fill(login);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page).toHaveURL('/reset/code');
  }
  await page.goto('/reset');
  if (scripted) {
    await expect(page.getByText('Checked. You can continue.')).toBeVisible({ timeout: 30_000 });
  }
  await look('identify-work');
});

async function isTurnedAway(visitor: Walk): Promise<void> {
  await visitor.failAt(titles.identify, 'This was tried too often. Try again in');
  await expect(visitor.problems).toContainText('or turn to the service desk');
  await expect(visitor.page.getByRole('link', { name: 'desk@example.com' })).toBeVisible();
}
