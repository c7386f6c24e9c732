/** Two tabs of one browser, in the same request or after different things. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { anton, carol, goodPassword, vera } from './people.ts';
import { doneTitles, purposes, titles } from './walk.ts';

for (const purpose of purposes) {
  test(`the end of “${purpose}” in one tab is the end in the other`, async ({ walk, context, org }) => {
    await org.prepare(purpose, anton.login);
    const before = await org.effects(purpose, anton.login);
    const first = walk(purpose);
    await first.prove(anton);
    const second = first.in(await context.newPage());
    await second.page.goto(`/${purpose}/code`);
    await expect(second.last).toBeVisible();

    await first.finish(anton);
    await first.arriveAt(doneTitles[purpose]);
    await second.finish({ ...anton, password: goodPassword });
    await expect(heading(second.page, doneTitles[purpose])).toBeVisible();
    expect(await org.effects(purpose, anton.login)).toBe(before + 1);
  });
}

const outOfDate = 'What you sent had no effect.';

test('what a tab sends for a request that another tab has replaced has no effect, and is told', async ({
  page,
  reset,
  context,
  org,
}) => {
  await org.putBack(carol.login);
  await reset.identify(carol.login);
  const forReset = await reset.codeSentTo(carol.codesTo);
  const unlock = reset.in(await context.newPage(), 'unlock');
  await unlock.identify(carol.login);

  await reset.enter(forReset);
  await reset.failAt(titles.identify, outOfDate);
  await expect(reset.main).toContainText('You have an unlock request under way in this browser.');
  await page.getByRole('link', { name: 'Go on with it' }).click();
  await reset.arriveAt(titles.code);
  await expect(page).toHaveURL('/unlock/code');
  await reset.enter(await reset.codeSentTo(carol.codesTo));
  await reset.arriveAt(titles.locked);
  await unlock.page.reload();
  await unlock.arriveAt(titles.locked);
  expect(await org.status(carol.login)).toBe('LOCKED_OUT');
});

for (const purpose of purposes) {
  test(`the end of “${purpose}” for one person never becomes that of another`, async ({
    walk,
    context,
    org,
  }) => {
    await org.prepare(purpose, anton.login);
    await org.prepare(purpose, vera.login);
    const effects = () =>
      Promise.all([anton, vera].map(({ login }) => org.effects(purpose, login)));
    const before = await effects();
    const first = walk(purpose);
    await first.prove(anton);
    const second = first.in(await context.newPage());
    await second.prove(vera);

    // Its page asks for the password of the one; the browser is in the request of the other.
    await first.finish(vera);
    await first.failAt(titles.identify, outOfDate);
    expect(await effects()).toEqual(before);
    await second.finish(vera);
    await second.arriveAt(doneTitles[purpose]);
    expect(await effects()).toEqual([before[0], before[1]! + 1]);
  });
}

test('the first page of another purpose tells of the request under way', async ({
  page,
  unlock,
  org,
}) => {
  await org.putBack(carol.login);
  await unlock.prove(carol);
  await page.goto('/change');
  await expect(unlock.main).toContainText('You have an unlock request under way in this browser.');
  await page.getByRole('link', { name: 'Go on with it' }).click();
  await unlock.arriveAt(titles.locked);
});

function heading(page: Page, name: string) {
  return page.getByRole('heading', { level: 1, name });
}
