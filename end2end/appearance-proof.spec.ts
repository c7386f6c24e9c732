/** What the pages look like that ask who somebody is, and for the code. */
import { expect, test } from './look.ts';
import { carol, paul } from './people.ts';
import { otherThan, purposes, titles } from './walk.ts';

test('the pages that ask who somebody is', async ({ page, look, reset }) => {
  for (const purpose of purposes) {
    await page.goto(`/${purpose}`);
    await look(`identify-${purpose}`);
  }
  await page.goto('/reset');
  await reset.continue.click();
  await reset.failAt(titles.identify, 'Type your username');
  await look('identify-missing');
  await reset.login.fill('x'.repeat(300));
  await reset.continue.click();
  await reset.failAt(titles.identify, 'longer than');
  await look('identify-too-long');
  await reset.identify(paul.login);
  await page.goto('/unlock');
  await look('identify-under-way');
  await page.context().clearCookies();
  await page.goto('/reset');
  await reset.login.fill(paul.login);
  await reset.continue.click();
  await reset.arriveAt(titles.code);
  await page.context().clearCookies();
  await reset.continue.click();
  await reset.failAt(titles.identify, 'Please start again');
  await look('identify-start-again');
});

test('the pages that ask for the code', async ({ page, look, reset, time, scripted }) => {
  await reset.identify(carol.login);
  await look('code');
  const code = await reset.codeSentTo(carol.codesTo);
  await reset.enter(otherThan(code));
  await reset.failAt(titles.code, '4 tries');
  await look('code-wrong');
  if (!scripted) {
    await reset.newCode.click();
    await reset.failAt(titles.code, 'A code was sent just now');
    await look('code-too-soon');
  }
  for (const nth of [2, 3, 4, 5]) {
    await reset.enter(otherThan(code, nth));
    await expect(page).toHaveTitle(/^Error/);
  }
  await reset.failAt(titles.code, 'this code no longer works');
  await look('code-no-tries-left');

  for (const state of ['code-sent-again', 'code-last-sent']) {
    await time.pass(carol.login, 1);
    await page.goto('/reset/code');
    await reset.newCode.click();
    await expect(page.getByText('A new code is on its way.')).toBeVisible();
    await look(state);
  }
  await time.pass(carol.login, 11);
  await reset.enter(code);
  await reset.failAt(titles.code, 'no longer valid, and no more can be sent');
  await look('code-expired');
  await time.pass(carol.login, 5);
  await page.reload();
  await reset.arriveAt(titles.timeUp);
  await look('ended-time-up');
});

test('a long login, and one in another script', async ({ page, look, reset }) => {
  await reset.identify(`${'konstantinopolitanischer.dudelsackpfeifer.'.repeat(2)}@example.com`);
  await look('code-long-login');
  await page.context().clearCookies();
  await reset.identify('نورا.المصري@example.com');
  await look('code-right-to-left');
});
