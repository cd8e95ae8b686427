import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';

import { admin, assertProblem, isoTime, newName, operator, skip, stranger, unknownId, viewer } from './client.mjs';

const graph = {
  nodes: [
    { id: 'start', type: 'start', position: { x: 0, y: 0 }, data: { label: 'Start' } },
    { id: 'agent', type: 'agent', position: { x: 0, y: 90 }, data: { label: 'Answer', instructions: 'i', model: 'a/b' } },
  ],
  edges: [{ id: 'e1', source: 'start', target: 'agent', sourceHandle: null }],
};

const newId = () => `workflow_${randomUUID().slice(0, 13)}`;

async function save(members = {}) {
  const document = { id: newId(), name: newName('Test workflow'), ...graph, ...members };
  const res = await operator.post('/api/workflows', document);
  assert.equal(res.status, 200, res.text);
  return { ...document, _id: res.body.workflowId, path: `/api/workflows/${document.id}` };
}

test('workflows', { skip }, async (t) => {
  await t.test('a workflow is saved once for each id of its client', async () => {
    const document = { id: newId(), name: newName('Saved'), ...graph };
    const first = await operator.post('/api/workflows', document);

    assert.equal(first.status, 200);
    assert.deepEqual(first.body, {
      success: true, workflowId: first.body.workflowId, source: 'postgres', message: 'Workflow saved successfully',
    });
    assert.match(first.body.workflowId, /^[0-9a-f-]{36}$/);
    const again = await operator.post('/api/workflows', { ...document, name: 'Renamed', edges: [] });
    assert.equal(again.body.workflowId, first.body.workflowId);
    for (const id of [document.id, first.body.workflowId]) {
      const { workflow, success, source } = (await viewer.get(`/api/workflows/${id}`)).body;
      assert.deepEqual([success, source], [true, 'postgres']);
      assert.deepEqual([workflow.id, workflow._id, workflow.customId], [document.id, first.body.workflowId, document.id]);
      assert.deepEqual([workflow.name, workflow.nodes, workflow.edges], ['Renamed', graph.nodes, []]);
    }
  });

  await t.test('saving twice at once makes one', async () => {
    const document = { id: newId(), name: newName('Twice'), ...graph };
    const answers = await Promise.all(Array.from({ length: 6 }, () => operator.post('/api/workflows', document)));

    assert.deepEqual(answers.map((res) => res.status), Array(6).fill(200));
    assert.equal(new Set(answers.map((res) => res.body.workflowId)).size, 1);
  });

  await t.test('a workflow without a name is called by its id, one without an id gets one', async () => {
    const id = newId();
    await operator.post('/api/workflows', { id, ...graph });
    assert.equal((await viewer.get(`/api/workflows/${id}`)).body.workflow.name, id);

    const { body } = await operator.post('/api/workflows', { name: 'No id', ...graph });
    const { workflow } = (await viewer.get(`/api/workflows/${body.workflowId}`)).body;
    assert.deepEqual([workflow.id, workflow.customId], [body.workflowId, null]);
  });

  await t.test('what is no workflow is 400 in the words of the builder', async () => {
    const refused = [
      [undefined, 'Request body is empty'],
      ['{"id":', 'Invalid JSON in request body'],
      [{ ...graph }, 'Workflow must have either id or name'],
      [{ id: 'x', edges: [] }, 'Workflow must have a nodes array'],
      [{ id: 'x', nodes: 7, edges: [] }, 'Workflow must have a nodes array'],
      [{ name: 'x', nodes: [] }, 'Workflow must have an edges array'],
    ];
    for (const [body, error] of refused) {
      const res = await operator.post('/api/workflows', body);
      assertProblem(res, 400);
      assert.equal(res.body.error, error);
    }
    assertProblem(await operator.post('/api/workflows', { id: newId(), status: 'gone', tags: 7, ...graph }), 422,
      ['/status choice', '/tags type']);
    assertProblem(await operator.post('/api/workflows', { id: 'x'.repeat(256), name: 'x', ...graph }), 422,
      ['/id invalid']);
  });

  await t.test('variables have names of their own and values of their type', async () => {
    const { path } = await save({ variables: [{ id: 'v', name: 'limit', type: 'number', value: 1.50, description: 'd' }] });
    assert.deepEqual((await viewer.get(path)).body.workflow.variables,
      [{ id: 'v', name: 'limit', type: 'number', value: 1.5, description: 'd' }]);
    const wrong = [{ name: 'a', type: 'number', value: '1' }, { name: '' }, { name: 'c', type: 'date' }];
    for (const call of ['put', 'patch'])
      assertProblem(await operator[call](path, { variables: wrong }), 422,
        ['/variables/0/value invalid', '/variables/1/name invalid', '/variables/2/type invalid']);
    assertProblem(await operator.put(path, { variables: [{ name: 'a' }, { name: 'a' }] }), 422, ['/variables/1/name invalid']);
    assertProblem(await operator.post('/api/workflows', { name: 'x', ...graph, variables: 7 }), 422, ['/variables invalid']);
    assert.equal((await viewer.get(path)).body.workflow.variables.length, 1);
  });

  await t.test('settings of a trigger are checked, and what it needs is asked for', async () => {
    const { path } = await save();
    const put = (trigger, triggerConfig) => operator.put(path, { trigger, triggerConfig });

    assert.equal((await put('cron', { cron: '*/5 9-17 * * mon-fri', timeZone: 'Europe/Berlin', own: 1 })).status, 200);
    assert.deepEqual((await viewer.get(path)).body.workflow.triggerConfig,
      { cron: '*/5 9-17 * * mon-fri', timeZone: 'Europe/Berlin', own: 1 });
    assert.equal((await operator.patch(path, { triggerConfig: { timeZone: 'UTC' } })).body.workflow.triggerConfig.cron,
      '*/5 9-17 * * mon-fri');
    assertProblem(await put('cron', {}), 422, ['/triggerConfig/cron invalid']);
    assertProblem(await put('cron', { cron: '0 0 30 2 *', timeZone: 'Mars' }), 422,
      ['/triggerConfig/cron invalid', '/triggerConfig/timeZone invalid']);
    assertProblem(await put('event', { filter: 7 }), 422, ['/triggerConfig/event invalid', '/triggerConfig/filter invalid']);
    assertProblem(await operator.patch(path, { triggerConfig: { method: 'FETCH' } }), 422, ['/triggerConfig/method invalid']);
    assert.equal((await put('webhook', { method: 'PUT' })).body.workflow.trigger, 'webhook');
  });

  await t.test('members and numbers that nobody knows survive', async () => {
    const id = newId();
    const body = `{"id":"${id}","nodes":[{"id":"a","measured":{"width":18446744073709551616}}],"edges":[],`
      + '"viewport":{"zoom":1.50},"extra":{"own":true},"settings":null}';

    assert.equal((await operator.post('/api/workflows', body)).status, 200);
    const { text, body: answer } = await viewer.get(`/api/workflows/${id}`);
    assert.match(text, /"width": ?18446744073709551616/);
    assert.match(text, /"zoom": ?1\.50/);
    assert.deepEqual([answer.workflow.extra, answer.workflow.settings], [{ own: true }, null]);
    await operator.post('/api/workflows', text.match(/"workflow":(\{.*\}),"source"/)[1]);
    assert.equal((await viewer.get(`/api/workflows/${id}`)).text, text);
  });

  await t.test('the list has counts and no graphs, without templates', async () => {
    const made = await save({ description: 'listed', tags: ['t'], difficulty: 'easy', estimatedTime: '5 min' });
    const template = await save({ isTemplate: true });
    const res = await viewer.get('/api/workflows');
    const found = res.body.workflows.find((w) => w.id === made.id);

    assert.equal(res.status, 200);
    assert.equal(res.body.source, 'postgres');
    assert.equal(res.body.total, res.body.workflows.length);
    assert.equal(found.nodes, undefined);
    assert.deepEqual([found.nodeCount, found.edgeCount, found.tags, found.difficulty, found.estimatedTime],
      [2, 1, ['t'], 'easy', '5 min']);
    assert.ok(!res.body.workflows.some((w) => w.id === template.id));
    assert.equal((await viewer.get('/api/workflows', { 'if-none-match': res.headers.get('etag') })).status, 304);
    const templates = (await viewer.get('/api/workflows?isTemplate=true')).body.workflows;
    assert.ok(templates.some((w) => w.id === template.id));
  });

  await t.test('the list filters, sorts and goes on by cursor', async () => {
    const word = `w${randomUUID().slice(0, 8)}`;
    for (const status of ['active', 'active', 'paused']) await save({ name: `${word} ${status}`, status });

    const all = (await viewer.get(`/api/workflows?q=${word}&limit=2`)).body;
    assert.deepEqual([all.workflows.length, all.hasMore], [2, true]);
    const rest = (await viewer.get(`/api/workflows?q=${word}&limit=2&cursor=${all.nextCursor}`)).body;
    assert.deepEqual([rest.workflows.length, rest.hasMore], [1, false]);
    const active = (await viewer.get(`/api/workflows?q=${word}&status=active&page=1`)).body;
    assert.deepEqual([active.workflows.length, active.total], [2, 2]);
    assertProblem(await viewer.get('/api/workflows?status=gone'), 400, ['?status choice']);
  });

  await t.test('PUT keeps what was not sent, PATCH merges', async () => {
    const { path } = await save({ triggerConfig: { a: { b: 1 } }, mine: { c: 1, d: 2 } });
    const put = await operator.put(path, { description: 'new', status: 'active' });

    assert.deepEqual([put.status, put.body.success, put.body.source], [200, true, 'postgres']);
    assert.deepEqual([put.body.workflow.description, put.body.workflow.mine], ['new', { c: 1, d: 2 }]);
    const patch = await operator.patch(path, { triggerConfig: { a: { x: 2 } }, mine: { c: null } });
    assert.deepEqual(patch.body.workflow.triggerConfig, { a: { b: 1, x: 2 } });
    assert.deepEqual(patch.body.workflow.mine, { d: 2 });
    assertProblem(await operator.put(path, { nodes: {} }), 422, ['/nodes type']);
    assertProblem(await operator.patch(path, { name: '' }), 422, ['/name required']);
    assertProblem(await operator.put(`/api/workflows/${newId()}`, { name: 'x' }), 404);
  });

  await t.test('a change of another version is 412, what the client has is 304', async () => {
    const { path } = await save();
    const old = { 'if-match': '"1"' };

    assert.equal((await operator.patch(path, { name: 'b' }, old)).status, 200);
    assertProblem(await operator.patch(path, { name: 'c' }, old), 412);
    assertProblem(await operator.put(path, { name: 'c' }, old), 412);
    assertProblem(await admin.delete(path, old), 412);
    assertProblem(await operator.post(`${path}/versions/1/restore`, undefined, old), 412);
    assert.equal((await viewer.get(path, { 'if-none-match': '"2"' })).status, 304);
    assert.equal((await viewer.get(path, { 'if-none-match': '"1"' })).status, 200);
  });

  await t.test('a workflow is deleted by its path or by ?id=', async () => {
    const [a, b] = [await save(), await save()];
    const byPath = await admin.delete(a.path);
    const byQuery = await admin.delete(`/api/workflows?id=${b.id}`);

    assert.deepEqual(byPath.body, { success: true, source: 'postgres', message: `Workflow ${a.id} deleted` });
    assert.deepEqual(byQuery.body, { success: true, source: 'postgres', message: 'Workflow deleted successfully' });
    const gone = await viewer.get(a.path);
    assertProblem(gone, 404);
    assert.equal(gone.body.error, `Workflow ${a.id} not found`);
    assertProblem(await admin.delete(`/api/workflows?id=${b.id}`), 404);
    const nothing = await admin.delete('/api/workflows');
    assertProblem(nothing, 400);
    assert.equal(nothing.body.error, 'Workflow ID is required');
  });

  await t.test('a deleted name can be used again', async () => {
    const { id, path } = await save();

    await admin.delete(path);
    assert.equal((await operator.post('/api/workflows', { id, name: 'Again', ...graph })).status, 200);
    assert.equal((await viewer.get(path)).body.workflow.name, 'Again');
  });

  await t.test('every graph is kept and comes back', async () => {
    const { path } = await save();

    await operator.patch(path, { name: 'Only the name' });
    await operator.put(path, { nodes: [] });
    const { versions } = (await viewer.get(`${path}/versions`)).body;
    assert.deepEqual(versions.map((v) => [v.revision, v.nodeCount, v.edgeCount]), [[3, 0, 1], [1, 2, 1]]);
    assert.deepEqual((await viewer.get(`${path}/versions/1`)).body.workflow.nodes, graph.nodes);
    const restored = await operator.post(`${path}/versions/1/restore`);
    assert.deepEqual([restored.status, restored.body.workflow.nodes, restored.body.workflow.name],
      [200, graph.nodes, 'Only the name']);
    for (const version of ['2', '99', 'x']) {
      assertProblem(await viewer.get(`${path}/versions/${version}`), 404);
      assertProblem(await operator.post(`${path}/versions/${version}/restore`), 404);
    }
  });

  await t.test('two versions are compared, item by item', async () => {
    const { path } = await save({ variables: [{ name: 'a', value: 1 }], mine: 1 });
    const [start, agent] = graph.nodes;
    const changed = { ...agent, data: { label: 'Reply' } };
    const moved = { ...start, position: { x: 5, y: 5 } };
    await operator.put(path, { nodes: [moved, changed], variables: [{ name: 'a', value: 2 }], mine: 2 });
    await operator.put(path, { name: 'Only the name' });
    await operator.put(path, { nodes: [moved, { id: 'end' }], edges: [] });

    const { body } = await viewer.get(`${path}/diff`);
    assert.deepEqual([body.from.revision, body.to.revision], [2, 4]);
    assert.match(body.to.createdAt, isoTime);
    assert.deepEqual([body.nodes, body.edges, body.variables, body.members], [
      [{ id: 'end', change: 'added', before: null, after: { id: 'end' } }, { id: 'agent', change: 'removed', before: changed, after: null }],
      [{ id: 'e1', change: 'removed', before: graph.edges[0], after: null }], [], [],
    ]);
    const first = (await viewer.get(`${path}/diff?from=1&to=2`)).body;
    assert.deepEqual(first.nodes.map((n) => [n.id, n.change]), [['start', 'moved'], ['agent', 'changed']]);
    assert.deepEqual(first.variables, [{ id: 'a', change: 'changed', before: { name: 'a', value: 1 }, after: { name: 'a', value: 2 } }]);
    assert.deepEqual(first.members, [{ id: 'mine', change: 'changed', before: 1, after: 2 }]);
    assert.deepEqual((await viewer.get(`${path}/diff?from=4&to=1`)).body.nodes.map((n) => n.change), ['moved', 'added', 'removed']);
    const oldest = (await viewer.get(`${path}/diff?to=1`)).body;
    assert.deepEqual([oldest.from, oldest.nodes.map((n) => n.change)], [null, ['added', 'added']]);
    assert.deepEqual((await viewer.get(`${path}/diff?from=2&to=2`)).body.nodes, []);
    const res = await viewer.get(`${path}/diff`);
    assert.equal((await viewer.get(`${path}/diff`, { 'if-none-match': res.headers.get('etag') })).status, 304);
    for (const query of ['?to=3', '?from=99', '?from=1&to=99']) assertProblem(await viewer.get(`${path}/diff${query}`), 404);
    for (const query of ['?to=x', '?from=0', '?from=-1']) assertProblem(await viewer.get(`${path}/diff${query}`), 400);
    assertProblem(await viewer.get(`/api/workflows/${newId()}/diff`), 404);
    assertProblem(await stranger.get(`${path}/diff`), 404);
  });

  await t.test('an export is a file: the document, or a picture', async () => {
    const { id, path } = await save({ name: 'Größe & Maß', mine: 1 });
    const json = await viewer.get(`${path}/export`);
    const svg = await viewer.get(`${path}/export?format=svg`);

    assert.equal(json.headers.get('content-disposition'), 'attachment; filename="gr-e-ma.json"');
    assert.deepEqual([json.body.workflow.id, json.body.workflow.nodes, json.body.workflow.mine], [id, graph.nodes, 1]);
    assert.match(json.body.exportedAt, isoTime);
    assert.equal(svg.headers.get('content-type'), 'image/svg+xml');
    assert.match(svg.text, />Answer</);
    assert.match(svg.text, /<title>Größe &amp; Maß<\/title>/);
    assertProblem(await viewer.get(`${path}/export?format=png`), 400);
  });

  await t.test('many are activated, paused and archived at once, each by itself', async () => {
    const [draft, active] = [await save(), await save({ status: 'active' })];
    const foreign = (await stranger.post('/api/workflows', { id: newId(), name: 'x', ...graph })).body.workflowId;
    const res = await operator.post('/api/workflows/bulk', { action: 'activate', ids: [active._id, foreign, draft._id, unknownId] });

    assert.equal(res.status, 200);
    assert.deepEqual(res.body.results.map((r) => [r.id, r.changed, r.status, r.code]), [
      [active._id, false, 'active', 409], [foreign, false, null, 404], [draft._id, true, 'active', undefined], [unknownId, false, null, 404]]);
    assert.deepEqual([res.body.changed, res.body.failed, res.body.results[0].error], [1, 3, 'it is active already']);
    for (const [action, status] of [['pause', 'paused'], ['archive', 'archived']]) {
      await operator.post('/api/workflows/bulk', { action, ids: [draft._id] });
      assert.equal((await viewer.get(draft.path)).body.workflow.status, status);
    }
    assertProblem(await operator.post('/api/workflows/bulk', { action: 'sink', ids: [] }), 422, ['/action choice', '/ids count']);
    assertProblem(await viewer.post('/api/workflows/bulk', { action: 'pause', ids: [draft._id] }), 403);
  });

  await t.test('the list is searched by words of name, description, category and tags', async () => {
    const word = `w${randomUUID().slice(0, 8)}`;
    const { id } = await save({ name: `The ${word} report`, description: 'about tides', category: 'Harbour', tags: ['night'] });
    const found = async (q) => (await viewer.get(`/api/workflows?q=${encodeURIComponent(q)}`)).body.workflows.map((w) => w.id);

    for (const q of [word, `${word} tides`, `${word} harb`, `night ${word}`, `"${word} report"`, `report -absent ${word}`])
      assert.deepEqual(await found(q), [id], q);
    for (const q of [`${word} absent`, `${word} -tides`, `"report ${word}"`]) assert.deepEqual(await found(q), [], q);
  });

  await t.test('tags find what has one of them', async () => {
    const tag = `t${randomUUID().slice(0, 8)}`;
    const made = [await save({ tags: [tag] }), await save({ tags: ['night', `${tag}b`] }), await save({ tags: [] })];
    const found = async (tags) => (await viewer.get(`/api/workflows?tags=${tags}&isTemplate=false`)).body.workflows.map((w) => w.id);

    assert.deepEqual(await found(tag), [made[0].id]);
    assert.deepEqual(await found(`${tag}b,${tag}`), [made[1].id, made[0].id]);
  });

  await t.test('a viewer reads and does not write', async () => {
    const { path } = await save();

    for (const read of ['', '/export', '/versions', '/versions/1'])
      assert.equal((await viewer.get(path + read)).status, 200, read);
    assertProblem(await viewer.post('/api/workflows', { id: newId(), ...graph }), 403);
    assertProblem(await viewer.put(path, {}), 403);
    assertProblem(await viewer.patch(path, {}), 403);
    assertProblem(await viewer.post(`${path}/versions/1/restore`), 403);
    assertProblem(await operator.delete(path), 403);
    assertProblem(await operator.delete(`/api/workflows?id=${unknownId}`), 403);
  });

  await t.test('workflows of another tenant are not there', async () => {
    const { id, _id, path } = await save();

    for (const name of [id, _id])
      for (const read of ['', '/export', '/export?format=svg', '/versions', '/versions/1'])
        assertProblem(await stranger.get(`/api/workflows/${name}${read}`), 404);
    assertProblem(await stranger.put(path, { name: 'x' }), 404);
    assertProblem(await stranger.patch(path, { name: 'x' }), 404);
    assertProblem(await stranger.post(`${path}/versions/1/restore`), 404);
    assertProblem(await stranger.delete(path), 404);
    assertProblem(await stranger.delete(`/api/workflows?id=${_id}`), 404);
    const own = await stranger.post('/api/workflows', { id, name: 'Same name', ...graph });
    assert.notEqual(own.body.workflowId, _id);
    assert.notEqual((await viewer.get(path)).body.workflow.name, 'Same name');
  });
});
