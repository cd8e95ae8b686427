import assert from 'node:assert/strict';
import { test } from 'node:test';

import { admin, makeAgent, makeExecution, newName, operator, sql } from '../http/client.mjs';
import { close, heading, openAs, said, skip, ways } from './browser.mjs';

for (const way of ways) {
  test(`executions, ${way.name}`, { skip }, async (t) => {
    await t.test('they are filtered by status, agent and day, in the address', async () => {
      const agent = await makeAgent();
      const page = await openAs('viewer', way);

      await makeExecution({ agentId: agent.id, title: 'Went well', status: 'SUCCESS' });
      await makeExecution({ agentId: agent.id, title: 'Went wrong', status: 'FAILED', error: 'no ink left' });
      await page.goto(`/executions?agentId=${agent.id}`);
      assert.deepEqual(await page.locator('tbody th a').allTextContents(), ['Went wrong', 'Went well']);
      await page.getByText('no ink left').waitFor();

      await page.getByRole('link', { name: 'Failed and timed out' }).click();
      await page.waitForURL(/status=failed/);
      assert.deepEqual(await page.locator('tbody th a').allTextContents(), ['Went wrong']);

      await page.getByText('Add filter').click();
      await page.getByLabel('Not before').fill('2020-01-01');
      await page.getByRole('main').getByRole('button', { name: 'Apply' }).first().click();
      await page.waitForURL(/createdAfter=2020-01-01/);
      assert.match(page.url(), /status=failed/);
      assert.match(page.url(), new RegExp(`agentId=${agent.id}`));

      await page.getByRole('link', { name: /^Remove the filter Agent/ }).click();
      await page.waitForURL((url) => !url.searchParams.get('agentId'));
      await close(page);
    });

    await t.test('a workflow shows in place of an agent, and an agent that was deleted is still to choose', async () => {
      const name = newName('Tide table');
      const { workflowId } = (await operator.post('/api/workflows', { name, nodes: [], edges: [] })).body;
      const made = await operator.post('/api/executions', { workflowId, title: newName('By flow') });
      const agent = await makeAgent();
      await makeExecution({ agentId: agent.id, title: 'Left behind' });
      await admin.delete(`/api/agents/${agent.id}`);
      const page = await openAs('viewer', way);

      assert.equal(made.body.execution.workflowName, name);
      await page.goto('/executions');
      await page.getByText('Add filter').click();
      await page.getByLabel('Workflow', { exact: true }).selectOption(name);
      await page.getByRole('main').getByRole('button', { name: 'Apply' }).first().click();
      await page.getByRole('link', { name: `Remove the filter Workflow ${name}` }).waitFor();
      assert.equal(await page.getByRole('link', { name, exact: true }).getAttribute('href'), `/workflows/${workflowId}`);

      await page.goto('/executions');
      await page.getByText('Add filter').click();
      await page.getByLabel('Agent', { exact: true }).selectOption(`${agent.name} (deleted)`);
      await page.getByRole('main').getByRole('button', { name: 'Apply' }).first().click();
      await page.getByRole('link', { name: 'Left behind' }).waitFor();
      await close(page);
    });

    await t.test('a search is bounded by time, and shows that it is', async () => {
      const title = newName('Ferry');
      const page = await openAs('viewer', way);

      await makeExecution({ title });
      await page.goto('/executions');
      await page.getByRole('searchbox', { name: /title or error/ }).fill(title);
      await page.getByRole('searchbox', { name: /title or error/ }).press('Enter');
      await page.getByRole('link', { name: title, exact: true }).waitFor();
      await page.getByRole('link', { name: /^Remove the filter Not before/ }).waitFor();
      await close(page);
    });

    await t.test('a filter that nothing fits says so, and can be cleared', async () => {
      const page = await openAs('viewer', way);

      await page.goto(`/executions?q=${newName('nothing')}`);
      await page.getByText('No execution matches').waitFor();
      await page.getByRole('link', { name: 'Clear the filter' }).click();
      await page.getByText(/shown, newest first/).waitFor();
      await close(page);
    });

    await t.test('several are cancelled at once', async () => {
      const agent = await makeAgent();
      const page = await openAs('operator', way);

      for (const title of ['One', 'Two', 'Three']) {
        await makeExecution({ agentId: agent.id, title, status: 'RUNNING' });
      }
      await page.goto(`/executions?agentId=${agent.id}`);
      await page.getByLabel(/^Select One/).check();
      await page.getByLabel(/^Select Three/).check();
      if (way.script) {
        await page.getByRole('status').filter({ hasText: '2 selected' }).waitFor();
      }
      await page.getByRole('button', { name: 'Cancel them' }).click();
      await said(page, '2 executions cancelled');
      assert.match(page.url(), new RegExp(`agentId=${agent.id}`));
      assert.deepEqual(await page.locator('tbody .status').allTextContents(),
        ['Cancelled', 'Running', 'Cancelled']);
      await close(page);
    });

    await t.test('two are ticked and compared, step by step', async () => {
      const page = await openAs('viewer', way);
      const id = await failedWithSteps();
      const { agentId } = (await operator.get(`/api/executions/${id}`)).body.execution;

      await page.goto(`/executions?agentId=${agentId}`);
      const boxes = page.locator('tbody input[name=id]');
      const ids = await boxes.evaluateAll((all) => all.slice(0, 2).map((box) => box.value));
      await boxes.nth(0).check();
      assert.equal(await page.getByRole('button', { name: 'Compare' }).isDisabled(), way.script ?? true);
      await boxes.nth(1).check();
      assert.equal(await page.getByRole('button', { name: 'Cancel them' }).count(), 0);
      await page.getByRole('button', { name: 'Compare' }).click();
      await page.waitForURL(`/executions/compare?a=${ids[1]}&b=${ids[0]}`);
      assert.equal(await heading(page), 'Compare executions');
      assert.equal(await page.getByRole('heading', { level: 2, name: /^[AB]: / }).count(), 2);

      await page.getByRole('link', { name: 'Swap A and B' }).click();
      await page.waitForURL(`/executions/compare?a=${ids[0]}&b=${ids[1]}`);
      await close(page);
    });

    await t.test('a run is compared with the one before, and a step opens', async () => {
      const page = await openAs('viewer', { ...way, width: 360 });
      const id = await failedWithSteps();

      await page.goto(`/executions/${id}`);
      await page.getByRole('link', { name: 'Compare with the run before' }).click();
      await page.waitForURL((url) => url.searchParams.get('b') === id);
      const step = page.locator('details.step').last();
      await step.locator('summary').click();
      if (!way.script) {
        await step.getByRole('link', { name: /^Compare input and output/ }).click();
      }
      await page.locator('details.step').last().getByRole('group', { name: /, from A to B$/ }).first().waitFor();
      const [a, b] = await Promise.all([page.locator('#side-A').boundingBox(), page.locator('#side-B').boundingBox()]);
      assert.equal(a.x, b.x, 'one stands above the other');
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360), 'nothing overflows');
      await close(page);
    });

    await t.test('one is cancelled once', async () => {
      const { id } = await makeExecution({ title: 'Slow boat', status: 'RUNNING' });
      const page = await openAs('operator', way);
      const other = await openAs('operator', way);

      await page.goto(`/executions/${id}`);
      await other.goto(`/executions/${id}`);
      await page.getByRole('button', { name: 'Cancel' }).click();
      await said(page, 'The execution is cancelled');
      assert.equal(await page.getByRole('button', { name: 'Cancel' }).count(), 0);

      await other.getByRole('button', { name: 'Cancel' }).click();
      await other.getByText('The execution is cancelled already').waitFor();
      await close(page);
      await close(other);
    });

    await t.test('one that failed is run again, and names the first', async () => {
      const first = await makeExecution({ title: 'Lost letter', status: 'FAILED' });
      const page = await openAs('operator', way);

      await page.goto(`/executions/${first.id}`);
      await page.getByRole('button', { name: 'Run again' }).click();
      await said(page, 'It is run again; this is the new run');
      assert.notEqual(new URL(page.url()).pathname, `/executions/${first.id}`);
      assert.equal(await page.getByRole('button', { name: 'Run again' }).count(), 0);
      await page.getByRole('link', { name: 'the attempt before' }).click();
      await page.waitForURL(`/executions/${first.id}`);
      await close(page);

      const viewer = await openAs('viewer', way);
      await viewer.goto(`/executions/${first.id}`);
      assert.equal(await viewer.getByRole('button', { name: 'Run again' }).count(), 0);
      await close(viewer);
    });

    await t.test('the page of a failure leads to the step and shows its payload', async () => {
      const page = await openAs('viewer', way);
      const id = await failedWithSteps();

      await page.goto(`/executions/${id}`);
      const reason = page.getByRole('group', { name: 'Why it failed' });
      await reason.getByRole('link', { name: /^Go to step/ }).click();
      await page.waitForURL(/#step-\d+$/);
      await page.getByRole('group', { name: 'Error', exact: true }).waitFor();
      await page.getByRole('group', { name: 'Input', exact: true }).waitFor();
      await close(page);
    });

    await t.test('input and output are shown when they are asked for', async () => {
      const { id } = await makeExecution({ title: 'Letter', status: 'SUCCESS', input: { to: 'port' } });
      const page = await openAs('viewer', way);

      await page.goto(`/executions/${id}`);
      await page.getByRole('link', { name: /^Show what the run was given/ }).click();
      await page.getByRole('group', { name: 'Input', exact: true }).getByText('"port"').waitFor();
      await close(page);
    });
  });
}

