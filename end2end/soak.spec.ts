/** Eight browsers walk the public pages for minutes, hanging up now and then: nothing may panic. */
import { get } from 'node:http';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { browsers, soakSeconds, soakSeed } from './soak.settings.ts';

/** What the walkers saw, together. */
interface Tally {
  pages: number;
  identified: number;
  abandoned: number;
  /** Answers that blame the server. */
  faults: string[];
}

type Random = () => number;
type Walk = (page: Page, url: string, random: Random, tally: Tally) => Promise<void>;

const logins = ['alice.winter@example.com', 'bob.stone@example.com', 'nobody.here@example.com'];
const paths = ['/', '/reset'];

test('eight browsers for a while leave no panic behind', async ({ browser, portal }) => {
  const tally: Tally = { pages: 0, identified: 0, abandoned: 0, faults: [] };
  const deadline = Date.now() + soakSeconds * 1000;
  const walkers = Array.from({ length: browsers }, (_, number) =>
    walkUntil(deadline, browser, portal.url, seeded(soakSeed + number), tally),
  );
  await Promise.all(walkers);

  console.log(
    `${tally.pages} pages, ${tally.identified} forms sent, ${tally.abandoned} loads given up`,
  );
  expect(portal.panics).toEqual([]);
  expect(tally.faults).toEqual([]);
  expect(tally.pages).toBeGreaterThan(browsers);
  expect(tally.identified).toBeGreaterThan(0);
  expect(tally.abandoned).toBeGreaterThan(0);
});

async function walkUntil(
  deadline: number,
  browser: Browser,
  url: string,
  random: Random,
  tally: Tally,
): Promise<void> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  context.on('response', (response) => {
    if (response.status() >= 500) {
      tally.faults.push(`${response.status()} ${response.url()}`);
    }
  });
  const walks: Walk[] = [look, look, identify, giveUp, hangUp];
  while (Date.now() < deadline) {
    await pick(walks, random)(page, url, random, tally);
  }
  await context.close();
}

/** Loads a page to its end. */
const look: Walk = async (page, _url, random, tally) => {
  await page.goto(pick(paths, random));
  tally.pages += 1;
};

/** Says who one is. Once a rate limit answers, the form is not there. */
const identify: Walk = async (page, _url, random, tally) => {
  await page.goto('/reset');
  tally.pages += 1;
  const login = page.locator('[name=login]').first();
  if ((await login.count()) === 0) {
    return;
  }
  await login.fill(pick(logins, random));
  await Promise.all([page.waitForEvent('load'), login.press('Enter')]);
  tally.identified += 1;
};

/** Closes the tab while a page is still loading. */
const giveUp: Walk = async (page, _url, random, tally) => {
  const tab = await page.context().newPage();
  const asked = tab.waitForEvent('request');
  const load = tab.goto(pick(paths, random)).catch(() => null);
  await asked;
  await tab.close();
  await load;
  tally.abandoned += 1;
};

/** Hangs up right after asking, while the server renders. */
const hangUp: Walk = (_page, url, random, tally) =>
  new Promise((resolve) => {
    const request = get(new URL(pick(paths, random), url));
    request.on('error', () => undefined);
    request.on('close', resolve);
    request.on('finish', () => setImmediate(() => request.destroy()));
    tally.abandoned += 1;
  });

function pick<T>(choices: T[], random: Random): T {
  return choices[Math.floor(random() * choices.length)]!;
}

/** A small seeded generator (mulberry32), so that a walk can be taken again. */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
