import assert from 'node:assert/strict';
import { test } from 'node:test';

import { admin, makeAgent, makeExecution, newName, operator } from '../http/client.mjs';
import { close, heading, openAs, said, skip, ways } from './browser.mjs';

for (const way of ways) {
  test(`agents, ${way.name}`, { skip }, async (t) => {
    await t.test('an agent is made, edited, paused, activated and deleted', async () => {
      const page = await openAs('admin', way);
      const name = newName('Quay master');

      await page.goto('/agents');
      await page.getByRole('link', { name: 'New agent' }).first().click();
      await page.getByLabel('Name').fill(name);
      await page.getByLabel('Configuration').fill('{"atOnce": 4}');
      await page.getByLabel('Instructions').fill('Line one\nLine two');
      await page.getByRole('button', { name: 'Make the agent' }).click();
      await said(page, 'The agent is made');
      assert.equal(await heading(page), name);

      await page.getByRole('link', { name: 'Edit' }).first().click();
      assert.equal(await page.getByLabel('Instructions').inputValue(), 'Line one\nLine two');
      await page.getByLabel('Category').fill('Harbour');
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The agent is saved');
      assert.match(await page.getByRole('main').textContent(), /Harbour.*version 2/s);

      await page.getByRole('button', { name: 'Pause' }).click();
      await said(page, 'The agent is paused');
      await page.getByRole('button', { name: 'Activate' }).click();
      await said(page, 'The agent is active');

      await page.getByRole('link', { name: 'Delete' }).click();
      assert.equal(await heading(page), `Delete ${name}?`);
      await page.getByRole('button', { name: 'Delete it' }).click();
      await said(page, 'The agent is deleted');

      await page.getByRole('link', { name: 'Deleted', exact: true }).click();
      await page.getByRole('link', { name, exact: true }).click();
      assert.equal(await heading(page), name);
      await page.getByRole('button', { name: 'Restore' }).click();
      await said(page, 'The agent is restored');
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      await close(page);
    });

    await t.test('a capability is added, corrected, edited and deleted', async () => {
      const page = await openAs('operator', way);
      const agent = await makeAgent();

      await page.goto(`/agents/${agent.id}`);
      await page.getByRole('link', { name: 'Configuration' }).first().click();
      await page.getByText('No capabilities yet').waitFor();
      await page.getByRole('link', { name: 'Add a capability' }).first().click();
      await page.getByLabel('Name').fill('Read invoices');
      for (const wrong of ['1.5', 'high', 'nan', '0x1']) {
        await page.getByLabel('Confidence').fill(wrong);
        await page.getByRole('button', { name: 'Add the capability' }).click();
        await page.locator('#confidence-error').waitFor();
        assert.equal(await page.getByLabel('Name').inputValue(), 'Read invoices');
        assert.equal(await page.getByLabel('Confidence').inputValue(), wrong);
      }
      await page.getByLabel('Confidence').fill('0.85');
      await page.getByRole('button', { name: 'Add the capability' }).click();
      await said(page, 'The capability is added');
      assert.equal(await heading(page), 'Read invoices');
      await page.goto(`/agents/${agent.id}/configuration`);
      await page.getByRole('cell', { name: '85 %' }).waitFor();

      await page.getByRole('link', { name: 'Edit Read invoices' }).click();
      assert.equal(await page.getByLabel('Confidence').inputValue(), '0.85');
      await operator.patch(`/api/agents/${agent.id}/capabilities/${page.url().split('/').at(-2)}`, { usageCount: 3 });
      await page.getByLabel('Name').fill('Read receipts');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('your text is kept').waitFor();
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The capability is saved');

      await page.getByRole('link', { name: 'Delete…' }).click();
      assert.equal(await heading(page), 'Delete Read receipts?');
      await page.getByRole('button', { name: 'Delete it' }).click();
      await said(page, 'The capability is gone');
      await page.getByText('No capabilities yet').waitFor();
      await close(page);
    });

    await t.test('an execution leads to its agent that was deleted', async () => {
      const agent = await makeAgent();
      const { id } = await makeExecution({ agentId: agent.id, title: 'Left behind' });
      const page = await openAs('operator', way);

      await admin.delete(`/api/agents/${agent.id}`);
      await page.goto(`/executions/${id}`);
      await page.getByRole('main').getByRole('link', { name: agent.name }).click();
      await page.getByText(/This agent was deleted[^]*by Admin/).waitFor();
      await page.getByText('An admin can restore it').waitFor();
      for (const name of ['Restore', 'Pause'])
        assert.equal(await page.getByRole('button', { name }).count(), 0);
      for (const name of ['Edit', 'Delete…', 'Flowchart'])
        assert.equal(await page.getByRole('main').getByRole('link', { name }).count(), 0);
      await page.getByRole('link', { name: 'Left behind' }).waitFor();
      await page.getByRole('link', { name: 'All executions' }).click();
      await page.getByRole('link', { name: `Remove the filter Agent ${agent.name}` }).waitFor();
      await close(page);
    });

    await t.test('a wrong form comes back with what was typed', async () => {
      const page = await openAs('operator', way);

      await page.goto('/agents/new');
      await page.getByLabel('Name').fill(' ');
      await page.getByLabel('Model', { exact: false }).last().fill('mistral-large');
      await page.getByLabel('Configuration').fill('{"atOnce": }');
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'POST'),
        page.getByRole('button', { name: 'Make the agent' }).click(),
      ]);

      assert.equal(answer.status(), 422);
      const summary = page.getByRole('alert');
      await summary.getByText('2 fields need another look').waitFor();
      assert.equal(await page.getByLabel('Configuration').inputValue(), '{"atOnce": }');
      assert.equal(await page.locator('#model').inputValue(), 'mistral-large');
      assert.match(await page.locator('#name-error').textContent(), /must not be empty/i);
      assert.equal(await page.locator('#name').getAttribute('aria-describedby'), 'name-error name-help');
      await summary.getByRole('link', { name: /^Configuration/ }).click();
      await page.waitForURL(/#configuration$/);
      await close(page);
    });

    await t.test('who is slower keeps the text, and is told', async () => {
      const { id } = await makeAgent();
      const slow = await openAs('operator', way);
      const quick = await openAs('admin', way);

      await slow.goto(`/agents/${id}/edit`);
      await quick.goto(`/agents/${id}/edit`);
      await quick.getByLabel('Category').fill('Quick');
      await quick.getByRole('button', { name: 'Save' }).click();
      await said(quick, 'The agent is saved');

      await slow.getByLabel('Category').fill('Slow');
      await slow.getByRole('button', { name: 'Save' }).click();
      await slow.getByRole('alert').getByText(/Somebody else changed this agent/).waitFor();
      assert.equal(await slow.getByLabel('Category').inputValue(), 'Slow');
      await slow.getByRole('button', { name: 'Save' }).click();
      await said(slow, 'The agent is saved');
      await close(quick);
      await close(slow);
    });

    await t.test('the list is searched, ordered and paged by its address', async () => {
      const page = await openAs('viewer', way);
      const word = newName('Pilot').replace(' ', '');

      for (const end of ['b', 'a', 'c']) {
        await makeAgent({ name: `${word} ${end}` });
      }
      await page.goto('/agents');
      await page.getByRole('searchbox', { name: /name or description/ }).fill(word);
      await page.getByRole('searchbox', { name: /name or description/ }).press('Enter');
      await page.getByText('3 shown').waitFor();
      await page.getByRole('link', { name: /^Agent$/ }).click();
      await page.waitForURL(/sort=name/);
      assert.deepEqual(await page.locator('tbody th a').allTextContents(),
        [`${word} a`, `${word} b`, `${word} c`]);
      assert.equal(await page.locator('th[aria-sort]').getAttribute('aria-sort'), 'ascending');

      await page.goto(`/agents?q=${word}&sort=name&limit=2`);
      await page.getByRole('link', { name: 'Next page' }).click();
      await page.waitForURL(/cursor=/);
      assert.deepEqual(await page.locator('tbody th a').allTextContents(), [`${word} c`]);
      await page.getByRole('link', { name: 'First page' }).click();
      await page.waitForLoadState();
      assert.equal(await page.locator('tbody th a').count(), 2);

      await page.getByRole('link', { name: /^Remove the filter Search/ }).click();
      assert.doesNotMatch(page.url(), /q=/);
      await close(page);
    });
  });
}

