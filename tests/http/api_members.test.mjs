// Members and invitations: who may join, change and leave, and what a link is good for.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

import {
  admin, as, assertProblem, forgetAttempts, isoTime, newName, operator, owner, password, send, skip, sql, stranger, unknownId,
  url, viewer,
} from './client.mjs';

const { MUSTER_TEST_VAR: state } = process.env;
const secret = 'a long enough secret';

function newEmail() {
  return `${newName('guest').replace(' ', '-')}@members.example`.toLowerCase();
}

async function invite(members = {}, who = admin) {
  const res = await who.post('/api/invitations', { email: newEmail(), role: 'viewer', ...members });
  assert.equal(res.status, 201, res.text);
  return { ...res.body.invitation, link: res.body.link, token: new URL(res.body.link).searchParams.get('token') };
}

const accept = (body, token) => send('POST', '/api/invitations/accept', { body, token });

// A person who has just joined Harbour Support.
async function join(role = 'viewer') {
  const { token, email } = await invite({ role }, owner);
  const res = await accept({ token, name: 'Guest', password: secret });
  assert.equal(res.status, 200, res.text);
  return { ...res.body.user, session: res.body.token, email };
}

const restAs = (token) => Object.fromEntries(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) =>
  [method.toLowerCase(), (path, body, headers) => send(method, path, { token, body, headers })]));

