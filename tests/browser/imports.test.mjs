// Imports: documents are chosen, sent, watched and looked at; refused ones say why.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import { newName, operator } from '../http/client.mjs';
import { close, heading, openAs, skip, ways } from './browser.mjs';

const corpus = new URL('../../../shared/data/open-agent-builder/', import.meta.url);
const real = existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.json')).sort()[0] : undefined;

const file = (name, value) => ({ name, mimeType: 'application/json', buffer: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)) });

const flow = (name) => ({
  id: name, name, nodes: [
    { id: '1', name: 'Go', type: 'n8n-nodes-base.manualTrigger', position: [0, 0], parameters: {} },
    { id: '2', name: 'Ask', type: 'n8n-nodes-base.httpRequest', position: [200, 0], parameters: {} },
  ],
  connections: { Go: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
});

// It ends by itself; without scripts one looks again.
async function watch(page, script) {
  const done = page.locator('.status--chip', { hasText: 'Completed' });
  while (!script && await done.count() === 0) {
    await page.getByRole('link', { name: 'Look again' }).click();
    await page.waitForLoadState();
  }
  await done.waitFor();
}

async function send(page, files) {
  await page.goto('/import');
  await page.getByLabel('Files').setInputFiles(files);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.waitForURL(/\/import\/[-0-9a-f]{36}$/);
}

for (const { name, script } of ways) {
  test(`imports, ${name}`, { skip }, async (t) => {
    await t.test('documents are sent, watched, reported and drawn', async () => {
      const page = await openAs('operator', { script });
      const called = newName('Seen import');

      await send(page, [file('flow.json', flow(called)), file('broken.json', '{"nodes": [')]);
      await watch(page, script);
      assert.equal(await heading(page), 'flow.json and 1 more');
      const report = page.getByRole('table', { name: 'What became of each document' });
      assert.match(await report.getByRole('row', { name: /broken\.json/ }).textContent(), /Refused.*not JSON: it ends too early/s);
      await report.getByRole('link', { name: called }).click();
      assert.equal(await heading(page), called);
      assert.equal(await page.locator('.flow-node').count(), 2);
      await page.goto('/import');
      await page.getByRole('link', { name: 'flow.json and 1 more' }).first().click();
      await page.getByText('1 imported, 0 updated, 0 unchanged, 1 refused').waitFor();
      await close(page);
    });

    await t.test('a real document is drawn', { skip: !real && 'there are no documents beside this folder' }, async () => {
      const page = await openAs('operator', { script });
      const text = readFileSync(new URL(real, corpus), 'utf8');

      await send(page, [file(real, text)]);
      await watch(page, script);
      await page.locator('.import-row__flows a').first().click();
      await page.waitForLoadState();
      assert.equal(await page.locator('.flow-node').count(), JSON.parse(text).nodes.filter((node) => node.type !== 'note').length);
      await close(page);
    });

    await t.test('a dry run keeps nothing', async () => {
      const page = await openAs('operator', { script });
      const called = newName('Dry import');

      await page.goto('/import');
      await page.getByLabel('Files').setInputFiles([file('dry.json', flow(called))]);
      await page.getByLabel('Dry run').check();
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      await watch(page, script);
      await page.getByText(called).waitFor();
      assert.equal(await page.getByRole('link', { name: called }).count(), 0);
      assert.equal((await operator.get(`/api/workflows?q=${encodeURIComponent(called)}&limit=1`)).body.workflows.length, 0);
      await close(page);
    });

    await t.test('a viewer sees imports and makes none', async () => {
      const page = await openAs('viewer', { script });

      await page.goto('/import');
      assert.equal(await heading(page), 'Imports');
      assert.equal(await page.getByLabel('Files').count(), 0);
      await close(page);
    });
  });
}
