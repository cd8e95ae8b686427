// NextAuth: sessions as clients of its REST API ask for them, with the cookies that a browser
// would send back, and what another site could make of that.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';

import { assertProblem, forgetAttempts, isoTime, password, send, skip, sql, tokenOf, url, viewer } from './client.mjs';

const email = 'viewer@harbour.example';
const form = 'application/x-www-form-urlencoded';

// A browser: it keeps cookies, and sends them back.
function newBrowser() {
  const jar = new Map();
  const keep = (line) => {
    const [name, value] = line.split(';')[0].split('=');
    if (value) jar.set(name, value);
    else jar.delete(name);
  };
  async function ask(method, path, { body, headers = {} } = {}) {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const res = await send(method, path, { body, headers: { ...(cookie && { cookie }), ...headers } });
    res.headers.getSetCookie().forEach(keep);
    return res;
  }
  const token = async () => (await ask('GET', '/api/auth/csrf')).body.csrfToken;
  // as signIn() and signOut() of next-auth/react do
  async function post(path, members, headers = {}) {
    const body = new URLSearchParams({ csrfToken: await token(), callbackUrl: `${url}/agents`, json: true, ...members });
    return ask('POST', path, { body: body.toString(), headers: { 'content-type': form, ...headers } });
  }
  const signIn = (members, headers) => {
    forgetAttempts();
    return post('/api/auth/callback/credentials', { email, password: password(), redirect: false, ...members }, headers);
  };
  return { jar, ask, token, post, signIn, signOut: (members) => post('/api/auth/signout', members),
    session: async () => (await ask('GET', '/api/auth/session')).body };
}

const signedIn = async (members) => {
  const browser = newBrowser();
  assert.equal((await browser.signIn(members)).status, 200);
  return browser;
};

function assertRefused(res, status, word) {
  assertProblem(res, status);
  assert.equal(res.body.url, `${url}/sign-in?error=${word}`);
}

