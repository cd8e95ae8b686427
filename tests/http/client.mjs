// Client: requests to the product under test, as the people of its demo data.
//
// MUSTER_TEST_URL is where it listens; the password of all demo accounts is
// MUSTER_TEST_PASSWORD, or the first line of MUSTER_TEST_PASSWORD_FILE.
// MUSTER_TEST_ADMIN_URL is its database, as an administrator.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

export const url = process.env.MUSTER_TEST_URL;

// For test(): a suite that is started without a product says so.
export const skip = !url && 'MUSTER_TEST_URL is not set';

export function password() {
  const file = process.env.MUSTER_TEST_PASSWORD_FILE;
  return process.env.MUSTER_TEST_PASSWORD ?? readFileSync(file, 'utf8').split('\n')[0];
}

// A request; body may be an object or a text that is sent as it is. The answer
// has status, headers, text, and body where that is JSON.
export async function send(method, path, { token, body, headers = {} } = {}) {
  const raw = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const res = await fetch(url + path, {
    method,
    body: raw,
    redirect: 'manual',
    headers: {
      ...(raw === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
  });
  const text = await res.text();
  const isJson = /[/+]json/.test(res.headers.get('content-type') ?? '');
  return { status: res.status, headers: res.headers, text, body: isJson ? JSON.parse(text) : undefined };
}

// Run SQL as an administrator of the database: its answer as text.
export function sql(text) {
  const { MUSTER_TEST_ADMIN_URL: database, MUSTER_TEST_POSTGRES_BIN: folder } = process.env;
  const program = folder ? `${folder}/psql` : 'psql';
  return execFileSync(program, ['-X', '-A', '-t', '-q', '-v', 'ON_ERROR_STOP=1', '-d', database, '-c', text],
    { encoding: 'utf8' }).trim();
}

// All tests come from one address, which may fail only a few times in 15 minutes.
// What accounts of nobody did stays, and signing up: a test counts it.
export function forgetAttempts() {
  sql("delete from throttle where kind in ('account', 'address') and subject not like 'nobody-%'");
}

const sessions = new Map();

// A session of a demo account: its token.
export async function signIn(email) {
  forgetAttempts();
  const res = await send('POST', '/api/auth/login', { body: { email, password: password() } });
  assert.equal(res.status, 200, `sign-in of ${email}: ${res.text}`);
  return res.body.token;
}

// The token of a demo account, by role and tenant: one session each.
export function tokenOf(role, tenant = 'harbour') {
  const email = `${role}@${tenant}.example`;
  if (!sessions.has(email)) sessions.set(email, signIn(email));
  return sessions.get(email);
}

// Requests as one of them: as('operator').get('/api/agents').
export function as(role, tenant) {
  const call = (method) => async (path, body, headers) =>
    send(method, path, { token: await tokenOf(role, tenant), body, headers });
  return {
    get: async (path, headers) => send('GET', path, { token: await tokenOf(role, tenant), headers }),
    post: call('POST'),
    put: call('PUT'),
    patch: call('PATCH'),
    delete: async (path, headers) => send('DELETE', path, { token: await tokenOf(role, tenant), headers }),
  };
}

export const viewer = as('viewer');
export const operator = as('operator');
export const admin = as('admin');
export const owner = as('owner');
export const stranger = as('owner', 'quay');

// A name that no other run of the tests has used.
export function newName(word) {
  return `${word} ${randomUUID().slice(0, 8)}`;
}

export async function makeAgent(members = {}) {
  const res = await operator.post('/api/agents', { name: newName('Test agent'), ...members });
  assert.equal(res.status, 201, res.text);
  return res.body.agent;
}

export async function makeExecution(members = {}) {
  const agentId = members.agentId ?? (await makeAgent()).id;
  const res = await operator.post('/api/executions', { ...members, agentId });
  assert.equal(res.status, 201, res.text);
  return res.body.execution;
}

// Work that sums by day (of UTC): where midnight came in between it is done anew, and only there.
export async function withinOneDay(work) {
  const day = () => new Date().toISOString().slice(0, 10);
  for (;;) {
    const begun = day();
    try {
      return await work();
    } catch (error) {
      if (day() === begun) throw error;
    }
  }
}

// Until the clock shows another millisecond than a time that was told.
export function passed(time) {
  while (Date.now() <= Date.parse(time));
}

// All that a problem is compared by: its status, and where it is.
export function wrongFields(res) {
  return (res.body.errors ?? []).map((e) => `${e.pointer} ${e.code}`);
}

export function assertProblem(res, status, fields = []) {
  assert.equal(res.status, status, res.text);
  assert.equal(res.headers.get('content-type'), 'application/problem+json');
  assert.equal(res.body.status, status);
  assert.ok(res.body.error && res.body.message && res.body.instance, res.text);
  assert.deepEqual(wrongFields(res), fields);
}

export const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
export const unknownId = '01890a5d-ac96-774b-bcce-b302099a8057';
