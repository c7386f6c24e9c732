/** The service desk: an agent with a caller on the telephone, and the caller who goes on alone. */
import type { Page } from '@playwright/test';
import { goodPassword, paul, quinn, rosa, samir } from './people.ts';
import { drew, expect, pat, test } from './staff.ts';
import { codeIn } from './walk.ts';

const desk = 'Help callers';

/** A keyboard that counts the keys that are pressed besides typed text. */
class Keyboard {
  pressed = 0;

  constructor(private readonly page: Page) {}

  async press(key: string): Promise<void> {
    this.pressed += 1;
    await this.page.keyboard.press(key);
  }

  /** Types where the focus is. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Presses Tab until the focus is on a button with this name. */
  async tabTo(name: string): Promise<void> {
    const target = this.page.getByRole('button', { name, exact: true });
    for (let tabs = 0; tabs < 20; tabs += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) {
        return;
      }
      await this.press('Tab');
    }
    throw new Error(`${name} is not reached`);
  }
}

test('from the search to done in at most 25 keys besides typed text', async ({
  page,
  staff,
  mail,
}) => {
  await staff.signIn(drew, '/desk?ticket=INC0010001', desk);
  const keyboard = new Keyboard(page);
  await expect(page.getByRole('searchbox')).toBeFocused();
  await keyboard.type(paul.login);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Open a case' })).toBeVisible();
  await staff.arriveAt(desk);
  await expect(staff.field('Ticket number')).toHaveValue('INC0010001');
  await expect(staff.field('Why they call')).toBeFocused();
  await keyboard.type('Forgot the password');
  await keyboard.press('Enter');
  await expect(staff.button('Send a code by email')).toBeFocused();
  await staff.arriveAt(desk);
  await keyboard.press('Enter');
  const code = await mail.waitForMail(paul.codesTo, /call with the service desk/);
  await expect(staff.field('The code that the caller reads out')).toBeFocused();
  await staff.arriveAt(desk);
  await keyboard.type(codeIn(code));
  await keyboard.press('Enter');
  await expect(page.getByText(/^Verified, /)).toBeVisible();
  await staff.arriveAt(desk);
  await keyboard.tabTo('Sign out everywhere');
  await keyboard.press('Enter');
  await expect(page.getByText('The caller is signed out everywhere.')).toBeVisible();
  await staff.arriveAt(desk);
  expect(keyboard.pressed).toBeLessThanOrEqual(25);
  const told = await mail.waitForMail(paul.login, /service desk helped/);
  expect(told.text).toContain('signed the account');

  await expect(staff.button('Next caller')).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await expect(page.getByText('Paul')).toHaveCount(0);
});

test('a caller types the code that is read out, proves the own mailbox and chooses a password', async ({
  staff,
  mail,
  org,
  elsewhere,
}) => {
  await staff.signIn(drew, `/desk?q=${quinn.login}`, desk);
  await staff.field('Why they call').fill('Forgot the password');
  await staff.button('Open the case').click();
  await staff.button('Send a code by email').click();
  const code = await mail.waitForMail(quinn.codesTo, /call with the service desk/);
  await staff.field('The code that the caller reads out').fill(codeIn(code));
  await staff.button('Check the code').click();
  await staff.button('Get a hand-over code').click();
  await staff.arriveAt(desk);
  const readOut = await staff.main.locator('.desk-code').innerText();

  const caller = await elsewhere('reset');
  await caller.page.goto('/');
  await caller.page.getByRole('link', { name: 'I have a code from an agent' }).click();
  await caller.arriveAt('A code from the service desk');
  await caller.page.getByLabel('Code from the service desk').fill('0000 0000');
  await caller.page.getByRole('button', { name: 'Continue' }).click();
  await expect(caller.problems).toContainText('not a code that works now');
  await caller.page.getByLabel('Code from the service desk').fill(readOut.toLowerCase());
  await caller.page.getByRole('button', { name: 'Continue' }).click();
  await caller.arriveAt('Enter the code');
  const own = await mail.waitForMail(quinn.codesTo, /Your code/);
  await caller.enter(codeIn(own));
  await caller.arriveAt('Choose a new password');
  await caller.choose(goodPassword);
  await caller.arriveAt('Your new password is set');
  expect(await org.signIn(quinn.login, goodPassword)).toBe('SUCCESS');
  await org.putBack(quinn.login);

  await staff.page.reload();
  await expect(staff.main).toContainText('has used the code');
});

