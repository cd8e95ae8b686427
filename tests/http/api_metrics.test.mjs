import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';

import { admin, assertProblem, isoTime, makeAgent, operator, skip, stranger, unknownId, viewer } from './client.mjs';

const pathOf = (agent) => `/api/agents/${agent.id}/metrics`;

test('metrics', { skip }, async (t) => {
  await t.test('readings are added and read as a series', async () => {
    const agent = await makeAgent();
    const at = (time) => `2026-03-12T${time}Z`;
    const res = await operator.post(pathOf(agent), [
      { name: 'latency', value: 10, unit: 'ms', at: at('10:00:00'), labels: { region: 'eu' } },
      { name: 'latency', value: 30, unit: 'ms', at: at('10:59:59') },
      { name: 'latency', value: 5.5, unit: 'ms', at: at('12:00:00') },
      { name: 'errors', value: 0, at: at('12:00:00') },
    ]);
    assert.equal(res.status, 201, res.text);
    assert.deepEqual(res.body, { agentId: agent.id, accepted: 4 });

    const { body } = await viewer.get(`${pathOf(agent)}?name=latency&grain=hour&from=${at('10:00:00')}&to=${at('13:00:00')}`);
    assert.deepEqual(body, {
      agentId: agent.id,
      metrics: [
        { name: 'errors', unit: '', value: 0, at: at('12:00:00.000') },
        { name: 'latency', unit: 'ms', value: 5.5, at: at('12:00:00.000') },
      ],
      series: {
        name: 'latency', grain: 'hour', from: at('10:00:00.000'), to: at('13:00:00.000'),
        points: [
          { at: at('10:00:00.000'), count: 2, min: 10, max: 30, mean: 20 },
          { at: at('12:00:00.000'), count: 1, min: 5.5, max: 5.5, mean: 5.5 },
        ],
      },
    });
    const day = (await viewer.get(`${pathOf(agent)}?name=latency&grain=day&from=2026-03-12&to=2026-03-13`)).body;
    assert.deepEqual(day.series.points.map((point) => point.count), [3]);
    assert.equal((await viewer.get(pathOf(agent))).body.series, null);
  });

  await t.test('one reading is enough, and is of now', async () => {
    const agent = await makeAgent();
    assert.deepEqual((await operator.post(pathOf(agent), { name: 'tokens', value: 7 })).body, { agentId: agent.id, accepted: 1 });
    const { metrics, series } = (await viewer.get(`${pathOf(agent)}?name=tokens&grain=minute`)).body;
    assert.match(metrics[0].at, isoTime);
    assert.equal(series.points.at(-1).mean, 7);
    assert.equal((await operator.post(pathOf(agent), { metrics: [] })).body.accepted, 0);
  });

  await t.test('wrong readings are told by their place, and none is added', async () => {
    const agent = await makeAgent();
    const many = Array.from({ length: 1001 }, () => ({ name: 'x', value: 1 }));
    const cases = [
      [[{ name: 'x', value: 1 }, { value: 'high' }], ['/1/value type', '/1/name required']],
      [{ metrics: [{ name: ' ', value: null }] }, ['/metrics/0/name required', '/metrics/0/value required']],
      [{ name: 'x', value: 1, unit: 'u'.repeat(33), at: 'now', labels: [] }, ['/unit too_long', '/at time', '/labels type']],
      [{ name: 'x', value: 1, colour: 'red' }, ['/colour unknown']],
      [['x'], ['/0 type']],
      [many, [' too_many']],
    ];
    for (const [body, fields] of cases) assertProblem(await operator.post(pathOf(agent), body), 422, fields);
    assertProblem(await operator.post(pathOf(agent), '[{"name":"x","value":1e999}]'), 422, ['/0/value number']);
    assert.deepEqual((await viewer.get(pathOf(agent))).body.metrics, []);
  });

  await t.test('wrong parameters are told by name', async () => {
    const agent = await makeAgent();
    const cases = [
      ['grain=year', ['?grain choice']],
      ['from=yesterday', ['?from time']],
      ['from=2026-03-12&to=2026-03-12', ['?from order']],
      ['grain=minute&from=2026-03-01&to=2026-03-12', ['?from too_many']],
      [`name=${'x'.repeat(256)}`, ['?name too_long']],
      ['colour=red', ['?colour unknown']],
    ];
    for (const [query, fields] of cases) assertProblem(await viewer.get(`${pathOf(agent)}?${query}`), 400, fields);
  });

  await t.test('what is sent again with its key is added once', async () => {
    const agent = await makeAgent();
    const headers = { 'idempotency-key': randomUUID() };
    const body = [{ name: 'x', value: 1 }];
    assert.equal((await operator.post(pathOf(agent), body, headers)).status, 201);
    const again = await operator.post(pathOf(agent), body, headers);
    assert.equal(again.status, 201, again.text);
    assert.equal((await viewer.get(`${pathOf(agent)}?name=x`)).body.series.points[0].count, 1);
  });

  await t.test('only members write, and only of agents that are there', async () => {
    const agent = await makeAgent();
    const body = { name: 'x', value: 1 };
    assertProblem(await viewer.post(pathOf(agent), body), 403);
    assertProblem(await stranger.post(pathOf(agent), body), 404);
    assertProblem(await stranger.get(pathOf(agent)), 404);
    for (const id of [unknownId, 'nobody']) {
      assertProblem(await operator.post(`/api/agents/${id}/metrics`, body), 404);
      assertProblem(await viewer.get(`/api/agents/${id}/metrics`), 404);
    }
    await admin.delete(`/api/agents/${agent.id}`);
    assertProblem(await operator.post(pathOf(agent), body), 404);
    assertProblem(await viewer.get(pathOf(agent)), 404);
  });
});
