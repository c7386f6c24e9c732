/** How staff get in and out, and what each role sees. */
import { avery, casey, drew, expect, pat, test } from './staff.ts';

const everything = [
  'Overview',
  'Live activity',
  'Requests',
  'Blocked people',
  'Needs a person',
  'Service desk',
  'Processes',
  'Credential stores',
  'Connections',
  'Audit trail',
];

const readOnly: [path: string, heading: string][] = [
  ['/admin/blocks', 'Blocked people'],
  ['/admin/attention', 'Needs a person'],
  ['/admin/processes', 'Processes'],
  ['/admin/processes/employees', 'Employee Self-Service Process for Okta'],
  ['/admin/credential-stores/okta', 'okta'],
  ['/admin/connections/okta', 'okta'],
];

test('an admin signs in through Okta, comes to the page asked for, and signs out', async ({
  page,
  staff,
}) => {
  await staff.signIn(pat, '/admin/requests', 'Requests');
  await expect(page).toHaveURL(/\/admin\/requests$/);
  await expect(page.getByRole('banner')).toContainText(`${pat.name}${pat.login}`);
  await expect(staff.menu).toHaveText(everything);

  await staff.signOut();
  await expect(page.getByRole('status')).toHaveText('You are signed out.');
  await staff.open('/admin/requests', 'Sign in');
});

test('a credential manager is led to the sections of that role', async ({
  page,
  staff,
  complaints,
}) => {
  await staff.signIn(casey, '/admin', 'Credential stores');
  await expect(staff.menu).toHaveText(['Credential stores', 'Connections']);
  await staff.open('/admin/audit', 'Not for your roles');
  await expect(page.getByRole('main')).toContainText('They come from your groups in Okta');
  expect(complaints.splice(0).join('\n')).toContain('403');
});

test('an agent of the service desk is led to the desk, and told that admin pages are for others', async ({
  staff,
  complaints,
}) => {
  await staff.signIn(drew, '/admin', 'Help callers');
  await expect(staff.menu).toHaveText(['Help callers']);
  await staff.open('/admin/requests', 'Not for your roles');
  expect(complaints.splice(0).join('\n')).toContain('403');
});

test('an auditor reads everything and finds no button that changes anything', async ({
  page,
  staff,
  complaints,
}) => {
  await staff.signIn(avery);
  await expect(staff.menu).toHaveText(everything);
  for (const [path, heading] of readOnly) {
    await staff.open(path, heading);
    await expect(staff.main.locator('form, a.button'), path).toHaveCount(0);
  }
  await staff.open('/admin/processes/new', 'Not for your roles');
  await staff.open('/admin/connections/new', 'Not for your roles');
  expect(page.url()).toContain('/admin/connections/new');
  expect(complaints.splice(0).join('\n')).toMatch(/403[^]*403/);
});
