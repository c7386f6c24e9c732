/** Live activity: what happens appears on top of the list. */
import { avery, expect, test } from './staff.ts';

test('what happens appears by itself, can be paused, and is one link away without scripts', async ({
  page,
  staff,
  portal,
  scripted,
}) => {
  const begin = (login: string) =>
    page.request.post('/do/reset/identify', {
      form: { login },
      headers: { origin: portal.url },
      maxRedirects: 0,
    });
  await staff.signIn(avery, '/admin/activity', 'Live activity');
  const first = `first.${Date.now()}@example.com`;
  const row = (login: string) => staff.rows.filter({ hasText: login }).first();
  const refresh = page.getByRole('link', { name: 'Refresh' });
  const pause = staff.button('Pause');
  await begin(first);
  if (!scripted) {
    await expect(pause).toBeHidden();
    await refresh.click();
    await expect(row(first)).toBeAttached();
    return;
  }
  await expect(row(first)).toBeAttached({ timeout: 20_000 });
  await expect(page.getByRole('status')).toContainText('new.');
  await staff.arriveAt('Live activity');

  await pause.click();
  await expect(page.getByRole('status')).toContainText('Paused.');
  const second = `second.${Date.now()}@example.com`;
  await begin(second);
  await staff.button('Continue').click();
  await expect(row(second)).toBeAttached({ timeout: 20_000 });
});
