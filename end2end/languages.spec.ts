/** The portal in the language of whoever reads it. */
import { expect, test } from './look.ts';
import type { Page } from '@playwright/test';
import { zoe, goodPassword } from './people.ts';

/** Chooses a language by its own name, and waits for the page to come back in it. */
async function choose(page: Page, name: string, tag: string): Promise<void> {
  await page.locator('details.languages summary').click();
  await page.getByRole('button', { name, exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', tag);
}

/** The page's heading. */
const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name });

test('a language is chosen on any page, kept, and changed back', async ({ page, reset }) => {
  await page.goto('/reset');
  await reset.arriveAt('Who are you?');
  await choose(page, 'Deutsch', 'de');
  await expect(page).toHaveURL('/reset');
  await expect(heading(page, 'Wer sind Sie?')).toBeVisible();

  await page.goto('/');
  await expect(heading(page, 'Probleme beim Anmelden?')).toBeVisible();
  await choose(page, 'English', 'en');
  await reset.arriveAt('Trouble signing in?');
});

test.describe('in German', () => {
  test.use({ locale: 'de-AT' });

  test('a password is reset in the language of the browser, and the mails are in it too', async ({
    page,
    mail,
    org,
    judge,
    scripted,
  }) => {
    await org.putBack(zoe.login);
    await page.goto('/');
    await page.getByRole('link', { name: 'Ich habe mein Passwort vergessen' }).click();
    await expect(heading(page, 'Wer sind Sie?')).toBeVisible();
    await page.getByRole('button', { name: 'Weiter' }).click();
    await expect(page.getByRole('alert')).toContainText('Es gibt ein Problem');
    await expect(page).toHaveTitle(/^Fehler: /);
    await page.getByLabel('Benutzername oder E-Mail-Adresse').fill(zoe.login);
    await page.getByRole('button', { name: 'Weiter' }).click();

    await expect(heading(page, 'Code eingeben')).toBeVisible();
    await judge(page);
    const letter = await mail.waitForMail(zoe.codesTo, /^Ihr Code/);
    const code = /^Ihr Code: (\d{6})$/m.exec(letter.text)?.[1] ?? '';
    if (scripted) {
      await expect(page.getByText('sobald alle sechs Ziffern da sind')).toBeVisible();
    }
    await page.getByLabel('Sechsstelliger Code').fill(code);
    if (!scripted) {
      await page.getByRole('button', { name: 'Weiter' }).click();
    }

    await expect(heading(page, 'Neues Passwort wählen')).toBeVisible();
    await judge(page);
    await page.getByLabel('Neues Passwort', { exact: true }).fill(goodPassword);
    await page.getByLabel('Neues Passwort noch einmal').fill(goodPassword);
    if (scripted) {
      await expect(page.getByText('Beide Passwörter sind gleich.')).toBeVisible();
    }
    await page.getByRole('button', { name: 'Neues Passwort setzen' }).click();
    await expect(heading(page, 'Ihr neues Passwort ist gesetzt')).toBeVisible();
    await judge(page);
    const confirmation = await mail.waitForMail(zoe.codesTo, /^Ihr Passwort wurde geändert/);
    expect(confirmation.text).toContain('Wenn Sie das waren, ist alles in Ordnung.');
    expect(await org.signIn(zoe.login, goodPassword)).toBe('SUCCESS');
  });
});

for (const { locale, direction, title, lang } of [
  { locale: 'ar-EG', lang: 'ar', direction: 'rtl', title: 'هل تواجه مشكلة في تسجيل الدخول؟' },
  { locale: 'ja-JP', lang: 'ja', direction: 'ltr', title: 'サインインでお困りですか？' },
  { locale: 'fr-CA', lang: 'fr', direction: 'ltr', title: /^Un problème pour vous connecter/ },
]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test('pages fit, and are read from the right side', async ({ page, look }) => {
      await page.goto('/');
      await expect(heading(page, title)).toBeVisible();
      const html = page.locator('html');
      await expect(html).toHaveAttribute('lang', lang);
      await expect(html).toHaveAttribute('dir', direction);
      await look(`home-${lang}`);

      await page.goto('/reset');
      await page.getByRole('main').getByRole('button').first().click();
      await expect(page.getByRole('alert')).toBeVisible();
      await look(`identify-${lang}`);

      await page.locator('details.languages summary').click();
      await look(`languages-${lang}`);
    });
  });
}

test.describe('in a language the portal does not speak', () => {
  test.use({ locale: 'zh-CN' });

  test('people read English', async ({ page, reset }) => {
    await page.goto('/');
    await reset.arriveAt('Trouble signing in?');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});
