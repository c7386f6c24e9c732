/** What the new password must be, and how a refusal is explained. */
import { expect, test } from './fixtures.ts';
import { tara, umar, vera, xenia } from './people.ts';
import { titles } from './walk.ts';

test('a weak password is refused with every rule it breaks', async ({ page, reset, org }) => {
  await org.putBack(tara.login);
  const before = await org.passwordsSet(tara.login);
  await reset.prove(tara);

  await reset.choose('tara');

  await reset.failAt(titles.password, 'The password needs at least 12 characters.');
  const told = reset.problems.getByRole('listitem');
  await expect(told).toHaveText([
    'The password needs at least 12 characters.',
    'The password needs a capital letter.',
    'The password needs a digit.',
    'The password must not hold a part of your username.',
    'The password must not hold your first name.',
  ]);
  const rules = page.getByRole('list', { name: 'What the new password needs' }).getByRole('listitem');
  await expect(rules.filter({ hasText: 'not met' })).toHaveCount(5);
  await expect(reset.problems).toBeFocused();
  await expect(reset.password).toHaveAttribute('aria-invalid', 'true');
  await expect(reset.password).toHaveAccessibleDescription(/needs at least 12 characters/);
  await expect(reset.password).toHaveValue('');

  await told.first().getByRole('link').click();
  await expect(reset.password).toBeFocused();
  expect(await org.passwordsSet(tara.login)).toBe(before);
});

test('the directory refuses the present password and a common one, and the page says why', async ({
  page,
  reset,
  org,
}) => {
  await org.putBack(umar.login);
  const before = await org.passwordsSet(umar.login);
  await reset.prove(umar);
  const rule = (text: string) => page.getByRole('listitem').filter({ hasText: text });
  await expect(rule('Not one of your last 4 passwords')).toContainText('checked on sending');

  await reset.choose(umar.password);
  await reset.failAt(titles.password, 'You have used this password before.');
  await expect(rule('Not one of your last 4 passwords')).toContainText('not met');

  await reset.choose('Password12345');
  await reset.failAt(titles.password, 'Many people use this password');
  await expect(rule('Not a password that many people use')).toContainText('not met');
  expect(await org.passwordsSet(umar.login)).toBe(before);

  await reset.choose();
  await reset.arriveAt(titles.done);
  expect(await org.passwordsSet(umar.login)).toBe(before + 1);
});

test('a second password that differs is refused at its own field', async ({ reset, org }) => {
  await org.putBack(vera.login);
  const before = await org.passwordsSet(vera.login);
  await reset.prove(vera);

  await reset.choose('Quiet-Lantern-7-Rivers', 'Quiet-Lantern-8-Rivers');

  await reset.failAt(titles.password, 'The two passwords are not the same. Type both again.');
  await expect(reset.problems).toBeFocused();
  await expect(reset.confirmation).toHaveAttribute('aria-invalid', 'true');
  await expect(reset.password).not.toHaveAttribute('aria-invalid');
  await reset.problems.getByRole('link').click();
  await expect(reset.confirmation).toBeFocused();
  expect(await org.passwordsSet(vera.login)).toBe(before);
});

test('nothing typed is a problem with words', async ({ reset }) => {
  await reset.prove(vera);
  await reset.setPassword.click();
  await reset.failAt(titles.password, 'Type a new password.');
});

test('an account that is suspended after the proof is not changed', async ({
  page,
  reset,
  org,
}) => {
  await org.putBack(xenia.login);
  const before = await org.passwordsSet(xenia.login);
  await reset.prove(xenia);
  await org.suspend(xenia.login);

  await reset.choose();

  await reset.arriveAt('Not possible here');
  await expect(page.getByRole('main')).toContainText('Nothing was changed.');
  expect(await org.status(xenia.login)).toBe('SUSPENDED');
  expect(await org.passwordsSet(xenia.login)).toBe(before);
});
