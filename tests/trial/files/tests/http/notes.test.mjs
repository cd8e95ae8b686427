// Nouns of the trial: what all nouns can do, they can do.

import assert from 'node:assert/strict';
import test from 'node:test';

import { admin, assertProblem, makeAgent, newName, operator, owner, send, skip, sql, stranger, tokenOf, viewer, wrongFields } from './client.mjs';

const make = async (members = {}) => {
  const res = await operator.post('/api/notes', { name: newName('Note'), ...members });
  assert.equal(res.status, 201, res.text);
  return res.body.note;
};

const full = (agentId) => ({ text: 'Long', topic: 'trial', weight: 7, mood: 'alarmed', dueAt: '2026-03-12T17:00:00.000Z', agentId,
  tags: ['a', 'b'], settings: { deep: [1, { a: null }] }, active: false });

const auditOf = async (noun, id) => (await owner.get(`/api/audit-log?noun=${noun}&rowId=${id}`)).body.auditEntries.map((entry) => entry.action);

test('a note', { skip }, async (t) => {
  await t.test('is made with fallbacks, got, changed, replaced and deleted', async () => {
    const note = await make({ topic: 'trial' });
    const path = `/api/notes/${note.id}`;

    assert.deepEqual([note.text, note.topic, note.active, note.version, note.mood, note.weight, note.dueAt, note.agentId, note.tags, note.settings],
      ['', 'trial', true, 1, 'calm', null, null, null, [], {}]);
    assert.deepEqual((await viewer.get(path)).body.note, note);
    assert.equal((await operator.patch(path, { text: 'Changed' }, { 'if-match': '"1"' })).body.note.text, 'Changed');
    assertProblem(await operator.patch(path, { text: 'Late' }, { 'if-match': '"1"' }), 412);
    assert.equal((await operator.put(path, { name: 'Replaced' })).body.note.name, 'Replaced');
    assert.equal((await viewer.post('/api/notes', { name: 'x' })).status, 403);
    assert.equal((await operator.delete(path)).status, 403);
    assert.ok((await admin.delete(path)).status < 300);
    assertProblem(await viewer.get(path), 404);
  });

  await t.test('has fields of every kind, which come back as they were sent', async () => {
    const members = full((await makeAgent()).id);
    const note = await make(members);

    for (const [name, value] of Object.entries(members)) assert.deepEqual(note[name], value, name);
  });

  await t.test('is refused with its fields', async () => {
    const wrong = async (body) => wrongFields(await operator.post('/api/notes', { name: newName('Note'), ...body })).map((one) => one.split(' ')[0]);
    const foreign = (await stranger.post('/api/agents', { name: newName('Foreign') })).body.agent;

    assert.deepEqual(await wrong({ name: 'x'.repeat(256), active: 7, other: 1 }), ['/name', '/active', '/other']);
    assert.deepEqual(await wrong({ name: ' ' }), ['/name']);
    assert.deepEqual(await wrong({ weight: 1001, mood: 'grim', dueAt: 'soon', tags: 'a', settings: [] }), ['/weight', '/mood', '/dueAt', '/tags', '/settings']);
    assert.deepEqual(await wrong({ agentId: foreign.id }), ['/agentId']);
  });

  await t.test('is listed, filtered, searched, sorted, paged and exported', async () => {
    const topic = newName('topic');
    const [first, second] = [await make({ topic, name: 'B of it', mood: 'glad' }), await make({ topic, name: 'A of it' })];
    const ids = async (query) => (await viewer.get(`/api/notes?topic=${encodeURIComponent(topic)}&${query}`)).body.notes.map((note) => note.id);

    assert.deepEqual(await ids(''), [second.id, first.id]);
    assert.deepEqual(await ids('sort=-name'), [first.id, second.id]);
    assert.deepEqual(await ids('q=b%20of'), [first.id]);
    assert.deepEqual(await ids('active=false'), []);
    assert.deepEqual(await ids('mood=glad'), [first.id]);
    const { nextCursor } = (await viewer.get(`/api/notes?topic=${encodeURIComponent(topic)}&limit=1`)).body;
    assert.deepEqual(await ids(`limit=1&cursor=${nextCursor}`), [first.id]);
    const csv = (await viewer.get(`/api/notes?topic=${encodeURIComponent(topic)}&export=csv`)).text;
    assert.equal(csv.trim().split(/\r?\n/).length, 3, csv);
  });

  await t.test('is switched and deleted with many others', async () => {
    const notes = [await make(), await make()];
    const bulk = async (action) => (await admin.post('/api/notes/bulk', { action, ids: notes.map((note) => note.id) })).body;

    assert.equal((await bulk('deactivate')).results.length, 2);
    assert.equal((await viewer.get(`/api/notes/${notes[0].id}`)).body.note.active, false);
    await bulk('delete');
    assertProblem(await viewer.get(`/api/notes/${notes[1].id}`), 404);
  });

  await t.test('is of its tenant alone', async () => {
    const note = await make();

    assertProblem(await stranger.get(`/api/notes/${note.id}`), 404);
    assertProblem(await stranger.patch(`/api/notes/${note.id}`, { text: 'x' }), 404);
    assert.ok(!(await stranger.get('/api/notes?limit=200')).text.includes(note.id));
  });

  await t.test('is audited, by its noun', async () => {
    const note = await make();
    await operator.patch(`/api/notes/${note.id}`, { text: 'Seen' });

    assert.deepEqual(await auditOf('note', note.id), ['update', 'create']);
  });

  await t.test('is in the document of the API and in its reference', async () => {
    const { paths } = (await send('GET', '/api/openapi.json')).body;
    const page = await send('GET', '/reference', { headers: { cookie: `__Host-muster=${await tokenOf('viewer')}`, accept: 'text/html' } });

    assert.deepEqual(Object.keys(paths).filter((path) => path.startsWith('/api/notes')).sort(), ['/api/notes', '/api/notes/bulk', '/api/notes/{id}']);
    assert.equal(page.status, 200);
    assert.equal([...page.text.matchAll(/data-call="\w+ \/api\/notes/g)].length, 7);
  });

  sql("delete from notes where name like 'Note %' or topic like 'topic %'");
});

test('a reminder', { skip }, async (t) => {
  const [agent, other] = [await makeAgent(), await makeAgent()];
  const path = `/api/agents/${agent.id}/reminders`;
  const { reminder } = (await operator.post(path, { name: 'Look', dueAt: '2026-03-12T17:00:00Z' })).body;

  await t.test('is of its agent, and under no other', async () => {
    assert.equal(reminder.agentId, agent.id);
    assert.deepEqual((await viewer.get(path)).body.reminders, [reminder]);
    assertProblem(await viewer.get(`/api/agents/${other.id}/reminders/${reminder.id}`), 404);
    assertProblem(await stranger.get(`${path}/${reminder.id}`), 404);
    assert.deepEqual(wrongFields(await operator.post(path, { name: 'Look' })).map((one) => one.split(' ')[0]), ['/dueAt']);
  });

  await t.test('is changed, audited and deleted', async () => {
    assert.equal((await operator.patch(`${path}/${reminder.id}`, { name: 'Look again' })).body.reminder.name, 'Look again');
    assert.ok((await operator.delete(`${path}/${reminder.id}`)).status < 300);
    assert.deepEqual(await auditOf('reminder', reminder.id), ['delete', 'update', 'create']);
  });
});
