import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { close, openAs, skip, ways } from './browser.mjs';

for (const way of ways) {
  test(`exports, ${way.name}`, { skip }, async (t) => {
    await t.test('the menu of a list has the filter in force as files', async () => {
      const page = await openAs('viewer', way);

      await page.goto('/executions?status=timeout&limit=10');
      await page.getByText('Export', { exact: true }).click();
      const csv = page.getByRole('link', { name: 'CSV of this filter' });
      assert.equal(await csv.getAttribute('href'), '/executions?status=timeout&export=csv');
      assert.equal(await page.getByRole('link', { name: 'NDJSON of this filter' }).getAttribute('href'),
        '/executions?status=timeout&export=ndjson');

      const [download] = await Promise.all([page.waitForEvent('download'), csv.click()]);
      const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
      assert.match(download.suggestedFilename(), /^executions-\d{4}-\d\d-\d\d\.csv$/);
      assert.match(lines[0], /^id,agentId,/);
      assert.ok(lines.length > 10 && lines.slice(1, -1).every((line) => line.includes(',timeout,')));
      await close(page);
    });

    await t.test('the command is there, to copy or to read', async () => {
      const page = await openAs('viewer', way);

      await page.goto('/agents?status=active');
      await page.getByText('Export', { exact: true }).click();
      const button = page.getByRole('button', { name: 'Copy as curl' });
      const command = way.javaScript === false || !(await button.count())
        ? await page.getByRole('group', { name: 'As a command, with an API key' }).textContent()
        : await button.getAttribute('data-copy');
      assert.match(command, /^curl .* 'https:\/\/[^/']+\/api\/agents\?status=active&export=ndjson' -o agents\.ndjson$/);
      await close(page);
    });
  });
}
