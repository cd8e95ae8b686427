import assert from 'node:assert/strict';
import { test } from 'node:test';

import axe from 'axe-core';

import { newName } from '../http/client.mjs';
import { close, heading, openAs, said, skip, ways } from './browser.mjs';

const secret = 'sk-ant-api03-in-a-browser-wxyz';

for (const way of ways) {
  test(`credentials, ${way.name}`, { skip }, async (t) => {
    await t.test('one is made, changed and deleted; its secret is never seen again', async () => {
      const page = await openAs('admin', way);
      const name = newName('Search');

      await page.goto('/credentials');
      await page.getByRole('link', { name: 'New credential' }).first().click();
      await page.getByLabel('Secret').fill(secret);
      await page.getByLabel('Type').selectOption('llm-key');
      await page.getByLabel('Name').fill(name);
      await page.getByRole('button', { name: 'Make the credential' }).click();
      await page.getByText('One field needs another look').waitFor();
      assert.equal((await page.content()).includes(secret), false, 'a form that comes back has no secret');
      assert.equal(await page.getByLabel('Secret').inputValue(), '');

      await page.getByLabel('Provider').fill('anthropic');
      await page.getByLabel('Type').selectOption('token');
      await page.getByLabel('Secret').fill(secret);
      await page.getByRole('button', { name: 'Make the credential' }).click();
      await said(page, 'The credential is made');
      assert.equal(await heading(page), name);
      assert.match(await page.getByRole('main').textContent(), /Ends with\s*wxyz/);

      await page.getByRole('link', { name: 'Edit' }).first().click();
      assert.equal(await page.getByLabel('Secret').inputValue(), '');
      await page.getByLabel('In use').selectOption('No');
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The credential is saved');
      assert.match(await page.getByRole('main').textContent(), /Not in use[^]*Ends with\s*wxyz/);

      await page.getByRole('link', { name: 'Delete…' }).click();
      await page.getByRole('button', { name: 'Delete it' }).click();
      await said(page, 'The credential is deleted');
      assert.equal(await page.getByText(name).count(), 0);
      await close(page);
    });

    await t.test('an operator looks, and has nothing to change', async () => {
      const page = await openAs('operator', way);

      await page.goto('/credentials');
      assert.equal(await page.getByRole('link', { name: 'New credential' }).count(), 0);
      await close(page);
    });
  });
}

for (const scheme of ['light', 'dark']) {
  test(`the form of a credential is accessible, ${scheme}`, { skip }, async () => {
    const page = await openAs('admin', { scheme, width: 360 });

    await page.goto('/credentials/new');
    await page.evaluate(axe.source);
    assert.deepEqual((await page.evaluate(() => globalThis.axe.run())).violations.map(({ id }) => id), []);
    await close(page);
  });
}