test('clients of NextAuth', { skip }, async (t) => {
  await t.test('learn the ways to sign in', async () => {
    const { body } = await send('GET', '/api/auth/providers');
    assert.deepEqual(body, { credentials: { id: 'credentials', name: 'credentials', type: 'credentials',
      signinUrl: `${url}/api/auth/signin/credentials`, callbackUrl: `${url}/api/auth/callback/credentials` } });
    const page = await send('GET', `/api/auth/signin/credentials?callbackUrl=${encodeURIComponent(`${url}/agents?q=a`)}`);
    assert.deepEqual([page.status, page.headers.get('location')], [302, `${url}/sign-in?next=%2Fagents%3Fq%3Da`]);
  });

  await t.test('sign in, are told who they are, and sign out', async () => {
    const browser = newBrowser();
    assert.deepEqual(await browser.session(), {});
    const res = await browser.signIn();
    assert.deepEqual([res.status, res.body], [200, { url: `${url}/agents` }]);
    assert.match(res.headers.get('set-cookie'), /^__Host-muster=[\w-]{43}; Max-Age=604800; Path=\/; Secure; HttpOnly; SameSite=Lax$/);

    const session = await browser.session();
    const { id } = (await viewer.get('/api/auth/me')).body.user;
    assert.deepEqual(Object.keys(session.user), ['name', 'email', 'image', 'id']);
    assert.deepEqual([session.user.email, session.user.id], [email, id]);
    assert.match(session.expires, isoTime);
    assert.ok(Date.parse(session.expires) > Date.now());
    assert.equal((await browser.ask('GET', '/api/agents')).status, 200);

    const left = new Map(browser.jar);
    const out = await browser.signOut({ callbackUrl: '/sign-in' });
    assert.deepEqual([out.status, out.body], [200, { url: `${url}/sign-in` }]);
    assert.equal(browser.jar.has('__Host-muster'), false);
    assert.deepEqual(await browser.session(), {});
    left.forEach((value, name) => browser.jar.set(name, value));
    assert.deepEqual(await browser.session(), {}, 'the session itself has ended');
  });

  await t.test('may send JSON, with json as true, as a text, or as the header of version 5', async () => {
    for (const [members, headers] of [[{ json: true }], [{ json: 'true' }], [{}, { 'x-auth-return-redirect': '1' }]]) {
      const browser = newBrowser();
      const body = { email, password: password(), csrfToken: await browser.token(), ...members };
      forgetAttempts();
      const res = await browser.ask('POST', '/api/auth/callback/credentials',
        { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
      assert.deepEqual([res.status, res.body], [200, { url }]);
      assert.equal((await browser.session()).user.email, email);
    }
  });

  await t.test('are redirected where they ask for no JSON', async () => {
    const browser = newBrowser();
    for (const [members, place] of [[{ password: 'wrong' }, '/sign-in?error=CredentialsSignin'], [{}, '/agents']]) {
      const res = await browser.signIn({ json: '', ...members });
      assert.deepEqual([res.status, res.headers.get('location'), res.text], [302, `${url}${place}`, '']);
    }
    const res = await browser.signOut({ json: '' });
    assert.deepEqual([res.status, res.headers.get('location')], [302, `${url}/agents`]);
  });

  await t.test('hear the same of a wrong password, an unknown address and none', async () => {
    const browser = newBrowser();
    for (const members of [{ password: 'not the password' }, { email: `nobody-${randomUUID()}@harbour.example` },
      { email: '' }, { password: '' }, { email: 'viewer' }])
      assertRefused(await browser.signIn(members), 401, 'CredentialsSignin');
    assert.deepEqual(await browser.session(), {});
    forgetAttempts();
  });

  await t.test('read on the page that they are led to what went wrong', async () => {
    const browser = newBrowser();
    const { headers } = await browser.signIn({ json: '', password: 'not the password' });
    const page = await send('GET', headers.get('location').slice(url.length));
    assert.deepEqual([page.status, page.text.includes('The e-mail address or the password is wrong')], [200, true]);
    const required = await send('GET', '/api/auth/signin?error=SessionRequired&callbackUrl=%2Ftasks');
    assert.equal(required.headers.get('location'), `${url}/sign-in?next=%2Ftasks&error=SessionRequired`);
    assert.match((await send('GET', '/sign-in?next=%2Ftasks&error=SessionRequired')).text, /Sign in first[^]*value="\/tasks"/);
    assert.doesNotMatch((await send('GET', '/sign-in?error=%3Cb%3Ex')).text, /<b>x|is-wrong|role="alert"/);
    forgetAttempts();
  });

  await t.test('wait after five failures, as all others do', async () => {
    const browser = newBrowser();
    const members = { email: `nobody-${randomUUID()}@quay.example`, password: 'not the password' };
    for (let i = 0; i < 5; i++) assertRefused(await browser.signIn(members), 401, 'CredentialsSignin');
    const res = await browser.signIn(members);
    assertRefused(res, 429, 'TooManyAttempts');
    assert.ok(res.body.retryAfter > 0);
    assert.equal(res.headers.get('retry-after'), String(res.body.retryAfter));
    forgetAttempts();
  });

  await t.test('are led to this site alone', async () => {
    const { host } = new URL(url);
    const places = { '/agents?q=1#top': '/agents?q=1#top', [`${url}/tasks`]: '/tasks', [url]: '', '': '', '//elsewhere.example': '',
      'https://elsewhere.example/': '', [`${url}.elsewhere.example/`]: '', [`${url}@elsewhere.example/`]: '',
      [`${url}//elsewhere.example`]: '', '/\\elsewhere.example': '', '/a\r\nSet-Cookie: a=b': '', [`http://${host}/agents`]: '',
      'javascript:alert(1)': '', 'agents': '' };
    const browser = await signedIn();
    for (const [callbackUrl, place] of Object.entries(places)) {
      const res = await browser.signOut({ callbackUrl });
      assert.deepEqual([callbackUrl, res.body], [callbackUrl, { url: `${url}${place}` }]);
      const page = await browser.ask('GET', `/api/auth/signin?${new URLSearchParams({ callbackUrl })}`);
      assert.equal(page.headers.get('location'), `${url}/sign-in${place && `?next=${encodeURIComponent(place)}`}`);
    }
  });
});

test('what another site makes a browser of NextAuth send', { skip }, async (t) => {
  await t.test('does nothing without the token of that browser', async () => {
    const [browser, other] = [newBrowser(), newBrowser()];
    await browser.token();
    for (const csrfToken of ['', 'x', await other.token()])
      assertRefused(await browser.signIn({ csrfToken }), 403, 'MissingCSRF');
    assert.equal((await browser.signIn({ csrfToken: '', json: '' })).headers.get('location'), `${url}/sign-in?error=MissingCSRF`);
    assert.deepEqual(await browser.session(), {});
    await browser.signIn();
    assertRefused(await browser.signOut({ csrfToken: await other.token() }), 403, 'MissingCSRF');
    assert.equal((await browser.session()).user.email, email);
    assertRefused(await send('POST', '/api/auth/signout', { body: { json: true } }), 403, 'MissingCSRF');
  });

  await t.test('does nothing where its origin tells, even with the token', async () => {
    const browser = newBrowser();
    for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])
      assertProblem(await browser.signIn({}, headers), 403);
    assert.deepEqual(await browser.session(), {});
    for (const headers of [{ origin: url }, { 'sec-fetch-site': 'same-origin' }])
      assert.equal((await browser.signIn({}, headers)).status, 200);
  });

  await t.test('a token stays that of its cookie, and becomes that of its session', async () => {
    const browser = newBrowser();
    const first = await browser.token();
    assert.equal(await browser.token(), first);
    assert.match(first, /^[\w-]{43}$/);
    assert.notEqual(browser.jar.get('__Host-muster-csrf'), first);
    await browser.signIn();
    assert.notEqual(await browser.token(), first);
    const page = (await browser.ask('GET', '/agents')).text;
    assert.ok(page.includes(await browser.token()), 'it is that of the forms');
    assertProblem(await browser.ask('POST', '/api/agents', { body: '{}', headers: { origin: url } }), 403);
  });

  await t.test('signing in again ends the session that the cookie held', async () => {
    const browser = await signedIn();
    const cookie = `__Host-muster=${browser.jar.get('__Host-muster')}`;
    await browser.signIn();
    assert.deepEqual((await send('GET', '/api/auth/session', { headers: { cookie } })).body, {});
  });
});

