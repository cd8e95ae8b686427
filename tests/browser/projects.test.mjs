// Projects: made, filled, filtered by, edited and deleted; with and without scripts.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { admin, makeAgent, makeExecution, newName, operator } from '../http/client.mjs';
import { close, heading, openAs, said, skip, ways } from './browser.mjs';

async function makeProject(members = {}) {
  const res = await operator.post('/api/projects', { name: newName('Project'), ...members });
  assert.equal(res.status, 201, res.text);
  return res.body.project;
}

for (const way of ways) {
  test(`projects, ${way.name}`, { skip }, async (t) => {
    await t.test('one is made, edited and deleted', async () => {
      const page = await openAs('admin', way);
      const name = newName('Harvest');

      await page.goto('/projects');
      await page.getByRole('link', { name: 'New project' }).first().click();
      await page.getByLabel('Name').fill(name);
      await page.getByLabel('Configuration').fill('{');
      await page.getByRole('button', { name: 'Make the project' }).click();
      await page.getByText('One field needs another look').waitFor();
      assert.equal(await page.getByLabel('Name').inputValue(), name);
      await page.getByLabel('Configuration').fill('{"region": "north"}');
      await page.getByRole('button', { name: 'Make the project' }).click();
      await said(page, 'The project is made');
      assert.equal(await heading(page), name);

      await page.getByRole('link', { name: 'Edit', exact: true }).click();
      await page.getByLabel('Active').selectOption('No');
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The project is saved');
      await page.getByText('Inactive', { exact: true }).waitFor();

      await page.getByRole('link', { name: 'Delete…' }).click();
      await page.getByText('stay, and belong to no project').waitFor();
      await page.getByRole('button', { name: 'Delete it' }).click();
      await said(page, 'The project is deleted');
      assert.equal(await page.getByRole('link', { name, exact: true }).count(), 0);
      await close(page);
    });

    await t.test('an agent is put into one, shows there, and is found by it', async () => {
      const project = await makeProject();
      const agent = await makeAgent();
      await makeExecution({ agentId: agent.id, title: 'Of the project' });
      const page = await openAs('operator', way);

      await page.goto(`/agents/${agent.id}/edit`);
      await page.getByLabel('Project').selectOption(project.name);
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The agent is saved');
      await page.getByRole('link', { name: project.name }).click();
      assert.equal(await heading(page), project.name);
      await page.getByRole('link', { name: agent.name }).first().waitFor();
      await page.getByRole('link', { name: 'Of the project' }).waitFor();

      await page.goto('/agents');
      await page.locator('summary', { hasText: 'Add filter' }).click();
      await page.getByLabel('Project').selectOption(project.name);
      await page.getByRole('main').getByRole('button', { name: 'Apply' }).first().click();
      await page.getByRole('link', { name: `Remove the filter Project ${project.name}` }).waitFor();
      await page.waitForLoadState();
      assert.deepEqual(await page.locator('tbody th a').allTextContents(), [agent.name]);
      await close(page);
    });

    await t.test('one that is not offered any more stays with its agents', async () => {
      const project = await makeProject();
      const agent = await makeAgent({ projectId: project.id });
      await operator.patch(`/api/projects/${project.id}`, { active: false });
      const page = await openAs('operator', way);

      await page.goto(`/agents/${agent.id}/edit`);
      assert.equal(await page.getByLabel('Project').locator('option:checked').textContent(), 'As it is');
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The agent is saved');
      assert.equal((await operator.get(`/api/agents/${agent.id}`)).body.agent.projectId, project.id);
      await close(page);
    });
  });
}

test('projects of a viewer', { skip }, async (t) => {
  await t.test('are read, and offer nothing to press', async () => {
    const project = await makeProject();
    const page = await openAs('viewer');

    await page.goto(`/projects/${project.id}`);
    assert.equal(await heading(page), project.name);
    assert.equal(await page.getByRole('main').getByRole('link', { name: /Edit|Delete|New/ }).count(), 0);
    await admin.delete(`/api/projects/${project.id}`);
    await page.goto(`/projects/${project.id}`);
    assert.equal(await heading(page), 'Not found');
    await close(page);
  });
});
