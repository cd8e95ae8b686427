import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';

import {
  admin, assertProblem, isoTime, makeAgent, operator, skip, stranger, unknownId, viewer,
} from './client.mjs';

const small = {
  version: '2.1.0',
  nodes: [
    { id: 'a', type: 'start', title: 'Begin', position: { x: 0, y: 0, z: 3 }, chronology: { n: 1 } },
    { id: 'b', type: 'process', title: 'Work', position: { x: 0, y: 90 } },
    { id: 'c', type: 'end', title: 'Done', position: { x: 0, y: 180 } },
  ],
  connections: [{ id: '1', from: 'a', to: 'b', label: 'go' }, { id: '2', from: 'b', to: 'c' }],
  metadata: { title: 'Small', tags: ['x'] },
  layout: { zoom: 1.5 },
};

async function drawn(flowchart = small) {
  const agent = await makeAgent();
  const path = `/api/agents/${agent.id}/flowchart`;
  const res = await operator.post(path, flowchart);
  assert.equal(res.status, 201, res.text);
  return { agent, path, flowchart: res.body.flowchart };
}

// A ladder: each step leads to the next, every tenth back by nine.
function large(count) {
  const nodes = Array.from({ length: count }, (_, i) => ({ id: `n${i}`, type: i ? 'process' : 'start', title: `Step ${i}` }));
  const connections = nodes.slice(1).map((node, i) => ({ id: `c${i}`, from: nodes[i].id, to: node.id }));
  for (let i = 9; i < count; i += 10) connections.push({ id: `b${i}`, from: `n${i}`, to: `n${i - 8}` });
  return { nodes, connections };
}