// Of the demo data: the newest failure that has steps.
async function failedWithSteps() {
  const list = await operator.get('/api/executions?status=FAILED&limit=50');

  for (const { id } of list.body.executions) {
    const steps = await operator.get(`/api/executions/${id}/steps`);

    if (steps.body.steps.some((step) => /failed/i.test(step.status))) {
      return id;
    }
  }
  throw new Error('no failed execution has steps');
}

function addSteps(execution, count) {
  sql(`insert into execution_steps (tenant_id, execution_id, node_id, position, name, status)
       select e.tenant_id, e.id, i, i, 'Step ' || i, 'completed'
         from executions e, generate_series(1, ${count}) i where e.id = '${execution.id}'`);
}

test('very many steps keep the log in reach, on screen and not on paper', { skip }, async () => {
  const run = await makeExecution({ title: 'Long', status: 'SUCCESS' });
  const page = await openAs('viewer');
  const place = () => page.locator('#log').evaluate((log) => log.offsetTop);

  addSteps(run, 300);
  await page.goto(`/executions/${run.id}#step-299`);
  assert.ok(await place() < 4000);
  assert.ok(await page.locator('#step-299').evaluate((step) => step.offsetParent && step.getBoundingClientRect().top < innerHeight));
  await page.emulateMedia({ media: 'print' });
  assert.ok(await place() > 300 * 20);
  await close(page);
});

