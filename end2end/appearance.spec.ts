/**
 * Every page in every state, in both themes, as a phone and a desk see it: pictures for people, and
 * checks that nothing sticks out.
 */
import type { Page, TestInfo } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { carol, goodPassword, paul } from './people.ts';
import { otherThan, type ResetWalk, titles } from './reset-walk.ts';

const themes = ['light', 'dark'] as const;
const phone = 390;
const desk = 1440;
/** A window of 1280 px at 400 %, as WCAG 1.4.10 wants it. */
const magnified = 320;

test.use({ contextOptions: { reducedMotion: 'reduce' } });
// Each state is drawn five times, and one of them takes half a minute to come.
test.setTimeout(180_000);

test('the pages outside of a reset', async ({ page, accessible }, info) => {
  const look = looker(page, accessible, info);
  await page.goto('/');
  await look('home');
  await page.goto('/#desk');
  await look('home-desk');
  await page.goto('/reset');
  await look('identify');
});

test('the pages that report trouble', async ({ page, accessible, complaints }, info) => {
  const look = looker(page, accessible, info);
  await page.goto('/no-such-page');
  await look('not-found');
  await page.goto('/unavailable');
  await look('unavailable');
  // The browser reports the statuses that the two pages are meant to have.
  expect(complaints.splice(0)).toEqual([
    expect.stringContaining('404'),
    expect.stringContaining('503'),
  ]);
});

test('the pages of a reset', async ({ page, reset, mail, org, accessible }, info) => {
  await org.putBack(carol.login);
  const look = looker(page, accessible, info);

  await page.goto('/reset');
  await reset.continue.click();
  await reset.failAt(titles.identify, 'Type your username');
  await look('identify-missing');
  await reset.identify(carol.login);
  await look('code');
  const first = await reset.codeSentTo(carol.codesTo);
  await reset.enter(otherThan(first));
  await reset.failAt(titles.code, '4 tries');
  await look('code-wrong');
  await page.goto('/reset');
  await look('identify-under-way');
  await page.goto('/reset/code');
  await newCode(reset);
  await look('code-sent-again');
  await reset.enter(await reset.codeSentTo(carol.codesTo));
  await reset.arriveAt(titles.password);
  await look('password-locked');

  await reset.choose('carol');
  await reset.failAt(titles.password, 'at least 12 characters');
  await look('password-refused');
  await reset.choose(goodPassword, 'Quiet-Lantern-8-Rivers');
  await reset.failAt(titles.password, 'not the same');
  await look('password-different');
  await reset.choose(carol.password);
  await reset.failAt(titles.password, 'used this password before');
  await look('password-used-before');
  await reset.password.fill('Quiet-Lantern');
  await reset.confirmation.fill('Quiet-lan');
  await look('password-typing');

  await reset.choose();
  await reset.arriveAt(titles.done);
  await look('done-unlocked');
  await mail.waitForMail(carol.login);
});

test('the page of a reset that could not be finished', async (
  { page, reset, org, accessible },
  info,
) => {
  await org.putBack(paul.login);
  await reset.prove(paul);
  await looker(page, accessible, info)('password');
  await org.suspend(paul.login);
  await reset.choose();
  await reset.arriveAt('Not possible here');
  await looker(page, accessible, info)('ended-not-possible');
});

/** Asks for a new code as soon as the portal gives one. */
async function newCode(reset: ResetWalk): Promise<void> {
  await expect(async () => {
    await reset.page.goto('/reset/code');
    const wait = reset.page.getByText(/from now|new code in/).filter({ visible: true });
    await expect(wait).toHaveCount(0);
  }).toPass({ timeout: 45_000, intervals: [1_000] });
  await reset.newCode.click();
  await expect(reset.page.getByText('A new code is on its way.')).toBeVisible();
}

/** Draws the page as it is now, and checks what must hold in each drawing. */
function looker(page: Page, accessible: () => Promise<void>, info: TestInfo) {
  return async (state: string): Promise<void> => {
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      for (const width of [phone, desk]) {
        await draw(page, info, `${state}-${theme}-${width}`, width);
      }
      await accessible();
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await draw(page, info, `${state}-light-${magnified}`, magnified);
  };
}

async function draw(page: Page, info: TestInfo, name: string, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  const sticksOut = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sticksOut, `${name}: nothing to scroll to sideways`).toBe(0);
  await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
}
