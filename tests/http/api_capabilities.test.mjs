import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';

import {
  admin, assertProblem, isoTime, makeAgent, newName, operator, skip, sql, stranger, unknownId, viewer,
} from './client.mjs';

const pathOf = (agent) => `/api/agents/${agent.id}/capabilities`;

async function add(agent, members = {}) {
  const res = await operator.post(pathOf(agent), { name: newName('Read'), ...members });
  assert.equal(res.status, 201, res.text);
  return res.body.capability;
}

test('capabilities', { skip }, async (t) => {
  await t.test('one is made, read, replaced, patched and deleted', async () => {
    const agent = await makeAgent();
    const res = await operator.post(pathOf(agent), { name: 'Read', confidence: 0.25, metadata: { a: 1, b: 2 } });
    const { id, createdAt, updatedAt, ...rest } = res.body.capability;
    const path = `${pathOf(agent)}/${id}`;

    assert.equal(res.status, 201);
    assert.equal(res.headers.get('location'), path);
    assert.equal(res.headers.get('etag'), '"1"');
    assert.match(createdAt, isoTime);
    assert.equal(createdAt, updatedAt);
    assert.deepEqual(rest, {
      agentId: agent.id, name: 'Read', description: '', confidence: 0.25, usageCount: 0, lastUsedAt: null,
      metadata: { a: 1, b: 2 }, version: 1,
    });
    assert.deepEqual((await viewer.get(path)).body, res.body);

    const patched = await operator.patch(path, { usageCount: 7, metadata: { a: null, c: 3 } }, { 'if-match': '"1"' });
    assert.deepEqual(patched.body.capability.metadata, { b: 2, c: 3 });
    assert.equal(patched.body.capability.usageCount, 7);
    assertProblem(await operator.patch(path, { name: 'Late' }, { 'if-match': '"1"' }), 412);

    const replaced = await operator.put(path, { name: 'Write' });
    assert.equal(replaced.status, 200, replaced.text);
    assert.deepEqual([replaced.body.capability.name, replaced.body.capability.confidence,
      replaced.body.capability.usageCount, replaced.body.capability.version], ['Write', 1, 0, 3]);
    assertProblem(await operator.delete(path, { 'if-match': '"1"' }), 412);
    assert.equal((await operator.delete(path)).status, 204);
    assertProblem(await viewer.get(path), 404);
  });

  await t.test('wrong members are told with their names', async () => {
    const agent = await makeAgent();
    const cases = [
      [{}, ['/name required']],
      [{ name: ' ' }, ['/name required']],
      [{ name: 'x'.repeat(256) }, ['/name too_long']],
      [{ name: 'x', confidence: 1.5 }, ['/confidence number']],
      [{ name: 'x', confidence: -0.1 }, ['/confidence number']],
      [{ name: 'x', confidence: 'high' }, ['/confidence type']],
      [{ name: 'x', confidence: '0.5' }, ['/confidence type']],
      [{ name: 'x', usageCount: -1, lastUsedAt: 'now', metadata: [] },
        ['/usageCount integer', '/lastUsedAt time', '/metadata type']],
      [{ name: 'x', agentId: unknownId }, ['/agentId read_only']],
    ];
    for (const [body, fields] of cases) assertProblem(await operator.post(pathOf(agent), body), 422, fields);
    await add(agent, { name: 'Once' });
    assertProblem(await operator.post(pathOf(agent), { name: 'Once' }), 409, ['/name conflict']);
    assertProblem(await operator.post(pathOf(agent), '{"name":"x","confidence":1e999}'), 422, ['/confidence number']);
  });

  await t.test('a list is in order of names, filtered, sorted and paged', async () => {
    const agent = await makeAgent();
    for (const [name, confidence] of [['Write', 0.5], ['Ask', 0.9], ['Read', 0.7]]) await add(agent, { name, confidence });
    const namesOf = async (query) => (await viewer.get(pathOf(agent) + query)).body.capabilities.map((row) => row.name);

    assert.deepEqual(await namesOf(''), ['Ask', 'Read', 'Write']);
    assert.deepEqual(await namesOf('?sort=-confidence'), ['Ask', 'Read', 'Write']);
    assert.deepEqual(await namesOf('?sort=createdAt'), ['Write', 'Ask', 'Read']);
    assert.deepEqual(await namesOf('?q=ea'), ['Read']);
    const first = (await viewer.get(`${pathOf(agent)}?limit=2`)).body;
    assert.equal(first.hasMore, true);
    assert.deepEqual(await namesOf(`?limit=2&cursor=${first.nextCursor}`), ['Write']);
    assertProblem(await viewer.get(`${pathOf(agent)}?sort=description`), 400, ['?sort choice']);
    assertProblem(await viewer.get(`${pathOf(agent)}?colour=red`), 400, ['?colour unknown']);
    const csv = await viewer.get(`${pathOf(agent)}?export=csv`);
    assert.deepEqual(csv.text.split('\r\n').slice(1, -1).map((line) => line.split(',')[2]), ['Ask', 'Read', 'Write']);
  });

  await t.test('only what is of the agent of the path is there', async () => {
    const [agent, other] = [await makeAgent(), await makeAgent()];
    const { id } = await add(agent);
    const astray = `${pathOf(other)}/${id}`;

    assertProblem(await viewer.get(astray), 404);
    assertProblem(await operator.patch(astray, { name: 'x' }), 404);
    assertProblem(await operator.put(astray, { name: 'x' }), 404);
    assertProblem(await operator.delete(astray), 404);
    assert.deepEqual((await viewer.get(pathOf(other))).body.capabilities, []);
    assertProblem(await viewer.get(`${pathOf(other)}?agentId=${agent.id}`), 400, ['?agentId unknown']);
    assert.deepEqual((await viewer.get(`/api/agents/${other.id}/executions?agentId=${agent.id}`)).body.executions, []);
    assert.equal((await viewer.get(`${pathOf(agent)}/${id}`)).body.capability.version, 1);
  });

  await t.test('an agent that is not there, or no more, has none', async () => {
    const agent = await makeAgent();
    const { id } = await add(agent);

    for (const path of [`/api/agents/${unknownId}/capabilities`, '/api/agents/nobody/capabilities']) {
      assertProblem(await viewer.get(path), 404);
      assertProblem(await operator.post(path, { name: 'x' }), 404);
    }
    assertProblem(await stranger.get(pathOf(agent)), 404);
    assertProblem(await stranger.post(pathOf(agent), { name: 'x' }), 404);
    assertProblem(await stranger.delete(`${pathOf(agent)}/${id}`), 404);
    await admin.delete(`/api/agents/${agent.id}`);
    assertProblem(await viewer.get(pathOf(agent)), 404);
    assertProblem(await viewer.get(`${pathOf(agent)}/${id}`), 404);
    assertProblem(await operator.patch(`${pathOf(agent)}/${id}`, { name: 'x' }), 404);
  });

  await t.test('what is sent again with its key is made once', async () => {
    const agent = await makeAgent();
    const headers = { 'idempotency-key': randomUUID() };
    const first = await operator.post(pathOf(agent), { name: 'Once' }, headers);
    const again = await operator.post(pathOf(agent), { name: 'Once' }, headers);

    assert.equal(again.status, 201, again.text);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.deepEqual(again.body, first.body);
    assert.equal((await viewer.get(pathOf(agent))).body.capabilities.length, 1);
  });

  await t.test('viewers do not write', async () => {
    const agent = await makeAgent();
    const path = `${pathOf(agent)}/${(await add(agent)).id}`;

    assertProblem(await viewer.post(pathOf(agent), { name: 'x' }), 403);
    assertProblem(await viewer.patch(path, { name: 'x' }), 403);
    assertProblem(await viewer.delete(path), 403);
  });
});

