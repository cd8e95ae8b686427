// Workflows beside their graph: made, set up, copied.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newName, operator, viewer } from '../http/client.mjs';
import { close, heading, openAs, said, skip, ways } from './browser.mjs';

async function save(members = {}) {
  const { body } = await operator.post('/api/workflows', {
    name: newName('Set up'), nodes: [{ id: 's', type: 'start', data: { label: 'Begin' } }], edges: [], ...members,
  });
  return body.workflowId;
}

const stored = async (id) => (await viewer.get(`/api/workflows/${id}`)).body.workflow;
const idOf = (page) => new URL(page.url()).pathname.split('/')[2];
const field = (page, name) => page.locator(`main [name="${name}"]`);

for (const way of ways) {
  test(`workflows, ${way.name}`, { skip }, async (t) => {
    await t.test('one is made, with a schedule and variables', async () => {
      const page = await openAs('operator', way);
      const name = newName('Made by hand');

      await page.goto('/workflows');
      await page.getByRole('main').getByRole('link', { name: 'New workflow' }).first().click();
      await field(page, 'name').fill(name);
      await field(page, 'tags').fill('night, report');
      await field(page, 'trigger').selectOption('cron');
      await field(page, 'triggerConfig/cron').fill('0 7 * * mon');
      await field(page, 'triggerConfig/timeZone').selectOption('Europe/Berlin');
      await field(page, 'variables/1/name').fill('limit');
      await field(page, 'variables/1/type').selectOption('number');
      await field(page, 'variables/1/value').fill('1.50');
      await page.getByRole('button', { name: 'Make the workflow' }).click();
      await said(page, 'The workflow is made');
      assert.equal(await heading(page), name);
      await page.getByText('0 7 * * mon').waitFor();
      const made = await stored(idOf(page));
      assert.deepEqual([made.trigger, made.triggerConfig, made.tags], ['cron', { cron: '0 7 * * mon', timeZone: 'Europe/Berlin' }, ['night', 'report']]);
      assert.deepEqual(made.variables, [{ name: 'limit', type: 'number', value: 1.5 }]);
      await close(page);
    });

    await t.test('what is wrong is told beside it, and nothing typed is lost', async () => {
      const page = await openAs('operator', way);
      const id = await save();

      await page.goto(`/workflows/${id}/edit`);
      await field(page, 'description').fill('typed');
      await field(page, 'trigger').selectOption('cron');
      await field(page, 'triggerConfig/cron').fill('0 25 * * *');
      await field(page, 'triggerRest').fill('[1]');
      await field(page, 'variables/2/name').fill('b');
      await field(page, 'variables/2/type').selectOption('boolean');
      await field(page, 'variables/2/value').fill('maybe');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('One field needs another look').waitFor();
      await field(page, 'triggerRest').fill('');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('2 fields need another look').waitFor();
      for (const [name, value] of [['description', 'typed'], ['triggerConfig/cron', '0 25 * * *'], ['variables/0/name', 'b'], ['variables/0/value', 'maybe']])
        assert.equal(await field(page, name).inputValue(), value);
      for (const name of ['triggerConfig/cron', 'variables/0/value'])
        assert.equal(await field(page, name).getAttribute('aria-invalid'), 'true');
      await page.getByRole('link', { name: /cron expression/ }).click();
      await field(page, 'triggerConfig/cron').fill('0 5 * * *');
      await field(page, 'variables/0/value').fill('true');
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The workflow is saved');
      const { description, triggerConfig, variables } = await stored(id);
      assert.deepEqual([description, triggerConfig, variables], ['typed', { cron: '0 5 * * *' }, [{ name: 'b', type: 'boolean', value: true }]]);
      await close(page);
    });

    await t.test('members that the form does not know stay as they are', async () => {
      const page = await openAs('operator', way);
      const members = {
        trigger: 'event', version: '3.1', mine: { a: 1 },
        triggerConfig: { event: 'a.b', filter: { x: [1] }, own: { deep: true } },
        variables: [{ id: 'v1', name: 'map', type: 'json', value: { a: 1 }, secret: false }, { name: 'empty', type: 'number' }],
      };
      const id = await save(members);
      const before = await stored(id);

      await page.goto(`/workflows/${id}/edit`);
      await field(page, 'name').fill('Renamed');
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The workflow is saved');
      const { name, updatedAt, revision, ...after } = await stored(id);
      assert.deepEqual([name, revision], ['Renamed', 2]);
      for (const member of Object.keys(after)) assert.deepEqual(after[member], before[member], member);
      await close(page);
    });

    await t.test('of two who edit, the second is told and loses nothing', async () => {
      const page = await openAs('operator', way);
      const id = await save();

      await page.goto(`/workflows/${id}/edit`);
      await field(page, 'description').fill('mine');
      await operator.put(`/api/workflows/${id}`, { description: 'theirs' });
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Somebody else changed this workflow').waitFor();
      assert.equal(await field(page, 'description').inputValue(), 'mine');
      assert.equal((await stored(id)).description, 'theirs');
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The workflow is saved');
      assert.equal((await stored(id)).description, 'mine');
      await close(page);
    });

    await t.test('it is copied, as a template too', async () => {
      const page = await openAs('operator', way);
      const id = await save({ name: 'Pattern of all' });

      await page.goto(`/workflows/${id}`);
      await page.getByText('Copy', { exact: true }).click();
      await page.getByRole('button', { name: 'Save as a template' }).click();
      await said(page, 'This is the copy');
      const template = idOf(page);
      assert.deepEqual([(await stored(template)).isTemplate, await heading(page)], [true, 'Pattern of all copy']);
      await page.getByText('Copy', { exact: true }).click();
      await page.getByRole('button', { name: 'Make a workflow of it' }).click();
      await said(page, 'This is the copy');
      const made = await stored(idOf(page));
      assert.deepEqual([made.isTemplate, made.name, made.nodes.length], [false, 'Pattern of all copy', 1]);
      await page.goto('/workflows');
      await page.getByRole('link', { name: 'Templates', exact: true }).click();
      assert.equal(await page.locator(`a[href="/workflows/${template}"]`).count(), 1);
      await close(page);
    });
  });
}

test('a form that says nothing of trigger and variables leaves them', { skip }, async () => {
  const page = await openAs('operator');
  const id = await save({ variables: [{ name: 'a' }], trigger: 'webhook', triggerConfig: { method: 'PUT' } });

  await page.goto(`/workflows/${id}/edit`);
  for (const selector of ['.variables', '[name^="trigger"]'])
    await page.locator(selector).evaluateAll((all) => all.forEach((one) => one.remove()));
  await page.getByRole('button', { name: 'Save' }).click();
  await said(page, 'The workflow is saved');
  const { variables, trigger, triggerConfig } = await stored(id);
  assert.deepEqual([variables, trigger, triggerConfig], [[{ name: 'a' }], 'webhook', { method: 'PUT' }]);
  await close(page);
});
