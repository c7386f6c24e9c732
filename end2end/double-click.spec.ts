/**
 * People click twice: while the answer is on its way, or while the portal is still at work. Every
 * form takes that as one click.
 */
import { clickAgainWhen, clickTwice } from './click-twice.ts';
import { expect, test } from './fixtures.ts';
import { alice, bob, carol, paul, quinn, yusuf } from './people.ts';
import { doneTitles, provenTitles, purposes, titles } from './walk.ts';

const slow = { kind: 'latency', milliseconds: 1_500 } as const;

for (const purpose of purposes) {
  test(`a second click on the last button of “${purpose}” has no effect of its own`, async ({
    walk,
    mail,
    org,
  }) => {
    await org.prepare(purpose, alice.login);
    const before = await org.effects(purpose, alice.login);
    const visitor = walk(purpose);
    await visitor.prove(alice);
    await visitor.fillInLast(alice);
    await clickTwice(visitor.last);

    await visitor.arriveAt(doneTitles[purpose]);
    expect(await org.effects(purpose, alice.login)).toBe(before + 1);
    for (const address of [alice.login, alice.codesTo]) {
      await mail.waitForMail(address, /^Your (password was changed|account was unlocked)$/);
      expect(mail.received(address), 'no address is told twice').toEqual([]);
    }
  });

  test(`a second click while “${purpose}” is under way has no effect of its own`, async ({
    walk,
    faults,
    org,
  }) => {
    await org.prepare(purpose, bob.login);
    const before = await org.effects(purpose, bob.login);
    const visitor = walk(purpose);
    await visitor.prove(bob);
    await faults.inEffect(purpose, bob.login, slow);
    await visitor.fillInLast(bob);
    await clickAgainWhen(visitor.last, () => faults.met());

    await visitor.arriveAt(doneTitles[purpose], 15_000);
    expect(await org.effects(purpose, bob.login)).toBe(before + 1);
  });

  test(`a second click on the first button of “${purpose}” begins one request`, async ({
    page,
    walk,
    mail,
    org,
  }) => {
    await org.prepare(purpose, quinn.login);
    const visitor = walk(purpose);
    await page.goto(`/${purpose}`);
    await visitor.login.fill(quinn.login);
    await clickTwice(visitor.continue);

    await visitor.arriveAt(titles.code);
    await visitor.enter(await visitor.codeSentTo(quinn.codesTo));
    await visitor.arriveAt(provenTitles[purpose]);
    expect(mail.received(quinn.codesTo), 'one code').toEqual([]);
  });
}

test('a second click on “Send a new code” sends no second one', async ({
  page,
  reset,
  mail,
  time,
}) => {
  await reset.identify(bob.login);
  await reset.codeSentTo(bob.codesTo);
  await time.pass(bob.login, 1);
  await page.goto('/reset/code');
  await clickTwice(reset.newCode);

  await expect(page.getByText('You can have 1 more code.')).toBeVisible();
  await expect(reset.main).toContainText('A code was sent just now.');
  await reset.enter(await reset.codeSentTo(bob.codesTo));
  await reset.arriveAt(titles.password);
  expect(mail.received(bob.codesTo), 'one code').toEqual([]);
});

test('a second click on “Start again” ends one request, and no other', async ({ page, reset }) => {
  await reset.identify(bob.login);
  await clickTwice(reset.startAgain);
  await reset.arriveAt(titles.identify);
  await expect(reset.problems).toHaveCount(0);
  await expect(page.getByText('under way')).toHaveCount(0);
});

test('a second click on a way to another purpose goes there', async ({ unlock, org }) => {
  await org.putBack(carol.login);
  await unlock.prove(carol);
  await clickTwice(unlock.button('Set a new password instead'));
  await unlock.arriveAt(titles.password);
  await clickTwice(unlock.button('Keep my password and unlock'));
  await unlock.arriveAt(titles.locked);
  expect(await org.status(carol.login)).toBe('LOCKED_OUT');
});

test('a second click on “Leave everything as it is” leads home', async ({ unlock, org }) => {
  await org.putBack(paul.login);
  await unlock.prove(paul, titles.notLocked);
  await clickTwice(unlock.button('Leave everything as it is'));
  await unlock.arriveAt(titles.home);
});

test('a second click with a refused password changes nothing, and the page says why', async ({
  reset,
  org,
}) => {
  await org.putBack(paul.login);
  const before = await org.passwordsSet(paul.login);
  await reset.prove(paul);
  await reset.fillIn(paul.password);
  await clickTwice(reset.setPassword);
  await reset.failAt(titles.password, 'You have used this password before.');
  expect(await org.passwordsSet(paul.login)).toBe(before);
});

test('a second click while a password is being refused does not hide why', async ({
  reset,
  faults,
  org,
}) => {
  await org.putBack(paul.login);
  await reset.prove(paul);
  await faults.inEffect('reset', paul.login, slow);
  await reset.fillIn(paul.password);
  await clickAgainWhen(reset.setPassword, () => faults.met());
  await expect(reset.password).toBeVisible({ timeout: 15_000 });
  await reset.failAt(titles.password, 'You have used this password before.');
});

test('a second click with a wrong current password is one try', async ({ change, org, faults }) => {
  await org.putBack(yusuf.login);
  await change.prove(yusuf);
  await faults.inEffect('change', yusuf.login, slow);
  await change.current.fill('Not-The-Password-1');
  await change.fillIn();
  await clickAgainWhen(change.setPassword, () => faults.met());
  await expect(change.current).toBeVisible({ timeout: 15_000 });
  await change.failAt(titles.bothPasswords, 'You have 2 tries left');
  expect(await org.status(yusuf.login)).toBe('ACTIVE');
});
