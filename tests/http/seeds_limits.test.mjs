// The numbers of docs/SEEDS.md, section 9: what is at the limit is taken, one beyond is refused; and no row of the
// first version is without a test, here or where it says.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';

import { admin, as, assertProblem, makeAgent, makeExecution, newName, operator, owner, send, skip, sql, tokenOf, viewer, wrongFields } from './client.mjs';
import { newTenant } from './command.mjs';

const top = process.env.MUSTER_TEST_TOP;
const x = (length) => 'x'.repeat(length);
const many = (length, make) => Array.from({ length }, (_, i) => make(i));
const ago = (days, seconds = 0) => new Date(Date.now() - days * 86400e3 - seconds * 1000).toISOString();
const name = () => newName('Limit');

// ---- by requests: [what, how it is asked with a value, at the limit, beyond, status of what is beyond] ----

let agent, execution, task, key;

const post = (path, body, who = operator) => who.post(path, body);
const makeTask = (body) => post('/api/tasks', { title: name(), ...body });
const makeServer = (body) => post('/api/mcp-servers', { name: 'Limits', url: 'https://limits.example/', ...body }, admin);
const sendMessage = (body) => post('/api/messages', { recipientId: agent.id, type: 'heartbeat', correlationId: 'limits', ...body });
const beat = (details) => post(`/api/agents/${agent.id}/heartbeat`, { details });
const claim = (body) => post(`/api/agents/${agent.id}/inbox`, body);
const record = (body) => ({ eventId: name(), billingUnit: 'limits', quantity: 1, ...body });
const report = (body) => post('/api/usage-records', body);
const fail = async (error) => {
  const { id } = (await makeTask()).body.task;
  await post(`/api/tasks/${id}/start`);
  return post(`/api/tasks/${id}/fail`, { error });
};
const dependOn = async (count) => {
  sql(`insert into tasks (tenant_id, title, type, position) select id, 'Limits', 'limits', 1 from tenants, generate_series(1, ${count}) where slug = 'harbour'`);
  return makeTask({ dependsOn: sql(`select id from tasks where type = 'limits' limit ${count}`).split('\n') });
};
const headers = (count) => Object.fromEntries(many(count, (i) => [`x-${i}`, 'v']));
const json = (bytes) => ({ a: x(bytes - 9) }); // as it is kept: {"a": "…"}
const deep = (levels) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const ofAgent = (query) => viewer.get(`/api/executions?agentId=${agent.id}&${query}`);

const cases = [
  ['agent name', (n) => post('/api/agents', { name: x(n) }), 255, 256, 422],
  ['agent name', (n) => post('/api/agents', { name: x(n) }), 1, 0, 422],
  ['agent name', (n) => post('/api/agents', { name: n }), '😀<&"', 'a\u0007b', 422],
  ['other names; titles and subjects', (n) => post('/api/projects', { name: x(n) }), 255, 256, 422],
  ['other names; titles and subjects', (n) => makeTask({ title: x(n) }), 500, 501, 422],
  ['other names; titles and subjects', (n) => sendMessage({ subject: x(n) }), 500, 501, 422],
  ['other names; titles and subjects', (n) => post('/api/executions', { agentId: agent.id, title: x(n) }), 500, 501, 422],
  ['description of a task; its error; estimate', (n) => makeTask({ description: x(n) }), 10000, 10001, 422],
  ['description of a task; its error; estimate', (n) => fail(x(n)), 10000, 10001, 422],
  ['description of a task; its error; estimate', (n) => makeTask({ estimatedSeconds: n }), 315360000, 315360001, 422],
  ['tasks that one depends on', dependOn, 100, 101, 422],
  ['page, limit', (n) => viewer.get(`/api/agents?limit=${n}`), 200, 201, 400],
  ['page, limit', (n) => viewer.get(`/api/agents?page=${n}&limit=1`), 1, 0, 400],
  ['logs limit', (n) => viewer.get(`/api/executions/${execution.id}/logs?limit=${n}`), 200, 201, 400],
  ['`q` on executions', (seconds) => ofAgent(`q=x&createdAfter=${ago(31, seconds)}&createdBefore=${ago(0)}`), -5, 60, 400],
  ['content of a message; details of a heartbeat', (n) => sendMessage({ content: json(n) }), 65536, 65537, 422],
  ['content of a message; details of a heartbeat', (n) => beat(json(n)), 16384, 16385, 422],
  ['attempts of a message; held; at once', (n) => sendMessage({ maxAttempts: n }), 100, 101, 422],
  ['attempts of a message; held; at once', (n) => claim({ holdSeconds: n }), 43200, 43201, 422],
  ['attempts of a message; held; at once', (n) => claim({ limit: n }), 100, 101, 422],
  ['headers of an MCP server', (n) => makeServer({ headers: headers(n) }), 20, 21, 422],
  ['headers of an MCP server', (n) => makeServer({ headers: { [x(n)]: 'v' } }), 64, 65, 422],
  ['headers of an MCP server', (n) => makeServer({ headers: { 'x-a': x(n) } }), 4096, 4097, 422],
  ['usage records', (n) => report(many(n, () => record())), 1000, 1001, 422],
  ['usage records', (quantity) => report(record({ quantity })), 999999999999999, 1e15, 422],
  ['usage records', (quantity) => report(JSON.stringify(record()).replace('"quantity":1', `"quantity":${quantity}`)), '0.123456789', '0.1234567891', 422],
  ['API key', (n) => send('GET', '/api/auth/me', { token: n }), () => key, () => x(513), 401],
];

