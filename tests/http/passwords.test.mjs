// What a password costs: it is hashed for those alone who may set one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { forgetAttempts, send, skip, sql } from './client.mjs';

// Counters of their own, so that no other test hashes into them.
const folder = mkdtempSync(join(tmpdir(), 'muster-passwords-'));
const env = { ...process.env, MUSTER_METRICS_FILE: join(folder, 'metrics'), MUSTER_SIGNUP: 'open' };
after(() => rmSync(folder, { recursive: true }));

function muster(args, input) {
  const run = spawnSync(process.env.MUSTER_TEST_COMMAND, args, { encoding: 'utf8', env, input });
  return run.stdout;
}

function hashes() {
  return Number(muster(['request', 'GET', '/metrics']).match(/^muster_side_jobs_total (\d+)$/m)[1]);
}

// The answer's members, and how many passwords it took to give it.
function post(path, body) {
  const before = hashes();
  const text = muster(['request', 'POST', path, '--header', 'Content-Type: application/json',
    '--data', JSON.stringify(body)]);
  return { body: JSON.parse(text.match(/\{.*\}/s)[0]), hashed: hashes() - before };
}

test('a password is hashed for a link that is good alone', { skip }, async () => {
  const email = `${randomUUID().slice(0, 8)}@harbour.example`;
  const token = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(token).digest('hex');
  const password = randomUUID();

  muster(['user', 'add', email, '--tenant', 'harbour', '--role', 'viewer'], `${randomUUID()}\n`);
  sql(`insert into verifications (token_hash, user_id, purpose, expires_at)
    select '\\x${hash}', id, 'password', now() + interval '1 hour' from users where email = '${email}'`);
  const none = post('/api/auth/reset-password', { token: 'A'.repeat(43), password });
  assert.deepEqual(none.body.errors.map((e) => `${e.pointer} ${e.code}`), ['/token invalid']);
  assert.equal(none.hashed, 0);
  const good = post('/api/auth/reset-password', { token, password });
  assert.equal(good.body.message, 'Password set; sign in with it');
  assert.equal(good.hashed, 1);
  const used = post('/api/auth/reset-password', { token, password });
  assert.equal(used.body.status, 422);
  assert.equal(used.hashed, 0);
  forgetAttempts();
  assert.equal((await send('POST', '/api/auth/login', { body: { email, password } })).status, 200);
});

test('an address that signs up often waits, before a password is hashed', { skip }, () => {
  const body = { email: 'viewer@harbour.example', password: randomUUID() };

  sql("delete from throttle where kind = 'sign-up'");
  for (let i = 0; i < 5; i++) {
    const taken = post('/api/auth/register', body);
    assert.deepEqual([taken.body.status, taken.hashed], [409, 1]);
  }
  const waiting = post('/api/auth/register', body);
  assert.deepEqual([waiting.body.status, waiting.hashed], [429, 0]);
  assert.ok(waiting.body.retryAfter > 0);
  sql("delete from throttle where kind = 'sign-up'");
});
