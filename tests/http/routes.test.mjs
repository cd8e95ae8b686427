// Routes: what holds for every row of the table, whatever it does: who may not ask is
// told so, another tenant's rows are not there, and reading takes one round trip. The
// rows come from muster routes, so a new one is tested without a line here.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';

import { send, skip, sql, tokenOf, unknownId } from './client.mjs';

const { MUSTER_TEST_COMMAND: muster, MUSTER_TEST_VAR: state } = process.env;

// Where the rows are that a path names, and how one is made where the demo has none.
const nouns = {
  agents: ['agents', '(tenant_id, name)', "'Routes'"],
  capabilities: ['agent_capabilities', '(tenant_id, agent_id, name)',
    "(select a.id from agents a where a.tenant_id = t.id order by a.id desc limit 1), 'Routes'"],
  executions: ['executions', '(tenant_id, title)', "'Routes'"],
  'api-keys': ['api_keys', '(tenant_id, name, hash)', "'Routes', sha256(random()::text::bytea)"],
  keys: ['api_keys', '(tenant_id, name, hash)', "'Routes', sha256(random()::text::bytea)"],
  invitations: ['invitations', '(tenant_id, email, role, token_hash)',
    "gen_random_uuid() || '@members.example', 'viewer', sha256(random()::text::bytea)"],
  credentials: ['credentials', '(tenant_id, name)', "'Routes'"],
  'llm-keys': ['credentials', '(tenant_id, name)', "'Routes'"],
  'mcp-servers': ['mcp_servers', '(tenant_id, name, url)', "'Routes', 'https://192.0.2.1/'"],
  projects: ['projects', '(tenant_id, name)', "'Routes'"],
  workflows: ['workflows', '(tenant_id, name)', "'Routes'"],
  templates: ['workflows', '(tenant_id, name, is_template)', "'Routes', true"],
  'saved-views': ['saved_views', '(tenant_id, user_id, noun, name, shared)',
    "(select m.user_id from memberships m where m.tenant_id = t.id limit 1), 'agents', 'Routes', true"],
  import: ['import_jobs', '(tenant_id)', ''],
  'usage-records': ['usage_records', '(tenant_id, event_id, billing_unit, quantity)', "gen_random_uuid(), 'routes', 0"],
  tasks: ['tasks', '(tenant_id, title)', "'Routes'"],
  blueprints: ['blueprints', '(tenant_id, agent_id)',
    '(select a.id from agents a where a.tenant_id = t.id and a.deleted_at is null order by a.id desc limit 1)'],
  'public-blueprints': ['blueprints', '(tenant_id, agent_id)',
    '(select a.id from agents a where a.tenant_id = t.id and a.deleted_at is null order by a.id desc limit 1)'],
  'blueprint-reviews': ['blueprint_reviews', '(tenant_id, blueprint_id, rating, created_by)',
    `(select p.id from public_blueprints p where p.tenant_id <> t.id and not exists (select from blueprint_reviews r
      where r.tenant_id = t.id and r.blueprint_id = p.id and r.created_by = (select u.id from users u where u.email = 'owner@' || t.slug || '.example')) limit 1),
     3, (select u.id from users u where u.email = 'owner@' || t.slug || '.example')`],
  messages: ['agent_messages', '(tenant_id, recipient_id, type)',
    "(select a.id from agents a where a.tenant_id = t.id and a.deleted_at is null order by a.id desc limit 1), 'heartbeat'"],
  audit: ['audit_log', '(tenant_id, action, noun)', "'routes', 'routes'"],
  'audit-log': ['audit_log', '(tenant_id, action, noun)', "'routes', 'routes'"],
  sessions: ['sessions', '(tenant_id, user_id, token_hash)',
    "(select m.user_id from memberships m where m.tenant_id = t.id limit 1), sha256(random()::text::bytea)"],
};

// Where a row is no more than its tenant, or a person in it, it is found, not made.
const found = {
  organisations: ['tenants', (slug) => `select id from tenants where slug = '${slug}'`],
  plans: ['plans', () => 'select id from plans where is_default'],
  tenants: ['tenants', (slug) => `select id from tenants where slug = '${slug}'`],
  members: ['memberships', (slug) => `select m.user_id from memberships m join tenants t on t.id = m.tenant_id
    join users u on u.id = m.user_id where t.slug = '${slug}' and u.email = 'viewer@${slug}.example'`],
};

// What a body must say before anything is looked up; undefined: none.
const bodies = {
  'PUT /api/credentials/:id': { name: 'Routes' },
  'PUT /api/mcp-servers/:id': { name: 'Routes', url: 'https://192.0.2.1/' },
  'PUT /api/projects/:id': { name: 'Routes' },
  'PUT /api/tenants/:id': { name: 'Routes' },
  'PUT /api/members/:id': { role: 'viewer' },
  'POST /api/agents/:agentId/capabilities': { name: 'Routes' },
  'PUT /api/agents/:agentId/capabilities/:id': { name: 'Routes' },
  'POST /api/agents/:id/flowchart': { nodes: [], connections: [] },
  'POST /api/agents/:id/flowchart/validate': undefined,
  'POST /api/workflows/:id/validate': undefined,
  'POST /api/workflows/:id/export-langgraph': undefined,
  'POST /api/agents/:id/flowchart/duplicate': { targetAgentId: unknownId },
  'POST /api/agents/:id/metrics': { name: 'Routes', value: 1 },
  'PUT /api/tasks/:id': { title: 'Routes' },
  'POST /api/executions/:id/logs': { message: 'Routes' },
};

