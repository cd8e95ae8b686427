// Flowcharts and workflows: looked at, looked into, made larger, restored.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { as, makeAgent, makeExecution, newName, operator } from '../http/client.mjs';
import { close, heading, openAs, said, skip, ways } from './browser.mjs';

const flowchart = {
  nodes: [
    { id: 'start', type: 'start' },
    { id: 'ask', type: 'http', title: 'Ask <b>them</b>', config: { url: 'https://harbour.example' } },
    { id: 'big', type: 'if-else', title: 'Too large?' },
    { id: 'end', type: 'end' },
  ],
  connections: [
    { from: 'start', to: 'ask' }, { from: 'ask', to: 'big' },
    { from: 'big', to: 'ask', handle: 'if', label: 'again' }, { from: 'big', to: 'end', handle: 'else', label: 'fine' },
  ],
};

async function drawn() {
  const agent = await makeAgent();
  const path = `/api/agents/${agent.id}/flowchart`;
  const res = await operator.post(path, flowchart);

  assert.equal(res.status, 201, res.text);
  return { agent, api: path, path: `/agents/${agent.id}/flowchart` };
}

async function savedWorkflow() {
  const { body } = await operator.post('/api/workflows', {
    name: newName('Seen workflow'), nodes: [{ id: 's', type: 'start', data: { label: 'Begin' } }], edges: [],
  });

  return body.workflowId;
}

const cards = (page) => page.locator('.flow-node');
const side = (page) => page.getByRole('complementary', { name: 'Details of a step' });

