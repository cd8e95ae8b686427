// MCP servers: added, tested, taken out of use and deleted; with and without scripts.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { admin, newName, sql } from '../http/client.mjs';
import { answer, say, toolServer, tools } from '../http/tool_server.mjs';
import { close, heading, openAs, said, skip, ways } from './browser.mjs';

for (const way of ways) {
  test(`MCP servers, ${way.name}`, { skip }, async (t) => {
    await t.test('one is added, tested, taken out of use and deleted', async (t) => {
      let isUp = false;
      const server = await toolServer(t, (req, res) =>
        (isUp ? say(200, 'application/json', answer({ tools })) : say(503, 'text/plain', 'closed for lunch'))(req, res));
      const page = await openAs('admin', way);
      const name = newName('Archive');

      await page.goto('/mcp-servers');
      await page.getByRole('main').getByRole('link', { name: 'New MCP server' }).first().click();
      await page.getByLabel('Name').fill(name);
      await page.getByLabel('Address').fill('tools.example.com');
      await page.getByLabel('Headers').fill('{"X-Team": "the-blue-team"}');
      await page.getByRole('button', { name: 'Make the MCP server' }).click();
      await page.getByText('One field needs another look').waitFor();
      assert.equal(await page.getByLabel('Name').inputValue(), name);
      await page.getByLabel('Address').fill(`${server.url}/mcp`);
      await page.getByLabel('Sign-in').selectOption('bearer');
      await page.getByLabel('Access token').fill('token-of-mine-zz9Q');
      await page.getByRole('button', { name: 'Make the MCP server' }).click();
      await said(page, 'The MCP server is added');
      assert.equal(await heading(page), name);
      await page.getByText('ends with zz9Q').waitFor();
      await page.getByText('••••team').waitFor();

      await page.getByRole('button', { name: 'Test the connection' }).click();
      await page.getByText('HTTP 503: closed for lunch').waitFor();
      isUp = true;
      await page.getByRole('button', { name: 'Test the connection' }).click();
      await said(page, 'The MCP server has answered');
      await page.getByText('Finds an invoice by its number').waitFor();
      assert.equal(server.asked[0].headers.authorization, 'Bearer token-of-mine-zz9Q');
      assert.equal(server.asked[0].headers['x-team'], 'the-blue-team');

      await page.getByRole('link', { name: 'Edit', exact: true }).click();
      assert.equal(await page.getByLabel('Access token').inputValue(), '');
      await page.getByLabel('Description').fill('Of the back office');
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The MCP server is saved');
      await page.getByRole('button', { name: 'Test the connection' }).click();
      await said(page, 'The MCP server has answered');
      assert.equal(server.asked.at(-1).headers.authorization, 'Bearer token-of-mine-zz9Q');
      assert.equal(server.asked.at(-1).headers['x-team'], 'the-blue-team');

      await page.getByRole('button', { name: 'Take out of use' }).click();
      await said(page, 'The MCP server is out of use');
      await page.getByRole('button', { name: 'Take into use' }).click();
      await said(page, 'The MCP server is in use');

      await page.goto(`/mcp-servers?q=${encodeURIComponent(name)}`);
      await page.getByRole('button', { name: `Test ${name}` }).click();
      await said(page, 'The MCP server has answered');
      await page.getByRole('link', { name: 'Delete…' }).click();
      await page.getByRole('button', { name: 'Delete it' }).click();
      await said(page, 'The MCP server is deleted');
      await close(page);
    });

    await t.test('an official one is taken over', async (t) => {
      t.after(() => sql("delete from mcp_servers where name = 'CoinGecko'"));
      const page = await openAs('admin', way);

      await page.goto('/mcp-servers');
      await page.getByRole('link', { name: 'Add CoinGecko' }).click();
      assert.equal(await page.getByLabel('Name').inputValue(), 'CoinGecko');
      await page.getByRole('button', { name: 'Make the MCP server' }).click();
      await said(page, 'The MCP server is added');
      await page.getByText('official', { exact: true }).waitFor();
      await page.goto('/mcp-servers');
      assert.equal(await page.getByRole('link', { name: 'Add CoinGecko' }).count(), 0);
      await close(page);
    });

    await t.test('what somebody else changed is not overwritten', async () => {
      const { mcpServer } = (await admin.post('/api/mcp-servers', { name: newName('Shared'), url: 'https://tools.example.com/mcp' })).body;
      const page = await openAs('admin', way);

      await page.goto(`/mcp-servers/${mcpServer.id}/edit`);
      await admin.patch(`/api/mcp-servers/${mcpServer.id}`, { description: 'by somebody else' });
      await page.getByLabel('Description').fill('by me');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Somebody else changed this MCP server').waitFor();
      assert.equal(await page.getByLabel('Description').inputValue(), 'by me');
      await close(page);
    });

    await t.test('an operator tests, and changes nothing', async () => {
      const { mcpServer } = (await admin.post('/api/mcp-servers', { name: newName('Read only'), url: 'http://127.0.0.1:1/' })).body;
      const page = await openAs('operator', way);

      await page.goto(`/mcp-servers/${mcpServer.id}`);
      assert.equal(await page.getByRole('link', { name: 'Edit', exact: true }).count(), 0);
      assert.equal(await page.getByRole('button', { name: 'Take out of use' }).count(), 0);
      await page.getByRole('button', { name: 'Test the connection' }).click();
      await page.getByText('the address is in a network that may not be called from here').waitFor();
      await close(page);
    });
  });
}
