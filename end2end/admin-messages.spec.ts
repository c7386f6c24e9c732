/** What a process tells people in the admins' own words. */
import { expect, pat, test } from './staff.ts';

const messages = '/admin/processes/employees/messages';
const title = 'What “Employee Self-Service Process for Okta” tells people';

test('a text of a language is checked, shown as people see it, and taken back', async ({
  page,
  staff,
}) => {
  await staff.signIn(pat, `${messages}?language=de`, title);
  const start = staff.field('On the page that asks who somebody is');
  await start.fill('Willkommen bei {portal}, {login}');
  await staff.button('Save').click();
  await expect(staff.problems).toContainText('{login} is not known here');
  await staff.arriveAt(title);
  await expect(start).toHaveValue('Willkommen bei {portal}, {login}');

  await start.fill('Willkommen bei <b>{portal}</b>.');
  await staff.field('Above the text of mails').fill('Hallo {first_name},');
  await staff.button('Save').click();
  await staff.arriveAt(title);
  const preview = page.getByRole('region', { name: 'Preview in German' });
  await expect(preview).toContainText('Willkommen bei <b>Example password portal</b>.');
  await expect(preview).toContainText('Hallo Alice,');
  await expect(preview).toContainText('Ihr Code für Example password portal');

  const visitor = await page.context().browser()!.newContext({ locale: 'de' });
  const seen = await visitor.newPage();
  await seen.goto(new URL('/reset', page.url()).toString());
  await expect(seen.getByRole('main')).toContainText(
    'Willkommen bei <b>Example password portal</b>.',
  );
  await visitor.close();

  await start.fill('');
  await staff.field('Above the text of mails').fill('');
  await staff.button('Save').click();
  await staff.arriveAt(title);
  await expect(preview).toContainText('No page says anything of its own.');
});

test('test mails come to whoever asks for them, in the language of the page', async ({
  staff,
  mail,
}) => {
  await staff.signIn(pat, `${messages}?language=fr`, title);
  await staff.button('Send me test mails').click();
  await staff.arriveAt(title);
  await expect(staff.main.getByRole('status')).toContainText(pat.login);
  const code = await mail.waitForMail(pat.login, /^Votre code/);
  expect(code.html).toContain('<html lang="fr" dir="ltr">');
  await mail.waitForMail(pat.login, /^Votre mot de passe/);
});