test('switching an agent on and off', { skip }, async (t) => {
  const agent = await makeAgent();
  const path = `/api/agents/${agent.id}`;

  await t.test('an action sets the status, and nothing else', async () => {
    for (const [action, status] of [['pause', 'PAUSED'], ['deactivate', 'INACTIVE'], ['activate', 'ACTIVE']]) {
      const res = await operator.post(`${path}/${action}`);
      assert.equal(res.status, 200, res.text);
      assert.equal(res.body.agent.status, status);
      assert.equal(res.body.agent.name, agent.name);
      assert.equal(res.headers.get('etag'), `"${res.body.agent.version}"`);
    }
  });

  await t.test('not of another version, by a viewer, or of another tenant', async () => {
    assertProblem(await operator.post(`${path}/pause`, undefined, { 'if-match': '"1"' }), 412);
    assertProblem(await viewer.post(`${path}/pause`), 403);
    assertProblem(await stranger.post(`${path}/pause`), 404);
    assertProblem(await operator.post('/api/agents/nobody/pause'), 404);
    assert.equal((await viewer.get(path)).body.agent.status, 'ACTIVE');
  });

  await t.test('an agent whose heartbeat is late is offline until the next', async () => {
    const { id } = await makeAgent({ heartbeatIntervalS: 60 });
    const beat = () => operator.post(`/api/agents/${id}/heartbeat`);
    const standing = async () => {
      const { agent: now } = (await viewer.get(`/api/agents/${id}`)).body;
      return [now.status, now.activity, now.version];
    };

    assert.match((await beat()).body.heartbeatAt, isoTime);
    assert.deepEqual(await standing(), ['ACTIVE', 'idle', 1]);
    sql(`update agent_activity set heartbeat_at = now() - interval '181 seconds' where agent_id = '${id}'`);
    assert.deepEqual(await standing(), ['ACTIVE', 'offline', 1]);
    await beat();
    assert.deepEqual(await standing(), ['ACTIVE', 'idle', 1]);
    assertProblem(await viewer.post(`/api/agents/${id}/heartbeat`), 403);
    assertProblem(await stranger.post(`/api/agents/${id}/heartbeat`), 404);
  });
});