test('a session in the shape of NextAuth', { skip }, async (t) => {
  const sessionOf = async (headers) => (await send('GET', '/api/auth/session', { headers })).body;

  await t.test('is nothing for a key, a stranger and what is no credential', async () => {
    const { key } = (await send('POST', '/api/api-keys', { token: await tokenOf('admin'), body: { name: 'NextAuth', role: 'viewer' } })).body;
    for (const token of [key, 'x', 'a'.repeat(43), '']) assert.deepEqual(await sessionOf({ authorization: `Bearer ${token}` }), {});
    assert.equal((await sessionOf({ authorization: `Bearer ${await tokenOf('viewer')}` })).user.email, email);
  });

  await t.test('ends with its idle time, its membership and its user', async () => {
    const browser = await signedIn();
    const { user } = await browser.session();
    const own = `token_hash = sha256('${browser.jar.get('__Host-muster')}'::bytea)`;
    const ends = (change, back) => async () => {
      sql(change);
      try {
        assert.deepEqual(await browser.session(), {});
      } finally {
        sql(back);
      }
      assert.equal((await browser.session()).user.id, user.id);
    };
    await ends(`update sessions set last_used_at = now() - interval '8 hours 1 minute' where ${own}`,
      `update sessions set last_used_at = now() where ${own}`)();
    await ends(`update sessions set tenant_id = (select id from tenants where slug = 'quay') where ${own}`,
      `update sessions set tenant_id = (select id from tenants where slug = 'harbour') where ${own}`)();
  });
});
