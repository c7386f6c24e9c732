/** What can go wrong with the code. */
import { expect, test } from './fixtures.ts';
import { paul, rosa, samir, tara } from './people.ts';
import { otherThan, titles } from './walk.ts';

test('five wrong codes end the code, and the right one with it', async ({ page, reset }) => {
  await reset.identify(rosa.login);
  const code = await reset.codeSentTo(rosa.codesTo);

  for (const left of ['4 tries', '3 tries', '2 tries', '1 try']) {
    await reset.enter(otherThan(code, Number(left[0])));
    await reset.failAt(titles.code, `That is not the code. You have ${left} left with it.`);
    await expect(page).toHaveTitle(/^Error: Enter the code/);
  }
  await reset.enter(otherThan(code, 5));
  await reset.failAt(titles.code, 'this code no longer works. Ask for a new one below.');
  await reset.enter(code);
  await reset.failAt(titles.code, 'this code no longer works. Ask for a new one below.');
});

test('a slip of the finger is told as such, and costs a try', async ({ reset }) => {
  await reset.identify(rosa.login);
  const code = await reset.codeSentTo(rosa.codesTo);

  await reset.continue.click();
  await reset.failAt(titles.code, 'Type the six-digit code from the email. You have 4 tries');
  await reset.code.fill('12 34');
  await reset.continue.click();
  await reset.failAt(titles.code, 'A code has six digits and nothing else. You have 3 tries');
  await reset.enter(code);
  await reset.arriveAt(titles.password);
});

test('a new code can be had after a wait, and kills the old one', async ({ page, reset, time }) => {
  await reset.identify(samir.login);
  const old = await reset.codeSentTo(samir.codesTo);
  await expect(page.getByText('You can have 2 more codes.')).toBeVisible();

  if (reset.scripted) {
    await expect(reset.newCode).toBeDisabled();
  } else {
    await reset.newCode.click();
    await reset.failAt(titles.code, /You can ask for the next one \d+ seconds? later\./);
  }
  await time.pass(samir.login, 1);
  await page.goto('/reset/code');
  await expect(page.getByText('from now')).toHaveCount(0);
  await reset.newCode.click();

  await expect(page.getByText('A new code is on its way.')).toBeVisible();
  await reset.arriveAt(titles.code);
  await expect(page.getByText('You can have 1 more code.')).toBeVisible();
  const fresh = await reset.codeSentTo(samir.codesTo);
  await reset.enter(old);
  await reset.failAt(titles.code, 'That is not the code. You have 4 tries left with it.');
  await reset.enter(fresh);
  await reset.arriveAt(titles.password);
});

test('an expired code is refused, says so, and a new one works', async ({ reset, time }) => {
  await reset.identify(tara.login);
  const expired = await reset.codeSentTo(tara.codesTo);
  // Codes live for ten minutes, requests for fifteen.
  await time.pass(tara.login, 11);

  await reset.enter(expired);
  await reset.failAt(titles.code, 'That code is no longer valid. Ask for a new one below.');

  await reset.newCode.click();
  await reset.enter(await reset.codeSentTo(tara.codesTo));
  await reset.arriveAt(titles.password);
});

test('without a code left, the page says so', async ({ page, reset, time }) => {
  await reset.identify(samir.login);
  for (let sent = 1; sent < 3; sent += 1) {
    await time.pass(samir.login, 1);
    await page.goto('/reset/code');
    await reset.newCode.click();
    await expect(page.getByText('A new code is on its way.')).toBeVisible();
  }

  await expect(reset.main).toContainText('No more codes can be sent for this reset.');
  await expect(reset.newCode).toHaveCount(0);
});

test('somebody who typed the wrong name starts again, and the code is dead', async ({
  page,
  reset,
}) => {
  await reset.identify(paul.login);
  const code = await reset.codeSentTo(paul.codesTo);
  await page.getByRole('button', { name: 'Start again with another login' }).click();

  await reset.arriveAt(titles.identify);
  await expect(page).toHaveURL('/reset');
  await expect(page.getByText('You have a reset under way')).toHaveCount(0);
  await page.goto('/reset/code');
  await reset.arriveAt(titles.identify);

  await reset.identify(rosa.login);
  await reset.codeSentTo(rosa.codesTo);
  await reset.enter(code);
  await reset.failAt(titles.code, 'That is not the code.');
});
