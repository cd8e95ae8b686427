// Pages of the nouns of the trial, which nobody wrote.

import assert from 'node:assert/strict';
import test from 'node:test';

import { makeAgent, newName, operator, send, skip, sql, tokenOf } from './client.mjs';

const html = { accept: 'text/html' };
const form = { ...html, 'content-type': 'application/x-www-form-urlencoded' };

// A page as one of the people sees it: its status, text and, where it leads elsewhere, location.
async function look(role, path, tenant) {
  return send('GET', path, { token: await tokenOf(role, tenant), headers: html });
}

async function post(role, path, members) {
  const res = await send('POST', path, { token: await tokenOf(role), headers: form, body: new URLSearchParams(members).toString() });
  return { ...res, location: res.headers.get('location') };
}

const valueOf = (text, name) => new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(text)?.[1];
const idIn = (location) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location)[0];

test('pages of a note', { skip }, async (t) => {
  const agent = await makeAgent();
  const name = newName('Note');
  const said = { name, text: 'A long text', topic: 'trial', weight: '7', mood: 'glad', dueAt: '2026-03-12T17:00:00Z', agentId: agent.id,
    tags: 'first, second', settings: '{"deep":[1]}', active: 'true' };
  let id;

  await t.test('the form says what is wrong, and keeps what was typed', async () => {
    const empty = await look('operator', '/notes/new');
    assert.equal(empty.status, 200, empty.text);
    for (const field of Object.keys(said)) assert.ok(empty.text.includes(`name="${field}"`), `${field} is asked for`);
    const wrong = await post('operator', '/notes', { ...said, name: ' ', weight: '1001', settings: '[' });
    assert.equal(wrong.status, 422);
    assert.equal([...wrong.text.matchAll(/aria-invalid="true"/g)].length, 3, wrong.text);
    assert.ok(wrong.text.includes('A long text'));
    assert.equal(sql(`select count(*) from notes where topic = 'trial' and agent_id = '${agent.id}'`), '0');
  });

  await t.test('one is made by the form, and its page shows every field', async () => {
    const made = await post('operator', '/notes', said);
    assert.equal(made.status, 303, made.text);
    id = idIn(made.location);
    const { text } = await look('viewer', `/notes/${id}`);
    for (const word of [name, 'A long text', 'trial', '7', 'Glad', 'first', 'second', `href="/agents/${agent.id}"`, '&quot;deep&quot;'])
      assert.ok(text.includes(word), `${word} in ${text}`);
  });

  await t.test('the list shows, filters and exports it', async () => {
    assert.ok((await look('viewer', '/notes')).text.includes(name));
    assert.ok((await look('viewer', `/notes?agentId=${agent.id}`)).text.includes(name));
    assert.ok(!(await look('viewer', `/notes?agentId=${agent.id}&mood=calm`)).text.includes(name));
    const { text } = await look('viewer', `/notes?agentId=${agent.id}`);
    const csv = /href="([^"]*csv[^"]*)"/.exec(text)[1].replaceAll('&amp;', '&');
    assert.ok((await look('viewer', csv)).text.includes(name), csv);
  });

  await t.test('a viewer is offered nothing to change', async () => {
    for (const path of ['/notes', `/notes/${id}`]) {
      const { text } = await look('viewer', path);
      assert.ok(!/href="\/notes\/(new|[^"]*\/(edit|delete))"/.test(text), path);
    }
    assert.ok(/href="\/notes\/new"/.test((await look('operator', '/notes')).text));
    assert.equal((await look('viewer', '/notes/new')).status, 403);
    assert.ok(!/\/delete"/.test((await look('operator', `/notes/${id}`)).text), 'an operator may not delete');
  });

  await t.test('it is edited, and who was slower is told', async () => {
    const { text } = await look('operator', `/notes/${id}/edit`);
    const version = valueOf(text, 'version');
    const changed = await post('operator', `/notes/${id}`, { ...said, name: `${name} anew`, version });
    assert.equal(changed.status, 303, changed.text);
    assert.ok((await look('viewer', `/notes/${id}`)).text.includes(`${name} anew`));
    const late = await post('operator', `/notes/${id}`, { ...said, name: 'Late', version });
    assert.equal(late.status, 412, late.text);
    assert.equal(sql(`select name from notes where id = '${id}'`), `${name} anew`);
  });

  await t.test('its changes are in the audit log', async () => {
    const { text } = await look('owner', `/audit?noun=note&rowId=${id}`);
    assert.ok(text.includes('Note'), text);
    assert.equal((await operator.get(`/api/notes/${id}`)).body.note.version, 2);
  });

  await t.test('nobody else finds it', async () => {
    for (const path of [`/notes/${id}`, `/notes/${id}/edit`, `/notes/${id}/delete`]) assert.equal((await look('owner', path, 'quay')).status, 404, path);
    assert.ok(!(await look('owner', '/notes', 'quay')).text.includes(name));
  });

  await t.test('it is deleted after asking', async () => {
    const asked = await look('admin', `/notes/${id}/delete`);
    assert.ok(asked.text.includes(`${name} anew`), asked.text);
    const gone = await post('admin', `/notes/${id}/delete`, { version: valueOf(asked.text, 'version') ?? '' });
    assert.equal(gone.status, 303, gone.text);
    assert.equal((await look('viewer', `/notes/${id}`)).status, 404);
  });
});

test('pages of a reminder are of its agent', { skip }, async () => {
  const [agent, other] = [await makeAgent(), await makeAgent()];
  const path = `/agents/${agent.id}/reminders`;
  const name = newName('Reminder');

  assert.equal((await look('operator', `${path}/new`)).status, 200);
  const made = await post('operator', path, { name, dueAt: '2026-03-12T17:00:00Z' });
  assert.equal(made.status, 303, made.text);
  const { id } = (await operator.get(`/api${path}`)).body.reminders[0];
  assert.ok((await look('viewer', path)).text.includes(name));
  assert.ok((await look('viewer', `${path}/${id}`)).text.includes(name));
  assert.ok(!(await look('viewer', `/agents/${other.id}/reminders`)).text.includes(name));
  assert.equal((await look('viewer', `/agents/${other.id}/reminders/${id}`)).status, 404);
  assert.equal((await look('owner', `${path}/${id}`, 'quay')).status, 404);
  assert.equal((await post('operator', `${path}/${id}/delete`, { version: '1' })).status, 303);
  assert.equal((await operator.get(`/api${path}`)).body.reminders.length, 0);
});
