import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  admin, assertProblem, forgetAttempts, isoTime, makeAgent, newName, operator, owner, password, send, skip, sql,
  stranger, tokenOf, url, viewer,
} from './client.mjs';

const page = async (path, { role = 'admin', tenant } = {}) =>
  send('GET', path, { headers: { cookie: `__Host-muster=${await tokenOf(role, tenant)}` } });

async function entries(query) {
  const res = await admin.get(`/api/audit-log?${query}`);

  assert.equal(res.status, 200, res.text);
  return res.body.auditEntries;
}

const whole = async ({ id }) => (await admin.get(`/api/audit-log/${id}`)).body.auditEntry;
const actions = (list) => list.map((entry) => entry.action);

test('audit log', { skip }, async (t) => {
  await t.test('tells who made, changed, deleted and restored an agent, and what', async () => {
    const agent = await makeAgent({ configuration: { limit: 3, apiKey: 'very-secret-1' } });
    await operator.patch(`/api/agents/${agent.id}`, { name: 'Renamed', configuration: { apiKey: 'very-secret-2' } });
    await admin.delete(`/api/agents/${agent.id}`);
    await admin.post(`/api/agents/${agent.id}/restore`);
    const list = await entries(`rowId=${agent.id}`);
    const [restored, deleted, changed, made] = await Promise.all(list.map(whole));

    assert.deepEqual(actions(list), ['restore', 'delete', 'update', 'create']);
    assert.deepEqual(list.map((entry) => entry.actor.email),
      ['admin@harbour.example', 'admin@harbour.example', 'operator@harbour.example', 'operator@harbour.example']);
    assert.deepEqual(changed.changed, ['configuration', 'name']);
    assert.deepEqual(changed.before, { name: agent.name, configuration: { limit: 3, apiKey: '***' } });
    assert.deepEqual(changed.after, { name: 'Renamed', configuration: { limit: 3, apiKey: '***' } });
    assert.equal(made.after.name, agent.name);
    assert.equal(made.before, null);
    assert.equal(deleted.after, null);
    assert.equal(deleted.before.name, 'Renamed');
    assert.deepEqual([restored.before, restored.after], [deleted.after, deleted.before]);
    assert.match(made.createdAt, isoTime);
    assert.equal('before' in list[0], false, 'a list leaves the values out');
    assert.doesNotMatch(JSON.stringify([deleted, changed, made]), /very-secret/);
  });

  await t.test('tells of a key without what it is', async () => {
    const { body } = await admin.post('/api/api-keys', { name: newName('Audited'), role: 'viewer' });
    const { id } = body.apiKey;
    await admin.delete(`/api/api-keys/${id}`);
    const list = await entries(`rowId=${id}`);
    const all = await Promise.all(list.map(whole));

    assert.deepEqual(actions(list), ['update', 'create']);
    assert.deepEqual(list[0].changed, ['revoked_at']);
    assert.equal(all[1].after.hash, '***');
    assert.doesNotMatch(JSON.stringify(all), new RegExp(`${body.key}|\\\\\\\\x[0-9a-f]{64}`));
    assert.equal(list[0].rowName, body.apiKey.name);
  });

  await t.test('calls what has a title by it, also when it is gone', async () => {
    const { task } = (await operator.post('/api/tasks', { title: newName('Audited task') })).body;
    const named = async () => (await entries(`rowId=${task.id}`)).map(({ rowName }) => rowName);

    assert.deepEqual(await named(), [task.title]);
    await operator.delete(`/api/tasks/${task.id}`);
    assert.deepEqual(await named(), [task.title, task.title]);
  });

  await t.test('tells a key from its maker', async () => {
    const { key, apiKey } = (await admin.post('/api/api-keys', { name: newName('Doer'), role: 'operator' })).body;
    const { agent } = (await send('POST', '/api/agents', { token: key, body: { name: newName('By key') } })).body;
    const [entry] = await entries(`rowId=${agent.id}`);

    assert.equal(entry.kind, 'key');
    assert.equal(entry.keyName, apiKey.name);
    assert.equal(entry.actor.email, 'admin@harbour.example');
  });

  await t.test('tells of sign-ins, also of those that fail, and of passwords', async () => {
    const email = newName('audited').replace(' ', '-') + '@harbour.example';
    const own = password();
    const login = (secret) => send('POST', '/api/auth/login', { body: { email, password: secret } });
    sql(`select private.add_user('${email}', '',
      (select password_hash from users where email = 'viewer@harbour.example'), t.id, 'viewer') from tenants t where t.slug = 'harbour'`);
    forgetAttempts();
    assert.equal((await login('not it at all')).status, 401);
    const { token, user } = (await login(own)).body;
    const changed = await send('POST', '/api/auth/password', {
      token, body: { currentPassword: own, newPassword: `${own} and longer` },
    });
    assert.ok(changed.status < 300, changed.text);
    const list = [...await entries(`rowId=${user.id}`), ...await entries(`actor=${user.id}&action=sign-in`)];
    const told = list.map((entry) => `${entry.action} ${entry.noun} ${entry.success}`);

    assert.ok(told.includes('sign-in user false'), told);
    assert.ok(told.includes('sign-in session true'), told);
    assert.ok(told.includes('change-password user true'), told);
    const all = JSON.stringify(await Promise.all(list.map(whole)));
    assert.doesNotMatch(all, /argon2|hash":"[^*]/);
    assert.ok(!all.includes(token) && !all.includes(own));
  });

  await t.test('is filtered, bounded and paged by the address', async () => {
    const { id } = await makeAgent();
    const [made] = await entries(`rowId=${id}&noun=agent&action=create`);

    assert.equal(made.rowId, id);
    assert.deepEqual(await entries(`rowId=${id}&action=delete`), []);
    assert.deepEqual(await entries(`rowId=${id}&noun=workflow`), []);
    assert.deepEqual(await entries(`rowId=${id}&createdBefore=2020-01-01`), []);
    assert.equal((await entries(`rowId=${id}&createdAfter=2020-01-01`)).length, 1);
    const first = (await admin.get('/api/audit-log?limit=2')).body;
    const second = (await admin.get(`/api/audit-log?limit=2&cursor=${first.nextCursor}`)).body;
    assert.equal(first.hasMore, true);
    assert.ok(second.auditEntries[0].id < first.auditEntries[1].id);
    assertProblem(await admin.get('/api/audit-log?colour=red'), 400, ['?colour unknown']);
    assertProblem(await admin.get('/api/audit-log?noun=ship'), 400, ['?noun choice']);
    assertProblem(await admin.get('/api/audit-log?cursor=x'), 400, ['?cursor cursor']);
  });

  await t.test('is for admins of the own tenant', async () => {
    const { id } = await makeAgent();
    const [entry] = await entries(`rowId=${id}`);

    assertProblem(await send('GET', '/api/audit-log'), 401);
    for (const person of [viewer, operator]) {
      assertProblem(await person.get('/api/audit-log'), 403);
      assertProblem(await person.get(`/api/audit-log/${entry.id}`), 403);
    }
    assert.deepEqual((await stranger.get(`/api/audit-log?rowId=${id}`)).body.auditEntries, []);
    assertProblem(await stranger.get(`/api/audit-log/${entry.id}`), 404);
    assert.equal((await page('/audit', { role: 'operator' })).status, 403);
    assert.equal((await page(`/audit/${entry.id}`, { role: 'viewer' })).status, 403);
    assert.equal((await page(`/audit/${entry.id}`, { role: 'owner', tenant: 'quay' })).status, 404);
  });

  await t.test('cannot be written or changed by anybody', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      assertProblem(await send(method, '/api/audit-log', { token: await tokenOf('owner'), body: {} }), 405);
    }
    assertProblem(await owner.delete(`/api/audit-log/${(await entries('limit=1'))[0].id}`), 405);
    assert.equal(sql(`select string_agg(distinct privilege_type, ' ')
      from information_schema.role_table_grants where table_name = 'audit_log' and grantee = 'muster_web'`), 'SELECT');
  });
});

