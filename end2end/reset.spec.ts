/** The reset as people go through it, with mails from a real SMTP server. */
import { expect, test } from './fixtures.ts';
import { alice, bob, carol, goodPassword } from './people.ts';
import { codeIn, titles } from './walk.ts';

test('a forgotten password is replaced, and both addresses are told', async ({
  page,
  reset,
  mail,
  org,
}) => {
  await org.putBack(alice.login);
  const before = await org.passwordsSet(alice.login);

  await reset.identify(alice.login);
  await expect(page.getByRole('main')).toContainText(
    `If we know ${alice.login}, a six-digit code is on its way to the addresses we have on file.`,
  );
  await reset.enter(await reset.codeSentTo('alice.private@example.com'));
  await reset.arriveAt(titles.password);
  await reset.choose();
  await reset.arriveAt(titles.done);
  const main = page.getByRole('main');
  await expect(main).toContainText('A confirmation is on its way to your email addresses.');
  await expect(main.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', /^http/);

  await mail.waitForMail('alice.private@example.com', /^Your password was changed$/);
  await mail.waitForMail(alice.login, /^Your password was changed$/);
  expect(mail.received(alice.login), 'the code went to the recovery address alone').toEqual([]);
  expect(await org.signIn(alice.login, goodPassword)).toBe('SUCCESS');
  expect(await org.signIn(alice.login, alice.password)).toBe('REFUSED');
  expect(await org.passwordsSet(alice.login)).toBe(before + 1);
});

test('a locked-out person is told after the proof, and gets in again', async ({
  page,
  reset,
  mail,
  org,
}) => {
  await org.putBack(carol.login);
  expect(await org.status(carol.login)).toBe('LOCKED_OUT');

  await reset.identify(carol.login);
  await expect(page.getByText('locked')).toHaveCount(0);
  await reset.enter(await reset.codeSentTo(carol.codesTo));
  await reset.arriveAt(titles.password);
  await expect(
    page.getByText('Your account is locked. Setting a new password also unlocks it.'),
  ).toBeVisible();
  await reset.choose();
  await reset.arriveAt(titles.done);
  await expect(page.getByText('Your account is unlocked.')).toBeVisible();

  const { text } = await mail.waitForMail(carol.login, /^Your password was changed$/);
  expect(text).toContain('Your account was locked. It is unlocked now.');
  expect(text).toContain('You were signed out everywhere.');
  await mail.waitForMail(carol.codesTo, /^Your password was changed$/);
  expect(await org.status(carol.login)).toBe('ACTIVE');
  expect(await org.signIn(carol.login, goodPassword)).toBe('SUCCESS');
});

test('each mail has one recipient, one subject, two parts and no link that opens anything', async ({
  reset,
  mail,
  org,
  portal,
}) => {
  await org.putBack(bob.login);
  await reset.identify(bob.login);
  const codeMail = await mail.waitForMail(bob.login);
  const code = codeIn(codeMail);
  await reset.enter(code);
  await reset.arriveAt(titles.password);
  await reset.choose();
  await reset.arriveAt(titles.done);
  const confirmation = await mail.waitForMail(bob.login);

  expect(codeMail.subject).toBe('Your code for Example password portal');
  expect(codeMail.html).toContain(code);
  expect(codeMail.subject).not.toContain(code);
  expect(confirmation.subject).toBe('Your password was changed');
  for (const sent of [codeMail, confirmation]) {
    const header = (wanted: string): string[] =>
      sent.headers.filter(({ name }) => name === wanted).map(({ value }) => value);
    expect(header('to')).toEqual([bob.login]);
    expect(header('cc')).toEqual([]);
    expect(header('subject')).toEqual([sent.subject]);
    expect(header('auto-submitted')).toEqual(['auto-generated']);
    expect(header('message-id')).toHaveLength(1);
    expect(header('content-type')[0]).toMatch(/^multipart\/alternative;/);
    expect(partTypes(sent.source)).toEqual(['text/plain', 'text/html']);
    const links = `${sent.text}\n${sent.html}`.match(/https?:\/\/[^\s"'<>,]+/g) ?? [];
    const places = links.map((link) => link.replace(/\.$/, ''));
    expect(new Set(places)).toEqual(new Set([portal.url]));
    expect(sent.source).not.toContain(goodPassword);
  }
  expect(mail.received(bob.login), 'no address is told twice').toEqual([]);
});

/** The content types of the parts of a mail, in order. */
function partTypes(source: string): string[] {
  const body = source.slice(source.indexOf('\r\n\r\n'));
  return Array.from(body.matchAll(/^content-type: ([^;\r]+)/gim), ([, type]) => type!);
}