test('invitations', { skip }, async (t) => {
  // a hundred in an hour are allowed, and earlier runs count
  sql("delete from invitations where email like '%@members.example'");

  await t.test('a link is shown once, and makes an account with the role', async () => {
    const { id, link, token, email, state: standing, expiresAt, isMailed, createdBy } = await invite({ role: 'OPERATOR' });

    assert.match(link, /^https:\/\/[^/]+\/join\?token=[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}$/);
    assert.equal(standing, 'pending');
    assert.equal(isMailed, false);
    assert.match(expiresAt, isoTime);
    assert.equal(createdBy.email, 'admin@harbour.example');
    const got = await admin.get(`/api/invitations/${id}`);
    assert.ok(!got.text.includes(token.split('.')[1]));
    const res = await accept({ token, name: 'Night shift', password: secret });
    assert.equal(res.status, 200, res.text);
    assert.equal(res.body.user.email, email);
    assert.equal(res.body.user.role, 'operator');
    assert.equal(res.body.tenant.name, 'Harbour Support');
    assert.match(res.headers.get('set-cookie'), /^__Host-muster=/);
    const { invitation } = (await admin.get(`/api/invitations/${id}`)).body;
    assert.equal(invitation.state, 'accepted');
    assert.equal(invitation.acceptedById, res.body.user.id);
    const member = (await viewer.get(`/api/members/${res.body.user.id}`)).body.member;
    assert.equal(member.name, 'Night shift');
    assert.equal(member.role, 'operator');
  });

  await t.test('an account that exists accepts with its password, or its session', async () => {
    const guest = await join();
    const withPassword = await stranger.post('/api/invitations', { email: guest.email, role: 'operator' });
    const token = new URL(withPassword.body.link).searchParams.get('token');

    assertProblem(await accept({ token }), 422, ['/password required']);
    assertProblem(await accept({ token, password: 'not the password' }), 422, ['/password wrong']);
    const res = await accept({ token, password: secret });
    assert.equal(res.status, 200, res.text);
    assert.equal(res.body.user.id, guest.id);
    assert.equal(res.body.tenant.name, 'Quay Finance');
    assert.ok(res.body.token);
    await stranger.delete(`/api/members/${guest.id}`);
    const again = await stranger.post('/api/invitations', { email: guest.email.toUpperCase() });
    const other = await accept({ token: new URL(again.body.link).searchParams.get('token') }, guest.session);
    assert.equal(other.status, 200, other.text);
    assert.equal(other.body.token, undefined);
    assert.equal(other.headers.get('set-cookie'), null);
    const me = await send('GET', '/api/auth/me', { token: guest.session });
    assert.equal(me.body.tenant.name, 'Quay Finance');
    assert.equal(me.body.user.role, 'operator');
    forgetAttempts();
  });

  await t.test('somebody else who is signed in cannot accept it', async () => {
    const guest = await join();
    const { token } = await invite();

    assertProblem(await accept({ token }, guest.session), 422, ['/password required']);
  });

  await t.test('used, expired, revoked, renewed and invented links are answered the same', async () => {
    const used = await invite(), expired = await invite(), revoked = await invite(), renewed = await invite();
    await accept({ token: used.token, password: secret });
    sql(`update invitations set expires_at = now() where id = '${expired.id}'`);
    assert.equal((await admin.delete(`/api/invitations/${revoked.id}`)).status, 204);
    const anew = await admin.post(`/api/invitations/${renewed.id}/renew`);
    const foreign = `${(await stranger.get('/api/tenants')).body.tenants[0].id}.${revoked.token.split('.')[1]}`;
    const tokens = [used, expired, revoked, renewed].map(({ token }) => token);

    for (const token of [...tokens, foreign, `${unknownId}.${'A'.repeat(43)}`, 'x', '', undefined]) {
      const res = await accept({ token, password: secret });
      assertProblem(res, 422, ['/token invalid']);
      assert.equal(res.body.errors[0].message, 'is of an invitation that was used or revoked, or is too old');
    }
    assert.equal(anew.status, 200);
    const token = new URL(anew.body.link).searchParams.get('token');
    assert.notEqual(token, renewed.token);
    assert.equal((await accept({ token, password: secret })).status, 200);
  });

  await t.test('two who follow one link make one account', async () => {
    const { token, email } = await invite();
    const all = await Promise.all([1, 2, 3].map(() => accept({ token, password: secret })));

    assert.deepEqual(all.map(({ status }) => status).sort(), [200, 422, 422]);
    assert.equal(sql(`select count(*) from users where email = '${email}'`), '1');
  });

  await t.test('what has ended is not revoked or renewed', async () => {
    const { id, token, version } = await invite();

    assertProblem(await admin.delete(`/api/invitations/${id}`, { 'if-match': `"${version + 1}"` }), 412);
    await accept({ token, password: secret });
    assertProblem(await admin.delete(`/api/invitations/${id}`), 409);
    assertProblem(await admin.post(`/api/invitations/${id}/renew`), 409);
    const other = await invite();
    assert.equal((await admin.delete(`/api/invitations/${other.id}`)).status, 204);
    assertProblem(await admin.delete(`/api/invitations/${other.id}`), 409);
  });

  await t.test('one address has one invitation, and no member has any', async () => {
    const { email, id } = await invite();

    assertProblem(await admin.post('/api/invitations', { email }), 409, ['/email conflict']);
    assertProblem(await admin.post('/api/invitations', { email: 'Viewer@harbour.example' }), 409, ['/email conflict']);
    sql(`update invitations set expires_at = now() where id = '${id}'`);
    assert.equal((await admin.post('/api/invitations', { email })).status, 201);
    assert.equal((await admin.get(`/api/invitations/${id}`)).body.invitation.state, 'revoked');
  });

  await t.test('wrong input is told, all at once', async () => {
    assertProblem(await admin.post('/api/invitations', {}), 422, ['/email required']);
    assertProblem(await admin.post('/api/invitations', { email: 'x', role: 'king' }), 422, ['/role choice']);
    assertProblem(await admin.post('/api/invitations', { email: 'a b@c.example' }), 422, ['/email email']);
    assertProblem(await admin.post('/api/invitations', { email: newEmail(), token: 'x' }), 422, ['/token unknown']);
    const { token } = await invite();
    assertProblem(await accept({ token }), 422, ['/password required']);
    assertProblem(await accept({ token, password: 'short', name: 'x\u0007' }), 422,
      ['/name control_character', '/password too_short']);
  });

  await t.test('an admin invites no owner, an operator nobody', async () => {
    assertProblem(await admin.post('/api/invitations', { email: newEmail(), role: 'owner' }), 403);
    assertProblem(await operator.post('/api/invitations', { email: newEmail() }), 403);
    assertProblem(await operator.get('/api/invitations'), 403);
    const { id } = await invite({ role: 'owner' }, owner);
    assertProblem(await stranger.get(`/api/invitations/${id}`), 404);
    assertProblem(await stranger.delete(`/api/invitations/${id}`), 404);
    assertProblem(await stranger.post(`/api/invitations/${id}/renew`), 404);
    assertProblem(await admin.delete('/api/invitations/nothing'), 404);
  });

  await t.test('a repeat with the same key makes one, and shows no link', async () => {
    const body = { email: newEmail() };
    const headers = { 'idempotency-key': randomUUID() };
    const first = await admin.post('/api/invitations', body, headers);
    const second = await admin.post('/api/invitations', body, headers);

    assert.equal(second.status, 201, second.text);
    assert.equal(second.body.invitation.id, first.body.invitation.id);
    assert.equal(second.body.link, undefined);
  });

  await t.test('the page of a link makes the account, and says what is wrong', async () => {
    const { token, email } = await invite();
    const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', origin: url };
    const join = (members) => send('POST', '/join', { body: String(new URLSearchParams({ token, ...members })), headers: form });

    const page = await send('GET', `/join?token=${token}`, { headers: { accept: 'text/html' } });
    assert.equal(page.status, 200);
    assert.match(page.text, /<h1>Join Harbour Support<\/h1>/);
    assert.ok(page.text.includes(email));
    const wrong = await join({ name: 'Kept', password: 'short' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /value="Kept"/);
    const done = await join({ name: 'Guest', password: secret });
    assert.equal(done.status, 303, done.text);
    assert.equal(done.headers.get('location'), '/');
    assert.match(done.headers.get('set-cookie'), /^__Host-muster=/);
    for (const gone of [token, 'x', ''])
      assert.equal((await send('GET', `/join?token=${gone}`, { headers: { accept: 'text/html' } })).status, 404);
  });

  await t.test('no token is in a log, or in the audit log', async () => {
    const { token, id } = await invite();
    await send('GET', `/join?token=${token}`, { headers: { accept: 'text/html' } });
    await accept({ token, password: secret });
    const [, hidden] = token.split('.');

    const entries = (await admin.get(`/api/audit-log?noun=invitation&rowId=${id}&export=ndjson`)).text;
    assert.ok(!entries.includes(hidden));
    assert.equal(sql(`select count(*) from audit_log where row_id = '${id}'
                       and (before::text || after::text) ~ encode(sha256('${hidden}'), 'hex')`), '0');
    for (const name of readdirSync(`${state}/log`))
      assert.ok(!readFileSync(`${state}/log/${name}`, 'utf8').includes(hidden), name);
  });
});

test('members', { skip }, async (t) => {
  await t.test('are listed to each of them, newest first, by role and by name', async () => {
    const guest = await join();
    const { members, hasMore } = (await viewer.get('/api/members?limit=2')).body;

    assert.equal(members[0].id, guest.id);
    assert.deepEqual(Object.keys(members[0]),
      ['id', 'name', 'email', 'avatar', 'role', 'isSelf', 'version', 'createdAt', 'updatedAt']);
    assert.equal(hasMore, true);
    const owners = (await viewer.get('/api/members?role=owner')).body.members;
    assert.ok(owners.every(({ role }) => role === 'owner'));
    assert.ok(owners.some(({ email }) => email === 'owner@harbour.example'));
    const found = (await viewer.get(`/api/members?q=${guest.email}`)).body.members;
    assert.deepEqual(found.map(({ id }) => id), [guest.id]);
    assert.equal((await send('GET', `/api/members/${guest.id}`, { token: guest.session })).body.member.isSelf, true);
    assertProblem(await stranger.get(`/api/members/${guest.id}`), 404);
  });

  await t.test('all pages together are all members, each once', async () => {
    const ids = [];
    for (let path = '/api/members?limit=3'; path;) {
      const { members, nextCursor } = (await viewer.get(path)).body;
      ids.push(...members.map(({ id }) => id));
      path = nextCursor && `/api/members?limit=3&cursor=${nextCursor}`;
    }
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(String(ids.length), sql(`select count(*) from memberships m join tenants t on t.id = m.tenant_id
                                           where t.slug = 'harbour' and m.ended_at is null`));
  });

  await t.test('get another role from those above them', async () => {
    const guest = await join();
    const path = `/api/members/${guest.id}`;

    const res = await admin.patch(path, { role: 'ADMIN' });
    assert.equal(res.body.member.role, 'admin', res.text);
    assert.equal((await send('GET', '/api/auth/me', { token: guest.session })).body.user.role, 'admin');
    assertProblem(await admin.patch(path, { role: 'viewer' }, { 'if-match': '"1"' }), 412);
    assertProblem(await admin.put(path, { role: 'owner' }), 403);
    assertProblem(await operator.patch(path, { role: 'viewer' }), 403);
    assertProblem(await stranger.patch(path, { role: 'viewer' }), 404);
    assertProblem(await admin.patch(path, { role: 'king', name: 'x' }), 422, ['/role choice', '/name read_only']);
    assert.equal((await owner.put(path, { role: 'owner' })).body.member.role, 'owner');
    assertProblem(await admin.patch(path, { role: 'viewer' }), 403);
    assertProblem(await admin.delete(path), 403);
    assert.equal((await owner.delete(path)).status, 204);
  });

  await t.test('who is removed is out at once, and may come again', async () => {
    const guest = await join('operator');
    const { id } = (await restAs(guest.session).post('/api/agents', { name: newName('Of a guest') })).body.agent;

    assertProblem(await operator.delete(`/api/members/${guest.id}`), 403);
    assert.equal((await admin.delete(`/api/members/${guest.id}`)).status, 204);
    assertProblem(await send('GET', '/api/auth/me', { token: guest.session }), 401);
    const again = await send('POST', '/api/auth/login', { body: { email: guest.email, password: secret } });
    assertProblem(again, 403);
    assert.match(again.body.detail, /in no organisation any more/);
    const page = await send('POST', '/sign-in', {
      body: String(new URLSearchParams({ email: guest.email, password: secret })),
      headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    });
    assert.equal(page.status, 403);
    assert.match(page.text, /in no organisation any more/);
    assertProblem(await viewer.get(`/api/members/${guest.id}`), 404);
    assertProblem(await admin.delete(`/api/members/${guest.id}`), 404);
    assertProblem(await admin.patch(`/api/members/${guest.id}`, { role: 'viewer' }), 404);
    assert.equal((await viewer.get(`/api/agents/${id}`)).body.agent.createdBy.id, guest.id);
    const { token } = await invite({ email: guest.email });
    assert.equal((await accept({ token, password: secret })).body.user.id, guest.id);
    assertProblem(await send('GET', '/api/auth/me', { token: guest.session }), 401);
    assert.equal((await viewer.get(`/api/members/${guest.id}`)).body.member.role, 'viewer');
    forgetAttempts();
  });

  await t.test('many get another role or go, each by itself', async () => {
    const [a, b] = [await join(), await join('operator')];
    const self = (await admin.get('/api/auth/me')).body.user.id;
    const [{ id: above }] = (await owner.get('/api/members?role=owner&q=owner@harbour')).body.members;
    const bulk = (body, who = admin) => who.post('/api/members/bulk', body);

    const raised = await bulk({ action: 'role', role: 'OPERATOR', ids: [a.id, b.id, above, unknownId] });
    assert.equal(raised.status, 200, raised.text);
    assert.deepEqual(raised.body, { results: [
      { id: a.id, changed: true, role: 'operator' },
      { id: b.id, changed: false, role: 'operator', code: 409, error: 'has this role already' },
      { id: above, changed: false, role: 'owner', code: 409, error: "needs a role that is not below the member's" },
      { id: unknownId, changed: false, role: null, code: 404, error: 'no such member' },
    ], changed: 1, failed: 3 });
    const lifted = await bulk({ action: 'role', role: 'owner', ids: [a.id] });
    assert.equal(lifted.body.changed, 0);
    const removed = await bulk({ action: 'remove', ids: [a.id, self, b.id, a.id] });
    assert.deepEqual(removed.body.results.map(({ changed, code }) => [changed, code]),
      [[true, undefined], [false, 409], [true, undefined], [false, 409]]);
    assertProblem(await send('GET', '/api/auth/me', { token: a.session }), 401);
    assertProblem(await viewer.get(`/api/members/${b.id}`), 404);

    const theirs = await bulk({ action: 'remove', ids: [above] }, stranger);
    assert.deepEqual(theirs.body.results, [{ id: above, changed: false, role: null, code: 404, error: 'no such member' }]);
    assertProblem(await bulk({ action: 'remove', ids: [unknownId] }, operator), 403);
    assertProblem(await bulk({}), 422, ['/action required', '/ids count']);
    assertProblem(await bulk({ action: 'role', ids: ['x'] }), 422, ['/ids/0 id', '/role conflict']);
    assertProblem(await bulk({ action: 'remove', role: 'viewer', ids: [unknownId] }), 422, ['/role conflict']);
    assertProblem(await bulk({ action: 'role', role: 'king', ids: [unknownId] }), 422, ['/role choice']);
  });

  await t.test('the last owner stays, and does not step down', async () => {
    const clerk = as('owner', 'quay');
    const [{ id }] = (await clerk.get('/api/members?role=owner')).body.members;

    for (const res of [await clerk.patch(`/api/members/${id}`, { role: 'admin' }), await clerk.delete(`/api/members/${id}`)]) {
      assertProblem(res, 409);
      assert.equal(res.body.detail, 'This is the last owner: make somebody else one first');
    }
  });

  await t.test('of two owners who remove each other at once one stays', async () => {
    const tenant = sql(`select private.add_tenant('${newName('Duel')}')`);
    const add = (email) => sql(`select private.add_user('${email}', 'Owner', (select password_hash from users
      where email = 'owner@harbour.example'), '${tenant}', 'owner')`);

    for (let round = 0; round < 5; round++) {
      const people = await Promise.all([newEmail(), newEmail()].map(async (email) => {
        const id = add(email);
        forgetAttempts();
        const { body } = await send('POST', '/api/auth/login', { body: { email, password: password() } });
        return { id, token: body.token };
      }));
      sql(`update memberships set ended_at = now() where tenant_id = '${tenant}' and ended_at is null
            and user_id not in ('${people[0].id}', '${people[1].id}')`);
      const answers = await Promise.all(people.map((one, i) =>
        send('DELETE', `/api/members/${people[1 - i].id}`, { token: one.token })));
      const statuses = answers.map(({ status }) => status).sort();
      // one wins; the other is told of the last owner, or is signed in no more
      assert.equal(statuses[0], 204);
      assert.ok([401, 409, 503].includes(statuses[1]), String(statuses));
      assert.equal(sql(`select count(*) from memberships where tenant_id = '${tenant}' and role = 'owner'
                         and ended_at is null`), '1');
    }
  });

  await t.test('are audited: who, from what to what', async () => {
    const guest = await join();
    await admin.patch(`/api/members/${guest.id}`, { role: 'operator' });
    await admin.delete(`/api/members/${guest.id}`);
    const entries = (await admin.get(`/api/audit-log?noun=member&rowId=${guest.id}`)).body.auditEntries;

    assert.ok(entries.length >= 3);
  });
});

test('pages of members', { skip }, async (t) => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  const post = (who, path, members) => who.post(path, String(new URLSearchParams(members)), form);

  await t.test('invite, show the link once, and revoke', async () => {
    const email = newEmail();
    const wrong = await post(admin, '/invitations', { email: 'x', role: 'viewer' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Is not an e-mail address/);
    const made = await post(admin, '/invitations', { email, role: 'viewer' });
    assert.equal(made.status, 201, made.text);
    assert.match(made.text, /\/join\?token=[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}/);
    const { invitations } = (await admin.get('/api/invitations?limit=1')).body;
    assert.equal(invitations[0].email, email);
    const list = await admin.get('/invitations', { accept: 'text/html' });
    assert.ok(list.text.includes(email));
    assert.ok(!/join\?token/.test(list.text));
    assert.match((await post(admin, `/invitations/${invitations[0].id}/renew`, {})).text, /join\?token/);
    const gone = await post(admin, `/invitations/${invitations[0].id}/revoke`, {});
    assert.equal(gone.headers.get('location'), '/invitations?did=invitation-revoked');
  });

  await t.test('change a role, and remove', async () => {
    const guest = await join();
    const path = `/members/${guest.id}`;

    assert.match((await admin.get(path, { accept: 'text/html' })).text, /Change the role/);
    assert.ok(!(await viewer.get(path, { accept: 'text/html' })).text.includes('Change the role'));
    const saved = await post(admin, path, { role: 'operator', version: '1' });
    assert.equal(saved.headers.get('location'), `${path}?did=member-saved`);
    assert.equal((await post(admin, path, { role: 'viewer', version: '1' })).status, 412);
    assert.equal((await post(admin, path, { role: 'owner' })).status, 403);
    assert.equal((await post(admin, `${path}/remove`, {})).headers.get('location'), '/members?did=member-removed');
    assert.equal((await admin.get(path, { accept: 'text/html' })).status, 404);
  });

  await t.test('change and remove several, and say of whom they did not', async () => {
    const [a, b] = [await join(), await join()];
    const [{ id: above }] = (await owner.get('/api/members?role=owner&q=owner@harbour')).body.members;
    const ids = (...list) => [...list.map((id) => ['id', id])];

    const done = await post(admin, '/members/role', [...ids(a.id, b.id), ['role', 'operator']]);
    assert.equal(done.headers.get('location'), '/members?did=members-saved.2');
    const partly = await post(admin, '/members/role', [...ids(a.id, above), ['role', 'viewer']]);
    assert.equal(partly.status, 200);
    assert.match(partly.text, /Done for 1 member/);
    assert.match(partly.text, /needs a role that is not below the member/);
    const asked = await post(admin, '/members/remove-ask', ids(a.id, b.id));
    assert.match(asked.text, /Remove 2 members\?/);
    assert.equal((await viewer.get(`/api/members/${a.id}`)).status, 200);
    assert.equal((await post(admin, '/members/remove', ids(a.id, b.id))).headers.get('location'), '/members?did=members-removed.2');
    assert.equal((await post(admin, '/members/role', [...ids('x'), ['role', 'viewer']])).status, 400);
    assert.equal((await post(admin, '/members/role', ids(a.id))).status, 400);
  });
});