test('executions with scripts', { skip }, async (t) => {
  await t.test('a step fetches its payload when it is opened', async () => {
    const page = await openAs('viewer');
    const id = await failedWithSteps();

    await page.goto(`/executions/${id}`);
    assert.equal(await page.getByRole('group', { name: 'Input', exact: true }).count(), 0);
    await page.locator('.step summary').last().click();
    await page.getByRole('group', { name: 'Input', exact: true }).waitFor();
    assert.doesNotMatch(page.url(), /step=/);
    await close(page);
  });

  await t.test('a list that is looked at shows what is new', async () => {
    const agent = await makeAgent();
    const page = await openAs('viewer');

    await makeExecution({ agentId: agent.id, title: 'Old', status: 'RUNNING' });
    await page.goto(`/executions?agentId=${agent.id}`);
    await page.evaluate(() => { document.body.dataset.same = 'yes'; });
    await makeExecution({ agentId: agent.id, title: 'New', status: 'RUNNING' });
    await page.getByRole('link', { name: 'New', exact: true }).waitFor();
    assert.equal(await page.evaluate(() => document.body.dataset.same), 'yes');
    await close(page);
  });

  await t.test('a list that is no longer live says so in words, until it is again', async () => {
    const page = await openAs('viewer');
    const words = page.getByText('Not live just now, trying again');
    const fragments = (url) => url.pathname === '/executions';

    await page.goto('/executions');
    assert.equal(await words.isVisible(), false);
    await page.route(fragments, (route) => route.fulfill({ status: 503, body: '' }));
    await words.waitFor();
    await page.unroute(fragments);
    await words.waitFor({ state: 'hidden' });
    page.problems = page.problems.filter((problem) => !/503/.test(problem));
    await close(page);
  });

  await t.test('a run that ends says so by itself', async () => {
    const { id } = await makeExecution({ title: 'Short trip', status: 'RUNNING' });
    const page = await openAs('viewer');

    await page.goto(`/executions/${id}`);
    assert.equal(await heading(page), 'Short trip');
    await operator.put(`/api/executions/${id}`, { status: 'SUCCESS' });
    await page.locator('.status--chip', { hasText: 'Completed' }).waitFor();
    assert.equal(await page.locator('[data-live]').count(), 0);
    await close(page);
  });

  await t.test('an answer that was on its way when a row was ticked changes nothing', async () => {
    const agent = await makeAgent();
    const page = await openAs('operator');
    const isRefresh = (url) => url.pathname === '/executions';
    let release;
    const released = new Promise((resolve) => { release = resolve; });

    await makeExecution({ agentId: agent.id, title: 'Ticked', status: 'RUNNING' });
    await page.goto(`/executions?agentId=${agent.id}`);
    await page.route(isRefresh, async (route) => {
      await released;
      await route.continue();
    });
    await page.waitForRequest((request) => isRefresh(new URL(request.url())));
    await makeExecution({ agentId: agent.id, title: 'New', status: 'RUNNING' });
    await page.getByLabel(/^Select Ticked/).check();
    await page.evaluate(() => {
      globalThis.over = new Promise((resolve) => { document.addEventListener('htmx.finally.request', () => resolve(true), { once: true }); });
    });
    release();
    assert.ok(await page.evaluate(() => globalThis.over));
    assert.deepEqual(await page.locator('tbody th a').allTextContents(), ['Ticked']);
    assert.ok(await page.getByLabel(/^Select Ticked/).isChecked());
    await close(page);
  });

  await t.test('ticked rows hold the list still', async () => {
    const agent = await makeAgent();
    const page = await openAs('operator');
    let asked = 0;

    await makeExecution({ agentId: agent.id, title: 'Held', status: 'RUNNING' });
    await page.clock.install();
    await page.goto(`/executions?agentId=${agent.id}`);
    page.on('request', (request) => { asked += /executions/.test(request.url()) ? 1 : 0; });
    await page.getByLabel(/^Select Held/).check();
    await page.clock.runFor(60_000);
    assert.equal(asked, 0);
    await page.getByRole('button', { name: 'Clear the selection' }).click();
    await page.mouse.move(0, 0);
    await Promise.all([page.waitForRequest(/executions/), page.clock.runFor(10_000)]);
    await close(page);
  });
});
