/** Okta is slow, breaks, or does not answer: what people read, and that nothing happens twice. */
import { expect, test } from './fixtures.ts';
import type { Fault } from './faults.ts';
import { alice, anton, type Person, quinn, rosa, tara, vera } from './people.ts';
import { doneTitles, provenTitles, type Purpose, purposes, titles } from './walk.ts';

/** The portal looks for a lost outcome five seconds after the intent, and so does the page. */
const untilSettled = 40_000;

const lost: { purpose: Purpose; person: Person; fault: Fault }[] = [
  { purpose: 'unlock', person: tara, fault: { kind: 'dropped_after_effect' } },
  { purpose: 'change', person: alice, fault: { kind: 'internal_error_after_effect' } },
];

test('an answer that is lost is found out by itself, and nothing is done twice', async ({
  elsewhere,
  faults,
  mail,
  org,
}) => {
  test.setTimeout(120_000);
  const walks = lost.map(async ({ purpose, person, fault }) => {
    await org.prepare(purpose, person.login);
    const before = await org.effects(purpose, person.login);
    const visitor = await elsewhere(purpose);
    await visitor.prove(person);
    await faults.inEffect(purpose, person.login, fault);
    await visitor.finish(person);

    await visitor.arriveAt(titles.working, 20_000);
    await expect(visitor.main.getByRole('status')).toContainText('does not do anything twice');
    await visitor.arriveAt(doneTitles[purpose], untilSettled);
    expect(await org.effects(purpose, person.login), purpose).toBe(before + 1);
    await mail.waitForMail(person.login, /^Your (password was changed|account was unlocked)$/);
    expect(mail.received(person.login), 'one confirmation').toEqual([]);
  });
  await Promise.all(walks);
});

test('an answer that stays away is not waited for, once its effect shows', async ({
  reset,
  faults,
  mail,
  org,
}) => {
  const before = await org.effects('reset', vera.login);
  await reset.prove(vera);
  // Longer than the portal waits for any answer.
  await faults.inEffect('reset', vera.login, { kind: 'late_answer', milliseconds: 60_000 });
  await reset.finish(vera);
  await reset.arriveAt(doneTitles.reset, untilSettled);
  expect(await org.effects('reset', vera.login)).toBe(before + 1);
  await mail.waitForMail(vera.login, /^Your password was changed$/);
  expect(mail.received(vera.login), 'one confirmation').toEqual([]);
});

for (const purpose of purposes) {
  test(`“${purpose}” while Okta cannot be read says that nothing was changed, and works again`, async ({
    walk,
    faults,
    org,
  }) => {
    await org.prepare(purpose, quinn.login);
    const before = await org.effects(purpose, quinn.login);
    const visitor = walk(purpose);
    await visitor.prove(quinn);
    await faults.inReading(quinn.login, { kind: 'service_unavailable' });
    await visitor.finish(quinn);

    await expect(visitor.problems).toContainText('because the directory could not be reached');
    await expect(visitor.problems).toContainText('send it again in a minute');
    await expect(visitor.problems).toBeFocused();
    expect(await org.effects(purpose, quinn.login)).toBe(before);

    await faults.mend();
    await visitor.finish(quinn);
    await visitor.arriveAt(doneTitles[purpose]);
    expect(await org.effects(purpose, quinn.login)).toBe(before + 1);
  });

  test(`“${purpose}” that Okta never got can be sent again`, async ({ walk, faults, org, time }) => {
    await org.prepare(purpose, rosa.login);
    const before = await org.effects(purpose, rosa.login);
    const visitor = walk(purpose);
    await visitor.prove(rosa);
    await faults.inEffect(purpose, rosa.login, { kind: 'dropped_before_effect' });
    await visitor.finish(rosa);
    await visitor.arriveAt(titles.working);

    await time.pass(rosa.login, 1);
    await expect(visitor.problems).toContainText('the directory did not get it', { timeout: 15_000 });
    await expect(visitor.problems).toContainText('Please send it again.');
    await visitor.failAt(provenTitles[purpose], /Your (password|account) was not (changed|unlocked)/);
    expect(await org.effects(purpose, rosa.login)).toBe(before);
    await visitor.finish(rosa);
    await visitor.arriveAt(doneTitles[purpose]);
    expect(await org.effects(purpose, rosa.login)).toBe(before + 1);
  });
}

test('while Okta is slow, people wait a little longer, and it is done', async ({
  reset,
  faults,
  org,
}) => {
  await org.prepare('reset', anton.login);
  await reset.prove(anton);
  await faults.inEffect('reset', anton.login, { kind: 'latency', milliseconds: 2_000 });
  await faults.inSigningOut(anton.login, { kind: 'latency', milliseconds: 2_000 });
  await reset.choose();
  await reset.arriveAt(titles.done, 20_000);
  await expect(reset.main).toContainText(/signed out everywhere/);
});
