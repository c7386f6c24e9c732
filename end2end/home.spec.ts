/** The first page, and the ways on from it. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { goodPassword, yusuf } from './people.ts';
import { titles } from './walk.ts';

/** What people come for, where it leads, and what it is called there. */
const jobs = [
  { job: 'I forgot my password', path: '/reset', goal: 'Reset password' },
  { job: 'I’m locked out', path: '/unlock', goal: 'Unlock account' },
  { job: 'I know my password and want a new one', path: '/change', goal: 'Change password' },
];

test('the first page says what it is for', async ({ page, reset }) => {
  await page.goto('/');

  await reset.arriveAt('Trouble signing in?');
  await expect(page).toHaveTitle('Trouble signing in? – Example password portal');
  const choices = page.getByRole('main').getByRole('listitem').getByRole('link');
  await expect(choices).toHaveText(jobs.map(({ job }) => new RegExp(job)));
});

for (const { job, path, goal } of jobs) {
  test(`“${job}” leads on`, async ({ page, reset }) => {
    await page.goto('/');
    await page.getByRole('link', { name: job }).click();

    await reset.arriveAt(titles.identify);
    await expect(page).toHaveURL(path);
    await expect(page).toHaveTitle(`Who are you? – ${goal} – Example password portal`);
  });
}

test('the service desk can be reached from the first page', async ({ page, reset }) => {
  await page.goto('/');
  await page.getByRole('main').getByRole('link', { name: 'service desk' }).click();

  const desk = page.getByRole('region', { name: 'Need a person?' });
  await expect(desk).toBeInViewport();
  await expect(desk).toContainText('The service desk is there on working days');
  await expect(desk.getByRole('link', { name: '+1 555 0100' })).toHaveAttribute(
    'href',
    'tel:+15550100',
  );
  await expect(desk.getByRole('link', { name: 'desk@example.com' })).toHaveAttribute(
    'href',
    'mailto:desk@example.com',
  );
  await reset.arriveAt('Trouble signing in?');
});

test('a password is reset with the keyboard alone', async ({ page, reset, org }) => {
  await org.putBack(yusuf.login);
  const { keyboard } = page;
  await page.goto('/');

  await keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'I forgot my password' })).toBeFocused();
  await keyboard.press('Enter');

  await reset.arriveAt(titles.identify);
  await tabTo(page, reset.login);
  await keyboard.type(yusuf.login);
  await keyboard.press('Enter');

  await reset.arriveAt(titles.code);
  await expect(reset.code).toBeFocused();
  const code = await reset.codeSentTo(yusuf.codesTo);
  if (reset.scripted) {
    await reset.awake();
    await keyboard.type(code);
  } else {
    await keyboard.type(code);
    await keyboard.press('Enter');
  }

  await reset.arriveAt(titles.password);
  await tabTo(page, reset.password);
  await keyboard.type(goodPassword);
  await tabTo(page, reset.confirmation);
  await keyboard.type(goodPassword);
  await tabTo(page, reset.setPassword);
  await keyboard.press('Enter');

  await reset.arriveAt(titles.done);
  expect(await org.signIn(yusuf.login, goodPassword)).toBe('SUCCESS');
});

/** Goes on by the tab key until `wanted` has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  const most = 12;
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) {
      return;
    }
  }
  throw new Error(`the tab key does not reach ${wanted}`);
}
