/** Passwords that the portal makes: shown once, on the screen or behind a link in a mail. */
import { clickTwice } from './click-twice.ts';
import { expect, test } from './look.ts';
import { alice, carol } from './people.ts';
import { SecondPortal } from './second-portal.ts';
import { titles, type Walk } from './walk.ts';

const wanted = 'Get a new password';
const shown = 'Your new password';

/** Tests on a portal whose process makes passwords in this way. */
function making(password: 'shown-once' | 'mailed-link') {
  return test.extend({
    baseURL: async ({ portal }, use) => {
      const reset = `{ password = "${password}", must_change = true, minutes = 15 }`;
      const second = await SecondPortal.start(portal, { reset });
      await use(second.url);
      await second.stop();
    },
  });
}

/** The password on the page that shows it. */
async function passwordOn({ page, scripted }: Walk): Promise<string> {
  await page.getByText('Spell it out').click();
  await expect(page.locator('.spelling li').first()).toBeVisible();
  if (scripted) {
    await expect(page.getByRole('button', { name: 'Copy' })).toBeVisible();
  }
  const password = await page.locator('.suggestion-text').textContent();
  expect(password!.length).toBeGreaterThanOrEqual(16);
  return password!;
}

const onScreen = making('shown-once');

onScreen('a password that the portal makes is shown once and works', async ({
  look,
  org,
  page,
  reset,
}) => {
  await org.putBack(alice.login);
  await reset.prove(alice, wanted);
  await look('made-wanted');
  await clickTwice(reset.button('Make a new password'));
  await reset.arriveAt(shown);
  const password = await passwordOn(reset);
  await look('made-shown');
  expect(await org.signIn(alice.login, password)).toBe('PASSWORD_EXPIRED');

  await reset.button('I have noted it').click();
  await reset.arriveAt(titles.done);
  await expect(reset.main).toContainText('was shown once and is kept nowhere');
  await look('made-done');
  await page.goBack();
  await expect(page.getByText(password)).toHaveCount(0);
});

onScreen('a locked account is unlocked with a made password', async ({ org, page, reset }) => {
  await org.putBack(carol.login);
  await reset.prove(carol, wanted);
  await expect(page.getByText('Setting a new password also unlocks it.')).toBeVisible();
  await reset.button('Make a new password').click();
  await reset.arriveAt(shown);
  const password = await passwordOn(reset);
  expect(await org.signIn(carol.login, password)).toBe('PASSWORD_EXPIRED');
});

const byMail = making('mailed-link');

byMail('a link in a mail makes a password, once, and shows it where it was opened', async ({
  complaints,
  elsewhere,
  look,
  mail,
  org,
  page,
  reset,
}) => {
  await org.putBack(alice.login);
  const before = await org.passwordsSet(alice.login);
  await reset.prove(alice, wanted);
  await look('link-wanted');
  await reset.button('Mail me the link').click();
  await reset.arriveAt('A link is on its way');
  await look('link-on-its-way');

  const { text } = await mail.waitForMail(alice.codesTo, /^Your link to a new password/);
  const link = /https?:\S+\/reset\/link\?token=\w+/.exec(text)![0];
  const phone = await elsewhere('reset');
  await phone.page.goto(link);
  await phone.arriveAt('Your link works');
  expect(phone.page.url(), 'the token is out of the address').not.toContain('token');
  await look('link-opened', phone.page);
  expect(await org.passwordsSet(alice.login), 'opening changes nothing').toBe(before);

  await phone.button('Make my new password').click();
  await phone.arriveAt(shown);
  const password = await passwordOn(phone);
  expect(await org.signIn(alice.login, password)).toBe('PASSWORD_EXPIRED');
  expect(await org.passwordsSet(alice.login)).toBe(before + 1);

  await page.goto('/reset/done');
  await reset.arriveAt(titles.done);
  await expect(reset.main).toContainText('where the link was opened');
  await page.goto(link);
  await reset.arriveAt('This link does not work');
  expect(complaints.splice(0).join('\n')).toContain('404');
  await look('link-used');
});
