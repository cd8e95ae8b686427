// Tenants: what one sets, between which one switches, and how one ends.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

import {
  admin, assertProblem, forgetAttempts, isoTime, newName, operator, owner, password, send, skip, sql, stranger, viewer,
} from './client.mjs';

const { MUSTER_TEST_COMMAND: muster } = process.env;

async function tokenOf(email) {
  forgetAttempts();
  return (await send('POST', '/api/auth/login', { body: { email, password: password() } })).body.token;
}

// A tenant of its own owner, whose session is in it.
async function makeTenant() {
  const slug = newName('tenant').toLowerCase().replace(' ', '-');
  const id = sql(`select private.add_tenant('${slug.toUpperCase()}', '${slug}')`);
  const email = `owner@${slug}.example`;
  sql(`select private.add_user('${email}', 'Owner', (select password_hash from users
        where email = 'owner@harbour.example'), '${id}', 'owner')`);
  const token = await tokenOf(email);
  const call = (method) => (path, body, headers) => send(method, path, { token, body, headers });
  return { id, slug, name: slug.toUpperCase(), email, token, get: call('GET'), post: call('POST'), put: call('PUT'),
    patch: call('PATCH'), delete: call('DELETE') };
}

const current = async (who) => (await who.get('/api/tenants')).body.tenants.find(({ isCurrent }) => isCurrent);

