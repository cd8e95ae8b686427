import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sql } from '../http/client.mjs';
import { newTenant } from '../http/command.mjs';
import { close, heading, open, openAs, password, said, signIn, skip, ways } from './browser.mjs';

// What this file changes is of accounts that no other file looks at.
const person = 'owner@quay.example';

function forgetSettings() {
  sql(`delete from user_settings where user_id = (select id from users where email = '${person}')`);
}

for (const way of ways) {
  test(`settings, ${way.name}`, { skip }, async (t) => {
    await t.test('theme, zone and length of lists are kept', async () => {
      const page = await openAs('owner', { tenant: 'quay', ...way });

      forgetSettings();
      await page.goto('/settings');
      await page.getByLabel('Theme').last().selectOption('dark');
      await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
      await page.getByLabel('Rows of a list').selectOption('10');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await said(page, 'The settings are saved');
      assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');

      await page.goto('/executions');
      await page.getByText('10 shown').waitFor();
      assert.match(page.url(), /limit=10/);
      const time = page.locator('tbody time').first();
      assert.match(await time.getAttribute('title'), /UTC$/);
      assert.match(await page.locator('[data-live-label]').textContent(), /\d\d:\d\d:\d\d JST/);

      await page.goto('/executions?createdAfter=2026-03-12');
      assert.match(decodeURIComponent(page.url()), /createdAfter=2026-03-11T15:00:00.000Z/);
      assert.equal(await page.getByLabel('Not before', { exact: true }).inputValue(), '2026-03-12');
      await page.getByText('12 Mar 2026').first().waitFor();
      await page.goto('/?range=30d');
      await page.getByText('now, UTC').waitFor();
      forgetSettings();
      await close(page);
    });

    await t.test('the name is changed, and shown as others see it', async () => {
      const page = await openAs('owner', { tenant: 'quay', ...way });

      await page.goto('/settings');
      const before = await page.getByLabel('Your name').inputValue();
      await page.getByLabel('Your name').fill('The keeper of the quay');
      await page.getByRole('button', { name: 'Save the name' }).click();
      await said(page, 'The settings are saved');
      assert.equal(await page.getByLabel('Your name').inputValue(), 'The keeper of the quay');
      await page.goto('/members?role=owner');
      await page.getByRole('link', { name: 'The keeper of the quay' }).waitFor();
      await page.goto('/settings');
      await page.getByLabel('Your name').fill(before);
      await page.getByRole('button', { name: 'Save the name' }).click();
      await said(page, 'The settings are saved');
      await close(page);
    });

    await t.test('the address is changed by who knows the password, to one that is free', async () => {
      const tenant = newTenant('owner');
      const page = await openAs('owner', { tenant, ...way });
      const form = page.locator('form[action="/settings/email"]');
      const send = async (email, secret) => {
        await form.getByLabel('New e-mail address').fill(email);
        await form.getByLabel('Your password').fill(secret);
        await form.getByRole('button', { name: 'Change the address' }).click();
      };

      await page.goto('/settings');
      await send(`new@${tenant}.example`, 'not the password');
      await form.getByText('Is not your present password', { exact: true }).waitFor();
      assert.equal(await form.getByLabel('New e-mail address').inputValue(), `new@${tenant}.example`);
      await send('owner@harbour.example', password());
      await form.getByText('There is already an account with', { exact: false }).first().waitFor();
      await send(`new@${tenant}.example`, password());
      await said(page, 'The e-mail address is changed');
      await page.getByText(`You sign in as new@${tenant}.example`).waitFor();
      await close(page);
    });

    await t.test('a wrong password of one’s own changes nothing', async () => {
      const page = await openAs('owner', { tenant: 'quay', ...way });

      await page.goto('/settings');
      await page.getByLabel('Present password').fill('not the password');
      await page.getByLabel('New password').fill('a long enough one');
      await page.getByRole('button', { name: 'Change the password' }).click();
      await page.getByText('Is not your present password', { exact: true }).waitFor();
      await close(page);
    });
  });
}

