/** Once many requests come from one network, a browser does some work before the next one. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { SecondPortal } from './second-portal.ts';

/** How long the search takes is luck. */
const luck = { timeout: 30_000 };

let second: SecondPortal;

test.beforeEach(async ({ portal, page }) => {
  second = await SecondPortal.start(portal, { starts_per_network_per_hour_without_work: '1' });
  await page.goto(`${second.url}/reset`);
  await expect(page.locator('[data-work]')).toHaveCount(0);
  await begin(page, 'first.of.all@example.com');
  await expect(page).toHaveURL(/\/reset\/code$/);
});

test.afterEach(() => second.stop());

test('a browser that works goes on, and one that cannot is told when it may', async ({
  page,
  scripted,
  accessible,
}) => {
  await page.goto(`${second.url}/reset`);
  await expect(page.locator('[data-work]')).toHaveCount(1);
  if (scripted) {
    await expect(page.getByText('Checked. You can continue.')).toBeVisible(luck);
    await accessible();
    await begin(page, 'second.of.all@example.com');
    await expect(page).toHaveURL(/\/reset\/code$/);

    // Sent at once, the form waits for the work and goes by itself.
    await page.goto(`${second.url}/reset`);
    await begin(page, 'third.of.all@example.com');
    await expect(page).toHaveURL(/\/reset\/code$/, luck);
  } else {
    // Searching by text passes over noscript.
    await expect(page.locator('noscript p')).toBeVisible();
    await begin(page, 'second.of.all@example.com');
    await expect(page.getByRole('alert')).toContainText(/Without JavaScript, try again in \d+ min/);
    await expect(page).toHaveURL(/\/reset$/);
  }
});

async function begin(page: Page, login: string): Promise<void> {
  await page.getByLabel('Username or email address').fill(login);
  await page.getByRole('button', { name: 'Continue' }).click();
}
