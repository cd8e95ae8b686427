// Messages: from the form to the conversation, with scripts and without.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeAgent, newName, operator, viewer } from '../http/client.mjs';
import { close, heading, openAs, said, skip, ways } from './browser.mjs';

for (const way of ways) {
  test(`messages, ${way.name}`, { skip }, async (t) => {
    await t.test('one is sent from the page of an agent, delivered, and answered', async () => {
      const [asks, answers] = [await makeAgent(), await makeAgent()];
      const page = await openAs('operator', way);
      const subject = newName('Where are they');

      await page.goto(`/agents/${answers.id}/messages`);
      await page.getByText('No messages yet').waitFor();
      await page.getByRole('link', { name: 'Send it a message' }).click();
      assert.equal(await page.getByLabel('To', { exact: true }).inputValue(), answers.id);
      await page.getByLabel('From', { exact: true }).selectOption(asks.id);
      await page.getByLabel('Type', { exact: true }).selectOption('capability_inquiry');
      await page.getByLabel('Subject').fill(subject);
      await page.getByLabel('Content').fill('{"parcels": ');
      await page.getByRole('button', { name: 'Send the message' }).click();
      await page.getByText('One field needs another look').waitFor();
      assert.equal(await page.getByLabel('Subject').inputValue(), subject, 'nothing typed is lost');
      await page.getByLabel('Content').fill('{"parcels": 212}');
      await page.getByRole('button', { name: 'Send the message' }).click();
      await said(page, 'The message is sent');
      assert.equal(await heading(page), subject);

      const { body } = await operator.post(`/api/agents/${answers.id}/inbox`);
      assert.deepEqual(body.agentMessages.map(({ content }) => content), [{ parcels: 212 }]);
      await page.reload();
      await page.getByText('1 of 3 attempts').waitFor();

      await page.getByRole('link', { name: 'Answer', exact: true }).click();
      assert.equal(await page.getByLabel('To', { exact: true }).inputValue(), asks.id);
      assert.equal(await page.getByLabel('From', { exact: true }).inputValue(), answers.id);
      await page.getByLabel('Content').fill('"At the depot"');
      await page.getByRole('button', { name: 'Send the message' }).click();
      await said(page, 'The message is sent');
      assert.deepEqual(await page.getByRole('article').getByRole('heading').allTextContents(), [subject, subject], 'both, in the order of time');
      await page.getByText('2 messages').waitFor();

      await page.goto(`/agents/${answers.id}/messages?direction=sent`);
      assert.equal(await page.locator('tbody tr').count(), 1);
      await close(page);
    });

    await t.test('an admin deletes one, after being asked; a viewer only reads', async () => {
      const agent = await makeAgent();
      const { id } = (await operator.post('/api/messages', { type: 'heartbeat', recipientId: agent.id, subject: newName('Gone') })).body.message;
      const reader = await openAs('viewer', way);
      await reader.goto(`/messages/${id}`);
      assert.equal(await reader.getByRole('main').getByRole('link', { name: /Answer|Delete/ }).count(), 0);
      await close(reader);

      const page = await openAs('admin', way);
      await page.goto(`/messages/${id}`);
      await page.getByRole('link', { name: 'Delete…' }).click();
      await page.getByText('It goes from the inboxes of agents').waitFor();
      await page.getByRole('button', { name: 'Delete it' }).click();
      await said(page, 'The message is deleted');
      assert.equal((await viewer.get(`/api/messages/${id}`)).status, 404);
      await close(page);
    });
  });
}
