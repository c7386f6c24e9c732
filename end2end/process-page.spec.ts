/** The page of one process: from the form that gives it away to a password that is reset there. */
import { anton, goodPassword } from './people.ts';
import { expect, pat, test } from './staff.ts';
import { titles } from './walk.ts';

// The second test goes to the page that the first one makes.
test.describe.configure({ mode: 'serial' });

test('a process gets a page of its own, which offers just what it does', async ({
  page,
  staff,
  elsewhere,
}) => {
  test.slow();
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

  await path.fill('suppliers');
  await staff.button('Save').click();
  await staff.arriveAt('Suppliers');
  const address = await page.getByRole('link', { name: /\/p\/suppliers$/ }).getAttribute('href');

  const walk = await elsewhere('reset');
  await walk.page.goto(address!);
  await walk.arriveAt(titles.home);
  await expect(walk.main).toContainText('Suppliers');
  const choices = walk.main.getByRole('listitem').getByRole('link');
  // What it does not offer is done by what it does.
  const pages = ['/p/suppliers/reset', '/p/suppliers/unlock', '/p/suppliers/reset'];
  for (const [number, page] of pages.entries()) {
    await expect(choices.nth(number)).toHaveAttribute('href', page);
  }
});

test('people reset their password on the page of a process', async ({ page, reset, org }) => {
  await org.putBack(anton.login);
  await page.goto('/p/suppliers/reset');
  await reset.arriveAt(titles.identify);
  await reset.continue.click();
  await reset.failAt(titles.identify, 'Type your username or email address.');
  await expect(page).toHaveURL(/\/p\/suppliers\/reset$/);

  await reset.login.fill(anton.login);
  await reset.continue.click();
  await reset.arriveAt(titles.code);
  await reset.enter(await reset.codeSentTo(anton.codesTo));
  await reset.arriveAt(titles.password);
  await reset.choose();
  await reset.arriveAt(titles.done);
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
