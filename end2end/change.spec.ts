/** The change of a known password as people go through it, with mails from a real SMTP server. */
import { expect, test } from './fixtures.ts';
import { alice, anton, carol, dan, erin, goodPassword, umar, william, zoe } from './people.ts';
import { titles } from './walk.ts';

const withoutTheOldOne = 'Set a new password without the old one';

test('a known password is replaced, and both addresses are told', async ({ change, mail, org }) => {
  await org.putBack(alice.login);
  const before = await org.passwordsSet(alice.login);

  await change.identify(alice.login);
  const codeMail = await mail.waitForMail(alice.codesTo, /code/);
  expect(codeMail.text).toContain('asked for a change of the password of your account');
  await change.enter(/\d{6}/.exec(codeMail.text)![0]);
  await change.arriveAt(titles.bothPasswords);
  await change.replace(alice.password);
  await change.arriveAt(titles.done);
  await expect(change.main).toContainText('You were signed out everywhere.');
  await expect(change.main).toContainText('A confirmation is on its way');

  for (const address of [alice.login, alice.codesTo]) {
    const { text } = await mail.waitForMail(address, /^Your password was changed$/);
    expect(text).toContain(`The password of ${alice.login} was changed`);
    expect(text).toContain('You were signed out everywhere.');
    expect(text).not.toContain('locked');
    expect(mail.received(address), 'no address is told twice').toEqual([]);
  }
  expect(await org.signIn(alice.login, goodPassword)).toBe('SUCCESS');
  expect(await org.signIn(alice.login, alice.password)).toBe('REFUSED');
  expect(await org.passwordsSet(alice.login)).toBe(before + 1);
});

test('wrong current passwords end before Okta locks the account, and another way is open', async ({
  change,
  org,
}) => {
  await org.putBack(zoe.login);
  const before = await org.passwordsSet(zoe.login);
  await change.prove(zoe);

  for (const left of ['2 tries', '1 try']) {
    await change.replace('Not-The-Password-1');
    await change.failAt(
      titles.bothPasswords,
      `That is not your current password. You have ${left} left before you have to wait.`,
    );
  }
  await expect(change.current).toHaveAttribute('aria-invalid', 'true');
  await expect(change.current).toHaveAccessibleDescription(/That is not your current password/);
  await expect(change.password).not.toHaveAttribute('aria-invalid');
  await change.replace('Not-The-Password-1');
  await change.failAt(titles.bothPasswords, 'It cannot be tried again now.');
  await expect(change.current).toHaveCount(0);
  expect(await org.status(zoe.login), 'no lock').toBe('ACTIVE');
  expect(await org.passwordsSet(zoe.login)).toBe(before);

  // In another request, not even the right one is let through.
  await change.prove(zoe);
  await change.replace(zoe.password);
  await change.failAt(titles.bothPasswords, /wrong too often.* again here in \d+ minutes?/);
  await change.button(withoutTheOldOne).click();
  await change.arriveAt(titles.password);
  await change.choose();
  await change.arriveAt(titles.done);
  expect(await org.signIn(zoe.login, goodPassword)).toBe('SUCCESS');
});

test('what is missing is named at each field', async ({ page, change, org }) => {
  await org.putBack(umar.login);
  await change.prove(umar);
  await change.setPassword.click();

  await change.failAt(titles.bothPasswords, 'Type your current password.');
  await expect(change.told).toHaveText(['Type your current password.', 'Type a new password.']);
  for (const field of [change.current, change.password]) {
    await expect(field).toHaveAttribute('aria-invalid', 'true');
  }
  await change.told.first().getByRole('link').click();
  await expect(change.current).toBeFocused();

  await change.replace(umar.password, goodPassword, 'Quiet-Lantern-8-Rivers');
  await change.failAt(titles.bothPasswords, 'The two passwords are not the same.');
  await expect(change.confirmation).toHaveAttribute('aria-invalid', 'true');
  await expect(change.current).toHaveValue('');
  await expect(page.getByLabel(/password/i).and(page.locator('[aria-invalid]'))).toHaveCount(1);
});

test('a refusal by the directory is explained, and costs no try', async ({ change, org }) => {
  await org.putBack(umar.login);
  const before = await org.passwordsSet(umar.login);
  await change.prove(umar);

  // More often than a wrong current password would be let through.
  for (let tried = 0; tried < 3; tried += 1) {
    await change.replace(umar.password, umar.password);
    await change.failAt(titles.bothPasswords, 'You have used this password before.');
  }
  await expect(change.password).toHaveAccessibleDescription(/You have used this password before/);
  await change.replace(umar.password, 'umar');
  await change.failAt(titles.bothPasswords, 'at least 12 characters');
  expect(await org.passwordsSet(umar.login)).toBe(before);

  await change.replace(umar.password);
  await change.arriveAt(titles.done);
  expect(await org.passwordsSet(umar.login)).toBe(before + 1);
});

test('a locked-out person unlocks first, and can then change the password', async ({
  page,
  change,
  org,
}) => {
  await org.putBack(carol.login);
  await change.prove(carol, titles.locked);
  await expect(change.main).toContainText('your password cannot be changed, not even by you');
  await expect(change.current).toHaveCount(0);
  await change.button('Go on to unlock it').click();

  await change.arriveAt(titles.locked);
  await expect(page).toHaveURL('/unlock/confirm');
  await change.unlockAccount.click();
  await change.arriveAt(titles.unlocked);
  expect(await org.signIn(carol.login, carol.password)).toBe('SUCCESS');
});

test('a locked-out person sets a new password without the old one', async ({ change, org }) => {
  await org.putBack(carol.login);
  await change.prove(carol, titles.locked);
  await change.button(withoutTheOldOne).click();

  await change.arriveAt(titles.password);
  await change.choose();
  await change.arriveAt(titles.done);
  await expect(change.main).toContainText('Your account is unlocked.');
  expect(await org.signIn(carol.login, goodPassword)).toBe('SUCCESS');
});

test('an expired password still counts as the current one', async ({ change, org }) => {
  await org.putBack(dan.login);
  await change.prove(dan);
  await expect(change.main).toContainText('Your password has expired.');
  await change.replace(dan.password);
  await change.arriveAt(titles.done);
  expect(await org.signIn(dan.login, goodPassword)).toBe('SUCCESS');
});

test('a person in the middle of another reset is served, with or without the old password', async ({
  change,
  org,
}) => {
  await org.putBack(erin.login);
  await change.prove(erin);
  await expect(change.main).toContainText('A reset was begun elsewhere.');
  await change.button(withoutTheOldOne).click();
  await change.arriveAt(titles.password);
  await change.choose();
  await change.arriveAt(titles.done);
  expect(await org.signIn(erin.login, goodPassword)).toBe('SUCCESS');
});

test('an account that is locked after the proof is not changed, and the page says why', async ({
  change,
  org,
}) => {
  await org.putBack(anton.login);
  const before = await org.passwordsSet(anton.login);
  await change.prove(anton);
  await org.lock(anton.login);

  await change.replace(anton.password);
  await change.arriveAt(titles.locked);
  expect(await org.passwordsSet(anton.login)).toBe(before);
});

test('an account that is suspended after the proof is not changed', async ({ change, org }) => {
  await org.putBack(william.login);
  const before = await org.passwordsSet(william.login);
  await change.prove(william);
  await org.suspend(william.login);

  await change.replace(william.password);
  await change.arriveAt(titles.notPossible);
  await expect(change.main).toContainText('Nothing was changed.');
  expect(await org.passwordsSet(william.login)).toBe(before);
});
