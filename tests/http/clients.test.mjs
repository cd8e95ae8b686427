// Clients that exist: their requests as they send them, one after the other, and every member
// that they read in the answers. What such a route does besides is in the tests of its noun.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';

import { admin, as, forgetAttempts, isoTime, newName, operator, password, send, skip, tokenOf, unknownId, viewer } from './client.mjs';
import { newTenant } from './command.mjs';

// ---- shapes ----

const text = 'text';
const time = 'time';
const number = 'number';
const flag = 'flag';
const object = 'object';
const list = 'list';
const maybe = (shape) => ({ maybe: shape });
const each = (shape) => ({ each: shape });

const kinds = {
  text: (value) => typeof value === 'string',
  time: (value) => isoTime.test(value),
  number: (value) => typeof value === 'number',
  flag: (value) => typeof value === 'boolean',
  object: (value) => Object.getPrototypeOf(value) === Object.prototype,
  list: Array.isArray,
};

// Every member of the shape is there, of its kind; an answer may have others.
function assertShape(value, shape, at = '') {
  if (typeof shape === 'string') return assert.ok(value != null && kinds[shape](value), `${at} is ${shape}: ${JSON.stringify(value)}`);
  if (Object.hasOwn(shape, 'maybe')) return value === null || assertShape(value, shape.maybe, at);
  if (Object.hasOwn(shape, 'each')) {
    assert.ok(Array.isArray(value) && value.length > 0, `${at} has items`);
    return value.forEach((item, i) => assertShape(item, shape.each, `${at}[${i}]`));
  }
  for (const [name, inner] of Object.entries(shape)) {
    assert.ok(Object.hasOwn(value, name), `${at}.${name} is there: ${Object.keys(value)}`);
    assertShape(value[name], inner, `${at}.${name}`);
  }
}

function answered(res, status, shape) {
  assert.equal(res.status, status, res.text);
  assertShape(res.body, shape);
  return res.body;
}

// What is polled is told once, and then that it has not changed.
async function polled(path, shape, who = operator) {
  const res = await who.get(path);
  const body = answered(res, 200, shape);
  const again = await who.get(path, { 'if-none-match': res.headers.get('etag') });
  assert.deepEqual([path, again.status, again.text], [path, 304, '']);
  return body;
}

function refused(res, status, members) {
  assert.equal(res.status, status, res.text);
  for (const [name, value] of Object.entries(members)) assert.equal(res.body[name], value, `${name} of ${res.text}`);
}

// ---- Open Agent Builder ----

const node = (id, data = {}) => ({ id, type: data.nodeType ?? 'start', position: { x: 0, y: 0 }, data: { label: id, ...data } });

function newWorkflow() {
  const now = new Date().toISOString();
  return { id: `workflow_${randomUUID()}`, name: newName('Built'), description: 'd', category: 'c', tags: ['a'], difficulty: 'easy',
    estimatedTime: '1 min', nodes: [node('start'), node('agent', { nodeType: 'agent', instructions: 'i', model: 'a/b' })],
    edges: [{ id: 'e1', source: 'start', target: 'agent' }], createdAt: now, updatedAt: now };
}

const listedWorkflow = { id: text, name: text, description: text, category: text, tags: list, difficulty: text, estimatedTime: text,
  createdAt: time, updatedAt: time, nodeCount: number, edgeCount: number };
const wholeWorkflow = { ...listedWorkflow, nodes: list, edges: list, _id: text, customId: maybe(text), userId: maybe(text),
  isTemplate: flag, isPublic: flag, version: text };

