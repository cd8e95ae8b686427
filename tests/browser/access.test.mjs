import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeExecution } from '../http/client.mjs';
import { close, heading, open, openAs, said, signIn, skip, ways } from './browser.mjs';

for (const way of ways) {
  test(`coming in, ${way.name}`, { skip }, async (t) => {
    await t.test('who is not signed in is led to the form and then to the page', async () => {
      const page = await open(way);

      await page.goto('/agents?q=refund');
      assert.equal(await heading(page), 'Sign in');
      await signIn(page, 'operator@harbour.example');
      assert.equal(await heading(page), 'Agents');
      assert.match(page.url(), /\/agents\?q=refund$/);
      await close(page);
    });

    await t.test('a wrong password says so, and the address stays', async () => {
      const page = await open(way);

      await page.goto('/sign-in');
      await signIn(page, 'nobody@harbour.example', 'not the password');
      await page.getByRole('alert').getByText('The e-mail address or the password is wrong').waitFor();
      assert.equal(await page.getByLabel('E-mail').inputValue(), 'nobody@harbour.example');
      assert.equal(await page.getByLabel('Password').inputValue(), '');
      await close(page);
    });

    await t.test('signing out ends the session', async () => {
      const page = await open(way);

      await page.goto('/sign-in');
      await signIn(page, 'viewer@harbour.example');
      await page.locator('summary', { hasText: 'Account of' }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await said(page, 'You are signed out');
      await page.goto('/');
      assert.equal(await heading(page), 'Sign in');
      await close(page);
    });
  });
}

test('what a role may do', { skip }, async (t) => {
  await t.test('a viewer is not offered what a viewer cannot do', async () => {
    const page = await openAs('viewer');

    await makeExecution({ status: 'RUNNING' });
    await page.goto('/agents');
    assert.equal(await page.getByRole('link', { name: 'New agent' }).count(), 0);
    assert.equal(await page.getByRole('link', { name: 'API keys' }).count(), 0);
    await page.goto('/executions');
    assert.ok(await page.locator('[name=id][data-open]').count() > 0, 'rows to compare, some of them open');
    assert.equal(await page.locator('button', { hasText: 'Cancel' }).count(), 0);
    await close(page);
  });

  await t.test('a page that is not for the role says so', async () => {
    const page = await openAs('viewer');

    for (const path of ['/agents/new', '/keys', '/keys/new']) {
      const answer = await page.goto(path);

      assert.equal(answer.status(), 403, path);
      assert.equal(await heading(page), 'Not allowed');
      await page.getByText('Ask an admin of your organisation').waitFor();
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Executions' }).waitFor();
      assert.equal(await page.getByRole('link', { name: 'API keys' }).count(), 0);
    }
    await close(page);
  });

  await t.test('what is not there is not found', async () => {
    const page = await openAs('viewer');

    for (const path of ['/nothing', '/agents/nothing/nothing', '/agents/0', '/executions/01890a5d-ac96-774b-bcce-b302099a8057']) {
      const answer = await page.goto(path);

      assert.equal(answer.status(), 404, path);
      assert.equal(await heading(page), 'Not found');
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Executions' }).waitFor();
    }
    await close(page);
  });
});
