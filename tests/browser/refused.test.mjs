// What the database refuses of a form, and no check before it can know: the form comes back
// with what was typed, and says which field it is.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { admin, makeAgent, newName, operator, sql } from '../http/client.mjs';
import { close, openAs, skip, ways } from './browser.mjs';

async function isMarked(page, label, wrong) {
  await page.getByText('One field needs another look').waitFor();
  const field = page.getByLabel(label, { exact: true });
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.match(await page.locator(`#${await field.getAttribute('id')}-error`).textContent(), wrong);
}

for (const way of ways) {
  test(`what is refused, ${way.name}`, { skip }, async (t) => {
    await t.test('a second LLM key in use', async (t) => {
      t.after(() => sql("delete from credentials where type = 'llm-key'"));
      const page = await openAs('admin', way);
      await admin.post('/api/llm-keys', { provider: 'groq', key: 'gsk-of-the-first-one' });

      await page.goto('/credentials/new');
      await page.getByLabel('Name').fill('The second one');
      await page.getByLabel('Secret').fill('gsk-of-the-second-one');
      await page.getByLabel('Type').selectOption('llm-key');
      await page.getByLabel('Provider').fill('groq');
      await page.getByRole('button', { name: 'Make the credential' }).click();
      await isMarked(page, 'In use', /another LLM key of this provider is in use/i);
      assert.equal(await page.getByLabel('Name').inputValue(), 'The second one');
      assert.equal(await page.getByLabel('Type').inputValue(), 'llm-key');
      assert.equal((await page.content()).includes('gsk-of-the-second-one'), false);

      await page.getByLabel('Secret').fill('gsk-of-the-second-one');
      await page.getByLabel('In use').selectOption('No');
      await page.getByRole('button', { name: 'Make the credential' }).click();
      await page.getByRole('heading', { level: 1, name: 'The second one' }).waitFor();
      await page.getByRole('link', { name: 'Edit', exact: true }).first().click();
      await page.getByLabel('In use').selectOption('Yes');
      await page.getByRole('button', { name: 'Save' }).click();
      await isMarked(page, 'In use', /another LLM key of this provider is in use/i);
      await close(page);
    });

    await t.test('an LLM key without a provider', async () => {
      const page = await openAs('admin', way);

      await page.goto('/credentials/new');
      await page.getByLabel('Name').fill('Of nobody');
      await page.getByLabel('Type').selectOption('llm-key');
      await page.getByRole('button', { name: 'Make the credential' }).click();
      await isMarked(page, 'Provider optional', /is required for an LLM key/i);
      await close(page);
    });

    await t.test('a second capability of the same name', async () => {
      const page = await openAs('operator', way);
      const agent = await makeAgent();
      await operator.post(`/api/agents/${agent.id}/capabilities`, { name: 'Read invoices' });
      const { capability } = (await operator.post(`/api/agents/${agent.id}/capabilities`, { name: 'Pay invoices' })).body;

      await page.goto(`/agents/${agent.id}/capabilities/new`);
      await page.getByLabel('Name').fill('Read invoices');
      await page.getByLabel('Description').fill('All of them');
      await page.getByRole('button', { name: 'Add the capability' }).click();
      await isMarked(page, 'Name', /has a capability of this name already/);
      assert.equal(await page.getByLabel('Description').inputValue(), 'All of them');

      await page.goto(`/agents/${agent.id}/capabilities/${capability.id}/edit`);
      await page.getByLabel('Name').fill('Read invoices');
      await page.getByRole('button', { name: 'Save' }).click();
      await isMarked(page, 'Name', /has a capability of this name already/);
      await page.getByLabel('Name').fill('Pay and file invoices');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Pay and file invoices').first().waitFor();
      await close(page);
    });

    await t.test('a second invitation of the same address', async () => {
      const page = await openAs('admin', way);
      const email = `${newName('twice').replace(' ', '-')}@members.example`;
      await admin.post('/api/invitations', { email });

      await page.goto('/invitations/new');
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Role').selectOption('viewer');
      await page.getByRole('button', { name: /Invite/ }).click();
      await isMarked(page, 'E-mail', /has an invitation already/i);
      assert.deepEqual([await page.getByLabel('E-mail').inputValue(), await page.getByLabel('Role').inputValue()], [email, 'viewer']);
      await close(page);
    });
  });
}