function forget() {
  sql("delete from tasks where type = 'limits' or title like 'Limit %' or title = repeat('x', 500)");
  for (const table of ['agents', 'projects']) sql(`delete from ${table} where name in (repeat('x', 255), 'x', '😀<&"')`);
  sql("delete from mcp_servers where name = 'Limits'");
  sql("delete from agent_messages where correlation_id = 'limits'");
}

test('limits are where they are said to be', { skip }, async (t) => {
  agent = await makeAgent();
  execution = await makeExecution({ agentId: agent.id });
  key = (await owner.post('/api/api-keys', { name: name(), role: 'viewer' })).body.key;
  t.after(forget);

  for (const [what, ask, fits, beyond, status] of cases) {
    const value = (one) => (typeof one === 'function' ? one() : one);
    await t.test(`${what}: ${String(value(beyond)).slice(0, 30)} is beyond`, async () => {
      if (fits !== null) {
        const res = await ask(value(fits));
        assert.ok(res.status < 300, `at the limit: ${res.status} ${res.text.slice(0, 300)}`);
      }
      const res = await ask(value(beyond));
      assert.equal(res.status, status, `beyond: ${res.text.slice(0, 300)}`);
    });
  }
});

// ---- by rows of its own ----

test('a list of workflows without paging has the newest thousand', { skip }, async () => {
  const slug = newTenant('owner');
  sql(`insert into workflows (tenant_id, name) select t.id, 'Many ' || n from tenants t, generate_series(1, 1001) n where t.slug = '${slug}'`);

  const { workflows } = (await as('owner', slug).get('/api/workflows')).body;
  assert.equal(workflows.length, 1000);
  assert.ok(!workflows.some((workflow) => workflow.name === 'Many 1' || workflow.nodes));
});

test('a password has 8 to 256 bytes', { skip }, async () => {
  const wrong = async (length) => wrongFields(await send('POST', '/api/auth/reset-password', { body: { token: 'A'.repeat(43), password: x(length).replace(/^x{4}/, 'Zq7-') } }));

  for (const length of [8, 256]) assert.deepEqual(await wrong(length), ['/token invalid'], `${length}`);
  assert.deepEqual(await wrong(7), ['/password too_short']);
  assert.deepEqual(await wrong(257), ['/password too_long']);
});

test('a board has 50 open tasks of a column, and 15 that ended', { skip }, async () => {
  const slug = newTenant('owner');
  sql(`insert into tasks (tenant_id, title, status, position, finished_at)
       select t.id, s || n, s, n, case s when 'completed' then now() end
         from tenants t, generate_series(1, 51) n, unnest(array['pending', 'completed']) s where t.slug = '${slug}' and (s = 'pending' or n < 17)`);
  const { text } = await send('GET', '/tasks', { headers: { cookie: `__Host-muster=${await tokenOf('owner', slug)}` } });
  const cards = [...text.matchAll(/data-card[^]*?>(pending|completed)\d+</g)].map(([, column]) => column);

  assert.deepEqual([cards.filter((card) => card === 'pending').length, cards.filter((card) => card === 'completed').length], [50, 15]);
});

