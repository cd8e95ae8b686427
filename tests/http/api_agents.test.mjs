import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';

import {
  admin, assertProblem, isoTime, makeAgent, makeExecution, newName, operator, skip, stranger, send,
  unknownId, url, viewer,
} from './client.mjs';

test('agents', { skip }, async (t) => {
  await t.test('many get another status at once, each by itself', async () => {
    const [one, two, gone] = [await makeAgent(), await makeAgent({ status: 'paused' }), await makeAgent()];
    await admin.delete(`/api/agents/${gone.id}`);
    const ids = [two.id, one.id, gone.id];
    const res = await operator.post('/api/agents/bulk', { action: 'pause', ids });

    assert.deepEqual(res.body, {
      results: [
        { id: two.id, changed: false, status: 'PAUSED', code: 409, error: 'it is paused already' },
        { id: one.id, changed: true, status: 'PAUSED' },
        { id: gone.id, changed: false, status: null, code: 404, error: 'no such agent' },
      ],
      changed: 1, failed: 2,
    });
    const { agent } = (await viewer.get(`/api/agents/${one.id}`)).body;
    assert.deepEqual([agent.status, agent.version], ['PAUSED', 2]);
    assert.equal((await operator.post('/api/agents/bulk', { action: 'deactivate', ids })).body.changed, 2);
    assert.equal((await stranger.post('/api/agents/bulk', { action: 'activate', ids })).body.changed, 0);
    assertProblem(await viewer.post('/api/agents/bulk', { action: 'pause', ids }), 403);
    assertProblem(await operator.post('/api/agents/bulk', { action: 'sink', ids: [] }), 422, ['/action choice', '/ids count']);
  });

  await t.test('are filtered by type, model and its provider', async () => {
    const word = newName('word');
    const agent = await makeAgent({ type: word, modelProvider: word, model: word });

    for (const name of ['type', 'modelProvider', 'model']) {
      const { agents } = (await viewer.get(`/api/agents?${name}=${encodeURIComponent(word)}`)).body;
      assert.deepEqual(agents.map(({ id }) => id), [agent.id], name);
    }
  });

  await t.test('an agent is made with what was sent and with fallbacks', async () => {
    const name = newName('Ünïcode ✓');
    const res = await operator.post('/api/agents', { name, tags: ['a', 'b "c"'], configuration: { n: 1.5 } });
    const { id, createdAt, updatedAt, createdById, createdBy, ...rest } = res.body.agent;

    assert.equal(res.status, 201);
    assert.equal(res.headers.get('location'), `/api/agents/${id}`);
    assert.equal(res.headers.get('etag'), '"1"');
    assert.match(createdAt, isoTime);
    assert.match(updatedAt, isoTime);
    assert.equal(createdBy.id, createdById);
    assert.equal(createdBy.email, 'operator@harbour.example');
    assert.deepEqual(rest, {
      name, description: '', status: 'ACTIVE', activity: 'idle', category: '', type: '',
      modelProvider: '', model: '', instructions: '', enabled: true, configuration: { n: 1.5 },
      tags: ['a', 'b "c"'], heartbeatIntervalS: null, heartbeatAt: null, heartbeatDetails: null, projectId: null,
      projectName: null, lastActive: null, lastExecution: null, executionCount: 0, version: 1,
    });
  });

  await t.test('all wrong members are told at once', async () => {
    assertProblem(await operator.post('/api/agents', {
      name: ' ', status: 'gone', configuration: [], tags: 'x', heartbeatIntervalS: 0, projectId: 7,
      enabled: 'yes',
    }), 422, [
      '/name required', '/status choice', '/configuration type', '/tags type',
      '/heartbeatIntervalS integer', '/projectId type', '/enabled type',
    ]);
    assertProblem(await operator.post('/api/agents', {}), 422, ['/name required']);
    assertProblem(await operator.post('/api/agents', { name: 'x'.repeat(256) }), 422, ['/name too_long']);
    assertProblem(await operator.post('/api/agents', { name: 'x', projectId: unknownId }), 422, ['/projectId invalid']);
    assert.equal((await operator.post('/api/agents', { name: '😀'.repeat(255) })).status, 201);
  });

  await t.test('what is no JSON, or no JSON that can be kept, is 400', async () => {
    for (const body of ['{', '{"name":"x",}', '{"name":"\\ud800"}', '{"name":"a\\u0000b"}', '{"a":1,"a":2}'])
      assertProblem(await operator.post('/api/agents', body), 400);
    assertProblem(await operator.post('/api/agents', '"text"'), 422, [' type']);
    assertProblem(await operator.post('/api/agents', '{"name":"x"}', { 'content-type': 'text/plain' }), 415);
    assertProblem(await operator.post('/api/agents', '{"name":"x"}', { 'content-encoding': 'gzip' }), 415);
    assert.equal((await operator.post('/api/agents', '{"name":"x"}', { 'content-encoding': 'identity' })).status, 201);
  });

  await t.test('numbers beyond their bounds are told with their field', async () => {
    assertProblem(await operator.post('/api/agents', '{"name":"x","heartbeatIntervalS":18446744073709551616}'),
      422, ['/heartbeatIntervalS integer']);
    assertProblem(await operator.post('/api/agents', '{"name":"x","configuration":{"n":1e99999}}'),
      422, ['/configuration number']);
    const kept = await operator.post('/api/agents', '{"name":"x","configuration":{"n":18446744073709551616}}');
    assert.match(kept.text, /"n": ?18446744073709551616/);
  });

  await t.test('every spelling of a status is taken, in any case', async () => {
    const spoken = {
      active: 'ACTIVE', ACTIVE: 'ACTIVE', Idle: 'ACTIVE', RUNNING: 'ACTIVE', error: 'ACTIVE',
      OFFLINE: 'ACTIVE', enabled: 'ACTIVE', INACTIVE: 'INACTIVE', disabled: 'INACTIVE', Paused: 'PAUSED',
    };
    for (const [status, answer] of Object.entries(spoken))
      assert.equal((await makeAgent({ status })).status, answer, status);
  });

  await t.test('an agent that runs something is RUNNING, and only in words', async () => {
    const agent = await makeAgent();
    const execution = await makeExecution({ agentId: agent.id, status: 'running' });
    const read = async () => (await viewer.get(`/api/agents/${agent.id}`)).body.agent;

    const busy = await read();
    assert.deepEqual([busy.status, busy.activity, busy.executionCount], ['RUNNING', 'busy', 1]);
    assert.match(busy.lastExecution, isoTime);
    await operator.put(`/api/executions/${execution.id}`, { status: 'FAILED' });
    const failed = await read();
    assert.deepEqual([failed.status, failed.activity, failed.version], ['ACTIVE', 'error', 1]);
  });

  await t.test('PUT keeps what was not sent and passes over what clients echo', async () => {
    const agent = await makeAgent({ description: 'kept', configuration: { a: { b: 1 } } });
    const res = await operator.put(`/api/agents/${agent.id}`, {
      ...agent, name: 'Renamed', executionCount: 99, unheardOf: true, configuration: { c: 1 },
    });

    assert.equal(res.status, 200);
    assert.equal(res.body.agent.name, 'Renamed');
    assert.equal(res.body.agent.description, 'kept');
    assert.equal(res.body.agent.executionCount, 0);
    assert.deepEqual(res.body.agent.configuration, { c: 1 });
    assert.equal(res.body.agent.version, 2);
  });

  await t.test('PATCH is a merge patch, nested objects too', async () => {
    const agent = await makeAgent({ configuration: { a: { b: 1, c: 2 }, d: [1] }, description: 'x' });
    const res = await operator.patch(`/api/agents/${agent.id}`,
      { configuration: { a: { b: null, e: 3 }, d: { f: null, g: 1 } }, description: null });

    assert.deepEqual(res.body.agent.configuration, { a: { c: 2, e: 3 }, d: { g: 1 } });
    assert.equal(res.body.agent.description, '');
    assert.equal(res.body.agent.name, agent.name);
  });

  await t.test('a change of another version is 412 and changes nothing', async () => {
    const agent = await makeAgent();
    const path = `/api/agents/${agent.id}`;

    assert.equal((await operator.patch(path, { name: 'b' }, { 'if-match': '"1"' })).status, 200);
    assertProblem(await operator.patch(path, { name: 'c' }, { 'if-match': '"1"' }), 412);
    assertProblem(await operator.patch(path, { name: 'c' }, { 'if-match': 'nonsense' }), 412);
    assertProblem(await admin.delete(path, { 'if-match': '"1"' }), 412);
    assert.equal((await viewer.get(path)).body.agent.name, 'b');
    assert.equal((await operator.patch(path, { name: 'd' }, { 'if-match': '*' })).status, 200);
  });

  await t.test('of a list of versions one must be the present one', async () => {
    const agent = await makeAgent();
    const path = `/api/agents/${agent.id}`;
    const patch = (name, list) => operator.patch(path, { name }, { 'if-match': list });

    assert.equal((await patch('b', '"7", W/"5-0a", "1"')).status, 200);
    const res = await patch('c', '"1", "x,y" ,"2"');
    assert.deepEqual([res.status, res.body.agent.version, res.body.agent.name], [200, 3, 'c']);
    assertProblem(await patch('d', '"1", "2"'), 412);
    assertProblem(await patch('d', '"x", "y"'), 412);
    assert.equal((await viewer.get(path)).body.agent.version, 3);
    assertProblem(await admin.delete(path, { 'if-match': '"4", "5"' }), 412);
    assert.equal((await admin.delete(path, { 'if-match': '"4", "3"' })).status, 200);
  });

  await t.test('what the client has is 304', async () => {
    const agent = await makeAgent();
    const path = `/api/agents/${agent.id}`;
    const same = await viewer.get(path, { 'if-none-match': 'W/"1"' });

    assert.equal(same.status, 304);
    assert.equal(same.text, '');
    assert.equal(same.headers.get('etag'), '"1"');
    assert.equal((await viewer.get(path, { 'if-none-match': '"2"' })).status, 200);
    const list = await viewer.get('/api/projects');
    const again = await viewer.get('/api/projects', { 'if-none-match': list.headers.get('etag') });
    assert.equal(again.status, 304);
  });

  await t.test('a heartbeat moves neither version nor ETag', async () => {
    const agent = await makeAgent({ heartbeatIntervalS: 60 });
    const beat = await operator.post(`/api/agents/${agent.id}/heartbeat`);

    assert.equal(beat.status, 200);
    assert.match(beat.body.heartbeatAt, isoTime);
    const res = await viewer.get(`/api/agents/${agent.id}`);
    assert.equal(res.headers.get('etag'), '"1"');
    assert.equal(res.body.agent.heartbeatAt, beat.body.heartbeatAt);
    assert.equal(res.body.agent.lastActive, beat.body.heartbeatAt);
    assertProblem(await operator.post(`/api/agents/${unknownId}/heartbeat`), 404);
  });

  await t.test('a repeated Idempotency-Key answers what the first one made', async () => {
    const key = randomUUID();
    const body = { name: newName('Once') };
    const first = await operator.post('/api/agents', body, { 'idempotency-key': key });
    const second = await operator.post('/api/agents', body, { 'idempotency-key': key });

    assert.equal(first.headers.get('idempotent-replayed'), null);
    assert.equal(second.status, 201);
    assert.equal(second.headers.get('idempotent-replayed'), 'true');
    assert.deepEqual(second.body, first.body);
    assertProblem(await operator.post('/api/agents', { name: 'else' }, { 'idempotency-key': key }), 422);
    assertProblem(await operator.post('/api/agents', body, { 'idempotency-key': 'x'.repeat(256) }), 400);
    const found = await viewer.get(`/api/agents?limit=10&search=${encodeURIComponent(body.name)}`);
    assert.equal(found.body.agents.length, 1);
  });

  await t.test('an agent is deleted, and its executions stay', async () => {
    const agent = await makeAgent();
    const execution = await makeExecution({ agentId: agent.id });
    const res = await admin.delete(`/api/agents/${agent.id}`);

    assert.equal(res.status, 200);
    assert.deepEqual(res.body, { message: 'Agent deleted successfully' });
    assertProblem(await viewer.get(`/api/agents/${agent.id}`), 404);
    assertProblem(await admin.delete(`/api/agents/${agent.id}`), 404);
    const left = (await viewer.get(`/api/executions/${execution.id}`)).body.execution;
    assert.deepEqual([left.agentId, left.agentName], [agent.id, agent.name]);
    assertProblem(await operator.put(`/api/agents/${agent.id}`, { name: 'Back' }), 404);
    assertProblem(await operator.patch(`/api/agents/${agent.id}`, { name: 'Back' }), 404);
    assertProblem(await operator.post(`/api/agents/${agent.id}/heartbeat`), 404);
    assertProblem(await viewer.get(`/api/agents/${agent.id}/executions`), 404);
    assertProblem(await operator.post('/api/executions', { agentId: agent.id }), 422, ['/agentId invalid']);
    assert.equal((await operator.patch(`/api/executions/${execution.id}`, { status: 'completed' })).status, 200);
  });

  await t.test('a deleted agent is listed with who deleted it, and restored', async () => {
    const agent = await makeAgent({ category: 'Quay', configuration: { n: 1 } });
    const execution = await makeExecution({ agentId: agent.id });
    const path = `/api/agents/${agent.id}`;
    const found = async () => (await viewer.get(`/api/agents/deleted?q=${encodeURIComponent(agent.name)}`)).body.deletedAgents;

    assert.deepEqual(await found(), []);
    await admin.delete(path);
    const [{ deletedAt, deletedBy, deletedById, lastExecution, ...rest }, ...others] = await found();
    assert.match(deletedAt, isoTime);
    assert.match(lastExecution, isoTime);
    assert.equal(deletedBy.id, deletedById);
    assert.equal(deletedBy.email, 'admin@harbour.example');
    assert.deepEqual(others, []);
    assert.deepEqual(rest, { id: agent.id, name: agent.name, description: '', category: 'Quay', type: '',
      executionCount: 1, version: 2, createdAt: agent.createdAt });

    assertProblem(await operator.post(`${path}/restore`), 403);
    assertProblem(await stranger.post(`${path}/restore`), 404);
    assertProblem(await admin.post(`${path}/restore`, undefined, { 'if-match': '"1"' }), 412);
    const res = await admin.post(`${path}/restore`, undefined, { 'if-match': '"2"' });
    assert.equal(res.status, 200, res.text);
    assert.equal(res.headers.get('etag'), '"3"');
    assert.deepEqual([res.body.agent.name, res.body.agent.configuration, res.body.agent.executionCount],
      [agent.name, { n: 1 }, 1]);
    assert.deepEqual(await found(), []);
    assertProblem(await admin.post(`${path}/restore`), 409);
    assertProblem(await admin.post(`/api/agents/${unknownId}/restore`), 404);
    assertProblem(await admin.post('/api/agents/nobody/restore'), 404);
    assert.equal((await viewer.get(`${path}/executions`)).body.executions[0].id, execution.id);
    assert.equal((await operator.patch(path, { name: 'Back' })).status, 200);
    assert.ok(await makeExecution({ agentId: agent.id }));
  });

  await t.test('deleted agents are paged, the last first', async () => {
    const word = newName('Paged').replace(' ', '');
    const ids = [];
    for (const end of 'abc') ids.unshift((await makeAgent({ name: `${word} ${end}` })).id);
    for (const id of [...ids].reverse()) await admin.delete(`/api/agents/${id}`);
    const one = (await viewer.get(`/api/agents/deleted?q=${word}&limit=2`)).body;
    const two = (await viewer.get(`/api/agents/deleted?q=${word}&limit=2&cursor=${one.nextCursor}`)).body;

    assert.deepEqual([...one.deletedAgents, ...two.deletedAgents].map((a) => a.id), ids);
    assert.deepEqual([one.hasMore, two.hasMore], [true, false]);
    assertProblem(await viewer.get('/api/agents/deleted?status=active'), 400, ['?status unknown']);
  });

  await t.test('the executions of an agent come with the agent', async () => {
    const agent = await makeAgent({ category: 'Tests' });
    const execution = await makeExecution({ agentId: agent.id });
    await makeExecution();
    const res = await viewer.get(`/api/agents/${agent.id}/executions`);

    assert.deepEqual(res.body.agent, { id: agent.id, name: agent.name, category: 'Tests' });
    assert.deepEqual(res.body.executions.map((e) => e.id), [execution.id]);
    assert.equal(res.body.total, 1);
    assertProblem(await viewer.get(`/api/agents/${unknownId}/executions`), 404);
  });

  await t.test('a viewer reads and does not write', async () => {
    const agent = await makeAgent();
    const path = `/api/agents/${agent.id}`;

    assert.equal((await viewer.get(path)).status, 200);
    assertProblem(await viewer.post('/api/agents', { name: 'x' }), 403);
    assertProblem(await viewer.put(path, { name: 'x' }), 403);
    assertProblem(await viewer.patch(path, { name: 'x' }), 403);
    assertProblem(await viewer.post(`${path}/heartbeat`), 403);
    assertProblem(await viewer.delete(path), 403);
    assertProblem(await operator.delete(path), 403);
  });

  await t.test('agents of another tenant are not there', async () => {
    const agent = await makeAgent();
    const path = `/api/agents/${agent.id}`;

    assertProblem(await stranger.get(path), 404);
    assertProblem(await stranger.put(path, { name: 'x' }), 404);
    assertProblem(await stranger.patch(path, { name: 'x' }), 404);
    assertProblem(await stranger.delete(path), 404);
    assertProblem(await stranger.get(`${path}/executions`), 404);
    assertProblem(await stranger.post(`${path}/heartbeat`), 404);
    assertProblem(await stranger.post('/api/executions', { agentId: agent.id }), 422, ['/agentId invalid']);
    const list = await stranger.get(`/api/agents?limit=200&q=${encodeURIComponent(agent.name)}`);
    assert.deepEqual(list.body.agents, []);
  });

  await t.test('without a credential all of it is 401', async () => {
    for (const [method, path] of [['GET', '/api/agents'], ['POST', '/api/agents'], ['DELETE', `/api/agents/${unknownId}`]]) {
      const res = await send(method, path, method === 'POST' ? { body: { name: 'x' } } : {});
      assertProblem(res, 401);
      assert.equal(res.headers.get('www-authenticate'), 'Bearer realm="API Key Required"');
    }
    assertProblem(await send('GET', '/api/agents', { token: 'mst_0000000000000000000000000000000000000000000' }), 401);
  });

  await t.test('other methods are 405 with those that are', async () => {
    const res = await viewer.post(`/api/agents/${unknownId}`, {});
    assertProblem(res, 405);
    assert.equal(res.headers.get('allow'), 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS');
    const head = await fetch(`${url}/livez`, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(await head.text(), '');
  });
});