test('the builder', { skip }, async (t) => {
  const document = newWorkflow();
  const path = `/api/workflows/${document.id}`;
  let id;

  await t.test('saves by itself, again and again, by the id that it made', async () => {
    for (const name of [document.name, 'Renamed']) {
      const body = answered(await operator.post('/api/workflows', { ...document, name }), 200,
        { success: flag, workflowId: text, source: text, message: text });
      assert.deepEqual([body.success, body.message, body.workflowId], [true, 'Workflow saved successfully', id ?? body.workflowId]);
      id = body.workflowId;
    }
  });

  await t.test('opens it: the list, and then the one, by either id', async () => {
    const { workflows, total, source } = await polled('/api/workflows', { workflows: each(listedWorkflow), total: number, source: text });
    assert.equal(source, 'postgres');
    assert.ok(total >= workflows.length);
    assert.equal(workflows.find((w) => w.id === document.id).name, 'Renamed');
    for (const name of [document.id, id]) {
      const { workflow } = answered(await viewer.get(`/api/workflows/${name}`), 200, { success: flag, workflow: wholeWorkflow, source: text });
      assert.deepEqual([workflow.id, workflow._id, workflow.customId], [document.id, id, document.id]);
      assert.deepEqual([workflow.nodes, workflow.edges], [document.nodes, document.edges]);
    }
  });

  await t.test('asks before a run for which providers there are keys', async () => {
    answered(await viewer.get('/api/config'), 200, { anthropicConfigured: flag, groqConfigured: flag, openaiConfigured: flag,
      firecrawlConfigured: flag, arcadeConfigured: flag, hasKeys: flag });
  });

  await t.test('polls runs, keys and servers, which no server of its own answered', async () => {
    const { execution } = (await operator.post('/api/executions', { workflowId: id, status: 'running' })).body;
    const { executions } = await polled(`${path}/executions?limit=50`,
      { executions: each({ id: text, workflowId: text, status: text, startedAt: time, completedAt: maybe(time) }) });
    assert.deepEqual(executions.map((e) => [e.id, e.workflowId, e.status]), [[execution.id, id, 'running']]);
    await polled(`/api/executions/${execution.id}`, { execution: { id: text, workflowId: text, status: text } });
    const keeper = as('owner', newTenant('owner'));
    const made = answered(await keeper.post('/api/llm-keys', { provider: 'groq', key: `gsk_${randomUUID()}`, label: 'Mine' }), 201, { id: text });
    await polled('/api/llm-keys', { keys: each({ _id: text, provider: text, keyPrefix: text, label: text, isActive: flag,
      createdAt: time, updatedAt: time, lastUsedAt: maybe(time), usageCount: number }) }, keeper);
    answered(await keeper.patch(`/api/llm-keys/${made.id}`, { isActive: false, label: 'Old' }), 200, { key: { isActive: flag, label: text } });
    assert.ok((await keeper.delete(`/api/llm-keys/${made.id}`)).status < 300);
    await admin.post('/api/api-keys', { name: newName('Polled'), role: 'viewer' });
    await polled('/api/config?type=api-keys', { keys: each({ _id: text, name: text, keyPrefix: text, createdAt: time,
      lastUsedAt: maybe(time), expiresAt: maybe(time), revokedAt: maybe(time) }) }, admin);
    const { servers } = await polled('/api/mcp/registry', { success: flag, source: text, servers: each({ id: text, name: text,
      url: text, description: text, category: text, authType: text, tools: list, enabled: flag, isOfficial: flag, official: flag,
      connectionStatus: text, lastTested: maybe(time), lastError: maybe(text) }) });
    assert.deepEqual(['firecrawl', 'browserbase', 'e2b', 'brave-search', 'google-drive', 'coingecko']
      .filter((official) => !servers.some((server) => server.id === official || server.official)), []);
  });

  await t.test('keeps a server of its own in the registry, and takes it out', async () => {
    const url = `https://tools.example.com/${randomUUID()}`;
    const made = answered(await admin.post('/api/mcp/registry', { name: newName('Own'), url }), 200, { success: flag, id: text, source: text });
    const own = (await operator.get('/api/mcp/registry')).body.servers.find((server) => server.id === made.id);
    assert.deepEqual([own.category, own.authType, own.tools, own.enabled, own.isOfficial, own.connectionStatus, own.url],
      ['custom', 'none', [], true, false, 'untested', url]);
    answered(await admin.delete(`/api/mcp/registry?id=${made.id}`), 200, { success: flag, source: text });
    refused(await admin.delete('/api/mcp/registry'), 400, { error: 'Server ID is required' });
    refused(await admin.post('/api/mcp/registry', { name: 'x' }), 400, { error: 'Name and URL are required' });
    refused(await operator.post('/api/test-mcp-connection', {}), 400, { error: 'URL is required' });
  });

  await t.test('exports by GET, as its button does, and by POST, and imports that', async () => {
    const shape = { name: text, description: text, nodes: each({ id: text, type: text, position: object, data: object }),
      edges: each({ id: text, source: text, target: text }), metadata: { createdAt: time, updatedAt: time, version: text, framework: text } };
    const got = answered(await viewer.get(`${path}/export-langgraph`), 200, shape);
    const res = await viewer.post(`${path}/export-langgraph`, document);
    answered(res, 200, shape);
    assert.match(res.headers.get('content-disposition'), /^attachment; filename=".*_langgraph\.json"$/);
    assert.deepEqual([got.metadata.version, got.metadata.framework], ['1.0.0', 'langgraph']);
    answered(await viewer.post(`${path}/export-code`, document), 200, { code: text, filename: text, language: text });
    const { workflow } = answered(await operator.post('/api/workflows/import-langgraph', got), 200,
      { success: flag, workflow: { id: text, name: text, description: text, nodeCount: number, edgeCount: number } });
    answered(await admin.delete(`/api/workflows/${workflow.id}`), 200, { success: flag, source: text, message: text });
    refused(await operator.post('/api/workflows/import-langgraph', {}), 400, { error: 'Invalid LangGraph JSON: missing nodes or edges' });
  });

  await t.test('brings in and renews templates, as often as it starts', async () => {
    for (let i = 0; i < 2; i += 1)
      answered(await admin.post('/api/templates/seed'), 200, { success: flag, seeded: number, skipped: number, total: number,
        seededTemplates: list, skippedTemplates: list, message: text });
    answered(await admin.post('/api/templates/update', { customId: 'x', nodes: [], edges: [] }), 200, { success: flag, updated: number,
      failed: number, total: number, updatedTemplates: list, failedTemplates: list, message: text });
  });

  await t.test('deletes by query and by path, and hears of what is gone', async () => {
    refused(await admin.delete('/api/workflows'), 400, { error: 'Workflow ID is required' });
    const body = answered(await admin.delete(`/api/workflows?id=${document.id}`), 200, { success: flag, source: text });
    assert.equal(body.message, 'Workflow deleted successfully');
    for (const res of [await admin.delete(`/api/workflows?id=${document.id}`), await admin.delete(path), await viewer.get(path)])
      refused(res, 404, { error: `Workflow ${document.id} not found` });
    await operator.post('/api/workflows', document);
    assert.equal((await admin.delete(path)).body.message, `Workflow ${document.id} deleted`);
  });

  await t.test('reads why a credential is not taken', async () => {
    const hint = 'Generate an API key from Settings and include it in the Authorization header';
    const ask = (authorization) => send('GET', '/api/workflows', { headers: authorization ? { authorization } : {} });
    for (const [authorization, message] of [
      [undefined, 'Authentication required. Please sign in or provide an API key with format: "Bearer YOUR_API_KEY"'],
      ['Basic abc', 'Invalid Authorization header format. Expected: "Bearer YOUR_API_KEY"'],
      ['Bearer short', 'Invalid API key format'],
      ['Bearer sk_live_abcdefghijklmnopqrstuvwxyzABCDEF', 'Invalid API key'],
    ]) {
      const res = await ask(authorization);
      refused(res, 401, { error: 'Unauthorized', message, hint });
      assert.equal(res.headers.get('www-authenticate'), 'Bearer realm="API Key Required"');
    }
    const { key, apiKey } = (await admin.post('/api/api-keys', { name: newName('Ended'), role: 'viewer' })).body;
    assert.equal((await ask(`Bearer ${key}`)).status, 200);
    await admin.delete(`/api/api-keys/${apiKey.id}`);
    refused(await ask(`Bearer ${key}`), 401, { error: 'Unauthorized', message: 'API key revoked', hint });
  });
});

