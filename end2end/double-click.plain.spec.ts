/** A second click on the code, where no script keeps it back. */
import { clickTwice } from './click-twice.ts';
import { test } from './fixtures.ts';
import { bob } from './people.ts';
import { otherThan, titles } from './walk.ts';

test('a second click with a wrong code is a second try, and is counted in words', async ({
  reset,
}) => {
  await reset.identify(bob.login);
  const code = await reset.codeSentTo(bob.codesTo);
  await reset.code.fill(otherThan(code));
  await clickTwice(reset.continue);
  await reset.failAt(titles.code, 'That is not the code. You have 3 tries left with it.');
});

test('a second click with the right code starts again, with a word', async ({ reset }) => {
  await reset.identify(bob.login);
  await reset.code.fill(await reset.codeSentTo(bob.codesTo));
  await clickTwice(reset.continue);
  // The proof came with a new session id, in the answer that the browser dropped.
  await reset.failAt(titles.identify, 'Please start again.');
});
