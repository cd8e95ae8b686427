// Organisations: switched between, made, set up, left and deleted; with and without scripts.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { as, newName, sql } from '../http/client.mjs';
import { newTenant } from '../http/command.mjs';
import { close, heading, open, openAs, said, signIn, skip, ways } from './browser.mjs';

// One who is in both organisations of the demo.
async function signedIn(way) {
  const page = await open(way);

  await page.goto('/sign-in');
  await signIn(page, 'admin@harbour.example');
  return page;
}

async function switchTo(page, name) {
  await page.locator('summary', { hasText: 'switch organisation' }).click();
  await page.getByRole('button', { name: `Switch to ${name}` }).click();
  await said(page, 'You are in another organisation now');
}

for (const way of ways) {
  test(`organisations, ${way.name}`, { skip }, async (t) => {
    await t.test('one who belongs to two moves between them', async () => {
      const page = await signedIn(way);

      await switchTo(page, 'Quay Finance');
      assert.match(await page.getByRole('navigation', { name: 'Main' }).textContent(), /Quay Finance/);
      await page.goto('/organisations');
      await page.getByRole('button', { name: 'Switch to Harbour Support' }).last().click();
      await said(page, 'You are in another organisation now');
      assert.match(await page.getByRole('navigation', { name: 'Main' }).textContent(), /Harbour Support/);
      await close(page);
    });

    await t.test('a form of the organisation before is refused, and the way back keeps it', async () => {
      const page = await signedIn(way);
      const other = await page.context().newPage();

      await other.goto('/agents/new');
      await page.goto('/');
      await switchTo(page, 'Quay Finance');
      await other.getByLabel('Name').fill('In the wrong place');
      await other.getByRole('button', { name: 'Make the agent' }).click();
      await other.getByText('You switched organisation in another tab').waitFor();
      await other.getByText('Nothing was changed').waitFor();
      await other.getByRole('button', { name: 'Switch back' }).click();
      await said(other, 'You are in another organisation now');
      assert.match(await other.getByRole('navigation', { name: 'Main' }).textContent(), /Harbour Support/);
      await close(page);
    });

    await t.test('one is made, set up, to be deleted, and kept', async () => {
      const tenant = newTenant('owner');
      const page = await openAs('owner', { tenant, ...way });
      const name = newName('Lighthouse');

      await page.goto('/');
      await page.getByRole('link', { name: tenant }).first().click();
      await page.getByRole('link', { name: 'Edit', exact: true }).click();
      await page.getByLabel('Name', { exact: true }).fill(name);
      await page.getByLabel('Short name').fill('harbour');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Belongs to another organisation', { exact: true }).waitFor();
      assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), name);
      await page.getByLabel('Short name').fill(tenant);
      await page.getByLabel('Days that executions are kept').fill('90');
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The organisation is saved');
      await page.getByText('90 days').waitFor();

      await page.getByRole('link', { name: 'Delete…' }).click();
      await page.getByLabel('Name of the organisation').fill(tenant);
      await page.getByRole('button', { name: 'Delete it' }).click();
      await page.getByText('Is not the name of the organisation', { exact: true }).waitFor();
      await page.getByLabel('Name of the organisation').fill(name);
      await page.getByRole('button', { name: 'Delete it' }).click();
      await said(page, 'The organisation is to be deleted');

      await page.goto('/agents');
      const banner = page.getByRole('complementary', { name: 'End of this organisation' });
      await banner.getByRole('button', { name: 'Keep it' }).click();
      await said(page, 'The organisation stays');
      assert.equal(await banner.count(), 0);

      await page.goto('/organisations');
      await page.getByRole('link', { name: 'New organisation' }).click();
      await page.getByLabel('Name', { exact: true }).fill(newName('Second'));
      await page.getByRole('button', { name: 'Make the organisation' }).click();
      await said(page, 'The organisation is made');
      await page.getByRole('button', { name: 'Switch to it' }).click();
      await said(page, 'You are in another organisation now');
      await close(page);
    });

    await t.test('the last owner stays; who leaves is signed out where nothing is left', async () => {
      const tenant = newTenant('owner');
      const page = await openAs('owner', { tenant, ...way });

      await page.goto('/organisations');
      await page.getByRole('link', { name: `Leave ${tenant}` }).click();
      await page.getByRole('button', { name: 'Leave it' }).click();
      await page.getByText('This is the last owner: make somebody else one first').waitFor();
      sql(`select private.add_user('second@${tenant}.example', 'Second', null, (select id from tenants where slug = '${tenant}'), 'owner')`);
      await page.getByText('you are signed out').waitFor();
      await page.getByRole('button', { name: 'Leave it' }).click();
      await said(page, 'You have left the organisation');
      assert.equal(await heading(page), 'Sign in');
      await close(page);
    });
  });
}

test('the end of an organisation', { skip }, async (t) => {
  await t.test('is told to all of its members, and called off by owners alone', async () => {
    const tenant = newTenant('viewer');
    sql(`update tenants set delete_at = now() + interval '3 days' where slug = '${tenant}'`);
    const page = await openAs('viewer', { tenant });
    const banner = page.getByRole('complementary', { name: 'End of this organisation' });

    for (const path of ['/', '/agents', '/executions', '/settings', '/nothing-here', '/keys']) {
      await page.goto(path);
      await banner.getByText('An owner can keep it').waitFor();
    }
    assert.equal(await banner.getByRole('button').count(), 0);
    assert.equal((await as('viewer', tenant).get('/api/agents')).status, 200);
    await close(page);
  });
});