// ---- AI Agent Dashboard ----

const page = { total: number, page: number, limit: number, totalPages: number };
const agentShape = { id: text, name: text, description: text, status: text, category: text, enabled: flag, createdAt: time, updatedAt: time,
  lastActive: maybe(time), lastExecution: maybe(time), executionCount: number, createdById: text, createdBy: { id: text, name: text, email: text } };
const executionShape = { id: text, agentId: text, status: text, startTime: time, endTime: maybe(time), error: maybe(text) };
const flowchart = {
  nodes: [{ id: 'n1', type: 'start', title: 'Start', position: { x: 0, y: 0 }, chronology: { order: 1 } },
    { id: 'n2', type: 'end', title: 'End', position: { x: 0, y: 90, z: 1 }, size: { width: 9, height: 9 }, chronology: { order: 2 } }],
  connections: [{ id: 'c1', from: 'n1', to: 'n2', label: 'go', chronology: {} }],
  layout: { canvasSize: { width: 800, height: 600 }, zoom: 1, pan: { x: 0, y: 0 }, gridSize: 20, snapToGrid: true },
  metadata: { title: 'Flow', description: 'd', layoutVersion: '1', tags: [] },
};

test('the dashboard', { skip }, async (t) => {
  let agent, path;

  await t.test('signs in, with a token and a cookie', async () => {
    forgetAttempts();
    const res = await send('POST', '/api/auth/login', { body: { email: 'operator@harbour.example', password: password() } });
    const { token, user } = answered(res, 200, { token: text, user: { id: text, email: text, name: text, role: text, avatar: maybe(text) } });
    assert.equal(user.role, 'operator');
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: res.headers.get('set-cookie').split(';')[0] }])
      assert.equal((await send('GET', '/api/auth/me', { headers })).body.user.email, user.email);
    answered(await send('POST', '/api/auth/logout', { token }), 200, { message: text });
    refused(await send('GET', '/api/agents'), 401, { error: 'Authentication required' });
    refused(await viewer.post('/api/agents', { name: 'x' }), 403, { error: 'Insufficient permissions' });
    const wrong = await operator.post('/api/agents', { name: '' });
    assert.deepEqual([wrong.body.error, wrong.body.details], ['Validation failed', ['name: must not be empty']]);
  });

  await t.test('makes an agent, changes it as it was told, and finds it', async () => {
    const name = newName('Dashboard-Agent_1');
    agent = answered(await operator.post('/api/agents', { name, description: 'd', status: 'INACTIVE', category: 'support', configuration: { a: 1 } }),
      201, { agent: { ...agentShape, configuration: object } }).agent;
    path = `/api/agents/${agent.id}`;
    for (const [status, said] of [['ACTIVE', 'ACTIVE'], ['Idle', 'ACTIVE'], ['PAUSED', 'PAUSED'], ['Running', 'ACTIVE']]) {
      const { body } = await operator.put(path, { ...agent, status });
      assert.deepEqual([body.agent.status, body.agent.configuration, body.agent.description], [said, { a: 1 }, 'd']);
    }
    const query = new URLSearchParams({ status: 'ACTIVE', category: 'support', search: name, createdBy: agent.createdById, enabled: true, page: 1, limit: 10 });
    const found = await polled(`/api/agents?${query}`, { agents: each(agentShape), ...page });
    assert.deepEqual([found.agents.map((one) => one.id), found.total, found.page, found.limit, found.totalPages], [[agent.id], 1, 1, 10, 1]);
    const bare = answered(await viewer.get('/api/agents'), 200, { agents: each(agentShape), ...page });
    assert.deepEqual([bare.page, bare.limit], [1, 10]);
    await polled(path, { agent: { ...agentShape, configuration: object } });
  });

  await t.test('reports an execution, ends it, and reads its logs', async () => {
    const logs = [{ timestamp: '2026-01-02T03:04:05.678Z', level: 'WARN', message: 'slow', context: { ms: 7 } }];
    const { execution } = answered(await operator.post('/api/executions', { agentId: agent.id, status: 'RUNNING', logs }), 201, { execution: executionShape });
    const ended = answered(await operator.put(`/api/executions/${execution.id}`, { status: 'SUCCESS', result: { ok: true } }), 200,
      { execution: { ...executionShape, endTime: time } }).execution;
    assert.deepEqual([ended.status, ended.result], ['SUCCESS', { ok: true }]);
    const told = await polled(`/api/executions/${execution.id}/logs?level=WARN&limit=100`,
      { logs: each({ timestamp: time, level: text, message: text, context: object }), total: number, executionId: text });
    assert.deepEqual([told.total, told.executionId, told.logs[0].timestamp, told.logs[0].context], [1, execution.id, logs[0].timestamp, { ms: 7 }]);
    assert.deepEqual((await viewer.get(`/api/executions/${execution.id}/logs?level=ERROR`)).body.logs, [], 'none are invented');
    const from = new Date(Date.parse(execution.startTime) - 1000).toISOString();
    const to = new Date(Date.parse(ended.endTime) + 1000).toISOString();
    const query = new URLSearchParams({ agentId: agent.id, status: 'SUCCESS', startTimeFrom: from, startTimeTo: to, endTimeFrom: from, endTimeTo: to, page: 1, limit: 5 });
    const found = await polled(`/api/executions?${query}`, { executions: each(executionShape), ...page });
    assert.deepEqual(found.executions.map((one) => one.id), [execution.id]);
    const own = await polled(`${path}/executions`, { executions: each(executionShape), ...page, agent: { id: text, name: text, category: text } });
    assert.deepEqual(own.agent, { id: agent.id, name: agent.name, category: 'support' });
    const { agent: after } = (await viewer.get(path)).body;
    assert.deepEqual([after.executionCount, after.lastExecution === null], [1, false]);
  });

  await t.test('draws, checks, copies and exports a flowchart', async () => {
    const chart = `${path}/flowchart`;
    const shape = { flowchart: { id: text, agentId: text, version: text, nodes: list, connections: list, layout: object, metadata: object } };
    const { flowchart: made } = answered(await operator.post(chart, flowchart), 201, shape);
    assert.deepEqual([made.nodes, made.connections, made.agentId], [flowchart.nodes, flowchart.connections, agent.id]);
    assert.equal((await operator.post(chart, flowchart)).status, 409);
    await polled(chart, shape);
    answered(await operator.put(chart, { ...made, metadata: { ...flowchart.metadata, title: 'Changed' } }), 200, { ...shape, message: text });
    answered(await operator.post(`${chart}/validate`, flowchart), 200, { valid: flag, errors: list });
    const { agent: other } = (await operator.post('/api/agents', { name: newName('Copy') })).body;
    assert.equal((await operator.post(`${chart}/duplicate`, { targetAgentId: other.id })).status, 201);
    const file = await viewer.get(`${chart}/export?format=json`);
    answered(file, 200, { ...shape, exportData: { version: text, exportedAt: time, format: text } });
    assert.match(file.headers.get('content-disposition'), /^attachment; /);
    answered(await operator.delete(chart), 200, { message: text });
    assert.equal((await viewer.get(chart)).status, 404);
  });

  await t.test('shows its numbers, and deletes the agent', async () => {
    const { stats } = answered(await viewer.get('/api/dashboard/stats'), 200, { stats: { totalAgents: number, idleAgents: number,
      totalExecutions: number, recentExecutions: number, successRate: number } });
    assert.ok(stats.idleAgents <= stats.totalAgents && stats.successRate <= 100);
    assert.equal((await operator.delete(path)).status, 403);
    assert.deepEqual((await admin.delete(path)).body, { message: 'Agent deleted successfully' });
    assert.equal((await viewer.get(path)).status, 404);
    assert.equal((await viewer.get(`/api/agents/${unknownId}`)).status, 404);
  });
});

