/** The browser forgets its session, or the request's time is up: the person reads why, and starts again. */
import { expect, test } from './fixtures.ts';
import { bob, umar } from './people.ts';
import { provenTitles, purposes, titles } from './walk.ts';

const startAgain = 'That took too long, or was begun in another browser. Please start again.';

for (const purpose of purposes) {
  test(`a session lost during “${purpose}” is told, and nothing is done`, async ({
    context,
    walk,
    org,
  }) => {
    await org.prepare(purpose, bob.login);
    const before = await org.effects(purpose, bob.login);
    const visitor = walk(purpose);

    await visitor.identify(bob.login);
    const code = await visitor.codeSentTo(bob.codesTo);
    await context.clearCookies();
    await visitor.enter(code);
    await visitor.failAt(titles.identify, startAgain);
    await expect(visitor.page).toHaveURL(`/${purpose}`);

    await visitor.prove(bob);
    await context.clearCookies();
    await visitor.finish(bob);
    await visitor.failAt(titles.identify, startAgain);
    expect(await org.effects(purpose, bob.login)).toBe(before);
  });

  test(`“${purpose}” whose time is up says so, and starts again`, async ({
    page,
    walk,
    org,
    time,
  }) => {
    await org.prepare(purpose, umar.login);
    const before = await org.effects(purpose, umar.login);
    const visitor = walk(purpose);

    await visitor.identify(umar.login);
    const code = await visitor.codeSentTo(umar.codesTo);
    await time.pass(umar.login, 16);
    await visitor.enter(code);
    await visitor.arriveAt(titles.timeUp);
    await page.getByRole('link', { name: 'Start again' }).click();
    await visitor.arriveAt(titles.identify);
    await expect(visitor.main).not.toContainText('under way');

    await visitor.prove(umar);
    await time.pass(umar.login, 16);
    await visitor.finish(umar);
    await visitor.arriveAt(titles.timeUp);
    await expect(visitor.main).toContainText('was not finished in time. Nothing was changed.');
    expect(await org.effects(purpose, umar.login)).toBe(before);
  });
}

test('every button of a lost session leads to a beginning', async ({ context, page, unlock, org }) => {
  await org.prepare('unlock', bob.login);
  await unlock.identify(bob.login);
  await unlock.codeSentTo(bob.codesTo);
  await context.clearCookies();
  await unlock.startAgain.click();
  await unlock.arriveAt(titles.identify);

  await unlock.prove(bob, provenTitles.unlock);
  await context.clearCookies();
  await unlock.button('Set a new password instead').click();
  await unlock.failAt(titles.identify, startAgain);
  await expect(page).toHaveURL('/reset');
});