test('tenants', { skip }, async (t) => {
  await t.test('the own ones are listed, with the own role', async () => {
    const tenant = await current(viewer);

    assert.deepEqual(Object.keys(tenant), ['id', 'name', 'slug', 'role', 'isCurrent', 'retentionDays', 'offlineAfterS',
      'runTimeoutS', 'deleteAt', 'version', 'createdAt', 'updatedAt']);
    assert.equal(tenant.name, 'Harbour Support');
    assert.equal(tenant.role, 'viewer');
    assert.deepEqual((await viewer.get(`/api/tenants/${tenant.id}`)).body.tenant, tenant);
    assertProblem(await stranger.get(`/api/tenants/${tenant.id}`), 404);
  });

  await t.test('a key sees its own alone, and makes none', async () => {
    const { key } = (await admin.post('/api/api-keys', { name: 'Tenants', role: 'operator' })).body;
    const { tenants } = (await send('GET', '/api/tenants', { token: key })).body;

    assert.deepEqual(tenants.map(({ name, role }) => [name, role]), [['Harbour Support', 'operator']]);
    assertProblem(await send('POST', '/api/tenants', { token: key, body: { name: 'x' } }), 403);
    assertProblem(await send('PUT', '/api/tenants/current', { token: key, body: { tenantId: tenants[0].id } }), 403);
  });

  await t.test('settings are changed by admins, within bounds', async () => {
    const mine = await makeTenant();
    const path = `/api/tenants/${mine.id}`;
    const res = await mine.patch(path, { retentionDays: 30, offlineAfterS: 60, runTimeoutS: 3600 });

    assert.equal(res.status, 200, res.text);
    const { tenant } = res.body;
    assert.deepEqual([tenant.retentionDays, tenant.offlineAfterS, tenant.runTimeoutS], [30, 60, 3600]);
    assertProblem(await mine.patch(path, { name: 'x' }, { 'if-match': '"1"' }), 412);
    assertProblem(await mine.patch(path, { retentionDays: 0, offlineAfterS: 29, runTimeoutS: 2592001, name: '' }), 422,
      ['/retentionDays integer', '/offlineAfterS integer', '/runTimeoutS integer', '/name required']);
    assertProblem(await mine.patch(path, { role: 'viewer', deleteAt: null }), 422, ['/role read_only', '/deleteAt read_only']);
    assertProblem(await mine.patch(path, { slug: 'harbour' }), 409, ['/slug conflict']);
    assertProblem(await mine.patch(path, { slug: 'No Word' }), 422, ['/slug invalid']);
    const replaced = await mine.put(path, { name: 'Replaced' });
    assert.equal(replaced.body.tenant.slug, null);
    assert.equal(replaced.body.tenant.retentionDays, null);
    const harbour = await current(operator);
    assertProblem(await operator.patch(`/api/tenants/${harbour.id}`, { name: 'x' }), 403);
    assertProblem(await stranger.patch(`/api/tenants/${harbour.id}`, { name: 'x' }), 404);
  });

  await t.test('a silent agent is offline when the tenant says so', async () => {
    const mine = await makeTenant();
    const { id } = (await mine.post('/api/agents', { name: 'Silent' })).body.agent;
    await mine.post(`/api/agents/${id}/heartbeat`);
    sql(`update agent_activity set heartbeat_at = now() - interval '100 s' where agent_id = '${id}'`);

    assert.equal((await mine.get(`/api/agents/${id}`)).body.agent.activity, 'idle');
    await mine.patch(`/api/tenants/${mine.id}`, { offlineAfterS: 60 });
    assert.equal((await mine.get(`/api/agents/${id}`)).body.agent.activity, 'offline');
    assert.equal((await mine.get('/api/dashboard/stats')).body.stats.agentsByStatus.OFFLINE, 1);
  });

  await t.test('another one is made, owned and switched to', async () => {
    const mine = await makeTenant();
    const headers = { 'idempotency-key': mine.slug };
    const res = await mine.post('/api/tenants', { name: 'Second', slug: `${mine.slug}-2`, retentionDays: 9 }, headers);

    assert.equal(res.status, 201, res.text);
    const { tenant } = res.body;
    assert.deepEqual([tenant.name, tenant.role, tenant.isCurrent, tenant.retentionDays], ['Second', 'owner', false, 9]);
    assert.equal((await mine.post('/api/tenants', { name: 'Second', slug: `${mine.slug}-2`, retentionDays: 9 }, headers))
      .body.tenant.id, tenant.id);
    assertProblem(await mine.post('/api/tenants', { name: 'x', slug: 'harbour' }), 409, ['/slug conflict']);
    assertProblem(await mine.post('/api/tenants', {}), 422, ['/name required']);
    const elsewhere = await mine.patch(`/api/tenants/${tenant.id}`, { name: 'x' });
    assertProblem(elsewhere, 409);
    assert.equal(elsewhere.body.detail, 'This is not the current organisation');
    assert.equal((await mine.put('/api/tenants/current', { tenantId: tenant.id })).status, 204);
    assert.equal((await current(mine)).name, 'Second');
    assert.equal((await mine.get('/api/agents')).body.agents.length, 0);
    const made = (await mine.get('/api/audit-log?noun=tenant')).body.auditEntries;
    assert.deepEqual(made.map(({ action }) => action), ['create']);
  });

  await t.test('one who leaves goes on in another, and in none is signed out', async () => {
    const mine = await makeTenant();
    const second = (await mine.post('/api/tenants', { name: 'Second' })).body.tenant.id;

    assertProblem(await mine.post(`/api/tenants/${second}/leave`), 409);
    const last = await mine.post(`/api/tenants/${mine.id}/leave`);
    assertProblem(last, 409);
    assert.equal(last.body.detail, 'This is the last owner: make somebody else one first');
    sql(`select private.add_user('second-${mine.email}', 'Second', null, '${mine.id}', 'owner')`);
    const left = await mine.post(`/api/tenants/${mine.id}/leave`);
    assert.equal(left.status, 200, left.text);
    assert.deepEqual(left.body, { tenantId: second });
    assert.equal((await current(mine)).id, second);
    assertProblem(await mine.post(`/api/tenants/${mine.id}/leave`), 404);
    assert.equal(sql(`select count(*) from memberships where tenant_id = '${mine.id}' and ended_at is not null`), '1');

    sql(`select private.add_user('third-${mine.email}', 'Third', null, '${second}', 'owner')`);
    const out = await mine.post(`/api/tenants/${second}/leave`);
    assert.deepEqual(out.body, { tenantId: null });
    assertProblem(await mine.get('/api/tenants'), 401);
  });

  await t.test('a viewer leaves too; a key and a stranger do not', async () => {
    const mine = await makeTenant();
    sql(`select private.add_user('viewer-${mine.email}', 'Viewer', (select password_hash from users
          where email = 'owner@harbour.example'), '${mine.id}', 'viewer')`);
    const token = await tokenOf(`viewer-${mine.email}`);
    const { key } = (await mine.post('/api/api-keys', { name: 'Key', role: 'viewer' })).body;

    assertProblem(await send('POST', `/api/tenants/${mine.id}/leave`, { token: key }), 403);
    assertProblem(await stranger.post(`/api/tenants/${mine.id}/leave`), 404);
    assertProblem(await stranger.post('/api/tenants/none/leave'), 404);
    assert.equal((await send('POST', `/api/tenants/${mine.id}/leave`, { token })).status, 200);
    const entries = (await mine.get('/api/audit-log?noun=member&limit=1')).body.auditEntries;
    assert.equal(entries[0].actor.email, `viewer-${mine.email}`);
  });

  await t.test('deletion wants the name, waits, and is called off', async () => {
    const mine = await makeTenant();
    const path = `/api/tenants/${mine.id}`;

    assertProblem(await mine.delete(path), 422, ['/confirm invalid']);
    assertProblem(await mine.delete(`${path}?confirm=${mine.slug}`), 422, ['/confirm invalid']);
    const res = await mine.delete(`${path}?confirm=${mine.name}`);
    assert.equal(res.status, 200, res.text);
    const { deleteAt } = res.body.tenant;
    assert.match(deleteAt, isoTime);
    assert.equal(Math.round((new Date(deleteAt) - Date.now()) / 86400e3), 7);
    assertProblem(await mine.delete(`${path}?confirm=${mine.name}`), 409);
    assert.equal((await mine.post('/api/agents', { name: 'Until then' })).status, 201);
    assert.equal((await mine.post(`${path}/restore`)).body.tenant.deleteAt, null);
    assertProblem(await mine.post(`${path}/restore`), 409);
    const harbour = await current(admin);
    assertProblem(await admin.delete(`/api/tenants/${harbour.id}?confirm=Harbour%20Support`), 403);
    assertProblem(await stranger.delete(`/api/tenants/${harbour.id}?confirm=Harbour%20Support`), 404);
  });

  await t.test('a key of an owner deletes none', async () => {
    const mine = await makeTenant();
    const { key } = (await mine.post('/api/api-keys', { name: 'Owner', role: 'owner' })).body;

    assertProblem(await send('DELETE', `/api/tenants/${mine.id}?confirm=${mine.name}`, { token: key }), 403);
    assert.equal((await current(mine)).deleteAt, null);
  });

  await t.test('maintenance removes it with all that is its own, when its time has come', async () => {
    const mine = await makeTenant();
    const { id } = (await mine.post('/api/agents', { name: 'Gone' })).body.agent;
    for (const status of ['running', 'SUCCESS']) await mine.post('/api/executions', { agentId: id, status });
    await mine.post('/api/projects', { name: 'Gone' });
    await mine.post('/api/invitations', { email: `new@${mine.slug}.example` });
    await mine.delete(`/api/tenants/${mine.id}?confirm=${mine.name}`);
    const maintain = () => execFileSync(muster, ['maintain'], { encoding: 'utf8' });

    maintain();
    assert.equal((await current(mine)).id, mine.id);
    sql(`update tenants set delete_at = now() where id = '${mine.id}'`);
    assert.match(maintain(), /^[1-9]\d* rows of deleted organisations removed$/m);
    assertProblem(await mine.get('/api/tenants'), 401);
    assert.equal(sql(`select count(*) from tenants where id = '${mine.id}'`), '0');
    assert.equal(sql(`select count(*) from users where email = '${mine.email}'`), '0');
    for (const table of ['agents', 'executions', 'changes', 'audit_log', 'invitations', 'memberships'])
      assert.equal(sql(`select count(*) from ${table} where tenant_id = '${mine.id}'`), '0', table);
  });

  await t.test('maintenance ends runs that report no end', async () => {
    const mine = await makeTenant();
    const agentId = (await mine.post('/api/agents', { name: 'Runs on' })).body.agent.id;
    const { execution } = (await mine.post('/api/executions', { agentId, status: 'running' })).body;
    const late = (await mine.post('/api/executions', { agentId, status: 'running' })).body.execution;
    // its id says when it was made
    sql(`update executions set id = app.uuid_floor(now() - interval '2 h'), started_at = now() - interval '2 h'
          where id = '${late.id}'`);

    await mine.patch(`/api/tenants/${mine.id}`, { runTimeoutS: 3600 });
    execFileSync(muster, ['maintain']);
    assert.equal((await mine.get(`/api/executions/${execution.id}`)).body.execution.status, 'RUNNING');
    const { executions } = (await mine.get('/api/executions?status=timeout')).body;
    assert.equal(executions.length, 1);
    assert.ok(executions[0].endTime);
  });
});

