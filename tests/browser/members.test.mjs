// Members: several of them are given another role, and removed; with and without scripts.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sql } from '../http/client.mjs';
import { newTenant } from '../http/command.mjs';
import { close, heading, openAs, said, skip, ways } from './browser.mjs';

function add(tenant, name, role) {
  sql(`select private.add_user('${name}@${tenant}.example', '${name}', null, (select id from tenants where slug = '${tenant}'), '${role}')`);
}

for (const way of ways) {
  test(`members, ${way.name}`, { skip }, async (t) => {
    await t.test('two get a role, and go', async () => {
      const tenant = newTenant('admin');
      add(tenant, 'Night', 'viewer');
      add(tenant, 'Day', 'viewer');
      add(tenant, 'Chief', 'owner');
      const page = await openAs('admin', { tenant, ...way });
      const tick = async (...names) => {
        for (const name of names) await page.getByLabel(`Select ${name}`).check();
      };

      await page.goto('/members');
      assert.equal(await page.getByLabel('Select admin').count(), 0);
      await tick('Night', 'Day');
      await page.getByLabel('Role of all of them').selectOption('operator');
      await page.getByRole('button', { name: 'Give them this role' }).click();
      await said(page, '2 members given the role');
      assert.equal(await page.getByRole('row').filter({ hasText: 'Operator' }).count(), 2);

      await tick('Night', 'Chief');
      await page.getByRole('button', { name: 'Remove…' }).click();
      assert.equal(await heading(page), 'Remove 2 members?');
      await page.getByRole('button', { name: 'Remove them' }).click();
      assert.equal(await heading(page), '1 member as before');
      await said(page, 'Done for 1 member');
      await page.getByRole('row', { name: /Chief/ }).getByText('below the member').waitFor();
      await page.getByRole('link', { name: 'Back to the members' }).click();
      assert.equal(await page.getByRole('link', { name: 'Night' }).count(), 0);
      await close(page);
    });
  });
}
