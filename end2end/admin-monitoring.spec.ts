/** What admins see of requests and blocks, and what they do about them. */
import { tara } from './people.ts';
import { avery, expect, pat, test } from './staff.ts';
import { titles } from './walk.ts';

test('a reset that was done shows in the overview, and its request tells the story', async ({
  page,
  staff,
  org,
  reset,
}) => {
  await org.putBack(tara.login);
  await reset.prove(tara);
  await reset.choose();
  await reset.arriveAt(titles.done);

  await staff.signIn(pat);
  const resets = staff.main.locator('.panel', { hasText: 'Most resets, 30 days' });
  await expect(resets.locator('.chart-bars')).toContainText(tara.login);

  await page.getByRole('link', { name: 'requests in 7 days' }).click();
  await staff.arriveAt('Requests');
  await staff.field('Login or Okta id').fill(tara.login);
  await staff.button('Show').click();
  const row = staff.rows.first();
  await expect(row).toContainText(tara.login);
  await expect(row).toContainText('Reset');
  await expect(row).toContainText('employees');

  await row.getByRole('link').click();
  await staff.arriveAt('Reset request');
  await expect(staff.main).toContainText('Set the new password');
  await expect(staff.main).toContainText(tara.login);
});

test('whoever is blocked is seen, and only somebody with the right lifts the block', async ({
  page,
  staff,
  portal,
}) => {
  const login = `flood.${Date.now()}@example.com`;
  // One more than the demo allows an account in an hour.
  for (let start = 0; start <= 100; start += 1) {
    const answer = await page.request.post('/do/reset/identify', {
      form: { login },
      headers: { origin: portal.url },
      maxRedirects: 0,
    });
    expect(answer.status(), await answer.text()).toBeLessThan(400);
  }
  await staff.signIn(avery, '/admin/blocks', 'Blocked people');
  const row = staff.rows.filter({ hasText: login });
  await expect(row).toHaveCount(1);
  await expect(row.getByRole('button')).toHaveCount(0);

  // Somebody else sits down, without a session anywhere.
  await page.context().clearCookies();
  await staff.signIn(pat, '/admin/blocks', 'Blocked people');
  await row.getByRole('button', { name: `Unblock ${login}` }).click();
  await expect(page.getByRole('status')).toContainText(/flood\..* may try again\./);
  await expect(row).toHaveCount(0);
});
