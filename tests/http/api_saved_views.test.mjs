import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  admin, as, assertProblem, newName, operator, send, skip, stranger, unknownId, viewer,
} from './client.mjs';

async function save(members = {}, who = viewer) {
  const res = await who.post('/api/saved-views', { noun: 'executions', name: newName('View'), ...members });
  assert.equal(res.status, 201, res.text);
  return res.body.savedView;
}

test('saved views', { skip }, async (t) => {
  await t.test('one is saved, read, changed and deleted', async () => {
    const name = newName('Night');
    const res = await viewer.post('/api/saved-views', { noun: 'executions', name, query: 'status=failed' });
    const { id, createdBy, createdById, createdAt, updatedAt, ...rest } = res.body.savedView;
    const path = `/api/saved-views/${id}`;

    assert.equal(res.status, 201);
    assert.equal(res.headers.get('location'), path);
    assert.equal(createdBy.id, createdById);
    assert.match(createdBy.name, /^Viewer/);
    assert.equal(createdAt, updatedAt);
    assert.deepEqual(rest, {
      noun: 'executions', name, query: 'status=failed', shared: false, isOwn: true, isDefault: false, version: 1,
    });

    const changed = await viewer.patch(path, { name: `${name}s`, query: 'status=failed,timeout&sort=-createdAt' });
    assert.equal(changed.body.savedView.name, `${name}s`);
    assert.equal(changed.body.savedView.query, 'status=failed,timeout&sort=-createdAt');
    assert.equal(changed.headers.get('etag'), '"2"');
    assertProblem(await viewer.patch(path, { name: 'Late' }, { 'if-match': '"1"' }), 412);
    assert.equal((await viewer.get(path)).body.savedView.version, 2);
    assert.equal((await viewer.delete(path)).status, 204);
    assertProblem(await viewer.get(path), 404);
  });

  await t.test('a list has its own and the shared ones, by list', async () => {
    const mine = await save();
    const theirs = await save({ shared: true }, operator);
    const hidden = await save({}, operator);
    const elsewhere = await save({ noun: 'agents' });
    const { savedViews } = (await viewer.get('/api/saved-views?noun=executions&limit=200')).body;
    const ids = savedViews.map((view) => view.id);

    assert.ok(ids.includes(mine.id) && ids.includes(theirs.id));
    assert.ok(!ids.includes(hidden.id) && !ids.includes(elsewhere.id));
    assert.equal(savedViews.find((view) => view.id === theirs.id).isOwn, false);
    assertProblem(await viewer.get(`/api/saved-views/${hidden.id}`), 404);
    assertProblem(await viewer.get('/api/saved-views?noun=members'), 400, ['?noun choice']);
    await viewer.delete(`/api/saved-views/${mine.id}`);
    await viewer.delete(`/api/saved-views/${elsewhere.id}`);
    await operator.delete(`/api/saved-views/${hidden.id}`);
    await operator.delete(`/api/saved-views/${theirs.id}`);
  });

  await t.test('a query is one that the list understands', async () => {
    const cases = [
      ['executions', 'status=sunk', '/query choice'],
      ['executions', 'colour=red', '/query unknown'],
      ['executions', 'cursor=abc', '/query unknown'],
      ['executions', 'createdAfter=yesterday', '/query time'],
      ['executions', 'sort=name', '/query choice'],
      ['executions', 'agentId=7', '/query id'],
      ['executions', 'q=ink&createdAfter=2026-01-01', '/query unbounded'],
      ['executions', 'q=ink&createdAfter=2026-01-01&createdBefore=2026-06-01', '/query unbounded'],
      ['executions', 'status=%zz', '/query malformed'],
      ['agents', 'agentId=7', '/query unknown'],
      ['workflows', 'isTemplate=perhaps', '/query boolean'],
    ];

    for (const [noun, query, field] of cases) {
      const res = await viewer.post('/api/saved-views', { noun, query, name: newName('Wrong') });
      assertProblem(res, 422, [field]);
    }
    for (const query of ['', 'q=ink', 'q=ink&createdAfter=2026-01-01&createdBefore=2026-01-20', 'status=failed&agentId=' + unknownId]) {
      await viewer.delete(`/api/saved-views/${(await save({ query })).id}`);
    }
    assertProblem(await viewer.post('/api/saved-views', { noun: 'members' }), 422, ['/noun choice', '/name required']);
  });

  await t.test('a changed query is checked against the list of the view', async () => {
    const view = await save({ noun: 'agents', query: 'category=Support' });
    const path = `/api/saved-views/${view.id}`;

    assertProblem(await viewer.patch(path, { query: 'agentId=7' }), 422, ['/query unknown']);
    assertProblem(await viewer.patch(path, { noun: 'executions' }), 422, ['/noun immutable']);
    assertProblem(await viewer.patch(`/api/saved-views/${unknownId}`, { query: '' }), 404);
    assert.equal((await viewer.patch(path, { query: null })).body.savedView.query, '');
    await viewer.delete(path);
  });

  await t.test('PUT replaces all but the list, and what is not sent takes its fallback', async () => {
    const view = await save({ noun: 'agents', query: 'category=Support', shared: true });
    const path = `/api/saved-views/${view.id}`;
    const name = newName('Berth');

    assertProblem(await viewer.put(path, { name, query: 'agentId=7' }), 422, ['/query unknown']);
    assertProblem(await viewer.put(path, { name, noun: 'agents' }), 422, ['/noun immutable']);
    assertProblem(await viewer.put(path, { query: 'category=Sales' }), 422, ['/name required']);
    assertProblem(await operator.put(path, { name }), 404);
    const { savedView } = (await viewer.put(path, { name })).body;
    assert.deepEqual([savedView.name, savedView.noun, savedView.query, savedView.shared, savedView.version], [name, 'agents', '', false, 2]);
    assertProblem(await viewer.put(path, { name }, { 'if-match': '"1"' }), 412);
    assert.equal((await viewer.put(path, { name, query: 'category=Sales' })).body.savedView.query, 'category=Sales');
    await viewer.delete(path);
  });

  await t.test('what somebody shares is mended by an admin, and by nobody else', async () => {
    const view = await save({ shared: true });
    const path = `/api/saved-views/${view.id}`;

    assertProblem(await operator.patch(path, { name: 'Mine now' }), 404);
    assertProblem(await operator.delete(path), 404);
    assertProblem(await stranger.get(path), 404);
    assert.equal((await admin.patch(path, { query: 'status=failed' })).status, 200);
    assert.equal((await admin.delete(path)).status, 204);
  });

  await t.test('a list opens with the default of each person', async () => {
    const one = await save({ shared: true });
    const other = await save();
    const isDefault = async (who, { id }) => (await who.get(`/api/saved-views/${id}`)).body.savedView.isDefault;

    assert.equal((await viewer.put(`/api/saved-views/${one.id}/default`)).status, 204);
    assert.equal(await isDefault(viewer, one), true);
    assert.equal(await isDefault(operator, one), false);
    assert.equal((await viewer.put(`/api/saved-views/${other.id}/default`)).status, 204);
    assert.equal(await isDefault(viewer, one), false);
    assertProblem(await operator.put(`/api/saved-views/${other.id}/default`), 404);
    assert.equal((await viewer.delete(`/api/saved-views/${other.id}/default`)).status, 204);
    assert.equal(await isDefault(viewer, other), false);
    await viewer.delete(`/api/saved-views/${other.id}`);
    await viewer.delete(`/api/saved-views/${one.id}`);
  });

  await t.test('a name is taken once, and there are fifty of a list', async () => {
    const clerk = as('viewer', 'quay');  // no other test writes there
    const name = newName('Berth');
    const views = [await save({ noun: 'workflows', name }, clerk)];

    assertProblem(await clerk.post('/api/saved-views', { noun: 'workflows', name }), 409, ['/name conflict']);
    while (views.length < 50) views.push(await save({ noun: 'workflows' }, clerk));
    const res = await clerk.post('/api/saved-views', { noun: 'workflows', name: newName('Berth') });
    assertProblem(res, 422);
    assert.match(res.body.message + res.body.detail, /50 views of this list/);
    for (const { id } of views) assert.equal((await clerk.delete(`/api/saved-views/${id}`)).status, 204);
  });

  await t.test('a repeated Idempotency-Key saves one', async () => {
    const body = { noun: 'agents', name: newName('Once') };
    const headers = { 'idempotency-key': newName('once').replace(' ', '-') };
    const first = await viewer.post('/api/saved-views', body, headers);
    const again = await viewer.post('/api/saved-views', body, headers);

    assert.equal(again.status, 201);
    assert.equal(again.body.savedView.id, first.body.savedView.id);
    await viewer.delete(`/api/saved-views/${first.body.savedView.id}`);
  });

  await t.test('a key has no views', async () => {
    const { key } = (await admin.post('/api/api-keys', { name: newName('Key'), role: 'operator' })).body;
    const res = await send('POST', '/api/saved-views', { token: key, body: { noun: 'agents', name: 'Mine' } });

    assertProblem(res, 403);
  });
});
