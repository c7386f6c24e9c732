/** What becomes of people in every state an account can have, known and unknown. */
import { expect, test } from './fixtures.ts';
import { dan, erin, goodPassword, henry, liam, nobody, quinn, shared, unserved } from './people.ts';
import { purposes, titles, type Walk } from './walk.ts';

test('accounts that cannot be served get a mail that says why, and no code', async ({
  reset,
  mail,
}) => {
  for (const { login, told } of unserved) {
    await reset.identify(login);

    const notice = await mail.waitForMail(login);
    expect(notice.subject).toBe('Your request in Example password portal');
    expect(notice.text).toContain(told);
    expect(notice.text).toContain('Nothing was changed.');
    expect(notice.text).toContain('+1 555 0100');
    expect(notice.text).not.toMatch(/\b\d{6}\b/);
    await reset.enter('000000');
    await reset.failAt(titles.code, 'That is not the code. You have 4 tries left with it.');
  }
});

for (const purpose of purposes) {
  test(`the pages of “${purpose}” are the same for everybody before the proof`, async ({
    walk,
    mail,
  }) => {
    const visitor = walk(purpose);
    const known = await pagesSeen(visitor, quinn.login);
    for (const login of [nobody, shared, liam.login, henry.login]) {
      expect(await pagesSeen(visitor, login), login).toEqual(known);
    }

    await visitor.codeSentTo(quinn.codesTo);
    await mail.waitForMail(henry.login, /^Your request in/);
    for (const silent of [nobody, shared, liam.login]) {
      expect(mail.received(silent), silent).toEqual([]);
    }
  });
}

const helped = [
  { who: 'an expired password', person: dan, says: 'Your password has expired.' },
  { who: 'an unfinished reset', person: erin, says: 'A reset was begun elsewhere.' },
];

for (const { who, person, says } of helped) {
  test(`a person with ${who} is told after the proof, and gets in again`, async ({ reset, org }) => {
    await org.putBack(person.login);
    await reset.prove(person);
    await expect(reset.main).toContainText(says);
    await reset.choose();
    await reset.arriveAt(titles.done);
    expect(await org.status(person.login)).toBe('ACTIVE');
    expect(await org.signIn(person.login, goodPassword)).toBe('SUCCESS');
  });
}

/** What stands on the pages before the proof, for this login and with it taken out. */
async function pagesSeen(visitor: Walk, login: string): Promise<string[]> {
  await visitor.identify(login);
  const asked = await textOf(visitor);
  await visitor.enter('000000');
  await visitor.failAt(titles.code, 'That is not the code. You have 4 tries left with it.');
  return [asked, await textOf(visitor)].map((text) => text.replaceAll(login, 'LOGIN'));
}

/** The wait for a new code runs on from page to page. */
async function textOf({ main }: Walk): Promise<string> {
  return (await main.innerText()).replaceAll(/\d+ seconds?|\d:\d\d/g, 'WAIT');
}