function readRoutes() {
  return execFileSync(muster, ['routes'], { encoding: 'utf8' }).trim().split('\n')
    .map((line) => /^(\S+) +(\S+) +(\S+)/.exec(line).slice(1))
    .map(([method, path, role]) => ({
      method, path, role, name: `${method} ${path}`, isPage: !/^\/(api|livez|readyz|metrics)\b/.test(path),
    }));
}

function nounOf(path) {
  const parts = path.split('/');
  const name = parts[parts.indexOf(':id') - 1];
  const noun = nouns[name] ?? found[name];
  assert.ok(noun, `nouns says where the rows of ${path} are`);
  return noun;
}

// A row of each noun that the table of routes names: ids by table.
function makeRows(tenant) {
  const made = new Map();
  for (const { path } of routes.filter((route) => route.path.includes(':id'))) {
    const [table, columns, values] = nounOf(path);
    if (made.has(table)) continue;
    const id = values === undefined ? sql(columns(tenant)) : sql(`insert into ${table} ${columns} select t.id${values && `, ${values}`}
                      from tenants t where t.slug = '${tenant}' returning id`);
    made.set(table, id);
  }
  return made;
}

function forget(rows) {
  const lasting = Object.values(found).map(([table]) => table);
  for (const [table, id] of rows) if (!lasting.includes(table)) sql(`delete from ${table} where id = '${id}'`);
}

function pathOf(route, rows) {
  const path = route.path.includes(':id') ? route.path.replace(':id', rows.get(nounOf(route.path)[0])) : route.path;
  return path.replace(':agentId', rows.get('agents')).replace(':messageId', rows.get('agent_messages')).replace(/:[A-Za-z]+/g, '1');
}

function bodyOf(route) {
  if (route.method === 'GET' || route.method === 'DELETE') return undefined;
  if (route.isPage) return 'name=Routes';
  return route.name in bodies ? bodies[route.name] : {};
}

function ask(route, rows, token) {
  const headers = route.isPage ? { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' } : {};
  return send(route.method, pathOf(route, rows), { token, body: bodyOf(route), headers });
}

// The line of a request in the log; it is written behind the answer.
async function loggedOf(res) {
  const id = res.headers.get('x-request-id').replaceAll('-', '');
  for (;;) {
    const line = readFileSync(`${state}/log/web.log`, 'utf8').split('\n').find((l) => l.includes(`"request":"${id}"`));
    if (line) return JSON.parse(line);
    await setImmediate();
  }
}

const lower = { operator: 'viewer', admin: 'operator', owner: 'admin' };
const routes = skip ? [] : readRoutes();
// what the installation offers is the same for all, and all read what is said of it
const isForAll = ({ name }) => /^GET (\/api\/plans|(\/api)?\/blueprint-reviews\/:id$)/.test(name);
const namesRow = (route) => /:id\b|:(agent|message)Id\b/.test(route.path) && !isForAll(route);

test('routes', { skip }, async (t) => {
  const own = makeRows('harbour');
  const foreign = makeRows('quay');
  t.after(() => { forget(own); forget(foreign); });
  assert.ok(routes.length > 50, 'the table is read');

  for (const route of routes.filter(({ role }) => role !== 'anyone')) {
    await t.test(`${route.name} wants a credential`, async () => {
      const res = await ask(route, own);
      if (!route.isPage) return assert.equal(res.status, 401, res.text);
      assert.equal(res.status, 303);
      assert.match(res.headers.get('location'), /^\/sign-in(\?|$)/);
    });
  }

  for (const route of routes.filter(({ role }) => lower[role])) {
    await t.test(`${route.name} wants more than a ${lower[route.role]}`, async () => {
      assert.equal((await ask(route, own, await tokenOf(lower[route.role]))).status, 403);
    });
  }

  for (const route of routes.filter((r) => namesRow(r) && r.role !== 'anyone')) {
    await t.test(`${route.name} knows nothing of another tenant`, async () => {
      const res = await ask(route, foreign, await tokenOf('owner'));
      assert.equal(res.status, 404, res.text);
    });
  }

  for (const route of routes.filter(({ method, role }) => method === 'GET' && role !== 'anyone')) {
    await t.test(`${route.name} takes one round trip`, async () => {
      const res = await ask(route, own, await tokenOf('owner'));
      assert.ok(res.status < 500 && res.status !== 401 && res.status !== 403, `${res.status} ${res.text}`);
      assert.equal((await loggedOf(res)).round_trips, 1);
    });
  }
  for (const [path, status, trips] of [['/nothing', 404, 1], ['/keys', 403, 1], ['/api/nothing', 404, 0]]) {
    await t.test(`so does saying that ${path} is not to be had: ${trips}`, async () => {
      const res = await send('GET', path, { headers: { cookie: `__Host-muster=${await tokenOf('viewer')}` } });
      assert.equal(res.status, status);
      assert.equal((await loggedOf(res)).round_trips, trips);
    });
  }
});
