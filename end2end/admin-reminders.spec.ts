/** Reminders of a process: switched on, counted, and looked at for one person. */
import { zoe } from './people.ts';
import { expect, pat, test } from './staff.ts';

const process = '/admin/processes/employees';
const processName = 'Employee Self-Service Process for Okta';

test('an admin switches reminders on and counts whom they would reach', async ({ page, staff }) => {
  await staff.signIn(pat, process, processName);
  const reminds = staff.field('Mail people before their password ends');
  const days = staff.field('Days before the end');
  // Not an hour at which any would be sent now.
  const hour = (new Date().getUTCHours() + 12) % 24;
  await reminds.check();
  await days.fill('soon');
  await staff.field('Hour of the day').fill(String(hour));
  await staff.button('Save').click();
  await expect(staff.problems).toBeVisible();
  await expect(days).toHaveAccessibleDescription(/Error: Write a whole number/);
  await expect(days).toHaveValue('soon');
  await staff.arriveAt(processName);

  await days.fill('14, 7, 1');
  await staff.button('Save').click();
  await expect(page.getByRole('status')).toContainText('Saved.');
  await expect(days).toHaveValue('14, 7, 1');
  await page.getByRole('link', { name: 'Count who would be reminded now' }).click();
  const counted = page.getByRole('region', { name: 'Reminders' }).getByRole('status');
  await expect(counted).toHaveText(/^Of \d+ people, \d+ would be reminded now\.$/);
  await staff.arriveAt(processName);

  await page.goto(process);
  await reminds.uncheck();
  await staff.button('Save').click();
  await expect(page.getByRole('status')).toContainText('Saved.');
});

test('trying as somebody says when the password ends', async ({ page, staff, org }) => {
  await org.putBack(zoe.login);
  await staff.signIn(pat, '/admin/try', 'Try as somebody');
  await staff.field('Their login').fill(zoe.login);
  await staff.button('Try').click();
  await expect(staff.rows.filter({ hasText: processName })).toContainText(/The password ends \d/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Try as somebody');
});
