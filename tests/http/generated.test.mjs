// Generated: each call of the document with input that fits, that lies at the bounds, that
// is random (MUSTER_TEST_SEED) or hostile. Nothing is answered that is not declared.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test, { before } from 'node:test';

import { muster } from './command.mjs';
import { forgetAttempts, send, skip, sql } from './client.mjs';
import { generatorOf, hostileBodies, hostileTexts, hostileValues } from './generate.mjs';
import { checkerOf, operationsOf, resolve } from './openapi.mjs';
import { exampleOf, rowsOf } from './rows.mjs';

const seed = Number(process.env.MUSTER_TEST_SEED ?? 20260312);
const RANDOM_BODIES = 15;
const HOSTILE = 6; // for each member of a body, out of all; a parameter has twice as many
const AT_ONCE = 6;

// What an example alone cannot do, and why.
const needsMore = new Set([
  'import', // a form with files
  'importCancel', // one that has not ended
  'authLogin', 'authRegister', 'authPassword', 'authForgotPassword', 'authResetPassword', // a password, a mail
  'authLogout', // ends the session that asks
  'executeMcp', // a server that answers
  'authCallbackCredentials', 'authSignout', // the token of GET /api/auth/csrf
  'getAuthSignin', 'getAuthSigninCredentials', // lead elsewhere
  'replaceTenantsCurrent', // a second tenant
  'agentFlowchartDuplicate', // a second agent
  'agentRestore', // one that was deleted
  'updateSubscription', // an installation that lets owners choose
  'replaceAgentCapability', 'updateAgentCapability', 'replaceSavedView', 'updateSavedView', // another name: that of the example is taken
  'createBlueprint', // what it is made of
  'createBlueprintReview', // a blueprint of others, once
  'executionCancel', // one that has not finished
  'replaceMember', 'updateMember', 'deleteMember', // a second owner
  'tenantRestore', // one that is to be deleted
  'deleteTenant', // its name
  'tenantLeave', // the current one, and a second owner
  'membersBulk', // a role with the action role, and only with it
  'authEmail', 'authConfirmEmail', // a password, a mail
  'invitationRenew', // one that has not ended
  'invitationsAccept', // a link
  'replaceTenant', 'updateTenant', // a slug that is free
]);

// What this installation cannot do without being told how: it says 503.
const unavailable = new Set(['authForgotPassword']);

// What calls an address that the input names, where nobody answers.
const isRemote = (operation, res) => operation.id === 'executeMcp' && res.status === 500 && res.body.error === 'MCP execution failed';

// A tenant of its own, so that nothing else is touched.
const slug = `g${randomUUID().slice(0, 8)}`;
const email = `owner@${slug}.example`;
let document, check, token, password;

async function signIn() {
  forgetAttempts();
  const res = await send('POST', '/api/auth/login', { body: { email, password } });
  assert.equal(res.status, 200, res.text);
  return res.body.token;
}

before(async () => {
  if (skip) return;
  assert.equal(muster('tenant', 'add', `Generated ${slug}`, slug).status, 0);
  password = muster('user', 'add', email, '--tenant', slug, '--role', 'owner', '--random').stdout.match(/password: (\S+)/)[1];
  token = await signIn();
});

// ---- rows ----

// What an example does not say.
async function publishAgent({ post, rowOf }) {
  await post('/api/blueprints', { body: { agentId: await rowOf('/api/agents'), isPublic: true } });
}

async function reviewBlueprint({ post }) {
  const blueprintId = sql("select b.id from blueprints b join tenants t on t.id = b.tenant_id where t.slug = 'harbour' and b.is_public order by b.id limit 1");
  await post('/api/blueprint-reviews', { body: { blueprintId, rating: 3 } });
}

// Another session: the one that asks must last.
const makers = {
  '/api/blueprints': publishAgent, '/api/public-blueprints': publishAgent, '/api/blueprint-reviews': reviewBlueprint,
  '/api/auth/sessions': async () => { await signIn(); } };
let rows;

async function deliver(message) {
  const agent = await rows.rowOf('/api/agents');
  sql(`update agent_messages set recipient_id = '${agent}' where id = '${message}'`);
  sql(`delete from agent_deliveries where message_id = '${message}'`);
  sql(`insert into agent_deliveries (tenant_id, message_id, agent_id, rank, due_at, status, attempts)
       select tenant_id, id, recipient_id, 1, now(), 'delivered', 1 from agent_messages where id = '${message}'`);
}

// An agent has one flowchart: it is there, or just not. A task is where its action begins, a run
// that is run again has failed, and a message is with the agent that settles it.
async function prepare(method, path) {
  const [, task, action] = /^\/api\/tasks\/([^/]+)\/(start|complete|fail|cancel)$/.exec(path) ?? [];
  if (action) sql(`update tasks set status = '${action === 'start' ? 'pending' : 'in_progress'}' where id = '${task}'`);
  const [, run] = /^\/api\/executions\/([^/]+)\/retry$/.exec(path) ?? [];
  if (run) sql(`update executions set status = 'failed' where id = '${run}'`);
  const [, message] = /^\/api\/messages\/([^/]+)\/\w+$/.exec(path) ?? [];
  if (message) await deliver(message);
  const at = path.indexOf('/flowchart');
  if (at < 0) return;
  if (method === 'POST' && path.endsWith('/flowchart')) await send('DELETE', path, { token });
  else await send('POST', `${path.slice(0, at)}/flowchart`, { token, body: { nodes: [], connections: [] } });
}

// ---- asking ----

// Of input as such; ids of nobody, and a graph that hangs together, no schema can tell.
const aboutRows = new Set(['invalid', 'conflict', 'past']);

