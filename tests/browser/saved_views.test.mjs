import assert from 'node:assert/strict';
import { test } from 'node:test';

import { admin, as, newName, operator, sql, tokenOf } from '../http/client.mjs';
import { close, heading, openAs, said, skip, ways } from './browser.mjs';

// The views of one person: no other test may change where that one's lists open.
const role = 'viewer';
const tenant = 'quay';
const clerk = as(role, tenant);

async function forgetViews() {
  await tokenOf(role, tenant);
  sql(`delete from saved_views v using users u where u.id = v.user_id and u.email = '${role}@${tenant}.example'`);
}

async function save(members) {
  const res = await clerk.post('/api/saved-views', members);
  assert.equal(res.status, 201, res.text);
  return res.body.savedView;
}

function tabs(page) {
  return page.getByRole('navigation', { name: /^Views of/ });
}

function currentTab(page) {
  return tabs(page).locator('[aria-current]').textContent();
}

async function chooseInMenu(page, name) {
  await page.getByText('This view').click();
  await page.getByRole('button', { name }).or(page.getByRole('link', { name })).click();
}

for (const way of ways) {
  test(`saved views, ${way.name}`, { skip }, async (t) => {
    await forgetViews();

    await t.test('filters are saved under a name, renamed and deleted', async () => {
      const page = await openAs(role, { tenant, ...way });
      const name = newName('Stranded');

      await page.goto('/executions?status=failed,timeout');
      assert.equal(await currentTab(page), 'All');
      await page.getByRole('link', { name: 'Save view…' }).click();
      assert.equal(await heading(page), 'Save a view');
      await page.getByText('Failed or Timed out').waitFor();
      await page.getByLabel('Name').fill(name);
      await page.getByRole('button', { name: 'Save the view' }).click();
      await said(page, 'The view is saved');
      assert.equal(await currentTab(page), name);
      assert.match(page.url(), /status=failed/);

      await page.getByRole('link', { name: 'All', exact: true }).click();
      await page.waitForURL((url) => !url.searchParams.has('status'));
      await page.getByRole('link', { name }).click();
      await page.waitForURL(/status=failed/);

      await chooseInMenu(page, /^Rename/);
      await page.getByLabel('Name').fill(`${name} II`);
      await page.getByRole('button', { name: 'Save' }).click();
      await said(page, 'The view is saved');
      assert.equal(await currentTab(page), `${name} II`);

      await chooseInMenu(page, /^Delete/);
      assert.equal(await heading(page), `Delete the view ${name} II?`);
      await page.getByRole('button', { name: 'Delete it' }).click();
      await said(page, 'The view is deleted');
      assert.equal(await tabs(page).getByText(name).count(), 0);
      await close(page);
    });

    await t.test('changed filters are said to be unsaved, and are kept or dropped', async () => {
      const page = await openAs(role, { tenant, ...way });
      const view = await save({ noun: 'agents', name: newName('Support'), query: 'status=active' });

      await page.goto('/agents');
      await page.getByRole('link', { name: view.name }).click();
      assert.equal(await page.getByText('Unsaved changes').count(), 0);
      await page.getByRole('searchbox', { name: /name or description/ }).fill('a');
      await page.getByRole('searchbox', { name: /name or description/ }).press('Enter');
      await page.getByText('Unsaved changes').waitFor();
      assert.equal(await currentTab(page), view.name);

      await page.getByRole('link', { name: 'Discard' }).click();
      await page.waitForURL((url) => !url.searchParams.has('q'));
      assert.equal(await page.getByText('Unsaved changes').count(), 0);

      await page.getByRole('link', { name: 'Paused' }).click();
      await page.getByRole('button', { name: 'Save changes' }).click();
      await said(page, 'The view has these filters now');
      assert.equal(await page.getByText('Unsaved changes').count(), 0);
      assert.equal((await clerk.get(`/api/saved-views/${view.id}`)).body.savedView.query, 'status=paused');
      await close(page);
    });

    await t.test('a list opens with the default, and All is one click away', async () => {
      const page = await openAs(role, { tenant, ...way });
      const view = await save({ noun: 'executions', name: newName('Morning'), query: 'status=completed' });

      await page.goto(`/executions?status=completed&view=${view.id}`);
      await chooseInMenu(page, 'Set as my default');
      await said(page, 'The list opens with this view now');
      await page.getByRole('link', { name: 'Executions' }).first().click();
      await page.waitForURL(/status=completed/);
      assert.match(await currentTab(page), /default/);

      await page.getByRole('link', { name: 'All', exact: true }).click();
      await page.waitForURL(/view=all/);
      assert.equal(await currentTab(page), 'All');
      await page.goto('/executions?q=nothing-is-called-so&view=all');
      await page.getByRole('link', { name: 'Clear the filter' }).click();
      await page.waitForURL((url) => !url.searchParams.has('q') && !url.searchParams.has('status'));

      await page.goto('/executions');
      await chooseInMenu(page, 'No longer my default');
      await said(page, 'The list opens with all of it now');
      await page.goto('/executions');
      assert.equal(await currentTab(page), 'All');
      await close(page);
    });

    await t.test('a name that is taken is said at its field, which keeps it', async () => {
      const page = await openAs(role, { tenant, ...way });
      const view = await save({ noun: 'agents', name: newName('Twice') });

      await page.goto('/saved-views/new?noun=agents&query=sort%3Dname');
      await page.getByLabel('Name').fill(view.name);
      await page.getByRole('button', { name: 'Save the view' }).click();
      await page.getByRole('alert').waitFor();
      assert.match(await page.locator('#name-error').textContent(), /another view of this list has the name/i);
      assert.equal(await page.getByLabel('Name').inputValue(), view.name);
      await page.getByLabel('Name').fill(`${view.name} more`);
      await page.getByRole('button', { name: 'Save the view' }).click();
      await said(page, 'The view is saved');
      assert.match(page.url(), /sort=name/);
      await close(page);
    });

    await t.test('a search stays the view that it is while one goes through its pages', async () => {
      const page = await openAs(role, { tenant, ...way });
      const view = await save({ noun: 'executions', name: newName('Search'), query: 'q=a' });

      await page.goto('/executions');
      await page.getByRole('link', { name: view.name }).click();
      await page.goto(`${page.url()}&limit=2`);
      await page.getByRole('link', { name: 'Next page' }).click();
      await page.waitForURL(/createdAfter=.*cursor=/);
      assert.equal(await currentTab(page), view.name);
      assert.equal(await page.getByText('Unsaved changes').count(), 0);
      await close(page);
    });

    await forgetViews();
  });
}

