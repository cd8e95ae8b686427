// Many rows at once, of nouns that have it by their description: each row is told of by itself.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';

import {
  admin, as, assertProblem, makeAgent, newName, operator, send, skip, sql, stranger, unknownId, url, viewer,
} from './client.mjs';

const reader = as('viewer', 'quay');
const foreignAdmin = as('admin', 'quay');

async function made(by, path, members) {
  const res = await by.post(path, members);
  assert.equal(res.status, 201, res.text);
  return Object.values(res.body).find((row) => row?.id);
}

// How a row is made, who may delete it, and the first who may not.
const nouns = {
  agents: { make: () => makeAgent(), by: admin, not: operator, name: 'agent' },
  workflows: { make: async () => ({ id: (await operator.post('/api/workflows', { name: newName('Flow'), nodes: [], edges: [] })).body.workflowId }),
    by: admin, not: operator, name: 'workflow' },
  tasks: { make: () => made(operator, '/api/tasks', { title: newName('Task') }), by: operator, not: viewer, name: 'task' },
  blueprints: { make: async () => made(operator, '/api/blueprints', { agentId: (await makeAgent()).id }), by: admin, not: operator, name: 'blueprint' },
  messages: { make: async () => made(operator, '/api/messages', { recipientId: (await makeAgent()).id, type: 'heartbeat' }),
    by: admin, not: operator, name: 'message' },
  credentials: { make: () => made(admin, '/api/credentials', { name: newName('Token'), type: 'token' }), by: admin, not: operator, name: 'credential' },
  projects: { make: () => made(operator, '/api/projects', { name: newName('Project') }), by: admin, not: operator, name: 'project' },
  'saved-views': { make: () => made(operator, '/api/saved-views', { noun: 'tasks', name: newName('View'), query: 'status=pending' }),
    by: operator, name: 'saved view' },
};

test('deleting many', { skip }, async (t) => {
  for (const [noun, { make, by, not, name }] of Object.entries(nouns)) {
    await t.test(`${noun}: those that are there are gone, of the others it is said`, async () => {
      const [one, two] = [await make(), await make()];
      const ids = [two.id, unknownId, one.id];
      const path = `/api/${noun}/bulk`;
      const gone = { status: null, code: 404, error: `no such ${name}` };

      if (not) assertProblem(await not.post(path, { action: 'delete', ids }), 403);
      assert.equal((await foreignAdmin.post(path, { action: 'delete', ids })).body.changed, 0);
      assert.equal((await by.get(`/api/${noun}/${one.id}`)).status, 200);
      assert.deepEqual((await by.post(path, { action: 'Delete', ids })).body, {
        results: [
          { id: two.id, changed: true, status: 'deleted' },
          { id: unknownId, changed: false, ...gone },
          { id: one.id, changed: true, status: 'deleted' },
        ],
        changed: 2, failed: 1,
      });
      assertProblem(await by.get(`/api/${noun}/${one.id}`), 404);
      assert.deepEqual((await by.post(path, { action: 'delete', ids: [one.id] })).body.results, [{ id: one.id, changed: false, ...gone }]);
      assertProblem(await by.post(path, { action: 'sink', ids: ['x'] }), 422, ['/action choice', '/ids/0 id']);
    });
  }

  await t.test('who may switch and not delete may do the one and not the other', async () => {
    const { id } = await nouns.projects.make();
    const bulk = (action) => operator.post('/api/projects/bulk', { action, ids: [id] });

    assert.equal((await bulk('deactivate')).body.changed, 1);
    assertProblem(await bulk('delete'), 403);
    assertProblem(await viewer.post('/api/projects/bulk', { action: 'activate', ids: [id] }), 403);
    assert.equal((await viewer.get(`/api/projects/${id}`)).body.project.active, false);
  });

  await t.test('agents are kept with their runs, and can be restored', async () => {
    const { id } = await makeAgent();

    await admin.post('/api/agents/bulk', { action: 'delete', ids: [id] });
    assert.ok((await viewer.get('/api/agents/deleted?limit=200')).body.deletedAgents.some((agent) => agent.id === id));
    assert.equal((await admin.post(`/api/agents/${id}/restore`)).body.agent.id, id);
  });

  await t.test('a task goes with what waits for it, and other actions stay', async () => {
    const first = await nouns.tasks.make();
    const second = await made(operator, '/api/tasks', { title: newName('Task'), dependsOn: [first.id] });
    const bulk = (action, ids) => operator.post('/api/tasks/bulk', { action, ids });

    assert.equal((await bulk('start', [second.id])).body.results[0].code, 409);
    assert.equal((await bulk('delete', [first.id])).body.changed, 1);
    assert.equal((await bulk('start', [second.id])).body.results[0].status, 'in_progress');
  });

  await t.test('capabilities are those of the agent that the path names', async () => {
    const [agent, other] = [await makeAgent(), await makeAgent()];
    const add = (owner) => made(operator, `/api/agents/${owner.id}/capabilities`, { name: newName('Reads') });
    const [own, foreign] = [await add(agent), await add(other)];
    const bulk = (id, by = operator) => by.post(`/api/agents/${id}/capabilities/bulk`, { action: 'delete', ids: [own.id, foreign.id] });

    assertProblem(await bulk(unknownId), 404);
    assertProblem(await bulk(agent.id, stranger), 404);
    assertProblem(await bulk(agent.id, viewer), 403);
    assert.deepEqual((await bulk(agent.id)).body.results.map(({ changed, code }) => [changed, code]), [[true, undefined], [false, 404]]);
    assert.equal((await viewer.get(`/api/agents/${other.id}/capabilities/${foreign.id}`)).status, 200);
  });

  await t.test('saved views are deleted by who saved them, and by admins', async () => {
    const { id } = await made(operator, '/api/saved-views', { noun: 'tasks', name: newName('View'), query: 'status=pending', shared: true });

    assert.equal((await viewer.post('/api/saved-views/bulk', { action: 'delete', ids: [id] })).body.results[0].code, 404);
    assert.equal((await viewer.get(`/api/saved-views/${id}`)).status, 200);
    assert.equal((await admin.post('/api/saved-views/bulk', { action: 'delete', ids: [id] })).body.changed, 1);
  });

  await t.test('reviews are deleted by who wrote them, and by admins, one or many', async () => {
    const blueprint = await made(admin, '/api/blueprints', { agentId: (await makeAgent()).id, isPublic: true });
    const review = () => made(reader, '/api/blueprint-reviews', { blueprintId: blueprint.id, rating: 4 });
    const bulk = (by, id) => by.post('/api/blueprint-reviews/bulk', { action: 'delete', ids: [id] });
    let { id } = await review();

    assert.equal((await bulk(as('operator', 'quay'), id)).body.results[0].code, 404);
    assert.equal((await bulk(reader, id)).body.changed, 1);
    ({ id } = await review());
    assert.equal((await bulk(foreignAdmin, id)).body.results[0].status, 'deleted');
    ({ id } = await review());
    assertProblem(await as('operator', 'quay').delete(`/api/blueprint-reviews/${id}`), 404);
    assertProblem(await foreignAdmin.delete(`/api/blueprint-reviews/${id}`, { 'if-match': '"7"' }), 412);
    assert.equal((await foreignAdmin.delete(`/api/blueprint-reviews/${id}`)).status, 204);
    await admin.delete(`/api/blueprints/${blueprint.id}`);
  });
});

