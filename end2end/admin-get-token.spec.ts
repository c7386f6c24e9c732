/** "Get token": a connection that works in the name of an administrator of the org. */
import { casey, expect, test } from './staff.ts';

const connection = '/admin/connections/okta-web';
const name = 'Okta by consent';
/** An administrator of the org, who is not known to the portal. */
const owner = { login: 'svc-latchkey@example.com', password: 'Granite52Turbine7' };

test('an administrator signs in at Okta, and the connection works in their name', async ({
  page,
  staff,
  portal,
}) => {
  await staff.signIn(casey, connection, name);
  await expect(staff.main).toContainText('There is no token yet');
  await expect(staff.main).toContainText(`${portal.url}/admin/connections/token/return`);

  // Casey is signed in at the org, and no administrator there.
  await staff.button('Get token').click();
  await expect(staff.problems).toContainText('You are not allowed any of the requested scopes.');
  await staff.arriveAt(name);
  expect(await page.title()).toMatch(/^Error: /);

  // Somebody else signs in at the org.
  await page.context().clearCookies({ domain: new URL(portal.okta).hostname });
  await staff.button('Get token').click();
  await page.getByLabel('Username').fill(owner.login);
  await page.getByLabel('Password').fill(owner.password);
  await staff.button('Sign in').click();
  await expect(page.getByRole('status')).toContainText('Token received, scopes: ');
  await staff.arriveAt(name);
  await expect(staff.main).toContainText('There is a token since');
  await expect(staff.button('Get a new token')).toBeVisible();

  await staff.open('/admin/connections', 'Connections');
  await expect(staff.rows.filter({ hasText: 'okta-web' })).toContainText('Ready');
});
