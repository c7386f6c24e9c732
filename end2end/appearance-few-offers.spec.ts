/** What the pages look like at a portal that offers little and is strict with codes. */
import { expect, test as base } from './look.ts';
import { carol, tara, umar, xenia } from './people.ts';
import { SecondPortal } from './second-portal.ts';
import { titles } from './walk.ts';

const test = base.extend({
  baseURL: async ({ portal }, use) => {
    const second = await SecondPortal.start(portal, {
      offers: '["unlock", "change"]',
      revokes_sessions: 'false',
      code_sends: '1',
      code_attempts: '2',
    });
    await use(second.url);
    await second.stop();
  },
});

test('the pages where only the service desk sets passwords', async ({
  page,
  look,
  unlock,
  change,
  org,
}) => {
  await page.goto('/');
  await look('home-without-reset');
  await org.putBack(carol.login);
  await unlock.identify(carol.login);
  await look('code-none-left');
  await unlock.enter(await unlock.codeSentTo(carol.codesTo));
  await unlock.arriveAt(titles.locked);
  await look('unlock-without-reset');
  await change.prove(carol, titles.locked);
  await look('change-locked-without-reset');
  await org.putBack(tara.login);
  await unlock.prove(tara, titles.notLocked);
  await look('unlock-not-locked-without-reset');

  await org.putBack(umar.login);
  await change.prove(umar);
  await change.replace(umar.password);
  await change.arriveAt(titles.done);
  await expect(change.main).toContainText('you stay signed in');
  await look('done-change-still-signed-in');
});

test('the pages after too many wrong answers', async ({ look, change, org }) => {
  await org.putBack(xenia.login);
  await change.prove(xenia);
  for (const said of ['1 try left', 'cannot be tried again now']) {
    await change.replace('Not-The-Password-1');
    await change.failAt(titles.bothPasswords, said);
  }
  await look('change-closed-without-reset');

  await change.identify(xenia.login);
  await change.enter('000000');
  await change.failAt(titles.code, '1 try');
  await change.enter('000001');
  await change.arriveAt('This password change was stopped');
  await look('ended-stopped');
});
