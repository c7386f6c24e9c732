/** What the pages look like that take a new password. */
import { expect, test } from './look.ts';
import { carol, dan, erin, goodPassword, paul, xenia } from './people.ts';
import { provenTitles, titles } from './walk.ts';

test('the page for a new password', async ({ page, look, reset, org, scripted }) => {
  await org.putBack(carol.login);
  await reset.prove(carol);
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
  await page.getByText('Suggest a password').click();
  await reset.fillIn('Quiet-Lantern', 'Quiet-lan');
  await look('password-typing');
  if (scripted) {
    await reset.fillIn();
    await page.getByRole('button', { name: 'Show passwords' }).click();
    await look('password-shown');
    await page.getByRole('button', { name: 'Hide passwords' }).click();
  }
  await reset.choose();
  await reset.arriveAt(titles.done);
  await look('done-reset-unlocked');
});

for (const { name, person } of [
  { name: 'expired', person: dan },
  { name: 'recovery', person: erin },
]) {
  test(`the pages for a new password: ${name}`, async ({ look, walk, org }) => {
    await org.putBack(person.login);
    for (const purpose of ['reset', 'change'] as const) {
      await walk(purpose).prove(person);
      await look(`${purpose}-${name}`);
    }
    const words = name === 'expired' ? 'has expired' : 'waits for a new password';
    await walk('unlock').prove(person, `Your ${name === 'expired' ? 'password' : 'account'} ${words}`);
    await look(`unlock-${name}`);
  });
}

test('the page for the current and the new password', async ({ look, change, org, faults }) => {
  await org.putBack(xenia.login);
  await change.prove(xenia);
  await look('change');
  await change.setPassword.click();
  await change.failAt(titles.bothPasswords, 'Type your current password.');
  await look('change-missing');
  await change.replace('Not-The-Password-1');
  await change.failAt(titles.bothPasswords, '1 try left');
  await look('change-wrong-current');
  await change.replace('Not-The-Password-1');
  await change.failAt(titles.bothPasswords, 'cannot be tried again now');
  await look('change-wrong-for-the-last-time');
  await change.prove(xenia);
  await change.replace('Not-The-Password-1');
  await change.failAt(titles.bothPasswords, 'wrong too often');
  await look('change-closed');
  await org.lock(xenia.login);
  await change.prove(xenia, titles.locked);
  await look('change-locked');
  await faults.mend();
});

test('the pages while Okta cannot be read', async ({ look, walk, org, faults }) => {
  for (const purpose of ['reset', 'unlock', 'change'] as const) {
    await org.prepare(purpose, paul.login);
    const visitor = walk(purpose);
    await visitor.prove(paul);
    await faults.inReading(paul.login, { kind: 'service_unavailable' }, 3);
    await visitor.finish(paul);
    await visitor.failAt(provenTitles[purpose], 'could not be reached');
    await look(`${purpose}-not-reached`);
  }
});

test('the page for a new password of an account in order', async ({ look, reset, org, faults }) => {
  await org.putBack(paul.login);
  await reset.prove(paul);
  await look('password');
  await faults.inSigningOut(paul.login, { kind: 'service_unavailable' }, 3);
  await reset.choose();
  await reset.arriveAt(titles.done);
  await expect(reset.main).toContainText('You are being signed out everywhere');
  await look('done-reset');
});
