/** The live parts of the pages: what only a browser that runs scripts can do. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { tara, umar, vera } from './people.ts';
import { titles } from './walk.ts';
import { Signal } from './signal.ts';

test('the checklist follows what is typed', async ({ page, reset, accessible }) => {
  await reset.prove(tara);
  const length = rule(page, 'At least 12 characters');
  const capital = rule(page, 'A capital letter');
  const digit = rule(page, 'A digit');
  const name = rule(page, 'Not your first name');
  await expect(length).toHaveText(/characters\s*$/);

  await reset.password.fill('tara');
  await expect(length).toHaveText(/not met yet$/);
  await expect(name).toHaveText(/not met yet$/);
  await reset.password.pressSequentially('X');
  await expect(capital).toHaveText(/letter\s*met$/);
  await reset.password.fill('Quiet-Lantern');
  await expect(length).toHaveText(/characters\s*met$/);
  await expect(name).toHaveText(/name\s*met$/);
  await expect(digit).toHaveText(/not met yet$/);
  await expect(page.getByText('6 of 7 rules met')).toBeAttached();
  await reset.password.pressSequentially('7');
  await expect(digit).toHaveText(/digit\s*met$/);
  await expect(page.getByText('7 of 7 rules met')).toBeAttached();
  await accessible();

  await reset.password.fill('');
  await expect(length).toHaveText(/characters\s*$/);
});

test('the second password is compared while it is typed', async ({ page, reset, accessible }) => {
  await reset.prove(tara);
  const same = page.getByText('Both passwords are the same.');
  const different = page.getByText('The passwords are not the same.');

  await reset.password.fill('Quiet-Lantern-7');
  await reset.confirmation.fill('Quiet');
  await expect(page.getByText('7 of 7 rules met')).toBeAttached();
  await expect(same.or(different)).toHaveCount(0);
  await reset.confirmation.fill('Quiet-Lantern-8');
  await expect(different).toBeVisible();
  await accessible();
  await reset.confirmation.fill('Quiet-Lantern-7');
  await expect(same).toBeVisible();
  await expect(different).toHaveCount(0);
});

test('passwords are shown on demand, and hidden again before they are sent', async ({
  page,
  reset,
  accessible,
}) => {
  await reset.prove(tara);
  await page.getByRole('button', { name: 'Show passwords' }).click();
  for (const field of [reset.password, reset.confirmation]) {
    await expect(field).toHaveAttribute('type', 'text');
  }
  await accessible();
  await page.getByRole('button', { name: 'Hide passwords' }).click();
  for (const field of [reset.password, reset.confirmation]) {
    await expect(field).toHaveAttribute('type', 'password');
  }

  await page.getByRole('button', { name: 'Show passwords' }).click();
  await reset.password.fill('one');
  await reset.confirmation.fill('other');
  const types = typesWhenSent(page);
  await reset.setPassword.click();
  await reset.failAt(titles.password, 'The two passwords are not the same.');
  expect(await types).toEqual(['password', 'password']);
});

test('a pasted code with a space in it is sent at once, and only once', async ({
  page,
  context,
  reset,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await reset.identify(umar.login);
  const code = await reset.codeSentTo(umar.codesTo);
  const sent = formsSent(page);
  await reset.awake();

  await page.evaluate(
    (text) => navigator.clipboard.writeText(text),
    `${code.slice(0, 3)} ${code.slice(3)}`,
  );
  await reset.code.press('Control+V');

  await reset.arriveAt(titles.password);
  expect(sent).toEqual(['/do/reset/code']);
});

test('Enter right after the last digit does not send the code again', async ({ page, reset }) => {
  await reset.identify(vera.login);
  const code = await reset.codeSentTo(vera.codesTo);
  const sent = formsSent(page);
  await reset.awake();
  // The answer is held back until Enter was pressed, as on a slow line.
  const pressed = new Signal();
  await page.route('**/do/reset/code', async (route) => {
    await pressed.given;
    await route.continue();
  });

  const sending = page.waitForRequest('**/do/reset/code');
  await page.keyboard.type(code);
  await sending;
  await page.keyboard.press('Enter');
  pressed.give();

  await reset.arriveAt(titles.password);
  expect(sent).toEqual(['/do/reset/code']);
});

test('the wait for a new code is counted down, and the portal checks it all the same', async ({
  page,
  reset,
}) => {
  await page.clock.install();
  await reset.identify(vera.login);
  await reset.codeSentTo(vera.codesTo);

  await expect(page.getByText(/^You can ask for a new code in 0:[0-3]\d\.$/)).toBeVisible();
  await expect(page.getByText('seconds from now')).toBeHidden();
  await expect(reset.newCode).toBeDisabled();
  await page.clock.runFor(31_000);
  await expect(page.getByText('You can ask for a new code now.')).toBeVisible();
  await expect(reset.newCode).toBeEnabled();

  // Only the browser's clock was moved.
  await reset.newCode.click();
  await reset.failAt(titles.code, /You can ask for the next one \d+ seconds? later\./);
});

function rule(page: Page, text: string): Locator {
  const rules = page.getByRole('list', { name: 'What the new password needs' });
  return rules.getByRole('listitem').filter({ hasText: text });
}

/** The paths of the forms that are sent from now on. */
function formsSent(page: Page): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') {
      sent.push(new URL(request.url()).pathname);
    }
  });
  return sent;
}

/** The types of the two password fields at the moment the form is sent. */
function typesWhenSent(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const fields = [...document.querySelectorAll<HTMLInputElement>('input[autocomplete=new-password]')];
        // After the listeners of the live parts, and before the page goes.
        window.addEventListener('submit', () => resolve(fields.map(({ type }) => type)));
      }),
  );
}