test('what keys begin with, and how long they are', { skip }, async () => {
  const { body } = await owner.post('/api/api-keys', { name: name(), role: 'viewer' });

  assert.match(body.key, /^mst_[A-Za-z0-9_-]{43}$/);
  assert.equal(Object.values(body).find((value) => value?.prefix)?.prefix, body.key.slice(0, 12));
});

test('a tenant invites a hundred in an hour', { skip }, async () => {
  const slug = newTenant('owner');
  const invite = (n) => as('owner', slug).post('/api/invitations', { email: `n${n}@limits.example`, role: 'viewer' });
  sql(`insert into invitations (tenant_id, email, role, token_hash)
       select t.id, 'm' || n || '@limits.example', 'viewer', sha256(random()::text::bytea) from tenants t, generate_series(1, 99) n where t.slug = '${slug}'`);

  assert.equal((await invite(1)).status, 201);
  assertProblem(await invite(2), 429);
});

// ---- and nothing is forgotten ----

// The test that holds a row which is not above: file, and the words of its title.
const elsewhere = {
  'default model': ['http/api_agents.test.mjs', 'an agent is made with what was sent and with fallbacks'],
  'order of tasks': ['http/api_tasks.test.mjs', 'are listed by deadline and by priority, page by page; without a deadline last'],
  'exact totals': ['http/api_lists.test.mjs', 'a total beyond ten thousand is an estimate'],
  'sign-in throttle': ['sql/sign_in.sql', 'the sixth waits fifteen minutes'],
  session: ['sql/begin.sql', 'idle for less than eight hours'],
  'last use of a key, idle time': ['sql/begin.sql', 'last use of a key rests for a minute'],
  'request rate': ['http/limits.test.mjs', 'a key beyond its rate is told when to come back'],
  'settled messages': ['sql/message.sql', 'what is settled is kept as long as executions'],
  'heartbeat late': ['http/api_tenants.test.mjs', 'a silent agent is offline when the tenant says so'],
  'deletion of a tenant': ['http/api_tenants.test.mjs', 'deletion wants the name, waits, and is called off'],
  'longest run': ['http/api_tenants.test.mjs', 'maintenance ends runs that report no end'],
  body: ['http/nginx.test.mjs', 'a body that is too large is a problem, and the same over HTTP/2'],
  'MCP test': ['http/api_mcp_servers.test.mjs', 'a server that does not answer is left after ten seconds, and holds nobody up'],
  'polling of clients': ['http/api_agents.test.mjs', 'what the client has is 304'],
  'flowchart change log': ['http/api_flowcharts.test.mjs', 'every content is kept and comes back'],
  money: ['http/api_usage.test.mjs', 'are read by all, and changed by nobody here'],
  'subscription, project type, MCP defaults': ['http/api_mcp_servers.test.mjs', 'one is made with its defaults'],
  'limits of a plan': ['http/api_usage.test.mjs', 'of agents refuse the one too many, and say what is used'],
  'import nesting': ['unit/json/test_scan.c', 'nesting_ends_at_its_limit'],
};

const isHere = (what) => cases.some(([row]) => row === what);
const here = new Set(['`GET /api/workflows` without paging', 'invitation', 'password', 'a board', 'API key']);

function numbers() {
  const [, body] = readFileSync(`${top}/docs/SEEDS.md`, 'utf8').split(/^## 9\. .*$/m);
  return body.split(/^## /m)[0].split('\n').filter((line) => line.startsWith('| ') && !/^\| (what|---)/.test(line))
    .map((line) => line.slice(2).replace(/ \|$/, '').split(/(?<!\\)\|/).map((cell) => cell.trim()));
}

test('every number of the first version has a test', { skip }, () => {
  const rows = numbers().filter((cells) => cells.at(-1).split(', ').includes('1')).map(([what]) => what);
  assert.ok(rows.length > 30);
  assert.deepEqual(rows.filter((what) => !isHere(what) && !here.has(what) && !elsewhere[what]), []);
  for (const [file, title] of Object.values(elsewhere)) {
    assert.ok(existsSync(`${top}/tests/${file}`), file);
    assert.ok(readFileSync(`${top}/tests/${file}`, 'utf8').includes(title), `${file} has a test "${title}"`);
  }
});