test('flowcharts', { skip }, async (t) => {
  await t.test('a flowchart is made and answered with all that was sent', async () => {
    const { agent, path, flowchart } = await drawn();
    const { id, createdAt, lastModified, ...rest } = flowchart;

    assert.match(createdAt, isoTime);
    assert.match(lastModified, isoTime);
    assert.deepEqual(rest, {
      ...small, agentId: agent.id, agentName: agent.name, nodeCount: 3, edgeCount: 2, revision: 1,
    });
    const res = await viewer.get(path);
    assert.equal(res.status, 200);
    assert.equal(res.headers.get('etag'), '"1"');
    assert.equal(res.body.flowchart.id, id);
  });

  await t.test('members and numbers that nobody knows survive', async () => {
    const agent = await makeAgent();
    const path = `/api/agents/${agent.id}/flowchart`;
    const body = '{"nodes":[{"id":"a","type":"start","big":18446744073709551616,"tiny":0.10000000000000000001}],'
      + '"chronology":{"changeLog":[{"n":1.0}]},"x~/\\u00e9":null}';

    assert.equal((await operator.post(path, body)).status, 201);
    const { text, body: answer } = await viewer.get(path);
    assert.match(text, /"big": ?18446744073709551616/);
    assert.match(text, /"tiny": ?0\.10000000000000000001/);
    assert.match(text, /"n": ?1\.0/);
    assert.equal(answer.flowchart['x~/é'], null);
    const echo = await operator.put(path, text);
    assert.equal(echo.headers.get('etag'), '"1"');
    assert.equal((await viewer.get(path)).text, text);
  });

  await t.test('an agent has one flowchart', async () => {
    const { path } = await drawn();

    assertProblem(await operator.post(path, small), 409);
    assertProblem(await operator.post(`/api/agents/${unknownId}/flowchart`, small), 404);
    assertProblem(await viewer.get(`/api/agents/${(await makeAgent()).id}/flowchart`), 404);
  });

  await t.test('what is no flowchart is refused with its member', async () => {
    const path = `/api/agents/${(await makeAgent()).id}/flowchart`;

    assertProblem(await operator.post(path), 400);
    assertProblem(await operator.post(path, '{"nodes":['), 400);
    assertProblem(await operator.post(path, '[]'), 422, [' type']);
    assertProblem(await operator.post(path, {}), 422, ['/nodes invalid']);
    assertProblem(await operator.post(path, { nodes: {} }), 422, ['/nodes invalid']);
    assertProblem(await operator.post(path, { nodes: [], connections: 7 }), 422, ['/connections invalid']);
    assertProblem(await operator.post(path, { nodes: [], metadata: [] }), 422, ['/metadata invalid']);
    assertProblem(await operator.post(path, { nodes: [], layout: 'x' }), 422, ['/layout invalid']);
    assertProblem(await operator.post(path, { nodes: [], version: 'v'.repeat(256) }), 422, ['/version invalid']);
    assertProblem(await operator.post(path, '{"nodes":[{"id":1e99999}]}'), 422, [' number']);
    assertProblem(await operator.post(path, large(5001)), 422, ['/nodes invalid']);
    assertProblem(await viewer.get(path), 404);
  });

  await t.test('a repeated Idempotency-Key makes one', async () => {
    const path = `/api/agents/${(await makeAgent()).id}/flowchart`;
    const key = { 'idempotency-key': randomUUID() };
    const first = await operator.post(path, small, key);
    const again = await operator.post(path, small, key);

    assert.equal(again.status, 201);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.deepEqual(again.body, first.body);
  });

  await t.test('PUT keeps what was not sent', async () => {
    const { path } = await drawn({ ...small, mine: { a: 1 } });
    const res = await operator.put(path, { metadata: { title: 'Other' }, yours: 2 });

    assert.equal(res.status, 200);
    assert.equal(res.body.message, 'Flowchart updated successfully');
    assert.deepEqual(res.body.flowchart.metadata, { title: 'Other' });
    assert.deepEqual(res.body.flowchart.nodes, small.nodes);
    assert.deepEqual([res.body.flowchart.mine, res.body.flowchart.yours], [{ a: 1 }, 2]);
    assert.equal(res.headers.get('etag'), '"2"');
    assertProblem(await operator.put(`/api/agents/${(await makeAgent()).id}/flowchart`, small), 404);
  });

  await t.test('a change of another version is 412, what the client has is 304', async () => {
    const { path } = await drawn();
    const old = { 'if-match': '"1"' };

    assert.equal((await operator.put(path, { layout: { zoom: 2 } }, old)).status, 200);
    assertProblem(await operator.put(path, { layout: {} }, old), 412);
    assertProblem(await operator.delete(path, old), 412);
    assertProblem(await operator.post(`${path}/versions/1/restore`, undefined, old), 412);
    assert.equal((await viewer.get(path, { 'if-none-match': '"2"' })).status, 304);
    assert.equal((await viewer.get(path, { 'if-none-match': '"1"' })).status, 200);
  });

  await t.test('a deleted flowchart is gone, and another may follow', async () => {
    const { path } = await drawn();
    const res = await operator.delete(path);

    assert.deepEqual([res.status, res.body], [200, { message: 'Flowchart deleted successfully' }]);
    assertProblem(await viewer.get(path), 404);
    assertProblem(await operator.delete(path), 404);
    assert.equal((await operator.post(path, small)).status, 201);
  });

  await t.test('two versions are compared, item by item', async () => {
    const { path } = await drawn();
    const before = (await viewer.get(path)).body.flowchart;
    await operator.put(path, { nodes: before.nodes.slice(1), metadata: { title: 'Other' } });

    const { body } = await viewer.get(`${path}/diff`);
    assert.deepEqual([body.from.revision, body.to.revision], [1, 2]);
    assert.deepEqual(body.nodes, [{ id: before.nodes[0].id, change: 'removed', before: before.nodes[0], after: null }]);
    assert.deepEqual([body.connections, body.metadata.map((m) => [m.id, m.change])], [[], [['title', 'changed'], ['tags', 'removed']]]);
    assertProblem(await viewer.get(`${path}/diff?to=3`), 404);
    assertProblem(await stranger.get(`${path}/diff`), 404);
  });

  await t.test('validate tells the faults of what is sent, or of what is stored', async () => {
    const { path } = await drawn();

    assert.deepEqual((await operator.post(`${path}/validate`)).body, { valid: true, errors: [] });
    const res = await operator.post(`${path}/validate`, {
      nodes: [{ id: 'a', type: 'start' }, { id: 'd', type: 'decision' }], connections: [{ from: 'a', to: 'x' }],
    });
    assert.equal(res.status, 200);
    assert.equal(res.body.valid, false);
    assert.deepEqual(res.body.errors.map((e) => [e.nodeId, e.field]).sort(), [
      ['a', 'connections'], ['d', 'connection'], ['d', 'connections'], [null, 'nodes'],
    ].sort());
    assert.deepEqual((await viewer.get(path)).body.flowchart.nodes, small.nodes);
    assertProblem(await operator.post(`/api/agents/${(await makeAgent()).id}/flowchart/validate`), 404);
  });

  await t.test('a copy goes to an agent that has none', async () => {
    const { path, flowchart } = await drawn({ ...small, mine: 7 });
    const target = await makeAgent();
    const res = await operator.post(`${path}/duplicate`, { targetAgentId: target.id });

    assert.equal(res.status, 201);
    assert.notEqual(res.body.flowchart.id, flowchart.id);
    assert.equal(res.body.flowchart.agentId, target.id);
    assert.deepEqual([res.body.flowchart.nodes, res.body.flowchart.mine], [small.nodes, 7]);
    assertProblem(await operator.post(`${path}/duplicate`, { targetAgentId: target.id }), 409);
    assertProblem(await operator.post(`${path}/duplicate`, { targetAgentId: unknownId }), 422, ['/targetAgentId invalid']);
    assertProblem(await operator.post(`${path}/duplicate`, {}), 422, ['/targetAgentId required']);
    assertProblem(await operator.post(`/api/agents/${(await makeAgent()).id}/flowchart/duplicate`,
      { targetAgentId: target.id }), 404);
  });

  await t.test('an export as JSON is a file that can be sent again', async () => {
    const { path, flowchart } = await drawn();
    const res = await viewer.get(`${path}/export?format=json`);

    assert.match(res.headers.get('content-disposition'), /^attachment; filename="test-agent-[0-9a-f]+\.json"$/);
    assert.deepEqual(res.body.flowchart, flowchart);
    assert.deepEqual([res.body.exportData.version, res.body.exportData.format], ['1.0', 'json']);
    assert.match(res.body.exportData.exportedAt, isoTime);
    const other = `/api/agents/${(await makeAgent()).id}/flowchart`;
    assert.deepEqual((await operator.post(other, res.body)).body.flowchart.nodes, small.nodes);
  });

  await t.test('an export as SVG stands alone and runs nothing', async () => {
    const { path } = await drawn({ ...small, metadata: { title: '<script>alert(1)</script>' } });
    const res = await viewer.get(`${path}/export?format=svg`);

    assert.equal(res.status, 200);
    assert.equal(res.headers.get('content-type'), 'image/svg+xml');
    assert.match(res.headers.get('content-disposition'), /^attachment; filename="[a-z0-9-]+\.svg"$/);
    assert.match(res.headers.get('content-security-policy'), /default-src 'none'/);
    assert.match(res.text, /^<\?xml /);
    assert.match(res.text, /xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.match(res.text, />Begin<[^]*>Work<[^]*>Done</);
    assert.doesNotMatch(res.text, /<script|style=|href=|class=/);
    assertProblem(await viewer.get(`${path}/export?format=png`), 400);
  });

  await t.test('500 nodes are drawn, each of them', async () => {
    const { path } = await drawn(large(500));
    const res = await viewer.get(`${path}/export?format=svg`);

    assert.equal(res.status, 200);
    assert.equal(new Set(res.text.match(/>Step \d+</g)).size, 500);
  });

  await t.test('every content is kept and comes back', async () => {
    const { path } = await drawn();

    await operator.put(path, { nodes: [], connections: [] });
    await operator.put(path, { metadata: { title: 'Third' } });
    const { versions, hasMore, nextCursor } = (await viewer.get(`${path}/versions`)).body;
    assert.deepEqual(versions.map((v) => [v.revision, v.version, v.nodeCount, v.edgeCount]),
      [[3, '2.1.0', 0, 0], [2, '2.1.0', 0, 0], [1, '2.1.0', 3, 2]]);
    assert.equal(versions[0].createdBy.email, 'operator@harbour.example');
    assert.deepEqual([hasMore, nextCursor], [false, null]);

    const page = (await viewer.get(`${path}/versions?limit=2`)).body;
    assert.deepEqual([page.versions.length, page.hasMore, page.nextCursor], [2, true, '2']);
    const rest = (await viewer.get(`${path}/versions?limit=2&cursor=2`)).body;
    assert.deepEqual(rest.versions.map((v) => v.revision), [1]);

    const first = await viewer.get(`${path}/versions/1`);
    assert.deepEqual(first.body.flowchart.nodes, small.nodes);
    const restored = await operator.post(`${path}/versions/1/restore`);
    assert.equal(restored.status, 200);
    assert.deepEqual([restored.body.flowchart.nodes, restored.body.flowchart.revision], [small.nodes, 4]);
    for (const version of ['99', '0', 'x', '-1']) {
      assertProblem(await viewer.get(`${path}/versions/${version}`), 404);
      assertProblem(await operator.post(`${path}/versions/${version}/restore`), 404);
    }
    assertProblem(await viewer.get(`${path}/versions?limit=0`), 400);
    assertProblem(await viewer.get(`${path}/versions?cursor=x`), 400);
  });

  await t.test('a viewer reads and does not write', async () => {
    const { path } = await drawn();

    for (const read of ['', '/export?format=svg', '/versions', '/versions/1'])
      assert.equal((await viewer.get(path + read)).status, 200, read);
    assertProblem(await viewer.post(path, small), 403);
    assertProblem(await viewer.put(path, small), 403);
    assertProblem(await viewer.delete(path), 403);
    for (const write of ['/validate', '/duplicate', '/versions/1/restore'])
      assertProblem(await viewer.post(path + write, {}), 403);
  });

  await t.test('flowcharts of another tenant are not there', async () => {
    const { path } = await drawn();
    const own = (await makeAgent()).id;

    for (const read of ['', '/export?format=json', '/export?format=svg', '/versions', '/versions/1'])
      assertProblem(await stranger.get(path + read), 404);
    assertProblem(await stranger.post(path, small), 404);
    assertProblem(await stranger.put(path, small), 404);
    assertProblem(await stranger.delete(path), 404);
    for (const write of ['/validate', '/versions/1/restore'])
      assertProblem(await stranger.post(path + write), 404);
    assertProblem(await stranger.post(`${path}/duplicate`, { targetAgentId: own }), 404);
    assert.equal((await viewer.get(path)).status, 200);
  });

  await t.test('a flowchart goes with its agent', async () => {
    const { agent, path } = await drawn();

    assert.equal((await admin.delete(`/api/agents/${agent.id}`)).status, 200);
    assertProblem(await viewer.get(path), 404);
  });
});