test('one agent', { skip }, async (t) => {
  await t.test('its runs are shown with the reason of a failure', async () => {
    const { id } = await makeAgent();
    const page = await openAs('viewer');

    await makeExecution({ agentId: id, title: 'First of all', status: 'FAILED', error: 'no ink left' });
    await page.goto(`/agents/${id}`);
    await page.getByRole('link', { name: 'First of all' }).waitFor();
    await page.getByText('no ink left').waitFor();
    await page.getByRole('img', { name: /last 1 executions?: 0 completed, 1 failed/i }).waitFor();
    await page.getByRole('link', { name: 'All executions' }).click();
    assert.match(page.url(), new RegExp(`agentId=${id}`));
    await close(page);
  });

  await t.test('an agent that has not run says so', async () => {
    const { id } = await makeAgent();
    const page = await openAs('viewer');

    await page.goto(`/agents/${id}`);
    await page.getByText('It has not run yet').waitFor();
    await close(page);
  });

  await t.test('a name is never markup', async () => {
    const name = `"><img src=x onerror=alert(1)> ${newName('x')}`;
    const { id } = await makeAgent({ name });
    const page = await openAs('viewer');

    for (const path of [`/agents/${id}`, `/agents?q=${encodeURIComponent(name.slice(-8))}`]) {
      await page.goto(path);
      await page.getByText(name).first().waitFor();
      assert.equal(await page.locator('img').count(), 0);
    }
    await close(page);
  });
});