for (const { name, script } of ways) {
  test(`flows, ${name}`, { skip }, async (t) => {
    await t.test('an agent without a flowchart says how to make one', async () => {
      const page = await openAs('viewer', { script });
      const agent = await makeAgent();

      await page.goto(`/agents/${agent.id}`);
      await page.getByRole('link', { name: 'Flowchart', exact: true }).click();
      await page.getByText('No flowchart yet').waitFor();
      assert.match(await page.locator('pre').textContent(), new RegExp(`/api/agents/${agent.id}/flowchart`));
      await close(page);
    });

    await t.test('a flowchart is drawn, and a step of it looked into', async () => {
      const page = await openAs('viewer', { script });
      const { path } = await drawn();

      await page.goto(path);
      assert.equal(await cards(page).count(), 4);
      await page.locator('.flow-node', { hasText: 'Ask' }).click();
      await side(page).getByRole('heading', { name: 'Ask <b>them</b>' }).waitFor();
      assert.match(page.url(), /\?node=2#node$/);
      assert.match(await side(page).textContent(), /"https:\/\/harbour\.example"/);
      await side(page).getByRole('link', { name: 'Too large?' }).first().click();
      await side(page).getByRole('heading', { name: 'Too large?' }).waitFor();
      assert.equal(await page.locator('.flow-node[aria-current]').getAttribute('data-node'), '3');
      await close(page);
    });

    await t.test('the same is a table that leads to the steps', async () => {
      const page = await openAs('viewer', { script });
      const { path } = await drawn();

      await page.goto(path);
      const table = page.getByRole('table', { name: 'Steps of the flow' });
      assert.equal(await table.getByRole('row').count(), 5);
      const row = table.getByRole('row', { name: /^3 Too large\?/ });
      assert.match(await row.textContent(), /again/);
      await row.getByRole('link', { name: 'Too large?' }).click();
      await side(page).getByRole('heading', { name: 'Too large?' }).waitFor();
      await close(page);
    });

    await t.test('an older version is shown and restored', async () => {
      const page = await openAs('operator', { script });
      const { api, path } = await drawn();

      await operator.put(api, { nodes: flowchart.nodes.slice(0, 2), connections: [] });
      await page.goto(path);
      assert.equal(await cards(page).count(), 2);
      await page.getByRole('link', { name: '1', exact: true }).click();
      await page.getByText('This is version 1, as it was').waitFor();
      await page.waitForLoadState();
      assert.equal(await cards(page).count(), 4);
      await page.getByRole('button', { name: 'Restore version 1' }).click();
      await said(page, 'The flowchart is restored');
      assert.equal(await cards(page).count(), 4);
      assert.equal((await operator.get(api)).body.flowchart.revision, 3);
      await close(page);
    });

    await t.test('a run without steps is shown without a picture', async () => {
      const page = await openAs('viewer', { script });
      const { agent } = await drawn();
      const execution = await makeExecution({ agentId: agent.id });

      await page.goto(`/executions/${execution.id}`);
      assert.equal(await cards(page).count(), 0);
      await close(page);
    });

    await t.test('a workflow is found, activated, archived and deleted', async () => {
      const page = await openAs('admin', { script });
      const id = await savedWorkflow();

      await page.goto('/workflows?status=draft');
      await page.locator(`a[href="/workflows/${id}"]`).click();
      assert.match(await heading(page), /^Seen workflow/);
      assert.equal(await cards(page).count(), 1);
      await page.getByRole('button', { name: 'Activate' }).click();
      await said(page, 'The workflow is active');
      await page.getByRole('button', { name: 'Archive' }).click();
      await said(page, 'The workflow is archived');
      await page.getByRole('link', { name: 'Delete…' }).click();
      assert.match(await heading(page), /^Delete Seen workflow/);
      await page.getByRole('button', { name: 'Delete it' }).click();
      await said(page, 'The workflow is deleted');
      assert.equal((await page.goto(`/workflows/${id}`)).status(), 404);
      await close(page);
    });

    await t.test('what a version changed is told step by step', async () => {
      const page = await openAs('viewer', { script });
      const id = await savedWorkflow();
      await operator.put(`/api/workflows/${id}`, {
        nodes: [{ id: 's', type: 'start', data: { label: 'Go' } }, { id: 'e', type: 'end', data: { label: 'Over' } }],
        edges: [{ id: 'x', source: 's', target: 'e' }],
      });

      await page.goto(`/workflows/${id}`);
      await page.getByRole('link', { name: 'Changes of version 2' }).click();
      await page.getByRole('heading', { name: 'Versions 1 and 2' }).waitFor();
      const changes = page.locator('.flow-change summary');
      assert.deepEqual((await changes.allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim()),
        ['changed Go s', 'added Over e', 'added Go → Over x']);
      await changes.first().click();
      assert.match(await page.locator('.flow-change').first().locator('.is-removed').textContent(), /"label": "Begin"/);
      await page.getByLabel('From').selectOption('2');
      await page.getByRole('button', { name: 'Compare' }).click();
      await page.getByText('Nothing differs').waitFor();
      await close(page);
    });

    await t.test('a viewer changes nothing, another tenant sees nothing', async () => {
      const viewer = await openAs('viewer', { script });
      const stranger = await openAs('owner', { tenant: 'quay', script });
      const { path } = await drawn();
      const id = await savedWorkflow();

      await viewer.goto(`/workflows/${id}`);
      assert.equal(await viewer.locator('main form[method=post]').count(), 0);
      assert.equal((await viewer.goto(`/workflows/${id}/delete`)).status(), 403);
      assert.equal((await stranger.goto(path)).status(), 404);
      assert.equal((await stranger.goto(`/workflows/${id}`)).status(), 404);
      await close(viewer);
      await close(stranger);
    });
  });
}

test('a picture grows, shrinks and keeps the step that is chosen', { skip }, async () => {
  const page = await openAs('viewer');
  const { path } = await drawn();
  const width = async () => Number(await page.locator('svg.flow').getAttribute('width'));

  await page.goto(path);
  const full = await width();
  await page.getByRole('button', { name: 'Larger' }).click();
  assert.ok(await width() > full);
  await page.locator('.flow-node').nth(1).click();
  await side(page).getByRole('heading').waitFor();
  assert.ok(await width() > full);
  await page.getByRole('group', { name: 'The flow as a picture' }).press('0');
  assert.equal(await width(), (await page.locator('svg.flow').evaluate((svg) => svg.viewBox.baseVal.width)));
  await close(page);
});

test('a picture is walked through with the keyboard', { skip }, async () => {
  const page = await openAs('viewer');
  const { path } = await drawn();

  await page.goto(path);
  await page.getByRole('group', { name: 'The flow as a picture' }).focus();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.node), '1');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await side(page).getByRole('heading', { name: 'Ask <b>them</b>' }).waitFor();
  await close(page);
});

test('a run of the demo data shows its path', { skip }, async () => {
  const page = await openAs('viewer');
  const agent = (await as('viewer').get('/api/agents?q=Refund%20triage&limit=1')).body.agents[0];
  const { executions } = (await as('viewer').get(`/api/executions?agentId=${agent.id}&status=FAILED&limit=1`)).body;

  await page.goto(`/executions/${executions[0].id}`);
  assert.equal(await page.locator('.flow-node.is-completed').count(), 5);
  assert.equal(await page.locator('.flow-node.is-failed').count(), 1);
  assert.equal(await page.locator('svg.flow .flow-edge.is-taken').count(), 5);
  await page.locator('.flow-node.is-failed').click();
  assert.match(page.url(), /#step-6$/);
  await close(page);
});