// ---- the platform of tasks, and the factory: by their needs ----

test('tasks and agents of the platform', { skip }, async (t) => {
  await t.test('an agent is switched on and off, and found by type and status', async () => {
    const type = newName('type').replace(' ', '-');
    const { agent } = (await operator.post('/api/agents', { name: newName('Worker'), type })).body;
    for (const [action, status] of [['deactivate', 'INACTIVE'], ['activate', 'ACTIVE']]) {
      assert.equal((await operator.post(`/api/agents/${agent.id}/${action}`)).body.agent.status, status);
      const { agents } = (await viewer.get(`/api/agents?${new URLSearchParams({ type, status })}`)).body;
      assert.deepEqual(agents.map((one) => one.id), [agent.id]);
    }
  });

  await t.test('a task begins, ends and fails with its words', async () => {
    const { agent } = (await operator.post('/api/agents', { name: newName('Worker') })).body;
    const make = async () => (await operator.post('/api/tasks', { title: newName('Task'), priority: 'medium', agentId: agent.id, tags: ['a'], input: { a: 1 } })).body.task;
    const [task, failed] = [await make(), await make()];
    assert.deepEqual([task.status, task.priority, task.agentId], ['pending', 'normal', agent.id]);
    refused(await operator.post(`/api/tasks/${task.id}/complete`), 409, {});
    for (const { id } of [task, failed]) assert.equal((await operator.post(`/api/tasks/${id}/start`)).body.task.status, 'in_progress');
    assert.equal((await operator.post(`/api/tasks/${task.id}/start`)).status, 409);
    assert.equal((await operator.post(`/api/tasks/${task.id}/complete`)).body.task.status, 'completed');
    const { body } = await operator.post(`/api/tasks/${failed.id}/fail`, { error: 'no paper' });
    assert.deepEqual([body.task.status, body.task.error], ['failed', 'no paper']);
    const listed = async (query) => (await viewer.get(`/api/tasks?agentId=${agent.id}&${query}`)).body.tasks.map(({ id }) => id);
    assert.deepEqual([await listed('status=completed'), await listed('status=failed')], [[task.id], [failed.id]]);
    assert.deepEqual((await listed('priority=medium')).sort(), [task.id, failed.id].sort());
    const gone = await viewer.get(`/api/tasks/${unknownId}`);
    assert.deepEqual([gone.status, typeof gone.body.detail], [404, 'string']);
  });
});

