// Nouns without pages of their own: the list, a row and the forms that their description makes.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { admin, makeAgent, newName, operator, viewer } from '../http/client.mjs';
import { close, heading, openAs, said, skip, ways } from './browser.mjs';

const names = (page) => page.locator('tbody th a').allTextContents();

async function makeCapability(agent, members) {
  const res = await operator.post(`/api/agents/${agent.id}/capabilities`, members);
  assert.equal(res.status, 201, res.text);
  return res.body.capability;
}

for (const way of ways) {
  test(`nouns by their description, ${way.name}`, { skip }, async (t) => {
    await t.test('a list is searched, filtered, sorted and turned over', async () => {
      const word = newName('Bundle').replace(' ', '');
      const page = await openAs('operator', way);
      for (const [name, members] of [['Beta', { active: false }], ['Alpha', { type: word }], ['Gamma', {}]]) {
        const res = await operator.post('/api/projects', { name: `${word} ${name}`, ...members });
        assert.equal(res.status, 201, res.text);
      }

      await page.goto(`/projects?q=${word}&limit=2`);
      assert.deepEqual(await names(page), [`${word} Gamma`, `${word} Alpha`]);
      await page.getByRole('link', { name: 'Next page' }).click();
      await page.getByRole('link', { name: 'First page' }).waitFor();
      assert.deepEqual(await names(page), [`${word} Beta`]);

      await page.goto(`/projects?q=${word}&sort=name`);
      assert.deepEqual(await names(page), ['Alpha', 'Beta', 'Gamma'].map((name) => `${word} ${name}`));
      await page.getByRole('navigation', { name: 'Projects by Active' }).getByRole('link', { name: 'Inactive' }).click();
      await page.getByRole('link', { name: 'Remove the filter Active Inactive' }).waitFor();
      assert.deepEqual(await names(page), [`${word} Beta`]);

      await page.goto(`/projects?q=${word}`);
      await page.locator('summary', { hasText: 'Add filter' }).click();
      await page.getByLabel('Type').fill(word);
      await page.getByRole('main').getByRole('button', { name: 'Apply' }).first().click();
      await page.getByRole('link', { name: `Remove the filter Type ${word}` }).waitFor();
      assert.deepEqual(await names(page), [`${word} Alpha`]);

      await page.goto('/projects?q=nothing-is-called-so');
      await page.getByText('No project matches').waitFor();
      await page.getByRole('link', { name: 'Clear the filter' }).click();
      await page.locator('tbody').waitFor();
      await close(page);
    });

    await t.test('what is part of a row stands below it', async () => {
      const agent = await makeAgent();
      const { id } = await makeCapability(agent, { name: 'Read invoices', description: 'Scans too', confidence: 0.5, metadata: { since: 2026 } });
      const page = await openAs('operator', way);

      await page.goto(`/agents/${agent.id}/capabilities`);
      assert.deepEqual(await names(page), ['Read invoices']);
      await page.getByRole('link', { name: 'Read invoices' }).click();
      assert.equal(await heading(page), 'Read invoices');
      assert.match(await page.getByRole('main').textContent(), /Scans too[^]*Confidence\s*0\.5[^]*"since"/);
      const crumbs = page.getByRole('navigation', { name: 'Breadcrumbs' });
      assert.deepEqual(await crumbs.getByRole('link').allTextContents(), ['Agents', agent.name, 'Capabilities']);

      await page.getByRole('link', { name: 'Delete…' }).click();
      await page.getByRole('button', { name: 'Delete it' }).click();
      await said(page, 'The capability is gone');
      await page.getByText('No capabilities yet').waitFor();
      assert.equal((await operator.get(`/api/agents/${agent.id}/capabilities/${id}`)).status, 404);

      const other = await makeCapability(await makeAgent(), { name: 'Of another agent' });
      await page.goto(`/agents/${agent.id}/capabilities/${other.id}`);
      assert.equal(await heading(page), 'Not found');
      await close(page);
    });

    await t.test('a key is renamed; what was said once is not asked again', async () => {
      const key = (await admin.post('/api/api-keys', { name: newName('Key'), role: 'viewer' })).body.apiKey;
      const page = await openAs('admin', way);

      await page.goto('/keys');
      await page.getByRole('link', { name: key.name, exact: true }).click();
      assert.equal(await heading(page), key.name);
      await page.getByRole('link', { name: 'Edit', exact: true }).click();
      assert.equal(await page.getByLabel('Role').count(), 0);
      await page.getByLabel('Name').fill(`${key.name} B`);
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The API key is saved');
      assert.equal(await heading(page), `${key.name} B`);
      await close(page);
    });

    await t.test('the plans are found where what is used stands', async () => {
      const page = await openAs('viewer', way);

      await page.goto('/usage');
      await page.getByRole('link', { name: 'All plans' }).click();
      await page.getByRole('link', { name: 'Pro', exact: true }).click();
      assert.match(await page.getByRole('main').textContent(), /Monthly price\s*\$49[^]*"agents": 50/);
      assert.equal(await page.getByRole('link', { name: /Edit|Delete/ }).count(), 0);
      await close(page);
    });

    await t.test('who may not change a row has nothing to press', async () => {
      const page = await openAs('viewer', way);
      const { id } = (await viewer.get('/api/agents?q=Refund%20triage&limit=1')).body.agents[0];
      const { capabilities } = (await viewer.get(`/api/agents/${id}/capabilities`)).body;

      for (const path of ['/projects', `/agents/${id}/capabilities`, `/agents/${id}/capabilities/${capabilities[0].id}`]) {
        await page.goto(path);
        await heading(page);
        assert.equal(await page.getByRole('main').getByRole('link', { name: /^(New|Edit|Delete)/ }).count(), 0, path);
      }
      await page.goto(`/agents/${id}/capabilities/${capabilities[0].id}/edit`);
      assert.notEqual(await heading(page), 'Edit the capability');
      await close(page);
    });
  });
}

