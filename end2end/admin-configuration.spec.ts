/** What admins configure: connections, credential stores, processes. */
import { casey, expect, pat, test } from './staff.ts';

const process = '/admin/processes/employees';
const processName = 'Employee Self-Service Process for Okta';

test('a connection with a wrong address is refused beside the field; only the secret is typed again', async ({
  page,
  staff,
}) => {
  await staff.signIn(casey, '/admin/connections/new', 'Add a connection');
  await staff.field('Alias').fill('second');
  await staff.field('Name').fill('Second org');
  await staff.field('Address of the org').fill('http://second.example.com');
  const secret = staff.field('API token, private key in PEM, or client secret');
  await secret.fill('00never-shown-again');
  await staff.button('Save').click();

  await expect(staff.problems).toBeVisible();
  await staff.arriveAt('Add a connection');
  await expect(staff.field('Address of the org')).toHaveAccessibleDescription(/Error: /);
  await expect(staff.field('Address of the org')).toHaveValue('http://second.example.com');
  await expect(staff.field('Name')).toHaveValue('Second org');
  await expect(secret).toHaveValue('');
  expect(await page.content()).not.toContain('00never-shown-again');

  await staff.open('/admin/connections', 'Connections');
  await expect(staff.rows.filter({ hasText: 'Second org' })).toHaveCount(0);
});

test('saving a credential store tests it, line by line', async ({ page, staff }) => {
  await staff.signIn(casey, '/admin/credential-stores/okta', 'okta');
  await staff.field('Whose account to read in the test').fill('alice.winter@example.com');
  await staff.button('Save and test').click();
  await expect(page.getByRole('heading', { name: 'What the test found' })).toBeVisible();
  await staff.arriveAt('okta');
  const lines = page.getByRole('region', { name: 'What the test found' }).getByRole('listitem');
  for (const check of ['Reachability', 'Authentication', 'Read a user', 'Lock state']) {
    await expect(lines.filter({ hasText: check })).toContainText('Passed');
  }
});

test('weaker settings of a process are asked about, then saved, and put back without a question', async ({
  page,
  staff,
}) => {
  await staff.signIn(pat, process, processName);
  const attempts = staff.field('Tries for a code');
  const before = await attempts.inputValue();
  const minutes = staff.field('Minutes a code is valid');
  await minutes.fill('many');
  await staff.button('Save').click();
  await expect(staff.problems).toBeVisible();
  await staff.arriveAt(processName);
  await expect(minutes).toHaveValue('many');

  await page.goto(process);
  const sessions = staff.field('A new password signs the person out everywhere');
  await sessions.uncheck();
  await staff.button('Save').click();
  const question = page.getByRole('region', { name: 'This makes the process weaker' });
  await expect(question.getByRole('listitem')).not.toHaveCount(0);
  await staff.arriveAt(processName);
  await question.getByRole('button', { name: 'Save it anyway' }).click();
  await expect(page.getByRole('status')).toContainText('Saved.');
  await expect(sessions).not.toBeChecked();
  await expect(attempts).toHaveValue(before);

  await sessions.check();
  await staff.button('Save').click();
  await expect(page.getByRole('status')).toContainText('Saved.');
  await expect(question).toHaveCount(0);
  await expect(sessions).toBeChecked();
});

test('trying as somebody says what each process would do', async ({ page, staff }) => {
  await staff.signIn(pat, '/admin/processes', 'Processes');
  await page.getByRole('link', { name: 'Try as somebody' }).click();
  await staff.arriveAt('Try as somebody');
  await staff.field('Their login').fill('alice.winter@example.com');
  await staff.button('Try').click();
  await expect(staff.rows.filter({ hasText: processName })).toContainText('Serves them');
  await expect(staff.rows.filter({ hasText: 'Service-Desk Process' })).toContainText('Serves them');
  await staff.arriveAt('Try as somebody');
});
