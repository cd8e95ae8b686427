// Every page, light and dark, on a phone and on a desk: axe finds nothing, nothing
// runs out of the window, nothing is wrong in the console.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import axe from 'axe-core';

import { close, open, openAs, skip } from './browser.mjs';
import * as pages from './pages.mjs';

const widths = [1400, 360];

// All of it in one scheme; of the other, which is nothing but other colours, those.
const rules = {
  light: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  dark: { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
};

async function violations(page, colorScheme) {
  const found = await page.evaluate((options) => globalThis.axe.run(options), rules[colorScheme]);

  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
}

// In both schemes, one after the other.
async function violationsOf(page) {
  const all = [];

  for (const colorScheme of Object.keys(rules)) {
    await page.emulateMedia({ colorScheme });
    all.push(...(await violations(page, colorScheme)).map((text) => `${colorScheme}: ${text}`));
  }
  return all;
}

async function problems(page, path) {
  await page.goto(path);
  await page.evaluate(axe.source);
  const found = await violationsOf(page);
  const outside = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

  if (outside > 0) {
    found.push(`${outside} px too wide`);
  }
  return found.map((text) => `${path} ${text}`);
}

async function problemsOf(page, paths) {
  const all = [];

  for (const path of paths) {
    all.push(...await problems(page, path));
  }
  return all;
}

// Both widths at once: most of the time a browser is at work, which has a core of its own.
describe('pages', { skip, concurrency: widths.length }, () => {
  for (const width of widths) {
    describe(`${width} px wide`, { concurrency: 1 }, () => {
      it('that are open to anyone', async () => {
        const page = await open({ width });

        assert.deepEqual(await problemsOf(page, pages.open), []);
        await close(page);
      });

      it('of somebody who is signed in', async () => {
        const page = await openAs('admin', { width });

        assert.deepEqual(await problemsOf(page, await pages.signedIn()), []);
        await close(page);
      });

      it('of an organisation without anything', async () => {
        const { tenant, paths } = pages.empty();
        const page = await openAs('admin', { width, tenant });

        assert.deepEqual(await problemsOf(page, paths), []);
        await close(page);
      });

      it('of what people and programs write', async () => {
        const page = await openAs('admin', { width });

        assert.deepEqual(await problemsOf(page, await pages.hostile()), []);
        await close(page);
      });

      it('with everything open that can be opened', async () => {
        const page = await openAs('admin', { width });

        for (const path of ['/', '/executions', '/audit']) {
          await page.goto(path);
          await page.evaluate(axe.source);
          await page.evaluate(() => {
            for (const each of document.querySelectorAll('details')) {
              each.open = true;
            }
          });
          assert.deepEqual(await violationsOf(page), [], path);
        }
        await close(page);
      });
    });
  }
});
