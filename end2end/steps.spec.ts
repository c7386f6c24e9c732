/** Addresses out of turn, and a form without an answer. */
import { expect, test } from './fixtures.ts';
import { purposes, titles } from './walk.ts';

for (const purpose of purposes) {
  test(`a step of “${purpose}” without a request leads to the first one`, async ({ page, walk }) => {
    const third = purpose === 'unlock' ? 'confirm' : 'password';
    for (const step of ['code', third, 'working', 'done', 'ended']) {
      await page.goto(`/${purpose}/${step}`);
      await walk(purpose).arriveAt(titles.identify);
      await expect(page).toHaveURL(`/${purpose}`);
    }
  });
}

test('an address that does not exist says so and leads back', async ({
  page,
  reset,
  complaints,
}) => {
  const answer = await page.goto('/reset/no-such-step');

  expect(answer?.status()).toBe(404);
  await reset.arriveAt('There is no such page');
  await page.getByRole('link', { name: 'To the start page' }).click();
  await reset.arriveAt('Trouble signing in?');
  expect(complaints.splice(0)).toEqual([expect.stringContaining('404')]);
});

test('a form without an answer puts the focus on what is wrong', async ({ page, reset }) => {
  await page.goto('/reset');
  await reset.continue.click();

  await reset.failAt(titles.identify, 'Type your username or email address.');
  await expect(page).toHaveTitle(
    'Error: Who are you? – Reset password – Example password portal',
  );
  await expect(reset.problems).toBeFocused();
  await expect(reset.login).toHaveAttribute('aria-invalid', 'true');
  await expect(reset.login).toHaveAccessibleDescription(/Type your username or email address\./);
  await reset.problems.getByRole('link').click();
  await expect(reset.login).toBeFocused();
});