test('revoking many', { skip }, async (t) => {
  await t.test('API keys, which are told of and taken no more', async () => {
    const make = async () => (await admin.post('/api/api-keys', { name: newName('Key'), role: 'viewer' })).body;
    const [one, two] = [await make(), await make()];
    const revoke = (ids, by = admin) => by.post('/api/api-keys/bulk', { action: 'revoke', ids });

    await admin.delete(`/api/api-keys/${two.apiKey.id}`);
    assertProblem(await revoke([one.apiKey.id], operator), 403);
    assert.equal((await revoke([one.apiKey.id], stranger)).body.results[0].code, 404);
    assert.deepEqual((await revoke([one.apiKey.id, two.apiKey.id, unknownId])).body, {
      results: [
        { id: one.apiKey.id, changed: true, status: 'revoked' },
        { id: two.apiKey.id, changed: false, status: 'revoked', code: 409, error: 'it is revoked already' },
        { id: unknownId, changed: false, status: null, code: 404, error: 'no such API key' },
      ],
      changed: 1, failed: 2,
    });
    assertProblem(await send('GET', '/api/agents', { token: one.key }), 401);
    assertProblem(await admin.post('/api/api-keys/bulk', { action: 'delete', ids: [] }), 422, ['/action choice', '/ids count']);
  });

  await t.test('invitations, whose links end', async () => {
    // a hundred in an hour are allowed, and earlier runs count
    sql("delete from invitations where email like '%@members.example'");
    const invite = async () => (await admin.post('/api/invitations', { email: `${randomUUID()}@members.example`, role: 'viewer' })).body;
    const [open, used] = [await invite(), await invite()];
    const revoke = (ids, by = admin) => by.post('/api/invitations/bulk', { action: 'revoke', ids });
    const token = (link) => new URL(link).searchParams.get('token');
    const accept = (link) => fetch(`${url}/api/invitations/accept`, {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: token(link), name: 'Guest', password: 'a long enough secret' }),
    });

    assert.equal((await accept(used.link)).status, 200);
    assertProblem(await revoke([open.invitation.id], operator), 403);
    const { results } = (await revoke([used.invitation.id, open.invitation.id, unknownId])).body;
    assert.deepEqual(results, [
      { id: used.invitation.id, changed: false, status: 'accepted', code: 409, error: 'it is accepted already' },
      { id: open.invitation.id, changed: true, status: 'revoked' },
      { id: unknownId, changed: false, status: null, code: 404, error: 'no such invitation' },
    ]);
    assert.equal((await revoke([open.invitation.id])).body.results[0].error, 'it is revoked already');
    assert.ok((await accept(open.link)).status >= 400);
  });
});
