import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  admin, assertProblem, forgetAttempts, isoTime, operator, owner, password, send, skip, sql, stranger,
  unknownId, viewer,
} from './client.mjs';

async function signIn() {
  forgetAttempts();
  const res = await send('POST', '/api/auth/login', {
    body: { email: 'Viewer@Harbour.example', password: password() },
  });
  assert.equal(res.status, 200, res.text);
  return res;
}

test('sign-in', { skip }, async (t) => {
  await t.test('answers who it is, a token and a cookie', async () => {
    const { body, headers } = await signIn();

    assert.deepEqual(Object.keys(body.user), ['id', 'email', 'name', 'role', 'avatar']);
    assert.equal(body.user.email, 'viewer@harbour.example');
    assert.equal(body.user.role, 'viewer');
    assert.equal(body.tenant.name, 'Harbour Support');
    assert.equal(headers.get('set-cookie'),
      `__Host-muster=${body.token}; Max-Age=604800; Path=/; Secure; HttpOnly; SameSite=Lax`);
    const me = await send('GET', '/api/auth/me', { token: body.token });
    assert.deepEqual(me.body, { user: body.user, tenant: body.tenant, credential: 'session' });
  });

  await t.test('a cookie is as good as a bearer for reading', async () => {
    const { body } = await signIn();
    const headers = { cookie: `__Host-muster=${body.token}` };

    assert.equal((await send('GET', '/api/auth/me', { headers })).status, 200);
    assertProblem(await send('POST', '/api/agents', {
      body: { name: 'x' }, headers: { ...headers, 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' },
    }), 403);
  });

  await t.test('signing in again ends the session that the cookie held', async () => {
    const { body: { token } } = await signIn();
    const again = (secret) => send('POST', '/api/auth/login', {
      body: { email: 'viewer@harbour.example', password: secret }, headers: { cookie: `__Host-muster=${token}` },
    });

    forgetAttempts();
    assertProblem(await again('not the password'), 401);
    assert.equal((await send('GET', '/api/auth/me', { token })).status, 200);
    const res = await again(password());
    assert.equal(res.status, 200);
    assertProblem(await send('GET', '/api/auth/me', { token }), 401);
    assert.equal((await send('GET', '/api/auth/me', { token: res.body.token })).status, 200);
  });

  await t.test('says the same of a wrong password and an unknown address', async () => {
    const wrong = await send('POST', '/api/auth/login', {
      body: { email: 'owner@quay.example', password: 'not the password' },
    });
    const unknown = await send('POST', '/api/auth/login', {
      body: { email: `nobody-${Date.now()}@harbour.example`, password: 'not the password' },
    });

    assertProblem(wrong, 401);
    assertProblem(unknown, 401);
    assert.equal(wrong.body.detail, unknown.body.detail);
    assertProblem(await send('POST', '/api/auth/login', { body: {} }), 422, ['/email required', '/password required']);
    assertProblem(await send('POST', '/api/auth/login', { body: { email: 'x', password: 'y' } }), 422, ['/email email']);
    assertProblem(await send('POST', '/api/auth/login', { body: { email: 7, password: ['x'] } }), 422,
      ['/email required', '/password required']);
  });

  await t.test('waits after five failures of an account, from wherever', async () => {
    const body = { email: `nobody-${Date.now()}@quay.example`, password: 'not the password' };
    forgetAttempts();
    for (let i = 0; i < 5; i++) {
      assertProblem(await send('POST', '/api/auth/login', { body }), 401);
      forgetAttempts();
    }
    const res = await send('POST', '/api/auth/login', { body });

    assertProblem(res, 429);
    assert.equal(res.body.error, 'Rate limit exceeded');
    assert.ok(res.body.retryAfter > 0 && res.body.retryAfter <= 900);
    assert.equal(res.headers.get('retry-after'), String(res.body.retryAfter));
    forgetAttempts();
  });

  await t.test('signing out ends the session', async () => {
    const { token } = (await signIn()).body;
    const res = await send('POST', '/api/auth/logout', { token });

    assert.equal(res.status, 200);
    assert.match(res.headers.get('set-cookie'), /^__Host-muster=; Max-Age=0;/);
    assertProblem(await send('GET', '/api/auth/me', { token }), 401);
    assert.equal((await send('POST', '/api/auth/logout', { token })).status, 200);
  });

  await t.test('signing up follows the setting of the installation', async () => {
    const res = await send('POST', '/api/auth/register', {
      body: { email: 'not an address', password: 'short' },
    });

    if (res.status === 403) {
      assertProblem(res, 403);
      assert.ok(res.body.hint);
    } else {
      assertProblem(res, 422, ['/email email', '/password too_short']);
    }
  });

  await t.test('a password is changed only by who knows it', async () => {
    assertProblem(await viewer.post('/api/auth/password', {}), 422, ['/currentPassword required', '/newPassword required']);
    assertProblem(await viewer.post('/api/auth/password', { currentPassword: 'x', newPassword: 'password' }), 422,
      ['/newPassword common']);
    assertProblem(await viewer.post('/api/auth/password',
      { currentPassword: 'not the password', newPassword: 'quite another one' }), 422, ['/currentPassword wrong']);
    assertProblem(await send('POST', '/api/auth/password', { body: { currentPassword: 'x', newPassword: 'y' } }), 401);
  });

  await t.test('a stolen session may guess the password five times', async () => {
    const body = { currentPassword: 'not the password', newPassword: 'quite another one' };
    sql("delete from throttle where kind = 'password'");
    for (let i = 0; i < 5; i++) assertProblem(await viewer.post('/api/auth/password', body), 422, ['/currentPassword wrong']);
    const res = await viewer.post('/api/auth/password', { ...body, currentPassword: password() });

    assertProblem(res, 429);
    assert.equal(res.headers.get('retry-after'), String(res.body.retryAfter));
    sql("delete from throttle where kind = 'password'");
  });

  await t.test('a dozen colleagues behind one address sign in at the same moment', async () => {
    forgetAttempts();
    const all = await Promise.all(Array.from({ length: 12 }, (_, n) => send('POST', '/api/auth/login', {
      body: n % 4 ? { email: `${['viewer', 'operator', 'admin'][n % 3]}@harbour.example`, password: password() }
        : { email: `nobody-${Date.now()}-${n}@harbour.example`, password: 'not the password' },
    })));

    assert.deepEqual([...new Set(all.map((res) => res.status))].sort(), [200, 401]);
    forgetAttempts();
  });

  await t.test('a link that was never sent sets no password', async () => {
    assertProblem(await send('POST', '/api/auth/reset-password', { body: {} }), 422, ['/token required', '/password required']);
    assertProblem(await send('POST', '/api/auth/reset-password', {
      body: { token: 'A'.repeat(43), password: 'quite another one' },
    }), 422, ['/token invalid']);
  });

  await t.test('sessions are listed and ended by their own user alone', async () => {
    const { token } = (await signIn()).body;
    const mine = (await send('GET', '/api/auth/sessions', { token })).body.sessions;
    const current = mine.find((session) => session.isCurrent);

    assert.match(current.expiresAt, isoTime);
    assertProblem(await stranger.delete(`/api/auth/sessions/${current.id}`), 404);
    assertProblem(await operator.delete(`/api/auth/sessions/${current.id}`), 404);
    assertProblem(await viewer.delete(`/api/auth/sessions/${unknownId}`), 404);
    assert.equal((await viewer.delete(`/api/auth/sessions/${current.id}`)).status, 204);
    assertProblem(await send('GET', '/api/auth/me', { token }), 401);
  });

  await t.test('the other sessions end at once', async () => {
    forgetAttempts();
    const login = { body: { email: 'admin@quay.example', password: password() } };
    const a = (await send('POST', '/api/auth/login', login)).body.token;
    const b = (await send('POST', '/api/auth/login', login)).body.token;
    const res = await send('DELETE', '/api/auth/sessions', { token: a });

    assert.ok(res.body.ended >= 1);
    assertProblem(await send('GET', '/api/auth/me', { token: b }), 401);
    assert.equal((await send('GET', '/api/auth/me', { token: a })).status, 200);
  });

  await t.test('one switches only to a tenant that one is a member of', async () => {
    const { tenants } = (await owner.get('/api/tenants')).body;
    const current = tenants.find((tenant) => tenant.isCurrent);
    const foreign = (await stranger.get('/api/tenants')).body.tenants[0];

    assert.equal(current.name, 'Harbour Support');
    assert.equal((await owner.put('/api/tenants/current', { tenantId: current.id })).status, 204);
    assertProblem(await owner.put('/api/tenants/current', { tenantId: foreign.id }), 404);
    assertProblem(await owner.put('/api/tenants/current', {}), 422, ['/tenantId required']);
  });
});

test('API keys', { skip }, async (t) => {
  const make = async (members, who = admin) => who.post('/api/api-keys', { name: 'Test key', ...members });

  await t.test('a key is shown once and works with its role', async () => {
    const res = await make({ role: 'VIEWER', expiresAt: '2040-01-01' });
    const { apiKey, key } = res.body;

    assert.equal(res.status, 201);
    assert.match(key, /^mst_[A-Za-z0-9_-]{43}$/);
    assert.equal(apiKey.prefix, key.slice(0, 12));
    assert.equal(apiKey.role, 'viewer');
    assert.equal(apiKey.expiresAt, '2040-01-01T00:00:00.000Z');
    assert.ok(!(await admin.get(`/api/api-keys/${apiKey.id}`)).text.includes(key));
    assert.equal((await send('GET', '/api/agents?limit=1', { headers: { 'x-api-key': key } })).status, 200);
    assert.equal((await send('GET', '/api/auth/me', { token: key })).body.credential, 'key');
    assertProblem(await send('POST', '/api/agents', { token: key, body: { name: 'x' } }), 403);
    await admin.delete(`/api/api-keys/${apiKey.id}`);
  });

  await t.test('a revoked key is 401, and is revoked once', async () => {
    const { apiKey, key } = (await make({})).body;
    const path = `/api/api-keys/${apiKey.id}`;

    assert.equal((await admin.patch(path, { name: 'Renamed' })).body.apiKey.name, 'Renamed');
    const replaced = (await admin.put(path, { name: 'Put' })).body.apiKey;
    assert.deepEqual([replaced.name, replaced.role, replaced.expiresAt], ['Put', apiKey.role, apiKey.expiresAt]);
    assertProblem(await admin.put(path, {}), 422, ['/name required']);
    assertProblem(await admin.put(path, { name: 'x', role: 'viewer' }), 422, ['/role immutable']);
    assertProblem(await operator.put(path, { name: 'x' }), 403);
    assertProblem(await admin.delete(path, { 'if-match': '"1"' }), 412);
    assert.equal((await admin.delete(path)).status, 204);
    assertProblem(await send('GET', '/api/auth/me', { token: key }), 401);
    assertProblem(await admin.delete(path), 409);
    assert.equal((await admin.get(path)).body.apiKey.state, 'revoked');
  });

  await t.test('a key may not do more than who makes it', async () => {
    assertProblem(await make({ role: 'owner' }), 403);
    assertProblem(await make({}, operator), 403);
    assertProblem(await viewer.get('/api/api-keys'), 403);
  });

  await t.test('a key has no sessions and no password', async () => {
    const { apiKey, key } = (await make({ role: 'admin' })).body;

    assertProblem(await send('GET', '/api/auth/sessions', { token: key }), 403);
    assertProblem(await send('DELETE', '/api/auth/sessions', { token: key }), 403);
    assertProblem(await send('POST', '/api/auth/password', {
      token: key, body: { currentPassword: password(), newPassword: 'quite another one' },
    }), 403);
    assert.equal((await admin.get('/api/auth/me')).status, 200);
    await admin.delete(`/api/api-keys/${apiKey.id}`);
  });

  await t.test('a key opens no pages, by header or cookie', async () => {
    const { apiKey, key } = (await make({ role: 'admin' })).body;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const theme = () => sql(`select theme from user_settings s join users u on u.id = s.user_id
      where u.email = 'admin@harbour.example'`);
    const before = theme();

    for (const headers of [{ 'x-api-key': key }, { cookie: `__Host-muster=${key}` }]) {
      const page = await send('GET', '/agents', { headers });
      assert.equal(page.status, 303);
      assert.equal(page.headers.get('location'), '/sign-in?next=%2Fagents');
    }
    const save = await send('POST', '/settings/theme', { token: key, headers: form,
      body: `theme=${before === 'dark' ? 'light' : 'dark'}` });
    assert.equal(save.status, 303);
    assert.match(save.headers.get('location'), /^\/sign-in/);
    assert.equal(theme(), before);
    assertProblem(await send('GET', '/api/agents', { headers: { cookie: `__Host-muster=${key}` } }), 401);
    await admin.delete(`/api/api-keys/${apiKey.id}`);
  });

  await t.test('wrong members are told', async () => {
    assertProblem(await make({ name: '', role: 'king', expiresAt: 'never', colour: 'red' }), 422,
      ['/name required', '/role choice', '/expiresAt time', '/colour unknown']);
    assertProblem(await make({ expiresAt: '2020-01-01' }), 422, ['/expiresAt past']);
  });

  await t.test('keys of another tenant are not there', async () => {
    const { apiKey, key } = (await make({})).body;

    assertProblem(await stranger.get(`/api/api-keys/${apiKey.id}`), 404);
    assertProblem(await stranger.patch(`/api/api-keys/${apiKey.id}`, { name: 'x' }), 404);
    assertProblem(await stranger.delete(`/api/api-keys/${apiKey.id}`), 404);
    assert.equal((await send('GET', '/api/auth/me', { token: key })).status, 200);
    await admin.delete(`/api/api-keys/${apiKey.id}`);
  });
});