test('runs and keys of the factory', { skip }, async (t) => {
  await t.test('a key is a bearer, or X-API-Key', async () => {
    const { key } = (await admin.post('/api/api-keys', { name: newName('Factory'), role: 'viewer' })).body;
    for (const headers of [{ authorization: `Bearer ${key}` }, { 'x-api-key': key }])
      assert.equal((await send('GET', '/api/auth/me', { headers })).body.credential, 'key');
    assert.equal((await send('GET', '/api/auth/me', { token: await tokenOf('viewer') })).body.credential, 'session');
  });

  await t.test('runs are listed by what ran, retried once they failed, and cancelled', async () => {
    const { agent } = (await operator.post('/api/agents', { name: newName('Run') })).body;
    const make = async (status) => (await operator.post('/api/executions', { agentId: agent.id, status })).body.execution;
    const [failed, running] = [await make('failed'), await make('running')];
    const { executions } = (await viewer.get(`/api/executions?agentId=${agent.id}&status=failed&limit=100`)).body;
    assert.deepEqual(executions.map(({ id }) => id), [failed.id]);
    const again = await operator.post(`/api/executions/${failed.id}/retry`);
    assert.deepEqual([again.status, again.body.execution.retryOf, again.body.execution.status], [201, failed.id, 'PENDING']);
    assert.equal((await operator.post(`/api/executions/${running.id}/retry`)).status, 409);
    assert.equal((await operator.post(`/api/executions/${running.id}/cancel`)).body.execution.status, 'CANCELLED');
    assert.equal((await operator.post(`/api/executions/${running.id}/cancel`)).status, 409);
  });

  await t.test('health and metrics are told to anybody', async () => {
    for (const path of ['/livez', '/readyz']) assert.equal((await send('GET', path)).status, 200, path);
  });
});
