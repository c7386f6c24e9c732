/** What the pages outside of a request look like, and those that report trouble. */
import { expect, test } from './look.ts';
import { titles } from './walk.ts';

test('the first page', async ({ page, look }) => {
  await page.goto('/');
  await look('home');
  await page.goto('/#desk');
  await look('home-desk');
});

test('the pages that report trouble', async ({ page, look, reset, complaints, portal }) => {
  await page.goto('/no-such-page');
  await look('not-found');
  await page.goto('/unavailable');
  await reset.arriveAt(titles.unavailable);
  await look('unavailable');
  await page.goto('/do/reset/identify');
  await look('refused-address');

  const elsewhere = 'http://elsewhere.example.com/';
  const form = `<form method="post" action="${portal.url}/do/reset/identify"><button>Send</button></form>`;
  await page.route(elsewhere, (route) => route.fulfill({ contentType: 'text/html', body: form }));
  await page.goto(elsewhere);
  await page.getByRole('button').click();
  await reset.arriveAt('This form was not sent from this portal');
  await look('refused-form');
  // The browser reports the statuses that the pages are meant to have.
  expect(complaints.splice(0).join('\n')).toMatch(/404[^]*503[^]*40[45][^]*403/);
});
