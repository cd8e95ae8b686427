// The reference of the API: found while one types, tried in place, and both without scripts.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { viewer } from '../http/client.mjs';
import { openAs, skip } from './browser.mjs';

async function document() {
  return (await viewer.get('/api/openapi.json')).body;
}

const countOf = ({ paths }) => Object.values(paths).flatMap(Object.keys).length;

test('the reference', { skip }, async (t) => {
  await t.test('has every call of the document, with a command', async () => {
    const page = await openAs('viewer');
    await page.goto('/reference');

    assert.equal(await page.locator('[data-call]').count(), countOf(await document()));
    assert.equal(await page.locator('[data-copy^="curl "]').count(), countOf(await document()));
    await page.close();
  });

  await t.test('an address of a call opens it', async () => {
    const page = await openAs('viewer');
    await page.goto('/reference#getAgent');

    await page.locator('#getAgent').waitFor({ state: 'visible' });
    assert.equal(await page.locator('[data-call][open]').count(), 1);
    await page.close();
  });

  await t.test('shows what is looked for, while one types', async () => {
    const page = await openAs('viewer');
    await page.goto('/reference');
    await page.getByLabel('Noun, address or what it does').fill('executionCancel');

    await page.locator('[data-calls="agents"]').waitFor({ state: 'hidden' });
    assert.equal(await page.locator('[data-call]:visible').count(), 1);
    await page.getByLabel('Noun, address or what it does').fill('nothing is called so');
    await page.getByText('No call is named so.').waitFor();
    await page.close();
  });

  await t.test('a call is tried in place', async () => {
    const page = await openAs('viewer');
    await page.goto('/reference#listAgents');
    const call = page.locator('[data-call]', { has: page.locator('#listAgents') });
    await call.getByLabel('limit').fill('1');
    await call.getByRole('button', { name: 'Try it' }).click();

    await call.getByText('200 /api/agents?limit=1').waitFor();
    assert.equal(JSON.parse(await call.locator('[data-body]').textContent()).agents.length, 1);
    assert.deepEqual(page.problems, []);
    await page.close();
  });

  await t.test('what the role may not ask is told, not tried', async () => {
    const page = await openAs('viewer');
    await page.goto('/reference#listAuditLog');
    const call = page.locator('[data-call]', { has: page.locator('#listAuditLog') });

    await call.getByText('Asks for the role of admin; yours is viewer.').waitFor();
    assert.equal(await call.getByRole('button', { name: 'Try it' }).count(), 0);
    await page.close();
  });

  await t.test('without scripts the server finds, and a try leads to the answer', async () => {
    const { id } = (await viewer.get('/api/agents?limit=1')).body.agents[0];
    const page = await openAs('viewer', { script: false });
    await page.goto('/reference');
    await page.getByLabel('Noun, address or what it does').fill('get an agent');
    await page.getByLabel('Noun, address or what it does').press('Enter');
    assert.ok(await page.locator('[data-call]').count() < 10);

    const call = page.locator('[data-call]', { has: page.locator('#getAgent') });
    await call.locator('summary').click();
    await call.getByLabel('id', { exact: true }).fill(id);
    await call.getByRole('button', { name: 'Try it' }).click();
    assert.equal(new URL(page.url()).pathname, `/api/agents/${id}`);
    await page.close();
  });
});

test('what changes something is not tried', { skip }, async () => {
  const page = await openAs('viewer');
  const res = await page.goto('/reference/try?call=createAgent');

  assert.equal(res.status(), 404);
  await page.close();
});