test('settings', { skip }, async (t) => {
  await t.test('are those of the user who asks', async () => {
    const mine = await makeTenant();

    assert.deepEqual((await mine.get('/api/settings')).body.settings, {
      id: (await mine.get('/api/auth/me')).body.user.id, name: 'Owner', email: mine.email, theme: 'system', timeZone: 'UTC',
      pageSize: 25,
    });
    const res = await mine.patch('/api/settings', { theme: 'DARK', timeZone: 'Europe/Berlin' });
    assert.equal(res.status, 200, res.text);
    assert.deepEqual([res.body.settings.theme, res.body.settings.timeZone, res.body.settings.pageSize],
      ['dark', 'Europe/Berlin', 25]);
    const replaced = (await mine.put('/api/settings', { name: 'Other', pageSize: 50 })).body.settings;
    assert.deepEqual([replaced.name, replaced.theme, replaced.timeZone, replaced.pageSize], ['Other', 'system', 'UTC', 50]);
    assertProblem(await mine.patch('/api/settings', { theme: 'pink', pageSize: 0, email: 'x@y' }), 422,
      ['/theme choice', '/pageSize integer', '/email read_only']);
    assertProblem(await mine.patch('/api/settings', { timeZone: 'Moon/Base' }), 422, ['/timeZone invalid']);
  });

  await t.test('a key has none', async () => {
    const { key } = (await admin.post('/api/api-keys', { name: 'Settings', role: 'viewer' })).body;

    assertProblem(await send('GET', '/api/settings', { token: key }), 403);
    assertProblem(await send('PATCH', '/api/settings', { token: key, body: { theme: 'dark' } }), 403);
    assertProblem(await send('POST', '/api/auth/email', { token: key, body: { email: 'a@b.example', currentPassword: 'x' } }),
      403);
  });

  await t.test('without mail an address changes at once, for who knows the password', async () => {
    const mine = await makeTenant();
    const email = `new.${mine.email}`;

    assertProblem(await mine.post('/api/auth/email', {}), 422, ['/email required', '/currentPassword required']);
    assertProblem(await mine.post('/api/auth/email', { email, currentPassword: 'not the password' }), 422,
      ['/currentPassword wrong']);
    assertProblem(await mine.post('/api/auth/email', { email: 'Viewer@harbour.example', currentPassword: password() }), 409,
      ['/email conflict']);
    const res = await mine.post('/api/auth/email', { email: email.toUpperCase(), currentPassword: password() });
    assert.equal(res.status, 200, res.text);
    assert.equal((await mine.get('/api/settings')).body.settings.email, email);
    assert.ok(await tokenOf(email));
    const told = (await mine.get('/api/audit-log?action=change-email')).body.auditEntries;
    assert.equal(told.length, 1);
  });

  await t.test('a link that was never sent confirms nothing', async () => {
    assertProblem(await send('POST', '/api/auth/confirm-email', { body: {} }), 422, ['/token required']);
    assertProblem(await send('POST', '/api/auth/confirm-email', { body: { token: 'A'.repeat(43) } }), 422, ['/token invalid']);
  });
});