test('audit pages', { skip }, async (t) => {
  await t.test('show what changed line by line, and lead to the agent, also when it is deleted', async () => {
    const agent = await makeAgent({ description: 'first line\nsecond line' });
    await operator.patch(`/api/agents/${agent.id}`, { description: 'first line\nanother line' });
    const [entry] = await entries(`rowId=${agent.id}&action=update`);
    const shown = (await page(`/audit/${entry.id}`)).text;

    assert.match(shown, /is-same"><span class="diff__sign"> <\/span>first line/);
    assert.match(shown, /is-removed"><span class="diff__sign">-<\/span>second line/);
    assert.match(shown, /is-added"><span class="diff__sign">\+<\/span>another line/);
    assert.ok(shown.includes(`href="/agents/${agent.id}"`));
    await admin.delete(`/api/agents/${agent.id}`);
    assert.ok((await page(`/audit/${entry.id}`)).text.includes(`href="/agents/${agent.id}"`));
    assert.equal((await page(`/agents/${agent.id}`)).status, 200);
  });

  await t.test('lead to a workflow, and to the flowchart of an agent', async () => {
    const saved = await operator.post('/api/workflows', { id: newName('audited'), name: 'Audited', nodes: [], edges: [] });
    const agent = await makeAgent();
    const made = await operator.post(`/api/agents/${agent.id}/flowchart`, { nodes: [], connections: [] });
    const id = saved.body.workflowId;
    const [ofWorkflow] = await entries(`rowId=${id}`);
    const [ofFlowchart] = await entries(`rowId=${made.body.flowchart.id}`);

    assert.ok((await page(`/audit/${ofWorkflow.id}`)).text.includes(`href="/workflows/${id}"`));
    assert.ok((await page(`/audit/${ofFlowchart.id}`)).text.includes(`href="/agents/${agent.id}/flowchart"`));
    await admin.delete(`/api/workflows/${id}`);
  });

  await t.test('a filter is an address; where nothing matches it says so', async () => {
    const { id } = await makeAgent();

    assert.match((await page(`/audit?rowId=${id}`)).text, /Made<\/span>/);
    assert.match((await page(`/audit?rowId=${id}&action=delete`)).text, /No entry matches/);
    assert.equal((await page('/audit/0')).status, 404);
  });

  await t.test('only admins are led there', async () => {
    assert.match((await page('/')).text, /href="\/audit"/);
    assert.doesNotMatch((await page('/', { role: 'operator' })).text, /href="\/audit"/);
    assert.ok(url);
  });
});
