import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newName, send } from '../http/client.mjs';
import { close, heading, open, openAs, said, signIn, skip, url, ways } from './browser.mjs';

for (const way of ways) {
  test(`keys, ${way.name}`, { skip }, async (t) => {
    await t.test('a key is shown once, works, and stops when it is revoked', async () => {
      const page = await openAs('admin', way);
      const name = newName('Nightly import');

      await page.goto('/keys');
      await page.getByRole('link', { name: 'New key' }).first().click();
      await page.getByLabel('Name').fill(name);
      await page.getByLabel('Role').selectOption('viewer');
      await page.getByRole('button', { name: 'Make the key' }).click();
      const key = (await page.getByRole('group', { name: 'The key' }).textContent()).trim();
      assert.match(key, /^mst_[\w-]{43}$/);
      assert.equal((await send('GET', '/api/agents', { token: key })).status, 200);
      assert.equal((await send('POST', '/api/agents', { token: key, body: { name: 'x' } })).status, 403);

      await page.goto('/keys');
      assert.equal(await page.getByText(key).count(), 0);
      await page.getByRole('link', { name: `Revoke ${name}` }).click();
      assert.equal(await heading(page), `Revoke ${name}?`);
      await page.getByRole('button', { name: 'Revoke it' }).click();
      await said(page, 'The key is revoked');
      assert.equal((await send('GET', '/api/agents', { token: key })).status, 401);
      assert.match(await page.getByRole('row').filter({ hasText: name }).textContent(), /Revoked/);
      await close(page);
    });

    await t.test('an admin cannot make a key of an owner', async () => {
      const page = await openAs('admin', way);

      await page.goto('/keys/new');
      assert.deepEqual(await page.getByLabel('Role').locator('option').evaluateAll(
        (all) => all.map((option) => option.value)), ['viewer', 'operator', 'admin']);
      await close(page);
    });
  });

  test(`sessions, ${way.name}`, { skip }, async (t) => {
    await t.test('one ends another, and all others', async () => {
      const pages = [await open(way), await open(way), await open(way)];
      const [first, second, third] = pages;

      for (const page of pages) {
        await page.goto('/sign-in');
        await signIn(page, 'viewer@quay.example');
        assert.equal(await heading(page), 'Overview');
      }
      await first.goto('/sessions');
      assert.equal(await first.getByText('this one').count(), 1);
      await first.getByRole('button', { name: /^End the session/ }).first().click();
      await said(first, 'The session is ended');
      await third.goto('/agents');
      assert.equal(await heading(third), 'Sign in');

      await first.getByRole('button', { name: 'Sign out everywhere else' }).click();
      await said(first, /other sessions? ended/);
      await second.goto('/agents');
      assert.equal(await heading(second), 'Sign in');
      await first.goto('/agents');
      assert.equal(await heading(first), 'Agents');
      await first.locator('summary', { hasText: 'Account of' }).click();
      await first.getByRole('button', { name: 'Sign out' }).click();
      assert.match(first.url(), new RegExp(`^${url}/sign-in`));
      await Promise.all(pages.map(close));
    });
  });
}
