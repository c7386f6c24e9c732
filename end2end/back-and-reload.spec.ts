/** The back button and reloading, at every step: nothing is lost, nothing happens twice. */
import { expect, test } from './fixtures.ts';
import { rosa, samir, william } from './people.ts';
import { doneTitles, otherThan, provenTitles, purposes, titles } from './walk.ts';

for (const purpose of purposes) {
  test(`“${purpose}” survives back and reload at every step`, async ({ page, walk, mail, org }) => {
    await org.prepare(purpose, william.login);
    const before = await org.effects(purpose, william.login);
    const visitor = walk(purpose);

    await visitor.identify(william.login);
    await page.reload();
    await visitor.arriveAt(titles.code);
    await page.goBack();
    await visitor.arriveAt(titles.identify);
    await expect(visitor.main).toContainText('under way in this browser');
    await page.getByRole('link', { name: 'Go on with it' }).click();
    await visitor.arriveAt(titles.code);

    await visitor.enter(await visitor.codeSentTo(william.codesTo));
    await visitor.arriveAt(provenTitles[purpose]);
    await page.goBack();
    await visitor.arriveAt(provenTitles[purpose]);
    await page.reload();
    await visitor.arriveAt(provenTitles[purpose]);
    expect(mail.received(william.codesTo), 'one code').toEqual([]);

    await visitor.finish(william);
    await visitor.arriveAt(doneTitles[purpose]);
    await page.reload();
    await visitor.arriveAt(doneTitles[purpose]);
    await page.goBack();
    await visitor.arriveAt(doneTitles[purpose]);
    await page.goto(`/${purpose}`);
    await expect(visitor.main).not.toContainText('under way');
    await page.goBack();
    await visitor.arriveAt(doneTitles[purpose]);

    expect(await org.effects(purpose, william.login)).toBe(before + 1);
    await mail.waitForMail(william.login, /^Your (password was changed|account was unlocked)$/);
    expect(mail.received(william.login), 'one confirmation').toEqual([]);
  });
}

test('a reload after a wrong code costs no try', async ({ page, reset }) => {
  await reset.identify(rosa.login);
  const code = await reset.codeSentTo(rosa.codesTo);
  await reset.enter(otherThan(code));
  await reset.failAt(titles.code, 'You have 4 tries left');
  await page.reload();
  await reset.failAt(titles.code, 'You have 4 tries left');
  await reset.enter(otherThan(code));
  await reset.failAt(titles.code, 'You have 3 tries left');
});

test('back to a page with a problem shows where one is now', async ({ page, change, org }) => {
  await org.putBack(samir.login);
  await change.prove(samir);
  await change.replace(samir.password, 'samir');
  await change.failAt(titles.bothPasswords, 'at least 12 characters');
  await page.reload();
  await change.failAt(titles.bothPasswords, 'at least 12 characters');
  await change.replace(samir.password);
  await change.arriveAt(titles.done);
  await page.goBack();
  await change.arriveAt(titles.done);
  await expect(change.problems).toHaveCount(0);
});
