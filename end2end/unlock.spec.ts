/** The unlock as people go through it, with mails from a real SMTP server. */
import { expect, test } from './fixtures.ts';
import { bob, carol, dan, erin, goodPassword, nobody, paul, quinn, xenia } from './people.ts';
import { titles } from './walk.ts';

test('a locked-out person lifts the lock, keeps the password, and both addresses are told', async ({
  page,
  unlock,
  mail,
  org,
}) => {
  await org.putBack(carol.login);
  const [unlocks, passwords] = [await org.unlocks(carol.login), await org.passwordsSet(carol.login)];

  await unlock.identify(carol.login);
  await expect(page.getByText('locked')).toHaveCount(0);
  const codeMail = await mail.waitForMail(carol.codesTo, /code/);
  expect(codeMail.text).toContain('asked for an end to the lock on your account');
  await unlock.enter(/\d{6}/.exec(codeMail.text)![0]);
  await unlock.arriveAt(titles.locked);
  await expect(unlock.main).toContainText('Your password stays as it is.');
  expect(await org.status(carol.login), 'nothing happens unasked').toBe('LOCKED_OUT');
  await unlock.unlockAccount.click();
  await unlock.arriveAt(titles.unlocked);
  await expect(unlock.main).toContainText('Your password is still the same. Sign in with it.');
  await expect(unlock.main).toContainText('A confirmation is on its way');

  for (const address of [carol.login, carol.codesTo]) {
    const { text } = await mail.waitForMail(address, /^Your account was unlocked$/);
    expect(text).toContain(`The account ${carol.login} was unlocked`);
    expect(text).toContain('The password is the same as before.');
    expect(mail.received(address), 'no address is told twice').toEqual([]);
  }
  expect(await org.signIn(carol.login, carol.password)).toBe('SUCCESS');
  expect(await org.unlocks(carol.login)).toBe(unlocks + 1);
  expect(await org.passwordsSet(carol.login)).toBe(passwords);
});

test('a locked-out person who is not sure of the password sets a new one on the same proof', async ({
  unlock,
  mail,
  org,
}) => {
  await org.putBack(carol.login);
  await unlock.prove(carol);
  await unlock.button('Set a new password instead').click();

  await unlock.arriveAt(titles.password);
  await expect(unlock.page).toHaveURL('/reset/password');
  await unlock.choose();
  await unlock.arriveAt(titles.done);
  await expect(unlock.main).toContainText('Your account is unlocked.');

  const { text } = await mail.waitForMail(carol.login, /^Your password was changed$/);
  expect(text).toContain('Your account was locked. It is unlocked now.');
  expect(mail.received(carol.login), 'one proof asks for one code').toEqual([]);
  expect(await org.signIn(carol.login, goodPassword)).toBe('SUCCESS');
});

test('a locked-out person in a reset may keep the password', async ({ reset, mail, org }) => {
  await org.putBack(carol.login);
  const passwords = await org.passwordsSet(carol.login);
  await reset.prove(carol);
  await reset.button('Keep my password and unlock').click();

  await reset.arriveAt(titles.locked);
  await reset.unlockAccount.click();
  await reset.arriveAt(titles.unlocked);
  await mail.waitForMail(carol.login, /^Your account was unlocked$/);
  expect(await org.signIn(carol.login, carol.password)).toBe('SUCCESS');
  expect(await org.passwordsSet(carol.login)).toBe(passwords);
});

test('a person who is not locked is told so, and gets a new password', async ({ unlock, org }) => {
  await org.putBack(quinn.login);
  const unlocks = await org.unlocks(quinn.login);
  await unlock.prove(quinn, titles.notLocked);
  await expect(unlock.main).toContainText('There is no lock on it, so nothing was changed.');
  await expect(unlock.unlockAccount).toHaveCount(0);

  await unlock.button('Set a new password').click();
  await unlock.arriveAt(titles.password);
  await unlock.choose();
  await unlock.arriveAt(titles.done);
  await expect(unlock.page.getByText('Your account is unlocked.')).toHaveCount(0);
  expect(await org.signIn(quinn.login, goodPassword)).toBe('SUCCESS');
  expect(await org.unlocks(quinn.login)).toBe(unlocks);
});

test('a person who is not locked may leave everything as it is', async ({ page, unlock, mail, org }) => {
  await org.putBack(bob.login);
  await unlock.prove(bob, titles.notLocked);
  await unlock.button('Leave everything as it is').click();

  await unlock.arriveAt(titles.home);
  await page.goto('/unlock/confirm');
  await unlock.arriveAt(titles.identify);
  expect(mail.received(bob.login), 'nothing to confirm').toEqual([]);
  expect(await org.signIn(bob.login, bob.password)).toBe('SUCCESS');
});

const mended = [
  { who: 'an expired password', person: dan, says: 'Your password has expired' },
  { who: 'an unfinished reset', person: erin, says: 'Your account waits for a new password' },
];

for (const { who, person, says } of mended) {
  test(`a person with ${who} hears that this is the reason, and is helped`, async ({
    unlock,
    org,
  }) => {
    await org.putBack(person.login);
    await unlock.prove(person, says);
    await expect(unlock.main).toContainText('Your account is not locked.');

    await unlock.button('Set a new password').click();
    await unlock.arriveAt(titles.password);
    await unlock.choose();
    await unlock.arriveAt(titles.done);
    expect(await org.signIn(person.login, goodPassword)).toBe('SUCCESS');
  });
}

test('a lock that ended meanwhile is no problem, and is said', async ({ unlock, org }) => {
  await org.putBack(paul.login);
  await org.lock(paul.login);
  await unlock.prove(paul);
  await org.unlock(paul.login);
  const unlocks = await org.unlocks(paul.login);

  await unlock.unlockAccount.click();
  await unlock.arriveAt(titles.notLocked);
  await expect(unlock.problems).toHaveCount(0);
  expect(await org.unlocks(paul.login)).toBe(unlocks);
});

test('an account that is suspended after the proof is not touched', async ({ unlock, org }) => {
  await org.putBack(xenia.login);
  await org.lock(xenia.login);
  await unlock.prove(xenia);
  await org.unlock(xenia.login);
  await org.suspend(xenia.login);

  await unlock.unlockAccount.click();
  await unlock.arriveAt(titles.notPossible);
  await expect(unlock.main).toContainText('this portal can no longer unlock it');
  await expect(unlock.main).toContainText('Nothing was changed.');
  expect(await org.status(xenia.login)).toBe('SUSPENDED');
});

test('a slip in the login is told on the page of the unlock', async ({ page, unlock }) => {
  await page.goto('/unlock');
  await unlock.continue.click();
  await unlock.failAt(titles.identify, 'Type your username or email address.');
  await expect(unlock.login).toHaveAccessibleDescription(/Type your username or email address\./);
  await unlock.identify(nobody);
  await expect(page).toHaveTitle('Enter the code – Unlock account – Example password portal');
});
