// Routes: what holds for every row of the table, whatever it does: who may not ask is
// told so, another tenant's rows are not there, and reading takes one round trip. The
// rows come from muster routes, so a new one is tested without a line here.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';

import { send, signIn, skip, sql, tokenOf } from './client.mjs';
import { exampleOf, rowsOf } from './rows.mjs';

const { MUSTER_TEST_COMMAND: muster, MUSTER_TEST_VAR: state } = process.env;

// Where rows are listed, if not at the path before their id (in the API). What is made there is of one tenant
// alone: a blueprint that is not public, and no key that the tenant may have already.
const lists = {
  '/keys': '/api/api-keys', '/organisations': '/api/tenants', '/audit': '/api/audit-log', '/sessions': '/api/auth/sessions',
  '/usage/records': '/api/usage-records', '/api/public-blueprints': '/api/blueprints', '/api/llm-keys': '/api/credentials',
};

// With a body they are about that, and not about the row.
const isOfStored = /\/(validate|export-(code|langgraph))$/;

// What an example of the document does not say.
const makersOf = (slug, email) => ({
  '/api/blueprints': async ({ post, rowOf }) => post('/api/blueprints', { body: { agentId: await rowOf('/api/agents') } }),
  '/api/blueprint-reviews': ({ post }) => post('/api/blueprint-reviews', { body: { rating: 3,
    blueprintId: sql(`select p.id from public_blueprints p join tenants t on t.id <> p.tenant_id where t.slug = '${slug}'
      and not exists (select from blueprint_reviews r join users u on u.id = r.created_by
        where (r.tenant_id, r.blueprint_id, u.email) = (t.id, p.id, '${email}')) order by p.id limit 1`) } }),
});

// Rows that are no more than the tenant, or a person in it.
const foundOf = (slug, email) => ({
  '/api/tenants': () => sql(`select id from tenants where slug = '${slug}'`),
  '/api/members': () => sql(`select id from users where email = 'viewer@${slug}.example'`),
  '/api/auth/sessions': async () => {
    await signIn(email);
    return sql(`select s.id from sessions s join users u on u.id = s.user_id where u.email = '${email}' order by s.id desc limit 1`);
  },
});

function readRoutes() {
  return execFileSync(muster, ['routes'], { encoding: 'utf8' }).trim().split('\n')
    .map((line) => /^(\S+) +(\S+) +(\S+)/.exec(line).slice(1))
    .map(([method, path, role]) => ({
      method, path, role, name: `${method} ${path}`, isPage: !/^\/(api|livez|readyz|metrics)\b/.test(path),
    }));
}

// The rows of a tenant, as its owner finds or makes them: one of each noun, by its path in the API.
async function makeRows(document, slug) {
  const email = `owner@${slug}.example`;
  const found = foundOf(slug, email);
  const rows = rowsOf(document, () => tokenOf('owner', slug), { ...makersOf(slug, email), ...found });
  const ids = new Map();
  const made = [];

  // What cannot be deleted again is made only where there is none.
  async function idAt(template, path) {
    if (found[template]) return found[template]();
    if (!rows.operations.has(`POST ${template}`) || !rows.operations.has(`DELETE ${template}/{id}`)) return rows.rowOf(template, path);
    const id = await rows.make(template, path) ?? await rows.rowOf(template, path);
    made.push(`${path}/${id}`);
    return id;
  }

  // The id of a row at a path, once filled and once as the document has it.
  async function idBehind(path, template) {
    const api = path.startsWith('/api/') ? '' : '/api';
    const at = lists[template] ?? api + template;
    if (!ids.has(at)) ids.set(at, await idAt(at, lists[template] ?? api + path));
    return ids.get(at);
  }

  // A path with their ids.
  async function fill(path) {
    let [filled, template] = ['', ''];
    for (const part of path.split('/').slice(1)) {
      filled += `/${/^:(id|\w+Id)$/.test(part) ? await idBehind(filled, template) : part.replace(/^:.*/, '1')}`;
      template += `/${part.replace(/^:(.*)/, '{$1}')}`;
    }
    return filled;
  }

  async function bodyOf(route) {
    if (route.method === 'GET' || route.method === 'DELETE') return undefined;
    if (route.isPage) return 'name=Routes';
    if (isOfStored.test(route.name)) return undefined;
    const operation = rows.operations.get(`${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`);
    return operation && !operation.requestBody ? undefined : rows.withRows(exampleOf(operation) ?? {});
  }

  async function forget() {
    for (const path of made.reverse()) await send('DELETE', path, { token: await tokenOf('owner', slug) });
  }

  return { fill, bodyOf, forget };
}

async function ask(route, rows, token) {
  const headers = route.isPage ? { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' } : {};
  return send(route.method, await rows.fill(route.path), { token, body: await rows.bodyOf(route), headers });
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
const isForAll = ({ name }) => /^GET (\/api)?\/(plans|blueprint-reviews\/:id$)/.test(name);
const namesRow = (route) => /:id\b|:(agent|message)Id\b/.test(route.path) && !isForAll(route);

test('routes', { skip }, async (t) => {
  const document = (await send('GET', '/api/openapi.json')).body;
  const own = await makeRows(document, 'harbour');
  const foreign = await makeRows(document, 'quay');
  t.after(async () => { await own.forget(); await foreign.forget(); });
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
