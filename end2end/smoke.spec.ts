/** The portal is up and its first page is in order, however it is looked at. */
import { expect, test } from './fixtures.ts';

const themes = ['light', 'dark'] as const;
const widths = [390, 1440];

test('the first page loads without an error in the console', async ({ page }) => {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));

  const response = await page.goto('/');

  expect(response?.status()).toBe(200);
  await expect(page).toHaveTitle(/\S/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(errors).toEqual([]);
});

for (const theme of themes) {
  for (const width of widths) {
    test(`the first page is accessible, ${theme}, ${width} px wide`, async ({
      page,
      accessible,
    }, info) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto('/');

      await page.screenshot({ path: info.outputPath('home.png'), fullPage: true });
      await accessible();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, 'nothing sticks out sideways').toBe(0);
    });
  }
}
