import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertProblem, makeAgent, makeExecution, newName, operator, passed, skip, viewer } from './client.mjs';

// Every row of a list, cursor by cursor.
async function walk(path, noun) {
  const seen = [];
  let next = path;
  while (next) {
    const { body } = await viewer.get(next);
    seen.push(...body[noun].map((row) => row.id));
    assert.equal(body.hasMore, body.nextCursor !== null);
    next = body.nextCursor && `${path}&cursor=${body.nextCursor}`;
  }
  return seen;
}

// The time in an id, by which creation is filtered: some milliseconds before createdAt.
const timeOf = (id) => new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toISOString();

test('lists', { skip }, async (t) => {
  const category = newName('List');
  const agents = [];
  for (const name of ['delta', 'alpha', 'charlie', 'bravo', 'echo', 'alpha', 'foxtrot']) {
    agents.push(await makeAgent({ name, category, status: name < 'c' ? 'PAUSED' : 'ACTIVE' }));
    passed(agents.at(-1).createdAt); // filters by time tell milliseconds apart
  }
  const list = `/api/agents?category=${encodeURIComponent(category)}`;

  await t.test('cursors lead to the end, once through every row', async () => {
    const newest = agents.map((agent) => agent.id).reverse();

    assert.deepEqual(await walk(`${list}&limit=3`, 'agents'), newest);
    assert.deepEqual(await walk(`${list}&limit=1&sort=createdAt`, 'agents'), [...newest].reverse());
    assert.deepEqual(await walk(`${list}&limit=7`, 'agents'), newest);
  });

  await t.test('equal names do not get lost between pages', async () => {
    const { body } = await viewer.get(`${list}&limit=200&sort=name`);
    const names = body.agents.map((agent) => agent.name);

    assert.deepEqual(names, [...names].sort());
    assert.deepEqual(await walk(`${list}&limit=1&sort=name`, 'agents'), body.agents.map((agent) => agent.id));
    assert.deepEqual(await walk(`${list}&limit=2&sort=-name`, 'agents'),
      body.agents.map((agent) => agent.id).reverse());
    assert.equal(new Set(await walk(`${list}&limit=2&sort=-updatedAt`, 'agents')).size, 7);
  });

  await t.test('a Link header leads on, too', async () => {
    const res = await viewer.get(`${list}&limit=5`);
    const [, next] = /<([^>]+)>; rel="next"/.exec(res.headers.get('link'));
    const { pathname, search } = new URL(next);
    const last = await viewer.get(pathname + search);

    assert.equal(last.body.agents.length, 2);
    assert.doesNotMatch(last.headers.get('link'), /rel="next"/);
    assert.match(last.headers.get('link'), /rel="first"/);
  });

  await t.test('a cursor is of its own filter and order', async () => {
    const { nextCursor } = (await viewer.get(`${list}&limit=1`)).body;

    for (const other of [`/api/agents?limit=1`, `${list}&limit=1&status=active`, `${list}&limit=1&sort=createdAt`])
      assertProblem(await viewer.get(`${other}&cursor=${nextCursor}`), 400, ['?cursor cursor']);
    for (const bad of ['x', nextCursor.slice(1), `${nextCursor}=`, 'A'.repeat(5000)])
      assertProblem(await viewer.get(`${list}&limit=1&cursor=${bad}`), 400, ['?cursor cursor']);
    assertProblem(await viewer.get(`${list}&page=2&cursor=${nextCursor}`), 400, ['?page conflict']);
  });

  await t.test('pages have totals', async () => {
    const { body } = await viewer.get(`${list}&page=2&limit=5`);

    assert.equal(body.agents.length, 2);
    assert.deepEqual([body.total, body.page, body.limit, body.totalPages], [7, 2, 5, 2]);
    assert.deepEqual((await viewer.get(`${list}&page=9&limit=5`)).body.agents, []);
  });

  await t.test('without parameters it is page 1 of ten with totals', async () => {
    for (const noun of ['agents', 'executions']) {
      const { body } = await viewer.get(`/api/${noun}`);

      assert.equal(body.page, 1);
      assert.equal(body.limit, 10);
      assert.equal(body[noun].length, 10);
      assert.equal(body.totalPages, Math.ceil(body.total / 10));
    }
    assert.equal((await viewer.get(`${list}&limit=2`)).body.total, undefined);
  });

  await t.test('a total beyond ten thousand is an estimate', async () => {
    const { body } = await viewer.get('/api/executions?page=1');

    assert.equal(body.total, 10000);
    assert.equal(body.totalIsEstimate, true);
    assertProblem(await viewer.get('/api/executions?page=600&limit=20'), 400, ['?page too_deep']);
  });

  await t.test('filters take one word or several, of any client', async () => {
    const count = async (query) => (await viewer.get(`${list}&limit=200&${query}`)).body.agents.length;

    assert.equal(await count('status=paused'), 3);
    assert.equal(await count('status=PAUSED,INACTIVE'), 3);
    assert.equal(await count('status=Active,paused'), 7);
    assert.equal(await count('status='), 7);
    assert.equal(await count('status=RUNNING'), 0);
    assert.equal(await count('activity=idle&enabled=true&status=active'), 4);
    assert.equal(await count('search=ALPH'), 2);
    assert.equal(await count('q=%25'), 0);
    assert.equal(await count(`createdAfter=${timeOf(agents[5].id)}`), 2);
    assert.equal(await count(`createdBefore=${timeOf(agents[1].id)}`), 1);
    assert.equal(await count(`createdAfter=${agents[5].createdAt}`), 2);
    assert.equal(await count(`createdBefore=${agents[1].createdAt}`), 1);
    assert.equal(await count(`createdBy=${agents[0].createdById}`), 7);
  });

  await t.test('tags find what has one of them, alone, in pages, and with other filters', async () => {
    const [first, second] = [newName('Tag'), newName('Tag')];
    const tagged = [];
    for (const [tags, status] of [[[first], 'ACTIVE'], [[first, second], 'PAUSED'], [[second], 'ACTIVE'], [[], 'ACTIVE'], [[first], 'PAUSED']]) {
      tagged.push((await makeAgent({ name: 'Tagged', tags, status })).id);
    }
    const found = async (query) => (await viewer.get(`/api/agents?limit=200&sort=createdAt&${new URLSearchParams(query)}`)).body.agents
      .map(({ id }) => tagged.indexOf(id));

    assert.deepEqual(await found({ tags: first }), [0, 1, 4]);
    assert.deepEqual(await found({ tags: second }), [1, 2]);
    assert.deepEqual(await found({ tags: `${first},${second}` }), [0, 1, 2, 4]);
    assert.deepEqual(await found({ tags: first.toUpperCase() }), []);
    assert.deepEqual(await found({ tags: first, status: 'paused' }), [1, 4]);
    assert.deepEqual(await found({ tags: first, q: 'agge' }), [0, 1, 4]);
    assert.deepEqual(await found({ tags: second, q: 'agge', status: 'active' }), [2]);
    assert.deepEqual(await found({ tags: first, sort: 'name' }).then((all) => all.length), 3);
    assert.deepEqual(await walk(`/api/agents?tags=${first},${second}&limit=1`, 'agents'), [4, 2, 1, 0].map((n) => tagged[n]));
    assert.deepEqual(await walk(`/api/agents?tags=${first}&q=Tagged&limit=2&sort=createdAt`, 'agents'), [0, 1, 4].map((n) => tagged[n]));
    for (const sort of ['name', 'status', 'category', 'updatedAt']) {
      const there = await walk(`/api/agents?tags=${first},${second}&limit=2&sort=${sort}`, 'agents');
      assert.deepEqual(there.toSorted(), [0, 1, 2, 4].map((n) => tagged[n]).toSorted(), sort);
      assert.deepEqual(await walk(`/api/agents?tags=${first},${second}&q=agge&limit=1&sort=-${sort}`, 'agents'), there.reverse(), sort);
      assert.deepEqual((await walk(`/api/agents?tags=${first},${second}&status=active&limit=1&sort=${sort}`, 'agents')).length, 2, sort);
    }
    const { body } = await viewer.get(`/api/agents?tags=${first},${second}&page=2&limit=3`);
    assert.deepEqual([body.agents.map(({ id }) => tagged.indexOf(id)), body.total, body.totalPages], [[0], 4, 2]);
  });

  await t.test('executions are filtered by agent, status and time', async () => {
    const agent = agents[0];
    const day = (ago) => new Date(Date.now() - ago * 86400e3).toISOString();
    const done = await makeExecution({
      agentId: agent.id, status: 'SUCCESS', startTime: day(3), endTime: day(2.5),
    });
    await makeExecution({ agentId: agent.id, status: 'RUNNING' });
    const ids = async (query) =>
      (await viewer.get(`/api/executions?agentId=${agent.id}&limit=50&${query}`)).body.executions.map((e) => e.id);

    assert.equal((await ids('')).length, 2);
    assert.deepEqual(await ids('status=succeeded'), [done.id]);
    assert.deepEqual(await ids(`startTimeTo=${day(2)}`), [done.id]);
    assert.deepEqual(await ids(`startTimeFrom=${day(2)}&status=SUCCESS`), []);
    assert.deepEqual(await ids(`status=SUCCESS,FAILED&createdAfter=${done.createdAt}&endTimeTo=${day(2)}`), [done.id]);
    assert.deepEqual(await ids(`finishedBefore=${day(3)}`), []);
    assertProblem(await viewer.get('/api/executions?q=x'), 400, ['?q unbounded']);
    const { body } = await viewer.get(`/api/executions?q=REFUND&createdAfter=${day(30)}&limit=3`);
    assert.equal(body.executions.length, 3);
    assert.ok(body.executions.every((e) => /refund/i.test(`${e.title} ${e.error}`)));
  });

  await t.test('lists carry no payload', async () => {
    const { body } = await viewer.get('/api/executions?limit=1');
    const names = Object.keys(body.executions[0]);

    for (const payload of ['input', 'result', 'output', 'logs', 'errorDetails'])
      assert.ok(!names.includes(payload), payload);
  });

  await t.test('all wrong parameters are told at once', async () => {
    assertProblem(await viewer.get('/api/executions?status=gone&agentId=7&limit=201&page=0&sort=title&startTimeFrom=soon'),
      400, ['?status choice', '?agentId id', '?startTimeAfter time', '?page integer', '?limit integer', '?sort choice']);
    assertProblem(await viewer.get('/api/agents?limit=%ff'), 400);
    assertProblem(await viewer.get('/api/agents/%ff'), 400);
  });

  await t.test('strict routes refuse what they do not know', async () => {
    assertProblem(await viewer.get('/api/projects?colour=red'), 400, ['?colour unknown']);
    assertProblem(await operator.post('/api/projects', { name: 'x', id: 1, colour: 'red' }), 422,
      ['/id read_only', '/colour unknown']);
    assert.equal((await viewer.get('/api/agents?colour=red&limit=1')).status, 200);
  });
});
