/** Impatient people click again before the next page is there. */
import type { Locator, Page, Route } from '@playwright/test';
import { Signal } from './signal.ts';

const forms = '**/do/**';

/**
 * Clicks again while the first answer is on its way. The portal has done its part by then; the
 * browser drops that answer, with any cookie in it, and sends the form anew.
 */
export async function clickTwice(button: Locator): Promise<void> {
  const page = button.page();
  const press = await presser(button);
  const answered = new Signal();
  const superseded = new Signal();
  const answerLate = async (route: Route): Promise<void> => {
    const cookies = await page.context().cookies();
    await route.fetch({ maxRedirects: 0 });
    await page.context().clearCookies();
    await page.context().addCookies(cookies);
    answered.give();
    await superseded.given;
    // The browser has given it up by itself.
    await route.abort().catch(() => undefined);
  };
  await page.route(forms, answerLate, { times: 1 });
  await press();
  await answered.given;
  await pressAndSend(page, press);
  superseded.give();
}

/** Clicks again while the portal is at work on the first click, which `begun` waits for. */
export async function clickAgainWhen(button: Locator, begun: () => Promise<void>): Promise<void> {
  const press = await presser(button);
  await pressAndSend(button.page(), press);
  await begun();
  await pressAndSend(button.page(), press);
}

async function pressAndSend(page: Page, press: () => Promise<void>): Promise<void> {
  const sent = page.waitForRequest(forms);
  await press();
  await sent;
}

/** Presses as a mouse does. `button.click` would wait for the page that comes. */
async function presser(button: Locator): Promise<() => Promise<void>> {
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await button.boundingBox())!;
  return () => button.page().mouse.click(x + width / 2, y + height / 2);
}
