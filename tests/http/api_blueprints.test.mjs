// Blueprints: published from an agent or a workflow, read by others where they are public, installed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { admin, as, assertProblem, makeAgent, newName, operator, skip, unknownId, viewer } from './client.mjs';

const others = as('operator', 'quay');
const reader = as('viewer', 'quay');

async function publish(members, by = operator) {
  const res = await by.post('/api/blueprints', members);
  assert.equal(res.status, 201, res.text);
  return res.body.blueprint;
}

async function drawnAgent(members = {}) {
  const agent = await makeAgent({ description: 'Reads', configuration: { apiKey: 'sk-1234567890', temperature: 0.2 }, ...members });
  const res = await operator.post(`/api/agents/${agent.id}/flowchart`, { nodes: [{ id: 'a', type: 'start', title: 'Go' }], connections: [] });
  assert.equal(res.status, 201, res.text);
  return agent;
}

test('blueprints', { skip }, async (t) => {
  await t.test('an agent is published as it is, without its secrets, and stays so', async () => {
    const agent = await drawnAgent({ category: 'Desk' });
    const { id, createdAt, updatedAt, createdBy, createdById, definition, ...rest } = await publish({ agentId: agent.id, labelVersion: '2.0.0' });

    assert.equal(createdBy.id, createdById);
    assert.ok(createdAt && updatedAt);
    assert.deepEqual(rest, {
      kind: 'agent', agentId: agent.id, workflowId: null, name: agent.name, description: 'Reads', category: 'Desk', labelVersion: '2.0.0',
      isPublic: false, pricing: 'free', priceMicros: 0, currency: 'USD', downloads: 0, rating: null, reviewsCount: 0, version: 1,
    });
    assert.deepEqual(definition.agent.configuration, { apiKey: '***', temperature: 0.2 });
    assert.equal(definition.flowchart.nodes[0].title, 'Go');
    await operator.patch(`/api/agents/${agent.id}`, { description: 'Writes' });
    assert.equal((await viewer.get(`/api/blueprints/${id}`)).body.blueprint.definition.agent.description, 'Reads');
  });

  await t.test('what is said of it is changed, under its version; what it is made of is not', async () => {
    const blueprint = await publish({ agentId: (await makeAgent()).id });
    const path = `/api/blueprints/${blueprint.id}`;
    const res = await operator.patch(path, { name: 'Reader', pricing: 'One-Time', priceMicros: 9500000, currency: 'EUR' });

    assert.deepEqual([res.body.blueprint.name, res.body.blueprint.pricing, res.headers.get('etag')], ['Reader', 'one-time', '"2"']);
    assertProblem(await operator.patch(path, { name: 'Late' }, { 'if-match': '"1"' }), 412);
    const replaced = (await operator.put(path, { name: 'Writer', category: 'Desk' })).body.blueprint;
    assert.deepEqual([replaced.name, replaced.category, replaced.pricing, replaced.priceMicros, replaced.agentId],
      ['Writer', 'Desk', 'free', 0, blueprint.agentId]);
    assertProblem(await operator.put(path, { category: 'Desk' }), 422, ['/name invalid']);
    assertProblem(await viewer.put(path, { name: 'Reader' }), 403);
    assert.equal((await operator.patch(path, { agentId: unknownId })).status, 422);
    assertProblem(await operator.delete(path), 403);
    assert.equal((await admin.delete(path)).status, 204);
  });

  await t.test('a public one is read and installed by others, a private one is not there for them', async () => {
    const agent = await drawnAgent();
    const blueprint = await publish({ agentId: agent.id, name: newName('Shared') });
    const own = `/api/blueprints/${blueprint.id}`;
    const open = `/api/public-blueprints/${blueprint.id}`;

    assertProblem(await others.get(open), 404);
    assertProblem(await others.post(`${own}/install`), 404);
    assertProblem(await operator.patch(own, { isPublic: true }), 403);
    assert.equal((await admin.patch(own, { isPublic: true })).status, 200);

    const seen = (await others.get(open)).body.publicBlueprint;
    assert.deepEqual([seen.publisher, seen.name, seen.definition.agent.configuration.apiKey], ['Harbour Support', blueprint.name, '***']);
    assert.ok((await others.get('/api/public-blueprints?kind=agent&limit=1')).body.publicBlueprints.some(({ id }) => id === blueprint.id));
    assertProblem(await others.get(own), 404);
    assertProblem(await others.patch(own, { name: 'Mine' }), 404);
    assertProblem(await as('viewer', 'quay').post(`${own}/install`), 403);

    const res = await others.post(`${own}/install`, { name: 'Made here' });
    assert.equal(res.status, 201, res.text);
    assert.equal(res.headers.get('location'), `/api/agents/${res.body.installed.id}`);
    assert.deepEqual([res.body.installed.kind, res.body.installed.name], ['agent', 'Made here']);
    const made = (await others.get(`/api/agents/${res.body.installed.id}`)).body.agent;
    assert.deepEqual([made.status, made.description, made.configuration.apiKey], ['PAUSED', 'Reads', '***']);
    assert.equal((await others.get(`/api/agents/${made.id}/flowchart`)).body.flowchart.nodes[0].title, 'Go');
    assert.equal((await viewer.get(own)).body.blueprint.downloads, 1);

    assert.equal((await admin.patch(own, { isPublic: false })).status, 200);
    assertProblem(await others.get(open), 404);
    assert.equal((await others.get(`/api/agents/${made.id}`)).status, 200, 'what was made stays');
  });

  await t.test('a workflow is made again as a draft', async () => {
    const [{ _id: workflowId, name }] = (await viewer.get('/api/workflows?limit=1')).body.workflows;
    const blueprint = await publish({ workflowId });
    const { installed } = (await operator.post(`/api/blueprints/${blueprint.id}/install`)).body;
    const { workflow } = (await viewer.get(`/api/workflows/${installed.id}`)).body;

    assert.deepEqual([blueprint.kind, installed.kind, installed.name], ['workflow', 'workflow', name]);
    assert.deepEqual([workflow.status, workflow.nodes.length], ['draft', blueprint.definition.workflow.nodes.length]);
  });

  await t.test('a list is filtered, searched and sorted', async () => {
    const category = newName('kind');
    const names = ['b', 'a', 'c'].map((letter) => newName(letter));
    for (const name of names) await publish({ agentId: (await makeAgent()).id, category, name });
    const list = async (query) => (await viewer.get(`/api/blueprints?category=${encodeURIComponent(category)}&${query}`)).body.blueprints.map(({ name }) => name);

    assert.deepEqual(await list(''), [...names].reverse());
    assert.deepEqual(await list('sort=name'), [...names].sort());
    assert.deepEqual(await list(`q=${encodeURIComponent(names[1])}`), [names[1]]);
    assert.deepEqual(await list('isPublic=true'), []);
    assertProblem(await viewer.get('/api/blueprints?colour=red'), 400, ['?colour unknown']);
  });

  await t.test('wrong members are told by name', async () => {
    const agentId = (await makeAgent()).id;
    const cases = [
      [{}, ['/agentId invalid']],
      [{ agentId: unknownId }, ['/agentId invalid']],
      [{ workflowId: unknownId }, ['/workflowId invalid']],
      [{ agentId, workflowId: unknownId }, ['/agentId invalid']],
      [{ agentId, priceMicros: 1 }, ['/priceMicros invalid']],
      [{ agentId, pricing: 'gold', currency: 'EURO' }, ['/pricing choice', '/currency too_long']],
      [{ agentId, pricing: 'one-time', currency: 'eu' }, ['/currency invalid']],
      [{ agentId, definition: {} }, ['/definition read_only']],
      [{ agentId, colour: 'red' }, ['/colour unknown']],
    ];
    for (const [body, fields] of cases) assertProblem(await operator.post('/api/blueprints', body), 422, fields);
    assertProblem(await viewer.post('/api/blueprints', { agentId }), 403);
    assertProblem(await operator.post(`/api/blueprints/${unknownId}/install`), 404);
    assertProblem(await operator.post(`/api/blueprints/${unknownId}/install`, { colour: 1 }), 422, ['/colour unknown']);
  });

  await t.test('a public one is reviewed by members of others, once each, and rated by what they say', async () => {
    const blueprint = await publish({ agentId: (await makeAgent()).id, isPublic: true }, admin);
    const review = (by, members) => by.post('/api/blueprint-reviews', { blueprintId: blueprint.id, ...members });
    const ratingOf = async (by, path, name) => (({ rating, reviewsCount }) => [rating, reviewsCount])((await by.get(path)).body[name]);
    const own = () => ratingOf(viewer, `/api/blueprints/${blueprint.id}`, 'blueprint');
    const open = () => ratingOf(others, `/api/public-blueprints/${blueprint.id}`, 'publicBlueprint');

    assert.deepEqual([await own(), await open()], [[null, 0], [null, 0]]);
    const made = await review(reader, { rating: 5, text: 'Good' });
    assert.equal(made.status, 201, made.text);
    const path = `/api/blueprint-reviews/${made.body.blueprintReview.id}`;
    const { id, createdAt, updatedAt, ...rest } = made.body.blueprintReview;
    assert.ok(createdAt && updatedAt);
    assert.deepEqual(rest, {
      blueprintId: blueprint.id, blueprintName: blueprint.name, reviewer: 'Quay Finance', rating: 5, text: 'Good', isOwn: true, version: 1 });
    assert.equal(made.headers.get('location'), path);
    assert.equal((await review(others, { rating: 2 })).status, 201);
    assert.deepEqual([await own(), await open()], [[3.5, 2], [3.5, 2]]);
    assertProblem(await review(reader, { rating: 1 }), 409, ['/blueprintId conflict']);

    const { isOwn, ...seen } = (await viewer.get(path)).body.blueprintReview;
    assert.deepEqual([isOwn, seen], [false, { id, createdAt, updatedAt, ...Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'isOwn')) }]);
    const list = (await viewer.get(`/api/blueprint-reviews?blueprintId=${blueprint.id}`)).body.blueprintReviews;
    assert.deepEqual(list.map(({ rating, reviewer }) => [rating, reviewer]), [[2, 'Quay Finance'], [5, 'Quay Finance']]);
    const best = (await viewer.get('/api/public-blueprints?sort=-rating&limit=200')).body.publicBlueprints.map(({ rating }) => rating ?? 0);
    assert.deepEqual(best, [...best].sort((a, b) => b - a));

    assertProblem(await viewer.patch(path, { rating: 1 }), 404);
    assertProblem(await others.patch(path, { rating: 1 }), 404);
    assertProblem(await others.delete(path), 404);
    const changed = await reader.patch(path, { rating: 4, text: 'Better' });
    assert.deepEqual([changed.status, changed.body.blueprintReview.rating, changed.headers.get('etag')], [200, 4, '"2"']);
    assertProblem(await reader.patch(path, { rating: 1 }, { 'if-match': '"1"' }), 412);
    assert.equal((await reader.put(path, { rating: 4 })).body.blueprintReview.text, '');
    assertProblem(await reader.put(path, { text: 'No stars' }), 422, ['/rating required']);
    assertProblem(await others.put(path, { rating: 1 }), 404);
    assert.deepEqual(await open(), [3, 2]);
    assert.equal((await reader.delete(path)).status, 204);
    assert.deepEqual(await own(), [2, 1]);
    assert.equal((await review(reader, { rating: 1 })).status, 201, 'another one may be written');
  });

  await t.test('what is not public, not of others or not of five is not reviewed', async () => {
    const agentId = (await makeAgent()).id;
    const hidden = await publish({ agentId });
    const shown = await publish({ agentId, isPublic: true }, admin);
    const review = (by, members) => by.post('/api/blueprint-reviews', members);

    assertProblem(await review(others, { blueprintId: hidden.id, rating: 3 }), 422, ['/blueprintId invalid']);
    assertProblem(await review(others, { blueprintId: unknownId, rating: 3 }), 422, ['/blueprintId invalid']);
    assertProblem(await review(viewer, { blueprintId: shown.id, rating: 3 }), 422, ['/blueprintId invalid']);
    assertProblem(await review(others, { blueprintId: shown.id, rating: 6 }), 422, ['/rating integer']);
    assertProblem(await review(others, { blueprintId: shown.id }), 422, ['/rating required']);
    assertProblem(await review(others, { blueprintId: shown.id, rating: 3, reviewer: 'Mine' }), 422, ['/reviewer read_only']);

    const made = await review(others, { blueprintId: shown.id, rating: 3 });
    const path = `/api/blueprint-reviews/${made.body.blueprintReview.id}`;
    await admin.patch(`/api/blueprints/${shown.id}`, { isPublic: false });
    assertProblem(await others.get(path), 404);
    assertProblem(await others.patch(path, { rating: 1 }), 404);
    await admin.delete(`/api/blueprints/${shown.id}`);
  });
});
