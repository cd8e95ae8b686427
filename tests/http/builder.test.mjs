// Builder: requests as the clients of Open Agent Builder make them for reading and writing
// workflows, and what they look at in the answers. Saving and deleting: api_workflows.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';

import { admin, as, assertProblem, isoTime, newName, operator, owner, send, skip, sql, stranger, tokenOf, unknownId, viewer } from './client.mjs';
import { newTenant } from './command.mjs';

const nodes = [
  { id: 'start', type: 'start', position: { x: 0, y: 0 }, data: { label: 'Start' }, measured: { width: 9 } },
  { id: 'agent', type: 'agent', position: { x: 0, y: 90 }, data: { instructions: 'i', model: 'a/b' } },
];
const edges = [{ id: 'e1', source: 'start', target: 'agent', sourceHandle: null, animated: true }];

const newId = () => `workflow_${randomUUID().slice(0, 13)}`;

async function save(members = {}) {
  const document = { id: newId(), name: newName('Built'), description: 'd', nodes, edges, ...members };
  const { body } = await operator.post('/api/workflows', document);
  assert.equal(body.success, true);
  return { ...document, _id: body.workflowId, path: `/api/workflows/${document.id}` };
}

const stored = async (path) => (await viewer.get(path)).body.workflow;

test('the builder', { skip }, async (t) => {
  await t.test('opens a workflow: finds it in the list, then gets it', async () => {
    const { id, _id } = await save();
    const list = (await viewer.get('/api/workflows')).body;
    const found = list.workflows.find((w) => w.id === id);
    const one = (await viewer.get(`/api/workflows/${found.id}`)).body;

    assert.deepEqual([one.success, one.source, one.workflow._id, one.workflow.id], [true, 'postgres', _id, id]);
    for (const member of ['name', 'description', 'category', 'tags', 'difficulty', 'estimatedTime', 'createdAt',
      'updatedAt', 'nodeCount', 'edgeCount']) {
      assert.ok(member in found, `the list has ${member}`);
      assert.deepEqual(found[member], one.workflow[member]);
    }
    for (const member of ['userId', 'customId', 'isTemplate', 'isPublic', 'version', 'nodes', 'edges'])
      assert.ok(member in one.workflow, `one has ${member}`);
  });

  await t.test('cleans up: what nobody owns, but for templates and other tenants', async () => {
    const [owned, ownerless, template] = [await save(), await save(), await save({ isTemplate: true })];
    const foreign = (await stranger.post('/api/workflows', { id: newId(), nodes, edges })).body.workflowId;
    sql(`update workflows set created_by = null where id in ('${ownerless._id}', '${template._id}', '${foreign}')`);

    const { status, body } = await admin.delete('/api/workflows/cleanup');
    assert.equal(status, 200);
    assert.ok(body.count >= 1);
    assert.deepEqual(body, { success: true, count: body.count, deleted: body.count, source: 'postgres',
      message: `Deleted ${body.count} workflows without an owner` });
    assertProblem(await viewer.get(ownerless.path), 404);
    for (const { path } of [owned, template]) assert.equal((await viewer.get(path)).status, 200);
    assert.equal((await stranger.get(`/api/workflows/${foreign}`)).status, 200);
    assert.equal((await admin.delete('/api/workflows/cleanup')).body.count, 0);
    assertProblem(await operator.delete('/api/workflows/cleanup'), 403);
  });

  await t.test('a workflow that is called cleanup is still to be had', async () => {
    await operator.post('/api/workflows', { id: 'cleanup', nodes, edges });
    assert.equal((await viewer.get('/api/workflows/cleanup')).status, 200);
    assert.equal((await admin.delete('/api/workflows?id=cleanup')).status, 200);
  });

  await t.test('polls the runs of a workflow', async () => {
    const { _id, path } = await save();
    const ids = [];
    const completedAt = '2026-01-02T03:04:05.678Z';
    for (const run of [{ status: 'completed' }, { status: 'running' }, { status: 'failed', completedAt }])
      ids.unshift((await operator.post('/api/executions', { workflowId: _id, ...run })).body.execution.id);

    for (const name of [path, `/api/workflows/${_id}`]) {
      const res = await viewer.get(`${name}/executions?limit=50`);
      assert.equal(res.status, 200);
      assert.deepEqual(res.body.executions.map((e) => [e.id, e.workflowId, e.status]),
        [[ids[0], _id, 'failed'], [ids[1], _id, 'running'], [ids[2], _id, 'completed']]);
      assert.equal(res.body.executions[0].completedAt, completedAt);
      assert.equal(res.body.executions[0].endTime, completedAt);
      assert.equal(res.body.executions[1].completedAt, null);
      assert.equal((await viewer.get(`${name}/executions?limit=50`, { 'if-none-match': res.headers.get('etag') })).status, 304);
    }
    const first = (await viewer.get(`${path}/executions?limit=2`)).body;
    assert.deepEqual([first.executions.length, first.hasMore], [2, true]);
    const rest = (await viewer.get(`${path}/executions?limit=2&cursor=${first.nextCursor}`)).body;
    assert.deepEqual(rest.executions.map((e) => e.id), [ids[2]]);
    assert.deepEqual((await viewer.get(`${path}/executions?status=failed`)).body.executions.map((e) => e.id), [ids[0]]);
    assertProblem(await viewer.get(`${path}/executions?limit=0`), 400, ['?limit integer']);
    assertProblem(await viewer.get(`/api/workflows/${newId()}/executions`), 404);
    assertProblem(await viewer.get(`/api/workflows/${unknownId}/executions`), 404);
    assertProblem(await stranger.get(`${path}/executions`), 404);
  });

  await t.test('exports to LangGraph what is sent, and what is stored', async () => {
    const document = await save({ name: 'Refund "triage"' });
    const file = {
      name: 'Refund "triage"', description: 'd',
      nodes: nodes.map(({ id, type, position, data }) => ({ id, type, position, data })),
      edges: [{ id: 'e1', source: 'start', target: 'agent', sourceHandle: null }],
    };
    const sent = await viewer.post(`${document.path}/export-langgraph`,
      { ...document, createdAt: '2026-01-02T03:04:05.000Z', updatedAt: '2026-01-03T03:04:05.000Z' });
    const got = await viewer.get(`${document.path}/export-langgraph`);
    const again = await viewer.post(`${document.path}/export-langgraph`);

    assert.deepEqual(sent.body, { ...file, metadata: { createdAt: '2026-01-02T03:04:05.000Z',
      updatedAt: '2026-01-03T03:04:05.000Z', version: '1.0.0', framework: 'langgraph' } });
    const { createdAt, updatedAt } = await stored(document.path);
    assert.deepEqual(got.body, { ...file, metadata: { createdAt, updatedAt, version: '1.0.0', framework: 'langgraph' } });
    assert.equal(again.text, got.text);
    for (const res of [sent, got]) {
      assert.equal(res.status, 200);
      assert.equal(res.headers.get('content-disposition'), 'attachment; filename="refund-triage_langgraph.json"');
      assert.match(res.text, /^\{\n {2}"name": /);
    }
    const unsaved = await viewer.post(`/api/workflows/${newId()}/export-langgraph`, { nodes: [7, { id: 'a' }], edges: [] });
    assert.deepEqual([unsaved.body.name, unsaved.body.nodes], ['', [{ id: 'a' }]]);
    for (const body of [{ nodes }, { nodes: {}, edges }, []])
      assertProblem(await viewer.post(`${document.path}/export-langgraph`, body), 400);
    assertProblem(await viewer.get(`/api/workflows/${newId()}/export-langgraph`), 404);
  });

  await t.test('imports from LangGraph what it exported', async () => {
    const { path } = await save({ name: 'There and back' });
    const file = (await viewer.get(`${path}/export-langgraph`)).body;
    const res = await operator.post('/api/workflows/import-langgraph', file);

    assert.equal(res.status, 200);
    const { id } = res.body.workflow;
    assert.deepEqual(res.body, { success: true,
      workflow: { id, name: 'There and back', description: 'd', nodeCount: 2, edgeCount: 1 } });
    const made = await stored(`/api/workflows/${id}`);
    assert.deepEqual([made.nodes, made.edges, made.metadata], [file.nodes, file.edges, undefined]);
    assert.equal((await viewer.get(`/api/workflows/${id}/export-langgraph`)).body.description, 'd');
    const bare = (await operator.post('/api/workflows/import-langgraph', { nodes: [], edges: [] })).body;
    assert.deepEqual([bare.workflow.name, bare.workflow.description], ['Imported workflow', '']);
  });

  await t.test('what is no LangGraph is said to be none', async () => {
    for (const body of [{}, { nodes: [] }, { nodes: [], edges: {} }, [], { name: 'x', edges: [] }]) {
      const res = await operator.post('/api/workflows/import-langgraph', body);
      assertProblem(res, 400);
      assert.equal(res.body.error, 'Invalid LangGraph JSON: missing nodes or edges');
    }
    assertProblem(await operator.post('/api/workflows/import-langgraph', { name: 'x'.repeat(256), nodes: [], edges: [] }),
      422, ['/name too_long']);
    assertProblem(await viewer.post('/api/workflows/import-langgraph', { nodes, edges }), 403);
  });
});

test('copies of a workflow', { skip }, async (t) => {
  await t.test('a copy is a draft of its own, with the same graph', async () => {
    const from = await save({ status: 'active', tags: ['a'], category: 'Support', mine: 1, isPublic: true });
    const res = await operator.post(`${from.path}/duplicate`);

    assert.equal(res.status, 201);
    const { workflow } = res.body;
    assert.deepEqual([res.body.success, res.body.source], [true, 'postgres']);
    assert.equal(res.headers.get('location'), `/api/workflows/${workflow._id}`);
    assert.deepEqual([workflow.name, workflow.status, workflow.customId, workflow.isPublic, workflow.revision],
      [`${from.name} copy`, 'draft', null, false, 1]);
    assert.deepEqual([workflow.nodes, workflow.edges, workflow.tags, workflow.category, workflow.mine],
      [nodes, edges, ['a'], 'Support', 1]);
    assert.equal((await viewer.get(`/api/workflows/${workflow._id}/versions`)).body.versions.length, 1);
    assert.equal((await stored(from.path)).status, 'active');
  });

  await t.test('it is saved as a template, and made from one', async () => {
    const from = await save();
    const template = (await operator.post(`${from.path}/duplicate`, { name: 'Pattern', isTemplate: true })).body.workflow;
    assert.deepEqual([template.name, template.isTemplate], ['Pattern', true]);
    assert.ok((await viewer.get('/api/workflows?isTemplate=true')).body.workflows.some((w) => w.id === template.id));
    const made = (await operator.post(`/api/workflows/${template.id}/duplicate`)).body.workflow;
    assert.deepEqual([made.name, made.isTemplate, made.nodes], ['Pattern', false, nodes]);
  });

  await t.test('a repeated request makes one', async () => {
    const { path } = await save();
    const key = { 'idempotency-key': randomUUID() };
    const first = await operator.post(`${path}/duplicate`, {}, key);
    const again = await operator.post(`${path}/duplicate`, {}, key);
    assert.deepEqual([first.status, again.status, again.headers.get('idempotent-replayed')], [201, 201, 'true']);
    assert.equal(again.body.workflow._id, first.body.workflow._id);
  });

  await t.test('the longest name has a copy, a wrong one is refused', async () => {
    const { path } = await save({ name: 'x'.repeat(255) });
    assert.equal((await operator.post(`${path}/duplicate`)).body.workflow.name, `${'x'.repeat(250)} copy`);
    assertProblem(await operator.post(`${path}/duplicate`, { name: 'x'.repeat(256) }), 422, ['/name too_long']);
    assertProblem(await operator.post(`${path}/duplicate`, { isTemplate: 'maybe' }), 422, ['/isTemplate type']);
    assertProblem(await viewer.post(`${path}/duplicate`), 403);
    assertProblem(await stranger.post(`${path}/duplicate`), 404);
    assertProblem(await operator.post(`/api/workflows/${newId()}/duplicate`), 404);
  });
});

test('what keeps a workflow from running', { skip }, async (t) => {
  const faulty = {
    nodes: [
      { id: 'a', type: 'agent', data: {} },
      { id: 'm', type: 'custom', data: { nodeType: 'mcp' } },
      { id: 'i', type: 'if / else', data: { condition: ' ' } },
      { id: 'w', type: 'while', data: {} },
      { id: 't', type: 'data-transform', data: {} },
      { id: 's', type: 'set state', data: {} },
    ],
    edges: ['m', 'i', 'w', 't', 's'].map((target) => ({ id: target, source: 'a', target })),
  };

  await t.test('it is told in the words of the builder', async () => {
    const { path } = await save(faulty);
    const stored = await viewer.post(`${path}/validate`);
    const sent = await viewer.post(`/api/workflows/${newId()}/validate`, { name: 'unsaved', ...faulty });

    assert.equal(stored.status, 200);
    assert.equal(stored.body.valid, false);
    assert.deepEqual(sent.body, stored.body);
    for (const { nodeId, field, message } of [
      { nodeId: null, field: 'nodes', message: 'Workflow must have a Start node' },
      { nodeId: 'a', field: 'instructions', message: 'Agent must have instructions' },
      { nodeId: 'a', field: 'model', message: 'Agent must have a model selected' },
      { nodeId: 'm', field: 'mcpServers', message: 'MCP node must have at least one server configured' },
      { nodeId: 'i', field: 'condition', message: 'If/Else must have a condition' },
      { nodeId: 'w', field: 'whileCondition', message: 'While loop must have a condition' },
      { nodeId: 't', field: 'transformScript', message: 'Transform must have a script' },
      { nodeId: 's', field: 'stateKey', message: 'Set State must have a variable name' },
    ]) {
      const told = stored.body.errors.find((e) => e.message === message);
      assert.deepEqual(told, { nodeId, field, message });
    }
  });

  await t.test('one that can run has none, what is not connected has', async () => {
    const { path } = await save();
    assert.deepEqual((await viewer.post(`${path}/validate`)).body, { valid: true, errors: [] });
    const never = await save({ trigger: 'cron' });
    const lack = { nodeId: null, field: 'triggerConfig', message: 'Schedule must have a cron expression' };
    assert.deepEqual((await viewer.post(`${never.path}/validate`)).body, { valid: false, errors: [lack] });
    const sent = { nodes, edges, trigger: 'event', triggerConfig: {} };
    assert.deepEqual((await viewer.post(`${path}/validate`, sent)).body.errors,
      [{ ...lack, message: 'Event trigger must have the name of an event' }]);
    const apart = (await viewer.post(`${path}/validate`, { nodes, edges: [] })).body;
    assert.deepEqual(apart.errors, [{ nodeId: 'agent', field: 'connection', message: 'Node is not connected to workflow' }]);
    assert.equal((await viewer.post(`${path}/validate`, {})).body.valid, false);
    assertProblem(await viewer.post(`${path}/validate`, []), 422, [' type']);
    assertProblem(await viewer.post(`/api/workflows/${newId()}/validate`), 404);
    assertProblem(await stranger.post(`${path}/validate`), 404);
  });
});

test('templates of the installation', { skip }, async (t) => {
  const names = sql('select name from api.official_templates order by position').split('\n');
  const keeper = as('owner', newTenant('owner'));

  await t.test('are brought in once', async () => {
    const first = await keeper.post('/api/templates/seed');
    assert.equal(first.status, 200);
    assert.deepEqual(first.body, { success: true, seeded: 6, skipped: 0, total: 6, seededTemplates: names,
      skippedTemplates: [], message: 'Seeded 6 templates, skipped 0' });
    const [again, third] = await Promise.all([keeper.post('/api/templates/seed'), keeper.post('/api/templates/seed')]);
    assert.deepEqual([again.body.seeded, again.body.skippedTemplates, third.body.seeded], [0, names, 0]);
    const { workflows } = (await keeper.get('/api/workflows?isTemplate=true&sort=createdAt')).body;
    assert.deepEqual(workflows.map((w) => w.name).sort(), [...names].sort());
    assert.equal((await keeper.get('/api/workflows')).body.total, 0, 'and are no workflows of the list');
  });

  await t.test('can all run, as they are', async () => {
    for (const { id } of (await keeper.get('/api/workflows?isTemplate=true')).body.workflows)
      assert.deepEqual((await keeper.post(`/api/workflows/${id}/validate`)).body, { valid: true, errors: [] }, id);
  });

  await t.test('get their graphs anew, and keep what they were', async () => {
    const [{ id }] = (await keeper.get('/api/workflows?isTemplate=true')).body.workflows;
    const path = `/api/workflows/${id}`;
    const before = (await keeper.get(path)).body.workflow;
    await keeper.put(path, { nodes: [] });

    const { body } = await keeper.post('/api/templates/update', { customId: id, nodes: [], edges: [] });
    assert.deepEqual(body, { success: true, updated: 6, failed: 0, total: 6, updatedTemplates: names, failedTemplates: [],
      message: 'Updated 6 templates, failed to update 0' });
    assert.deepEqual((await keeper.get(path)).body.workflow.nodes, before.nodes);
    assert.deepEqual((await keeper.get(`${path}/versions`)).body.versions.map((v) => v.nodeCount),
      [before.nodeCount, 0, before.nodeCount]);
    await keeper.delete(path);
    const failed = (await keeper.post('/api/templates/update')).body;
    assert.deepEqual([failed.updated, failed.failed, failed.failedTemplates], [5, 1, [before.name]]);
    assert.deepEqual((await keeper.post('/api/templates/seed')).body.seededTemplates, [before.name]);
  });
});

test('only admins bring in templates', { skip }, async () => {
  for (const action of ['seed', 'update']) assertProblem(await operator.post(`/api/templates/${action}`), 403);
});

test('the configuration', { skip }, async (t) => {
  const configured = async (who) => (await who.get('/api/config')).body;
  const none = { anthropicConfigured: false, groqConfigured: false, openaiConfigured: false,
    firecrawlConfigured: false, arcadeConfigured: false, hasKeys: false };
  const made = [];
  t.after(() => sql(`delete from credentials where id in (${made.map((id) => `'${id}'`).join(', ')})`));

  await t.test('tells which keys there are, and no key', async () => {
    const harbour = as('owner', 'quay');
    assert.deepEqual(await configured(harbour), none);
    const key = `sk-test-${randomUUID()}-zz9Q`;
    const own = await harbour.post('/api/llm-keys', { provider: 'groq', key });
    const token = await harbour.post('/api/credentials', { name: 'Crawler', provider: 'firecrawl', value: key });
    made.push(own.body.id, token.body.credential.id);
    assert.deepEqual(await configured(harbour), { ...none, groqConfigured: true, firecrawlConfigured: true, hasKeys: true });
    assert.deepEqual(await configured(as('viewer', 'quay')), { ...none, firecrawlConfigured: true },
      'of LLM keys one\'s own, of all others those of the tenant');
    assert.ok(!(await harbour.get('/api/config')).text.includes(key.slice(-4)));
    await harbour.patch(`/api/llm-keys/${own.body.id}`, { isActive: false });
    sql(`update credentials set expires_at = now() - interval '1 day' where id = '${token.body.credential.id}'`);
    assert.deepEqual(await configured(harbour), none);
  });

  await t.test('lists the API keys that one has made', async () => {
    const name = newName('Key');
    const { body } = await owner.post('/api/api-keys', { name, role: 'viewer' });
    const keys = (await owner.get('/api/config?type=api-keys')).body;
    const found = keys.keys.find((key) => key.name === name);

    assert.deepEqual(Object.keys(keys), ['keys']);
    assert.deepEqual([found._id, found.id, found.keyPrefix], [body.apiKey.id, body.apiKey.id, body.apiKey.prefix]);
    assert.match(found.createdAt, isoTime);
    assert.deepEqual([found.lastUsedAt, found.expiresAt, found.revokedAt], [null, null, null]);
    assert.deepEqual((await viewer.get('/api/config?type=api-keys')).body, { keys: [] });
    await owner.delete(`/api/api-keys/${body.apiKey.id}`);
    assert.match((await owner.get('/api/config?type=api-keys')).body.keys.find((key) => key.name === name).revokedAt, isoTime);
  });

  await t.test('is for who has signed in', async () => {
    assertProblem(await send('GET', '/api/config'), 401);
    assert.equal((await send('GET', '/api/config', { token: await tokenOf('viewer') })).status, 200);
  });
});