test('a protected person takes a second agent, who sees the case and confirms it', async ({
  staff,
  mail,
  browser,
}) => {
  const maria = 'maria.silva@example.com';
  await staff.signIn(drew, `/desk?q=${maria}`, desk);
  await expect(staff.main).toContainText('Protected: this person has an admin role');
  await staff.field('Why they call').fill('Locked out of the laptop');
  await staff.button('Open the case').click();
  await staff.button('Send a code by email').click();
  const code = await mail.waitForMail(maria, /call with the service desk/);
  await staff.field('The code that the caller reads out').fill(codeIn(code));
  await staff.button('Check the code').click();
  await staff.button('Sign out everywhere').click();
  await staff.arriveAt(desk);
  await expect(staff.main).toContainText('waits for a second agent');

  const context = await browser.newContext();
  const second = await context.newPage();
  await second.goto('/desk');
  await second.getByRole('button', { name: 'Sign in with Okta' }).click();
  await second.getByLabel('Username').fill('sasha.senior@example.com');
  await second.getByLabel('Password').fill('Pebble39Cascade');
  await second.getByRole('button', { name: 'Sign in' }).click();
  await expect(second.getByRole('heading', { name: 'Waiting for a second agent' })).toBeVisible();
  await second.getByRole('button', { name: /^Confirm for/ }).click();
  await expect(second.getByText('Your yes is recorded')).toBeVisible();
  await context.close();

  await staff.page.reload();
  await expect(staff.main).toContainText('confirmed by Sasha');
  await staff.button('Sign out everywhere').click();
  await staff.arriveAt(desk);
  // The org lets the portal's own account touch no administrator, whoever confirmed it.
  await expect(staff.problems).toContainText('Nothing was changed');
});

test('a password administrator stops the desk, and agents are told why', async ({
  staff,
  browser,
}) => {
  await staff.signIn(pat, '/admin/desk', 'Service desk');
  await staff.field('Why').fill('Odd calls since noon');
  await staff.button('Stop the service desk').click();
  await staff.arriveAt('Service desk');
  const context = await browser.newContext();
  const agent = await context.newPage();
  await agent.goto(`/desk?q=${samir.login}`);
  await agent.getByRole('button', { name: 'Sign in with Okta' }).click();
  await agent.getByLabel('Username').fill(drew.login);
  await agent.getByLabel('Password').fill(drew.password);
  await agent.getByRole('button', { name: 'Sign in' }).click();
  await expect(agent.getByText('Odd calls since noon')).toBeVisible();
  await agent.getByLabel('Why they call').fill('x');
  await agent.getByRole('button', { name: 'Open the case' }).click();
  await expect(agent.getByRole('alert')).toContainText('The service desk is stopped.');
  await context.close();
  await staff.button('Let the service desk act again').click();
  await staff.arriveAt('Service desk');
  await expect(staff.main).toContainText('Agents can help callers.');
});

for (const scheme of ['light', 'dark'] as const) {
  for (const width of [1280, 400]) {
    test(`the desk fits ${width} pixels, ${scheme}`, async ({ page, staff }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await staff.signIn(drew, `/desk?q=${rosa.login}`, desk);
      await staff.arriveAt(desk);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await page.screenshot({
        path: `test-results/desk-${width}-${scheme}.png`,
        fullPage: true,
      });
    });
  }
}
