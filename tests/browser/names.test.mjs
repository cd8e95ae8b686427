// What people and programs write stays in its place, however long or turned round.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeAgent, makeExecution } from '../http/client.mjs';
import { close, open, openAs, skip } from './browser.mjs';

const word = 'Donaudampfschifffahrt'.repeat(8);
const widths = [360, 800, 1400, 2560];

// How far the page reaches over the window.
function excess(page) {
  return page.evaluate(() => ({
    across: document.documentElement.scrollWidth - window.innerWidth,
    down: document.documentElement.scrollHeight - window.innerHeight,
  }));
}

test('names', { skip }, async (t) => {
  await t.test('of one long word widen no page', async () => {
    const agent = await makeAgent({ name: word, category: word.slice(0, 80), model: word.slice(0, 90) });
    const run = await makeExecution({ agentId: agent.id, title: word, status: 'RUNNING' });
    const page = await openAs('viewer');

    for (const path of ['/', '/agents', `/agents/${agent.id}`, '/executions', `/executions/${run.id}`]) {
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        assert.equal((await excess(page)).across, 0, `${path} at ${width}`);
      }
    }
    await close(page);
  });

  await t.test('from right to left turn nothing else round', async () => {
    const agent = await makeAgent({ name: 'Turned \u05d0\u05d1\u05d2 round' });
    const page = await openAs('viewer');

    await page.goto(`/agents?q=${encodeURIComponent('Turned')}`);
    const isolation = await page.locator(`a[href="/agents/${agent.id}"]`)
      .evaluate((link) => getComputedStyle(link).unicodeBidi);
    assert.equal(isolation, 'isolate');
    await close(page);
  });
});

test('the sign-in page', { skip }, async (t) => {
  await t.test('is no taller than a wide window', async () => {
    const page = await open({ width: 3840, height: 900 });

    await page.goto('/sign-in');
    assert.equal((await excess(page)).down, 0);
    await close(page);
  });
});