test('the theme switch', { skip }, async (t) => {
  await t.test('acts at once and is kept', async () => {
    const page = await openAs('owner', { tenant: 'quay' });
    const ground = () => page.evaluate(() => getComputedStyle(document.body.parentElement).backgroundColor);

    forgetSettings();
    await page.goto('/');
    const light = await ground();
    await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/settings/theme')),
      page.locator('.theme').getByLabel('Dark').check(),
    ]);
    assert.notEqual(await ground(), light);
    await page.reload();
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    forgetSettings();
    await close(page);
  });

  await t.test('works without scripts, and stays on the page', async () => {
    const page = await openAs('owner', { tenant: 'quay', script: false });

    forgetSettings();
    await page.goto('/agents?sort=name');
    await page.locator('.theme').getByLabel('Dark').check();
    await page.locator('.theme').getByRole('button', { name: 'Apply' }).click();
    assert.match(page.url(), /\/agents\?sort=name/);
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    forgetSettings();
    await close(page);
  });
});

test('keys of the keyboard', { skip }, async (t) => {
  await t.test('they jump, search, move and show their list', async () => {
    const page = await openAs('viewer');

    await page.goto('/');
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.waitForURL(/\/agents$/);
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.type), 'search');
    await page.keyboard.press('Escape');
    await page.locator('h1').click();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    assert.equal(await page.evaluate(() => document.activeElement.closest('tr').rowIndex), 2);
    await page.keyboard.press('k');
    assert.equal(await page.evaluate(() => document.activeElement.closest('tr').rowIndex), 1);
    await close(page);
  });

  await t.test('every place of the navigation has one, and the list says so', async () => {
    const page = await openAs('admin');

    await page.goto('/settings');
    const places = await page.locator('.nav__item').evaluateAll(
      (links) => links.map((link) => [link.getAttribute('href'), link.textContent.trim()]));
    const keys = new Map(await page.locator('#keys dt').evaluateAll(
      (terms) => terms.map((term) => [term.nextElementSibling.textContent, [...term.children].map((kbd) => kbd.textContent)])));

    assert.ok(places.length > 7);
    for (const [href, word] of places) {
      assert.equal(keys.get(word)?.[0], 'g', word);
      await page.locator('h1').click();
      await page.keyboard.press('g');
      await page.keyboard.press(keys.get(word)[1]);
      await page.waitForURL((url) => url.pathname === href);
    }
    await close(page);
  });

  await t.test('they can be switched off', async () => {
    const page = await openAs('viewer');

    await page.goto('/agents');
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await page.getByLabel('Single keys in this browser').uncheck();
    await page.keyboard.press('Escape');
    await page.locator('h1').click();
    await page.keyboard.press('j');
    assert.equal(await page.evaluate(() => document.activeElement.closest('tr')), null);
    await close(page);
  });

  await t.test('a menu closes on Escape and gives the focus back', async () => {
    const page = await openAs('viewer');

    await page.goto('/');
    await page.locator('summary', { hasText: 'Account of' }).click();
    await page.getByRole('button', { name: 'Sign out' }).focus();
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('details[data-menu][open]').count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'SUMMARY');
    await close(page);
  });
});

test('finding', { skip }, async (t) => {
  await t.test('an id leads to what it names, other text to the agents', async () => {
    const page = await openAs('viewer');

    await page.goto('/executions');
    const path = await page.locator('tbody th a').first().getAttribute('href');
    await page.getByRole('searchbox', { name: 'Agent, or id of anything' }).fill(path.split('/').pop());
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`${path}$`));
    await page.goto('/find?q=01890a5d-ac96-774b-bcce-b302099a8057');
    await page.getByText(/Nothing has the id/).waitFor();
    await page.goto('/find?q=refund');
    assert.equal(await heading(page), 'Agents');
    await close(page);
  });
});

test('the password', { skip }, async (t) => {
  await t.test('is changed, and the other sessions end', async () => {
    const page = await open();
    const other = await open();
    const wanted = 'another long enough one';

    for (const each of [page, other]) {
      await each.goto('/sign-in');
      await signIn(each, 'operator@quay.example');
      assert.equal(await heading(each), 'Overview');
    }
    for (const [present, next] of [[password(), wanted], [wanted, password()]]) {
      await page.goto('/settings');
      await page.getByLabel('Present password').fill(present);
      await page.getByLabel('New password').fill(next);
      await page.getByRole('button', { name: 'Change the password' }).click();
      await said(page, 'The password is changed');
    }
    await other.goto('/agents');
    assert.equal(await heading(other), 'Sign in');
    await close(page);
    await close(other);
  });
});
