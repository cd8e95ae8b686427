// Blueprints: published from the page of an agent, made public, and installed by another organisation.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { admin, makeAgent, newName, operator, viewer } from '../http/client.mjs';
import { close, heading, openAs, said, skip, ways } from './browser.mjs';

for (const way of ways) {
  test(`blueprints, ${way.name}`, { skip }, async (t) => {
    await t.test('one is published for all, and another organisation makes an agent of it', async () => {
      const agent = await makeAgent({ description: 'Reads invoices' });
      const name = newName('Reader');
      const page = await openAs('admin', way);

      await page.goto(`/agents/${agent.id}`);
      await page.getByRole('link', { name: 'Publish…' }).click();
      assert.equal(await page.getByLabel('Agent', { exact: true }).inputValue(), agent.id);
      await page.getByLabel('Name').fill(name);
      await page.getByLabel('Public').selectOption('true');
      await page.getByLabel('Currency').fill('euro');
      await page.getByLabel('Price').fill('1');
      await page.getByRole('button', { name: 'Publish the blueprint' }).click();
      await page.getByRole('alert').waitFor();
      assert.equal(await page.getByLabel('Name').inputValue(), name, 'nothing typed is lost');
      await page.getByLabel('Currency').fill('EUR');
      await page.getByLabel('Price').fill('0');
      await page.getByRole('button', { name: 'Publish the blueprint' }).click();
      await said(page, 'The blueprint is published');
      assert.equal(await heading(page), name);
      await page.getByText('Reads invoices').first().waitFor();

      const other = await openAs('operator', { tenant: 'quay', ...way });
      await other.goto('/blueprints');
      await other.getByRole('link', { name, exact: true }).click();
      await other.getByText('Harbour Support').waitFor();
      assert.equal(await other.getByRole('link', { name: 'Take back…' }).count(), 0);
      await other.getByRole('main').getByRole('button', { name: 'Install' }).click();
      await said(other, 'It is made of the blueprint');
      assert.equal(await heading(other), name);
      await other.getByText('Paused').first().waitFor();
      await close(other);

      await page.getByRole('link', { name: 'Take back…' }).click();
      await page.getByText('What was made of it stays').waitFor();
      await page.getByRole('button', { name: 'Delete it' }).click();
      await said(page, 'The blueprint is taken back');
      await close(page);
    });

    await t.test('a member of another organisation reviews one, and thinks again', async () => {
      const made = await admin.post('/api/blueprints', { agentId: (await makeAgent()).id, isPublic: true });
      const { id, name } = made.body.blueprint;
      const page = await openAs('viewer', { tenant: 'quay', ...way });

      await page.goto(`/blueprints/${id}`);
      await page.getByText('Nobody has reviewed it yet').waitFor();
      await page.getByRole('link', { name: 'Write one' }).click();
      assert.equal(await page.getByLabel('Blueprint').inputValue(), id);
      await page.getByLabel('Rating').selectOption('4');
      await page.getByRole('textbox', { name: 'Review' }).fill('Saved us a week.');
      await page.getByRole('button', { name: 'Write the review' }).click();
      await said(page, 'The review is written');
      assert.equal(await heading(page), `Review of ${name}`);
      await page.getByRole('link', { name: 'Edit', exact: true }).click();
      await page.getByLabel('Rating').selectOption('2');
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The review is saved');

      const publisher = await openAs('viewer', way);
      await publisher.goto(`/blueprints/${id}`);
      await publisher.getByText('Saved us a week.').waitFor();
      assert.equal(await publisher.getByRole('link', { name: 'Write one' }).count(), 0, 'nobody reviews what is their own');
      await publisher.getByRole('link', { name: '1 review', exact: true }).click();
      await publisher.getByText('Saved us a week.').waitFor();
      await publisher.getByRole('link', { name: `Review of ${name}` }).click();
      assert.equal(await heading(publisher), `Review of ${name}`);
      assert.equal(await publisher.getByRole('link', { name: 'Edit', exact: true }).count(), 0);
      await close(publisher);

      await page.goto(`/blueprints/${id}`);
      await page.getByRole('link', { name: 'Yours' }).click();
      await page.getByRole('link', { name: 'Delete…' }).click();
      await page.getByRole('heading', { name: `Delete Review of ${name}?` }).waitFor();
      await page.getByRole('button', { name: 'Delete it' }).click();
      await said(page, 'The review is deleted');
      await page.goto(`/blueprints/${id}`);
      await page.getByText('Nobody has reviewed it yet').waitFor();
      await close(page);
    });

    await t.test('what is said of one is edited, and nobody is overwritten', async () => {
      const { blueprint } = (await operator.post('/api/blueprints', { agentId: (await makeAgent()).id })).body;
      const path = `/blueprints/${blueprint.id}`;
      const name = newName('Edited');
      const page = await openAs('operator', way);

      await page.goto(path);
      await page.getByRole('link', { name: 'Edit', exact: true }).click();
      assert.equal(await page.getByLabel('Name').inputValue(), blueprint.name);
      assert.equal(await page.getByLabel('Agent', { exact: true }).count(), 0, 'what it is made of stays');
      await operator.patch(`/api${path}`, { category: 'Desk' });
      await page.getByLabel('Name').fill(name);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Somebody else changed this blueprint').waitFor();
      assert.equal(await page.getByLabel('Name').inputValue(), name);
      await page.getByLabel('Public').selectOption('true');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('alert').getByText('Your role does not allow this').waitFor();
      assert.equal(await page.getByLabel('Name').inputValue(), name, 'what an operator may not say loses nothing');
      await page.getByLabel('Public').selectOption('false');
      await page.getByLabel('Version').fill('1.1.0');
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The blueprint is saved');
      assert.equal(await heading(page), name);

      await admin.patch(`/api${path}`, { isPublic: true });
      await page.reload();
      assert.equal(await page.getByRole('link', { name: 'Edit', exact: true }).count(), 0, 'a public one is for admins');
      const saved = (await viewer.get(`/api${path}`)).body.blueprint;
      assert.deepEqual([saved.name, saved.labelVersion, saved.agentId], [name, '1.1.0', blueprint.agentId]);
      await close(page);
    });
  });
}
