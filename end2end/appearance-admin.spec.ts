/** What the admin's pages look like. */
import { casey, expect, pat, test } from './staff.ts';

const pages: [name: string, path: string, heading: string][] = [
  ['overview', '/admin', 'Overview'],
  ['activity', '/admin/activity', 'Live activity'],
  ['requests', '/admin/requests', 'Requests'],
  ['blocks', '/admin/blocks', 'Blocked people'],
  ['attention', '/admin/attention', 'Needs a person'],
  ['processes', '/admin/processes', 'Processes'],
  ['process', '/admin/processes/employees', 'Employee Self-Service Process for Okta'],
  ['process-new', '/admin/processes/new', 'Add a process'],
  ['try', '/admin/try?login=alice.winter@example.com', 'Try as somebody'],
  ['audit', '/admin/audit', 'Audit trail'],
];

const connected: typeof pages = [
  ['credential-stores', '/admin/credential-stores', 'Credential stores'],
  ['credential-store', '/admin/credential-stores/okta', 'okta'],
  ['credential-store-new', '/admin/credential-stores/new', 'Add a credential store'],
  ['connections', '/admin/connections', 'Connections'],
  ['connection', '/admin/connections/okta', 'okta'],
  ['connection-web', '/admin/connections/okta-web', 'Okta by consent'],
  ['connection-new', '/admin/connections/new', 'Add a connection'],
];

test('what a password administrator sees', async ({ page, staff, look, reset }) => {
  await reset.identify('looked.at@example.com');
  await page.goto('/sign-in');
  await look('admin-sign-in');
  await staff.signIn(pat);
  for (const [name, path, heading] of pages) {
    await page.goto(path);
    await expect(staff.heading(heading)).toBeVisible();
    await look(`admin-${name}`);
  }
  await page.goto('/admin/requests');
  await staff.rows.first().getByRole('link').click();
  await expect(staff.heading('Reset request')).toBeVisible();
  await look('admin-request');
});

test('what a credential manager sees', async ({
  page,
  staff,
  look,
  complaints,
}) => {
  await staff.signIn(casey, '/admin/connections', 'Connections');
  for (const [name, path, heading] of connected) {
    await page.goto(path);
    await expect(staff.heading(heading)).toBeVisible();
    await look(`admin-${name}`);
  }
  await page.goto('/admin/audit');
  await expect(staff.heading('Not for your roles')).toBeVisible();
  await look('admin-not-allowed');
  expect(complaints.splice(0).join('\n')).toContain('403');
});