function isRefusal(res) {
  if (res.status !== 400 && res.status !== 422) return false;
  return !(res.body.errors ?? []).some(({ code }) => aboutRows.has(code));
}

async function ask(operation, path, { body, headers, as = token, fits = false } = {}) {
  const res = await send(operation.method, path, { token: as, body, headers });

  assert.ok(res.status < 500 || isRemote(operation, res) || (res.status === 503 && unavailable.has(operation.id)), `${operation.method} ${path} ${JSON.stringify(body)?.slice(0, 300)} ${res.text}`);
  check(operation, res, `${path} ${(typeof body === 'string' ? body : JSON.stringify(body))?.slice(0, 300)}`);
  if (fits) assert.ok(!isRefusal(res), `what fits is taken: ${operation.id} ${JSON.stringify(body)?.slice(0, 500)} ${res.text}`);
  return res;
}

// All of them, a few at once.
async function askAll(operation, cases) {
  const left = [...cases];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = left.pop(); next; next = left.pop()) await ask(operation, next.path, next);
  }));
}

const parametersOf = (operation, place) => (operation.operation.parameters ?? [])
  .map((parameter) => resolve(document, parameter)).filter((parameter) => parameter.in === place);

function query(path, name, value) {
  return `${path}?${new URLSearchParams({ ...neededOf[path], [name]: String(value) })}`;
}

// Parameters without which a call means nothing.
const neededOf = {};

function queryCases(operation, path, generator) {
  return parametersOf(operation, 'query').flatMap((parameter) => {
    const schema = parameter.schema.items ?? parameter.schema;
    const hostile = parameter.deprecated ? [] : generator.some(hostileTexts, 2 * HOSTILE);
    const values = [generator.value(schema), ...generator.edges(schema), ...hostile];
    return values.map((value) => ({ path: query(path, parameter.name, value) }));
  });
}

function headerCases(operation, path, body) {
  const values = ['"1"', 'W/"1"', '*', '"', 'x', '"-1"', '"99999999999999999999"', 'a'.repeat(300)];
  return parametersOf(operation, 'header').flatMap(({ name }) => values
    .map((value) => ({ path, body, headers: { [name]: value } })));
}

function pathCases(operation, body, generator) {
  if (!operation.path.includes('{')) return [];
  return generator.some(hostileTexts, 2 * HOSTILE).filter((text) => text && text !== '.' && !text.includes('..'))
    .map((text) => ({ path: operation.path.replace(/\{\w+\}/g, encodeURIComponent(text)), body }));
}

const schemaOf = (operation) => Object.values(operation.operation.requestBody?.content ?? {})[0]?.schema;

function memberCases(operation, path, example, generator) {
  const schema = resolve(document, schemaOf(operation));
  const properties = schema?.properties ?? {};
  return Object.entries(properties).flatMap(([name, inner]) => [...generator.edges(inner), ...generator.some(hostileValues, HOSTILE), ...generator.some(hostileTexts, HOSTILE)]
    .map((value) => ({ path, body: { ...example, [name]: value } })));
}

function bodyCases(operation, path, example, generator) {
  const schema = schemaOf(operation);
  if (!schema) return hostileBodies.slice(0, 4).map((body) => ({ path, body: body || undefined }));
  const random = Array.from({ length: RANDOM_BODIES }, () => ({ path, body: JSON.stringify(generator.value(schema)), fits: true }));
  const mixed = Array.from({ length: RANDOM_BODIES }, () => ({ path,
    body: { ...example, [generator.pick(Object.keys(example ?? { a: 0 }))]: generator.pick(hostileValues) } }));
  return [...random, ...mixed, ...hostileBodies.map((body) => ({ path, body })),
    { path, body: example, headers: { 'content-type': 'text/plain' } },
    { path, body: example, headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } },
    ...memberCases(operation, path, example, generator)];
}

// What signs out, or ends all others, is asked without hostile repetition.
const once = new Set(['authLogout', 'deleteAuthSessions']);

async function run(operation) {
  const generator = generatorOf(document, seed);
  const path = await rows.fill(operation.path);
  await prepare(operation.method, path);
  const body = await rows.withRows(exampleOf(operation.operation));
  const needed = parametersOf(operation, 'query').filter((p) => p.required);
  neededOf[path] = Object.fromEntries(await Promise.all(needed.map(async ({ name }) => [name, await rows.rowOf(path)])));
  const whole = needed.length ? query(path, needed[0].name, neededOf[path][needed[0].name]) : path;

  if (operation.operation.security?.length !== 0) {
    assert.equal((await ask(operation, whole, { body, as: null })).status, 401);
    assert.equal((await ask(operation, whole, { body, as: 'mst_nobody' })).status, 401);
  }
  const res = await ask(operation, whole, { body, as: operation.id === 'authLogout' ? await signIn() : token });
  if (!needsMore.has(operation.id)) assert.ok(res.status < 300, `${operation.id} works: ${res.text}`);
  if (once.has(operation.id)) return;
  const again = operation.method === 'DELETE' ? await rows.fill(operation.path) : path;
  await askAll(operation, [...queryCases(operation, again, generator), ...pathCases(operation, body, generator),
    ...headerCases(operation, again, body), ...(operation.method === 'GET' ? [] : bodyCases(operation, again, body, generator))]);
}

test('every answer is declared', { skip }, async (t) => {
  document = (await send('GET', '/api/openapi.json')).body;
  check = checkerOf(document);
  rows = rowsOf(document, () => token, makers);
  for (const operation of operationsOf(document)) {
    await t.test(`${operation.id}, seed ${seed}`, () => run(operation));
  }
  forgetAttempts();
});
