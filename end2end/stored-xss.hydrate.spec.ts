/** Names and logins full of markup, in a browser that would run it: nothing comes alive. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { goodPassword } from './people.ts';
import { here, type Portal } from './servers.ts';
import { titles } from './walk.ts';

/** The texts with which the server's tests try the same without a browser. */
const markup = corpus('MARKUP');

test('what is typed as a login stays text', async ({ page, context, reset }) => {
  test.setTimeout(300_000);
  const ran = await listen(context, page);
  // A login with a control character is refused, and not shown again.
  for (const text of markup.filter((text) => !/[\u0000-\u001f]/.test(text))) {
    await page.goto('/reset');
    await reset.login.fill(text);
    await reset.continue.click();
    await arriveAt(page, titles.code);
  }
  expect(ran).toEqual([]);
});

test('names stay text on every page and in every mail', async ({ page, context, portal, mail, reset }) => {
  test.setTimeout(300_000);
  const ran = await listen(context, page);
  const letters = await context.newPage();
  for (let number = 0; number < markup.length; number += 2) {
    const login = `markup.${number}@example.com`;
    await hire(portal, login, markup[number]!, markup[number + 1]!);
    await page.goto('/reset');
    await reset.login.fill(login);
    await reset.continue.click();
    const letter = await mail.waitForMail(login, /code/);
    await letters.setContent(letter.html);
    await reset.enter(/\d{6}/.exec(letter.text)![0]);
    await arriveAt(page, titles.password);
    await reset.choose(goodPassword);
    await arriveAt(page, titles.done);
    await letters.setContent((await mail.waitForMail(login)).html);
  }
  expect(ran).toEqual([]);
});

/** What ran in any page of this browser, after making sure that it would be noticed. */
async function listen(context: BrowserContext, page: Page): Promise<string[]> {
  const ran: string[] = [];
  context.on('dialog', async (dialog) => {
    ran.push(`${dialog.page()?.url()}: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.setContent('<img src="data:," onerror="alert(1)">');
  await expect.poll(() => ran.length).toBe(1);
  ran.length = 0;
  return ran;
}

/** Waits for the page with this heading. */
async function arriveAt(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}

/** Somebody new in the org. Okta takes names of fifty characters. */
async function hire(portal: Portal, login: string, first: string, last: string): Promise<void> {
  const [firstName, lastName] = [first.slice(0, 50), last.slice(0, 50)];
  const answer = await fetch(`${portal.okta}/api/v1/users`, {
    method: 'POST',
    headers: { authorization: `SSWS ${portal.oktaToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      profile: { firstName, lastName, login, email: login },
      credentials: { password: { value: 'Orchard 12 Pewter' } },
    }),
  });
  expect(answer.status, await answer.text()).toBe(200);
}

/** A list of texts in the data of the server's tests. */
function corpus(name: string): string[] {
  const source = readFileSync(join(here, '../server/tests/abuse/corpora.rs'), 'utf8');
  const list = source.split(`const ${name}:`)[1]!;
  const body = list.slice(list.indexOf('= ['), list.indexOf('\n];'));
  const literals = body.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  const texts = literals.map((literal) => JSON.parse(literal.replace(/\\u\{(\w+)\}/g, '\\u$1')));
  expect(texts.length, name).toBe(60);
  return texts;
}
