/** The page of one process: from the form that gives it away to a password that is reset there. */
import { anton, goodPassword } from './people.ts';
import { expect, pat, test } from './staff.ts';
import { titles } from './walk.ts';

test('a process gets a page of its own, and people reset their password there', async ({
  page,
  staff,
  elsewhere,
  org,
}) => {
  await org.putBack(anton.login);
  await staff.signIn(pat, '/admin/processes/new', 'Add a process');
  const path = staff.field('Path of its own page');
  await staff.field('Alias').fill('suppliers');
  await staff.field('Name').fill('Suppliers');
  await staff.field('Credential store').selectOption('okta');
  await staff.field('Change a password that is known').uncheck();
  await staff.field('Active').check();
  await path.fill('reset');
  await staff.button('Save').click();
  await expect(staff.problems).toBeVisible();
  await expect(path).toHaveAccessibleDescription(/a word of the portal's own addresses/);
  await staff.arriveAt('Add a process');

  await path.fill('suppliers');
  await staff.button('Save').click();
  await staff.arriveAt('Suppliers');
  const address = await page.getByRole('link', { name: /\/p\/suppliers$/ }).getAttribute('href');

  const walk = await elsewhere('reset');
  await walk.page.goto(address!);
  await walk.arriveAt(titles.home);
  await expect(walk.main).toContainText('Suppliers');
  const choices = walk.main.getByRole('listitem').getByRole('link');
  await expect(choices.first()).toHaveAttribute('href', '/p/suppliers/reset');
  await choices.first().click();
  await walk.arriveAt(titles.identify);
  await walk.continue.click();
  await walk.failAt(titles.identify, 'Type your username or email address.');
  await expect(walk.page).toHaveURL(/\/p\/suppliers\/reset$/);
  await walk.login.fill(anton.login);
  await walk.continue.click();
  await walk.arriveAt(titles.code);
  await walk.startAgain.click();
  await walk.arriveAt(titles.identify);
  await expect(walk.page).toHaveURL(/\/p\/suppliers\/reset$/);

  await walk.login.fill(anton.login);
  await walk.continue.click();
  await walk.arriveAt(titles.code);
  await walk.enter(await walk.codeSentTo(anton.codesTo));
  await walk.arriveAt(titles.password);
  await walk.choose();
  await walk.arriveAt(titles.done);
  expect(await org.signIn(anton.login, goodPassword)).toBe('SUCCESS');
});

test('there is nothing where no process has its page', async ({ page, complaints }) => {
  for (const path of ['/p/nobody', '/p/nobody/reset']) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
  }
  // Browsers note each page that is not found.
  complaints.length = 0;
});
