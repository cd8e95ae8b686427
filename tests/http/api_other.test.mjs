import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  admin, as, assertProblem, isoTime, makeAgent, newName, operator, send, skip, stranger, unknownId, viewer,
} from './client.mjs';
import { newTenant } from './command.mjs';

test('dashboard', { skip }, async (t) => {
  await t.test('counts what there is, in the words of the dashboard', async () => {
    const clerk = as('operator', newTenant('operator'));  // nothing of it leaves the last day meanwhile
    const before = (await clerk.get('/api/dashboard/stats')).body.stats;
    const { id } = (await clerk.post('/api/agents', { name: newName('Counted') })).body.agent;
    await clerk.post('/api/executions', { agentId: id, status: 'running' });
    await clerk.post('/api/executions', { agentId: id, status: 'FAILED' });
    const { stats } = (await clerk.get('/api/dashboard/stats')).body;

    assert.equal(stats.totalAgents, before.totalAgents + 1);
    assert.equal(stats.totalExecutions, before.totalExecutions + 2);
    assert.equal(stats.recentExecutions, before.recentExecutions + 2);
    assert.equal(stats.runningNow, before.runningNow + 1);
    assert.equal(stats.failed24h, before.failed24h + 1);
    assert.equal(stats.byStatus.RUNNING, before.byStatus.RUNNING + 1);
    assert.equal(stats.agentsByStatus.RUNNING, before.agentsByStatus.RUNNING + 1);
    assert.deepEqual(Object.keys(stats.byStatus),
      ['PENDING', 'RUNNING', 'PAUSED', 'SUCCESS', 'FAILED', 'CANCELLED', 'TIMEOUT']);
    assert.ok(stats.successRate >= 0 && stats.successRate <= 100);
    const sum = Object.values(stats.byStatus).reduce((a, b) => a + b, 0);
    assert.equal(sum, stats.totalExecutions);
  });

  await t.test('says how long runs took, of the day and of each hour', async () => {
    const { stats } = (await viewer.get('/api/dashboard/stats')).body;

    assert.ok(stats.medianDurationMs24h > 0 && stats.medianDurationMs24h <= stats.p95DurationMs24h);
    assert.ok(stats.series.some((hour) => hour.medianDurationMs > 0 && hour.medianDurationMs <= hour.p95DurationMs));
  });

  await t.test('has a series for each range', async () => {
    const lengths = { '1h': 12, '24h': 24, '7d': 28, '30d': 30 };

    for (const [range, length] of Object.entries(lengths)) {
      const { stats } = (await viewer.get(`/api/dashboard/stats?range=${range}`)).body;
      assert.equal(stats.series.length, length, range);
      assert.match(stats.series[0].time, isoTime);
    }
    assertProblem(await viewer.get('/api/dashboard/stats?range=1y'), 400, ['?range choice']);
    assertProblem(await send('GET', '/api/dashboard/stats'), 401);
  });

  await t.test('counts the own tenant alone', async () => {
    const before = (await stranger.get('/api/dashboard/stats')).body.stats.totalAgents;
    await makeAgent();
    assert.equal((await stranger.get('/api/dashboard/stats')).body.stats.totalAgents, before);
  });
});

test('projects', { skip }, async (t) => {
  const make = async (members) => (await operator.post('/api/projects', { name: newName('Project'), ...members })).body.project;

  await t.test('many are switched or deleted at once, each by itself', async () => {
    const [on, off] = [await make(), await make({ active: false })];
    const ids = [off.id, on.id, unknownId];
    const bulk = async (action) => (await admin.post('/api/projects/bulk', { action, ids })).body;

    assert.deepEqual(await bulk('deactivate'), {
      results: [
        { id: off.id, changed: false, status: 'inactive', code: 409, error: 'it is inactive already' },
        { id: on.id, changed: true, status: 'inactive' },
        { id: unknownId, changed: false, status: null, code: 404, error: 'no such project' },
      ],
      changed: 1, failed: 2,
    });
    assert.equal((await stranger.post('/api/projects/bulk', { action: 'delete', ids })).body.changed, 0);
    assertProblem(await operator.post('/api/projects/bulk', { action: 'delete', ids }), 403);
    assert.equal((await bulk('delete')).changed, 2);
    assertProblem(await viewer.get(`/api/projects/${on.id}`), 404);
  });

  await t.test('PUT replaces: what is not sent takes its fallback', async () => {
    const project = await make({ description: 'x', configuration: { a: 1 }, active: false });
    const res = await operator.put(`/api/projects/${project.id}`, { name: 'Replaced' });

    assert.equal(res.body.project.name, 'Replaced');
    assert.equal(res.body.project.description, '');
    assert.equal(res.body.project.active, true);
    assert.deepEqual(res.body.project.configuration, {});
    assertProblem(await operator.put(`/api/projects/${project.id}`, { description: 'x' }), 422, ['/name required']);
    assertProblem(await operator.put(`/api/projects/${project.id}`, { ...res.body.project }), 422,
      ['/id read_only', '/createdById read_only', '/createdBy unknown', '/version read_only',
        '/createdAt read_only', '/updatedAt read_only']);
  });

  await t.test('one goes with its agents staying', async () => {
    const project = await make();
    const agent = await makeAgent({ projectId: project.id });

    assert.equal(agent.projectName, project.name);
    assertProblem(await operator.delete(`/api/projects/${project.id}`), 403);
    assert.equal((await admin.delete(`/api/projects/${project.id}`)).status, 204);
    assertProblem(await viewer.get(`/api/projects/${project.id}`), 404);
    assert.equal((await viewer.get(`/api/agents/${agent.id}`)).body.agent.projectId, null);
  });

  await t.test('those of another tenant are not there', async () => {
    const project = await make();

    assertProblem(await stranger.get(`/api/projects/${project.id}`), 404);
    assertProblem(await stranger.patch(`/api/projects/${project.id}`, { name: 'x' }), 404);
    assertProblem(await stranger.delete(`/api/projects/${project.id}`), 404);
    assertProblem(await stranger.post('/api/agents', { name: 'x', projectId: project.id }), 422, ['/projectId invalid']);
    assertProblem(await viewer.post('/api/projects', { name: 'x' }), 403);
    assertProblem(await viewer.patch(`/api/projects/${project.id}`, { name: 'x' }), 403);
  });
});

test('health', { skip }, async (t) => {
  await t.test('the process is alive and the database answers', async () => {
    assert.deepEqual((await send('GET', '/livez')).body, { status: 'ok' });
    assert.deepEqual((await send('GET', '/readyz')).body, { status: 'ok' });
  });

  await t.test('counters are Prometheus text, for this machine', async () => {
    const res = await send('GET', '/metrics');

    assert.equal(res.status, 200);
    assert.match(res.headers.get('content-type'), /^text\/plain; version=0\.0\.4/);
    assert.match(res.text, /^muster_requests_total \d+$/m);
  });
});

test('what is not there', { skip }, async (t) => {
  await t.test('is a problem in the API', async () => {
    assertProblem(await viewer.get('/api/nothing'), 404);
    assertProblem(await viewer.get('/api/agents/'), 404);
  });
});