test('pages of organisations', { skip }, async (t) => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  const post = (who, path, members) => who.post(path, String(new URLSearchParams(members)), form);

  await t.test('say beside the field what the database refuses, and keep what was typed', async () => {
    const mine = await makeTenant();
    const path = `/organisations/${mine.id}`;

    for (const where of [path, '/organisations']) {
      const taken = await post(mine, where, { name: 'Kept name', slug: 'harbour', retentionDays: '12' });
      assert.equal(taken.status, 409, taken.text);
      assert.match(taken.text, /id="slug-error">.*Belongs to another organisation/);
      assert.match(taken.text, /name="name"[^>]*value="Kept name"/);
    }
    const saved = await post(mine, path, { name: 'Renamed', slug: mine.slug, retentionDays: '12', offlineAfterS: '', runTimeoutS: '' });
    assert.equal(saved.headers.get('location'), `${path}?did=organisation-saved`);
    assert.equal((await current(mine)).retentionDays, 12);
    assert.equal((await post(mine, path, { name: 'Late', version: '1' })).status, 412);
  });

  await t.test('refuse another name at deletion, as a form', async () => {
    const mine = await makeTenant();
    const path = `/organisations/${mine.id}/delete`;

    const wrong = await post(mine, path, { confirm: mine.slug });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /id="confirm-error">.*Is not the name of the organisation/);
    assert.equal((await current(mine)).deleteAt, null);
    const done = await post(mine, path, { confirm: mine.name });
    assert.equal(done.headers.get('location'), `/organisations/${mine.id}?did=organisation-deleted`);
    assert.match((await mine.get('/agents', undefined, { accept: 'text/html' })).text, /is to be deleted on/);
    const kept = await post(mine, `/organisations/${mine.id}/keep`, {});
    assert.equal(kept.headers.get('location'), `/organisations/${mine.id}?did=organisation-kept`);
    assert.ok(!(await mine.get('/agents', undefined, { accept: 'text/html' })).text.includes('is to be deleted on'));
  });

  await t.test('of another organisation than the current one change nothing', async () => {
    const mine = await makeTenant();
    const { id } = (await mine.post('/api/tenants', { name: 'Second' })).body.tenant;

    for (const [end, members] of [['', { name: 'x' }], ['/delete', { confirm: 'Second' }], ['/keep', {}]]) {
      assert.equal((await post(mine, `/organisations/${id}${end}`, members)).status, 404, end);
    }
    const moved = await post(mine, '/organisations/' + id, { name: 'x', tenant: id });
    assert.equal(moved.status, 409);
    assert.match(moved.text, new RegExp(`action="/organisations/${id}/switch"`));
  });
});