test('shared views', { skip }, async (t) => {
  const name = newName('For all');
  const res = await operator.post('/api/saved-views', { noun: 'agents', name, query: 'status=paused', shared: true });
  const { id } = res.body.savedView;

  await t.test('others use one, and cannot change it', async () => {
    const page = await openAs('viewer');

    await page.goto(`/agents?status=paused&q=a&view=${id}`);
    assert.equal(await currentTab(page), name);
    await page.getByText('Unsaved changes').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Save changes' }).count(), 0);
    await page.getByText('This view').click();
    await page.getByText('Shared by Operator').waitFor();
    assert.equal(await page.getByRole('link', { name: /^(Rename|Delete)\b/ }).count(), 0);
    assert.equal((await page.goto(`/saved-views/${id}/edit`)).status(), 403);
    await close(page);
  });

  await t.test('an admin renames it, but does not hide it', async () => {
    const page = await openAs('admin');

    await page.goto(`/saved-views/${id}/edit`);
    assert.equal(await page.getByLabel('Who sees it').count(), 0);
    await page.getByLabel('Name').fill(`${name} II`);
    await page.getByRole('button', { name: 'Save' }).click();
    await said(page, 'The view is saved');
    const { savedView } = (await operator.get(`/api/saved-views/${id}`)).body;
    assert.equal(savedView.name, `${name} II`);
    assert.equal(savedView.shared, true);
    await close(page);
  });

  await t.test('a name is never markup', async () => {
    const page = await openAs('operator');

    await operator.patch(`/api/saved-views/${id}`, { name: '"><img src=x onerror=alert(1)>' });
    await page.goto(`/agents?view=${id}&status=paused`);
    await tabs(page).getByText('"><img src=x').waitFor();
    assert.equal(await page.locator('img').count(), 0);
    await close(page);
  });

  await admin.delete(`/api/saved-views/${id}`);
});
