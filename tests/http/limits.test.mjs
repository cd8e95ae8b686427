// How many requests a credential and a tenant may make in a minute, counted by all
// processes together: each request here is a process of its own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import test from 'node:test';

import { send, skip, tokenOf } from './client.mjs';
import { folderOf, muster } from './command.mjs';

const keyOf = (tenant) => muster('key', 'create', randomUUID(), '--tenant', tenant, '--role', 'viewer').stdout.trim();

// Requests to processes that share a file, with other rates than the instance.
function desk(t, rates) {
  const env = { ...process.env, ...rates, MUSTER_QUOTAS_FILE: join(folderOf(t), 'quotas') };
  return (key) => {
    const { stdout, stderr } = spawnSync(process.env.MUSTER_TEST_COMMAND, ['request', 'GET', '/api/agents?limit=1', '--key', key],
      { encoding: 'utf8', env });
    const header = (name) => stderr.match(new RegExp(`^${name}: (.*?)\r?$`, 'mi'))?.[1];
    return { status: parseInt(header('Status'), 10), header, text: stderr + stdout };
  };
}

test('every answer to a credential tells its quota', { skip }, async () => {
  const res = await send('GET', '/api/agents?limit=1', { token: await tokenOf('viewer') });

  assert.match(res.headers.get('ratelimit-policy'), /^"credential";q=1000000;w=60$/);
  assert.match(res.headers.get('ratelimit'), /^"credential";r=9999\d\d;t=\d+$/);
  assert.equal((await send('GET', '/livez')).headers.get('ratelimit'), null);
});

test('a body of many small members is stored', { skip }, async () => {
  const configuration = `{"a": [${'[],'.repeat(200_000)}[]]}`;
  const { status, body, text } = await send('POST', '/api/agents', {
    token: await tokenOf('operator'), body: `{"name": "Many members", "configuration": ${configuration}}`,
  });

  assert.equal(status, 201, text);
  assert.equal(body.agent.configuration.a.length, 200_001);
  assert.equal((await send('DELETE', `/api/agents/${body.agent.id}`, { token: await tokenOf('admin') })).status, 200);
});

// One a minute: a use comes back in no less, and a busy machine has that long.
test('a key beyond its rate is told when to come back', { skip }, (t) => {
  const ask = desk(t, { MUSTER_CREDENTIAL_RATE: '1' });
  const [key, another] = [keyOf('harbour'), keyOf('harbour')];
  const first = ask(key);
  const res = ask(key);

  assert.equal(first.status, 200);
  assert.match(first.header('RateLimit'), /^"credential";r=0;t=\d+$/);
  assert.equal(res.status, 429, res.text);
  const wait = Number(res.header('Retry-After'));
  assert.ok(wait > 0 && wait <= 60, res.text);
  assert.match(res.header('Content-Type'), /problem\+json/);
  assert.match(res.text, new RegExp(`"error":"Rate limit exceeded".*"retryAfter":${wait}`));
  assert.equal(ask(another).status, 200);
});

test('keys of one tenant share its rate, and another tenant has its own', { skip }, (t) => {
  const ask = desk(t, { MUSTER_TENANT_RATE: '2' });
  const keys = [keyOf('harbour'), keyOf('harbour')];

  assert.equal(ask(keys[0]).status, 200);
  assert.match(ask(keys[1]).header('RateLimit'), /, "tenant";r=0;t=\d+$/);
  const res = ask(keys[1]);
  assert.equal(res.status, 429);
  assert.match(res.text, /This organisation has made too many requests/);
  assert.equal(ask(keyOf('quay')).status, 200);
});
