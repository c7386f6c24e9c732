/** The audit trail: searched, and taken away. */
import { readFile } from 'node:fs/promises';
import { avery, expect, test } from './staff.ts';

test('the audit trail is searched, and what was found is taken away as CSV', async ({
  page,
  staff,
}) => {
  await staff.signIn(avery, '/admin/audit', 'Audit trail');
  await staff.field('What').selectOption('Signed in');
  await staff.field('Who').selectOption('Staff');
  await staff.button('Show').click();
  await staff.arriveAt('Audit trail');
  await expect(staff.field('What').locator('option:checked')).toHaveText('Signed in');
  await expect(staff.rows.first()).toContainText(avery.name);
  await expect(staff.rows.filter({ hasNotText: 'Signed in' })).toHaveCount(0);

  const coming = page.waitForEvent('download');
  await staff.button('Download as CSV').click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  const [head, ...lines] = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
  expect(head).toContain('sequence');
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => !line.includes('signed'))).toEqual([]);
});

test('a day that is none is pointed out, and what was typed stays', async ({ staff }) => {
  await staff.signIn(avery, '/admin/audit', 'Audit trail');
  await staff.field('From day').fill('yesterday');
  await staff.button('Show').click();
  await expect(staff.problems).toContainText('Write the day as');
  await staff.arriveAt('Audit trail');
  await expect(staff.field('From day')).toHaveValue('yesterday');
});
