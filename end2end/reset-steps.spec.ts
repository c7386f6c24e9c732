/** People go back, reload, click twice and open tabs. Nothing may break or happen twice. */
import type { Locator, Page, Route } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { anton, goodPassword, quinn, william } from './people.ts';
import { titles } from './reset-walk.ts';
import { Signal } from './signal.ts';

for (const step of ['code', 'password', 'working', 'done', 'ended']) {
  test(`the step “${step}” without a reset leads to the first one`, async ({ page, reset }) => {
    await page.goto(`/reset/${step}`);
    await reset.arriveAt(titles.identify);
    await expect(page).toHaveURL('/reset');
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

test('the back button and a reload lose nothing and repeat nothing', async ({
  page,
  reset,
  org,
}) => {
  await org.putBack(william.login);
  const before = await org.passwordsSet(william.login);
  await reset.prove(william);

  await page.goBack();
  await page.reload();
  await reset.arriveAt(titles.password);
  await page.goto('/reset');
  await page.getByRole('link', { name: 'Go on with it' }).click();
  await reset.arriveAt(titles.password);
  await reset.choose();
  await reset.arriveAt(titles.done);

  await page.reload();
  await reset.arriveAt(titles.done);
  await page.goBack();
  await page.reload();
  await reset.arriveAt(titles.done);
  expect(await org.passwordsSet(william.login)).toBe(before + 1);
});

test('a second tab goes on where the first one is', async ({ page, reset, org, context }) => {
  await org.putBack(anton.login);
  const before = await org.passwordsSet(anton.login);
  await reset.prove(anton);
  const tab = await context.newPage();
  await tab.goto('/reset/code');
  await expect(tab.getByRole('heading', { level: 1, name: titles.password })).toBeVisible();

  await reset.choose();
  await reset.arriveAt(titles.done);
  await tab.getByLabel('New password', { exact: true }).fill('Another-Lantern-8-Rivers');
  await tab.getByLabel('New password again').fill('Another-Lantern-8-Rivers');
  await tab.getByRole('button', { name: 'Set new password' }).click();

  await expect(tab.getByRole('heading', { level: 1, name: titles.done })).toBeVisible();
  expect(await org.signIn(anton.login, goodPassword)).toBe('SUCCESS');
  expect(await org.passwordsSet(anton.login)).toBe(before + 1);
});

test('a second click on the last step sets nothing twice', async ({ page, reset, org }) => {
  await org.putBack(quinn.login);
  const before = await org.passwordsSet(quinn.login);
  await reset.prove(quinn);

  await reset.password.fill(goodPassword);
  await reset.confirmation.fill(goodPassword);
  await clickTwice(page, reset.setPassword);

  await reset.arriveAt(titles.done);
  expect(await org.signIn(quinn.login, goodPassword)).toBe('SUCCESS');
  expect(await org.passwordsSet(quinn.login)).toBe(before + 1);
});

test('a second click on the first step leads on all the same', async ({ page, reset }) => {
  await page.goto('/reset');
  await reset.login.fill(quinn.login);
  await clickTwice(page, reset.continue);

  await reset.arriveAt(titles.code);
  await reset.codeSentTo(quinn.codesTo);
  await reset.codeSentTo(quinn.codesTo);
});

/**
 * Clicks again while the first answer is on its way. The portal has done its part by then; the
 * browser drops that answer, with any cookie in it, and sends the form anew.
 */
async function clickTwice(page: Page, button: Locator): Promise<void> {
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await button.boundingBox())!;
  // `button.click` would wait for the page that comes.
  const press = () => page.mouse.click(x + width / 2, y + height / 2);
  const forms = '**/do/**';
  const answered = new Signal();
  const superseded = new Signal();
  const answerLate = async (route: Route): Promise<void> => {
    const cookies = await page.context().cookies();
    await route.fetch({ maxRedirects: 0 });
    await page.context().clearCookies();
    await page.context().addCookies(cookies);
    answered.give();
    await superseded.given;
    // The browser has given it up by itself.
    await route.abort().catch(() => undefined);
  };
  await page.route(forms, answerLate, { times: 1 });
  await press();
  await answered.given;
  const again = page.waitForRequest(forms);
  await press();
  await again;
  superseded.give();
}
