import assert from 'node:assert/strict';
import { test } from 'node:test';

import axe from 'axe-core';

import { as } from '../http/client.mjs';
import { muster, newTenant } from '../http/command.mjs';
import { close, openAs, skip, ways } from './browser.mjs';

// A tenant whose executions of the month are used up, and which has reported something.
async function spent() {
  const slug = newTenant('owner');
  const owner = as('owner', slug);
  const plan = muster('plan', 'set', slug, 'Enterprise', '--limits', 'executions=2,agents=3');
  assert.equal(plan.status, 0, plan.stderr);
  const agentId = (await owner.post('/api/agents', { name: 'Worker' })).body.agent.id;

  for (let i = 0; i < 2; i++) {
    await owner.post('/api/executions', { agentId, tokens: 1200 });
  }
  await owner.post('/api/usage-records', [
    { eventId: 'first', billingUnit: 'storageGb', quantity: 2.5, description: 'Documents' },
    { eventId: 'second', billingUnit: 'mails', quantity: 3 }]);
  return { slug, agentId };
}

for (const way of ways) {
  test(`usage and plan, ${way.name}`, { skip }, async (t) => {
    const { slug, agentId } = await spent();

    await t.test('what is used up is told above all, and the bars agree', async () => {
      const page = await openAs('owner', { ...way, tenant: slug });

      await page.goto('/usage');
      assert.match(await page.getByRole('group', { name: 'What is used up' }).textContent(), /Executions: all 2 of this month are used/);
      const row = (name) => page.getByRole('row', { name });
      assert.match(await row(/^Executions/).textContent(), /2.*100 %.*Used up/s);
      assert.match(await row(/^Agents/).textContent(), /1.*33 %/s);
      assert.match(await row(/^Tokens/).textContent(), /2,400.*not limited/s);
      await close(page);
    });

    await t.test('a unit is drawn by day, with the same as a table', async () => {
      const page = await openAs('owner', { ...way, tenant: slug });

      await page.goto('/usage');
      await page.getByRole('link', { name: 'storageGb' }).click();
      await page.waitForLoadState();
      assert.equal(await page.getByRole('img', { name: 'storageGb per day' }).count(), 1);
      await page.getByText('Show as table').click();
      assert.match(await page.getByRole('table', { name: 'storageGb per day' }).textContent(), /2\.5/);
      await close(page);
    });

    await t.test('records are listed, and filtered by unit', async () => {
      const page = await openAs('owner', { ...way, tenant: slug });

      await page.goto('/usage');
      await page.getByRole('link', { name: 'All records' }).click();
      await page.waitForLoadState();
      assert.equal(await page.locator('tbody tr').count(), 2);
      await page.getByLabel('Unit, as it was reported').fill('mails');
      await page.getByLabel('Unit, as it was reported').press('Enter');
      await page.waitForURL(/billingUnit=mails/);
      assert.match(await page.locator('tbody').textContent(), /second/);
      assert.equal(await page.locator('tbody tr').count(), 1);
      await close(page);
    });

    await t.test('a form that goes beyond a limit is told why', async () => {
      const page = await openAs('owner', { ...way, tenant: slug });
      const owner = as('owner', slug);

      for (let i = 0; i < 2; i++) {
        await owner.post('/api/agents', { name: 'Another' });
      }
      await page.goto('/agents/new');
      await page.getByLabel('Name').fill('One too many');
      await page.getByRole('button', { name: 'Make the agent' }).click();
      await page.getByText('The plan allows 3 agents, and there are 3').waitFor();
      assert.equal((await owner.get('/api/agents')).body.total, 3);
      assert.ok(agentId);
      await close(page);
    });
  });
}

for (const scheme of ['light', 'dark']) {
  test(`usage is accessible, ${scheme}`, { skip }, async () => {
    const { slug } = await spent();
    const page = await openAs('owner', { tenant: slug, scheme, width: 360 });

    for (const path of ['/usage', '/usage/records']) {
      await page.goto(path);
      await page.evaluate(axe.source);
      assert.deepEqual((await page.evaluate(() => globalThis.axe.run())).violations.map(({ id }) => id), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${path} fits`);
    }
    await close(page);
  });
}
