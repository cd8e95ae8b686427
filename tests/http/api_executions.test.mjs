import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';

import {
  assertProblem, isoTime, makeAgent, makeExecution, operator, skip, sql, stranger, unknownId, viewer,
} from './client.mjs';

test('executions', { skip }, async (t) => {
  const agent = await makeAgent();

  await t.test('one is reported with logs and an error object', async () => {
    const res = await operator.post('/api/executions', {
      agentId: agent.id,
      status: 'FAILED',
      input: { n: 1 },
      output: [1.10, null],
      error: { message: 'boom', stack: 'at x' },
      logs: ['plain text', { timestamp: '2026-01-01T00:00:00Z', level: 'WARNING', message: 'two', context: { a: 1 } }],
    });

    assert.equal(res.status, 201, res.text);
    const { id } = res.body.execution;
    const { execution } = (await viewer.get(`/api/executions/${id}`)).body;
    assert.equal(execution.agentName, agent.name);
    assert.equal(execution.status, 'FAILED');
    assert.equal(execution.trigger, 'api');
    assert.equal(execution.error, 'boom');
    assert.deepEqual(execution.errorDetails, { message: 'boom', stack: 'at x' });
    assert.deepEqual(execution.result, [1.1, null]);
    assert.match(execution.endTime, isoTime);
    assert.deepEqual(execution.logs.map((log) => [log.level, log.message, log.context]),
      [['INFO', 'plain text', null], ['WARN', 'two', { a: 1 }]]);
    assert.equal(execution.logs[1].timestamp, '2026-01-01T00:00:00.000Z');
    assert.ok(!('logs' in res.body.execution) || res.body.execution.logs.length >= 0);
  });

  await t.test('all wrong members are told at once', async () => {
    assertProblem(await operator.post('/api/executions', {
      status: 'gone', tokens: -1, startTime: 'soon', logs: [{ level: 'loud', message: 'x' }, {}, 7],
    }), 422, [
      '/agentId required', '/logs/0/level choice', '/logs/1/message required', '/logs/2 type',
      '/status choice', '/tokens integer', '/startTime time',
    ]);
    assertProblem(await operator.post('/api/executions', {
      agentId: agent.id, tokens: 1e12 + 1, costMicros: Number.MAX_SAFE_INTEGER,
    }), 422, ['/tokens integer', '/costMicros integer']);
    assertProblem(await operator.post('/api/executions', { agentId: unknownId }), 422, ['/agentId invalid']);
    assertProblem(await operator.post('/api/executions', {
      agentId: agent.id, status: 'SUCCESS', startTime: '2026-01-02', endTime: '2026-01-01',
    }), 422, ['/endTime invalid']);
  });

  await t.test('what fails leaves nothing behind', async () => {
    const fresh = await makeAgent();
    assertProblem(await operator.post('/api/executions', { agentId: fresh.id, logs: [{ level: 'loud' }] }), 422,
      ['/logs/0/level choice', '/logs/0/message required']);
    assert.equal((await viewer.get(`/api/agents/${fresh.id}/executions`)).body.total, 0);
  });

  await t.test('a final status sets the end, and stays', async () => {
    const { id } = await makeExecution({ agentId: agent.id, status: 'running' });
    const path = `/api/executions/${id}`;
    const done = await operator.put(path, { status: 'SUCCESS', result: { ok: true }, tokens: 12 });

    assert.equal(done.body.execution.status, 'SUCCESS');
    assert.match(done.body.execution.endTime, isoTime);
    assert.ok(done.body.execution.durationMs >= 0);
    assertProblem(await operator.put(path, { status: 'FAILED' }), 409);
    assertProblem(await operator.patch(path, { status: 'running' }), 409);
    const corrected = await operator.put(path, { status: 'completed', tokens: 13 });
    assert.equal(corrected.body.execution.tokens, 13);
    assert.equal(corrected.body.execution.endTime, done.body.execution.endTime);
    assert.deepEqual(corrected.body.execution.result, { ok: true });
  });

  await t.test('its agent cannot be changed', async () => {
    const other = await makeAgent();
    const execution = await makeExecution({ agentId: agent.id });
    const res = await operator.put(`/api/executions/${execution.id}`, { agentId: other.id, title: 'Named' });

    assert.equal(res.body.execution.agentId, agent.id);
    assert.equal(res.body.execution.title, 'Named');
  });

  await t.test('cancelling is for what has not finished', async () => {
    const { id } = await makeExecution({ agentId: agent.id, status: 'running' });
    const path = `/api/executions/${id}/cancel`;

    assertProblem(await operator.post(path, undefined, { 'if-match': '"7"' }), 412);
    const res = await operator.post(path);
    assert.equal(res.status, 200);
    assert.equal(res.body.execution.status, 'CANCELLED');
    assert.equal(res.body.execution.version, 2);
    assertProblem(await operator.post(path), 409);
    assertProblem(await operator.post(`/api/executions/${unknownId}/cancel`), 404);
    assertProblem(await operator.post('/api/executions/nothing/cancel'), 404);
  });

  await t.test('what did not succeed is run again', async () => {
    const first = await makeExecution({ agentId: agent.id, status: 'failed', title: 'Twice', trigger: 'webhook',
      input: { order: 7 }, error: 'it broke' });
    const path = `/api/executions/${first.id}/retry`;
    const key = { 'idempotency-key': `retry-${first.id}` };
    const res = await operator.post(path, undefined, key);
    const { execution } = res.body;

    assert.equal(res.status, 201);
    assert.equal(res.headers.get('location'), `/api/executions/${execution.id}`);
    assert.equal(execution.status, 'PENDING');
    assert.equal(execution.retryOf, first.id);
    assert.deepEqual([execution.title, execution.trigger, execution.input, execution.error],
      ['Twice', 'webhook', { order: 7 }, null]);
    assert.equal((await operator.post(path, undefined, key)).body.execution.id, execution.id);
    assert.equal((await operator.get(`/api/executions/${first.id}`)).body.execution.error, 'it broke');
    assertProblem(await operator.post(`/api/executions/${execution.id}/retry`), 409);
    assertProblem(await operator.post(`/api/executions/${unknownId}/retry`), 404);
    assertProblem(await viewer.post(path), 403);
    assertProblem(await stranger.post(path), 404);
  });

  await t.test('many are cancelled at once, each with its own result', async () => {
    const open = await makeExecution({ agentId: agent.id });
    const done = await makeExecution({ agentId: agent.id, status: 'SUCCESS' });
    const res = await operator.post('/api/executions/bulk', { action: 'cancel', ids: [done.id, open.id, unknownId] });

    assert.deepEqual(res.body, {
      results: [
        { id: done.id, changed: false, status: 'SUCCESS', code: 409, error: 'it has finished already' },
        { id: open.id, changed: true, status: 'CANCELLED' },
        { id: unknownId, changed: false, status: null, code: 404, error: 'no such execution' },
      ],
      changed: 1,
      failed: 2,
    });
    assertProblem(await operator.post('/api/executions/bulk', { action: 'explode', ids: ['x', 7] }), 422,
      ['/action choice', '/ids/0 id', '/ids/1 id']);
    assertProblem(await operator.post('/api/executions/bulk', { action: 'cancel', ids: [] }), 422, ['/ids count']);
    assertProblem(await operator.post('/api/executions/bulk',
      { action: 'cancel', ids: Array(201).fill(unknownId) }), 422, ['/ids count']);
  });

  await t.test('logs are added and read by level, page and cursor', async () => {
    const { id } = await makeExecution({ agentId: agent.id });
    const path = `/api/executions/${id}/logs`;
    const lines = Array.from({ length: 25 }, (_, i) => ({ level: i % 5 ? 'info' : 'error', message: `line ${i}` }));

    assert.deepEqual((await operator.post(path, { logs: lines })).body, { executionId: id, accepted: 25 });
    assert.equal((await operator.post(path, { message: 'alone' })).status, 201);
    const all = (await viewer.get(path)).body;
    assert.equal(all.executionId, id);
    assert.equal(all.total, 26);
    assert.deepEqual(all.logs.map((log) => log.message), [...lines.map((line) => line.message), 'alone']);
    const errors = (await viewer.get(`${path}?level=ERROR&limit=2`)).body;
    assert.deepEqual(errors.logs.map((log) => log.message), ['line 0', 'line 5']);
    assert.deepEqual([errors.total, errors.executionId], [5, id]);
    const more = (await viewer.get(`${path}?level=ERROR&limit=2&cursor=${errors.nextCursor}`)).body;
    assert.deepEqual(more.logs.map((log) => log.message), ['line 10', 'line 15']);
    const newest = (await viewer.get(`${path}?sort=-timestamp&limit=1`)).body;
    assert.equal(newest.logs[0].message, 'alone');
    assertProblem(await operator.post(path, { logs: [{ level: 'loud' }] }), 422,
      ['/logs/0/level choice', '/logs/0/message required']);
    assertProblem(await operator.post(`/api/executions/${unknownId}/logs`, { message: 'x' }), 404);
    assertProblem(await viewer.get(`/api/executions/${unknownId}/logs`), 404);
  });

  await t.test('logs added twice with one key are there once', async () => {
    const { id } = await makeExecution({ agentId: agent.id });
    const path = `/api/executions/${id}/logs`;
    const headers = { 'idempotency-key': randomUUID() };

    await operator.post(path, { message: 'once' }, headers);
    const again = await operator.post(path, { message: 'once' }, headers);
    assert.equal(again.status, 201);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.equal((await viewer.get(path)).body.total, 1);
  });

  await t.test('an ETag tells new logs, and If-Match asks for the version', async () => {
    const { id } = await makeExecution({ agentId: agent.id, logs: ['one'] });
    const path = `/api/executions/${id}`;
    const before = (await viewer.get(path)).headers.get('etag');

    assert.equal((await viewer.get(path, { 'if-none-match': before })).status, 304);
    await operator.post(`${path}/logs`, { message: 'two' });
    assert.equal((await viewer.get(path, { 'if-none-match': before })).status, 200);
    assert.equal((await operator.patch(path, { title: 'x' }, { 'if-match': before })).status, 200);
    assertProblem(await operator.patch(path, { title: 'y' }, { 'if-match': before }), 412);
  });

  await t.test('the newest hundred logs come with it, oldest first', async () => {
    const logs = Array.from({ length: 120 }, (_, i) => `line ${i}`);
    const { id } = await makeExecution({ agentId: agent.id, logs });
    const { execution } = (await viewer.get(`/api/executions/${id}`)).body;

    assert.deepEqual(execution.logs.map((log) => log.message), logs.slice(20));
  });

  await t.test('steps are listed in order with their payload', async () => {
    const { executions } = (await viewer.get('/api/executions?limit=200&status=SUCCESS')).body;
    let steps = [];
    for (const { id } of executions) {
      ({ steps } = (await viewer.get(`/api/executions/${id}/steps`)).body);
      if (steps.length > 1) break;
    }

    assert.ok(steps.length > 1, 'the demo data has steps');
    assert.deepEqual(steps.map((step) => step.position), steps.map((step) => step.position).sort((a, b) => a - b));
    assert.ok('input' in steps[0] && 'output' in steps[0]);
    assert.ok(steps.every((step) => step.status === step.status.toUpperCase()));
    assertProblem(await viewer.get(`/api/executions/${unknownId}/steps`), 404);
    assertProblem(await viewer.get(`/api/executions/${unknownId}/steps?page=0`), 400, ['?page integer']);
  });

  await t.test('any :id takes another name of the row', async () => {
    const { id } = await makeExecution({ agentId: agent.id });
    const name = `exec_${id}`;
    sql(`insert into aliases (tenant_id, kind, alias, id)
         select tenant_id, 'execution', '${name}', id from executions where id = '${id}'`);
    const path = `/api/executions/${name}`;

    assert.equal((await operator.post(`${path}/logs`, { message: 'found' })).status, 201);
    assert.equal((await operator.patch(path, { title: 'Named' })).body.execution.title, 'Named');
    assert.equal((await viewer.get(path)).body.execution.id, id);
    assert.equal((await viewer.get(`${path}/logs`)).body.logs[0].message, 'found');
    assert.equal((await viewer.get(`${path}/logs`)).body.executionId, id);
    assert.deepEqual((await viewer.get(`${path}/steps`)).body, { steps: [], hasMore: false, executionId: id });
    assert.equal((await operator.post(`${path}/cancel`)).body.execution.status, 'CANCELLED');
    assertProblem(await stranger.get(path), 404);
    assertProblem(await stranger.get(`${path}/logs`), 404);
    assertProblem(await viewer.get('/api/executions/exec_0/logs'), 404);
    assertProblem(await viewer.get('/api/agents/nobody/executions'), 404);
  });

  await t.test('a viewer reads and does not write', async () => {
    const { id } = await makeExecution({ agentId: agent.id });

    for (const path of ['', '/logs', '/steps'])
      assert.equal((await viewer.get(`/api/executions/${id}${path}`)).status, 200, path);
    assertProblem(await viewer.post('/api/executions', { agentId: agent.id }), 403);
    assertProblem(await viewer.put(`/api/executions/${id}`, { title: 'x' }), 403);
    assertProblem(await viewer.patch(`/api/executions/${id}`, { title: 'x' }), 403);
    assertProblem(await viewer.post(`/api/executions/${id}/cancel`), 403);
    assertProblem(await viewer.post(`/api/executions/${id}/logs`, { message: 'x' }), 403);
    assertProblem(await viewer.post('/api/executions/bulk', { action: 'cancel', ids: [id] }), 403);
  });

  await t.test('executions of another tenant are not there', async () => {
    const { id } = await makeExecution({ agentId: agent.id });

    for (const path of ['', '/logs', '/steps'])
      assertProblem(await stranger.get(`/api/executions/${id}${path}`), 404);
    assertProblem(await stranger.put(`/api/executions/${id}`, { title: 'x' }), 404);
    assertProblem(await stranger.patch(`/api/executions/${id}`, { title: 'x' }), 404);
    assertProblem(await stranger.post(`/api/executions/${id}/cancel`), 404);
    assertProblem(await stranger.post(`/api/executions/${id}/logs`, { message: 'x' }), 404);
    const bulk = await stranger.post('/api/executions/bulk', { action: 'cancel', ids: [id] });
    assert.equal(bulk.body.results[0].code, 404);
    assert.equal((await viewer.get(`/api/executions/${id}`)).body.execution.status, 'PENDING');
  });
});
