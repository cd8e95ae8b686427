// A noun of the trial: what all nouns can do, it can do.

import assert from 'node:assert/strict';
import test from 'node:test';

import { admin, assertProblem, newName, operator, owner, send, skip, sql, stranger, tokenOf, viewer, wrongFields } from './client.mjs';

const make = async (members = {}) => {
  const res = await operator.post('/api/notes', { name: newName('Note'), ...members });
  assert.equal(res.status, 201, res.text);
  return res.body.note;
};

test('a note', { skip }, async (t) => {
  await t.test('is made with fallbacks, got, changed, replaced and deleted', async () => {
    const note = await make({ topic: 'trial' });
    const path = `/api/notes/${note.id}`;

    assert.deepEqual([note.text, note.topic, note.active, note.version], ['', 'trial', true, 1]);
    assert.deepEqual((await viewer.get(path)).body.note, note);
    assert.equal((await operator.patch(path, { text: 'Changed' }, { 'if-match': '"1"' })).body.note.text, 'Changed');
    assertProblem(await operator.patch(path, { text: 'Late' }, { 'if-match': '"1"' }), 412);
    assert.equal((await operator.put(path, { name: 'Replaced' })).body.note.name, 'Replaced');
    assert.equal((await viewer.post('/api/notes', { name: 'x' })).status, 403);
    assert.equal((await operator.delete(path)).status, 403);
    assert.ok((await admin.delete(path)).status < 300);
    assertProblem(await viewer.get(path), 404);
  });

  await t.test('is refused with its fields', async () => {
    assert.deepEqual(wrongFields(await operator.post('/api/notes', { name: 'x'.repeat(256), active: 7, other: 1 })).length, 3);
    assert.deepEqual(wrongFields(await operator.post('/api/notes', { name: ' ' })).map((one) => one.split(' ')[0]), ['/name']);
  });

  await t.test('is listed, filtered, searched, sorted, paged and exported', async () => {
    const topic = newName('topic');
    const [first, second] = [await make({ topic, name: 'B of it' }), await make({ topic, name: 'A of it' })];
    const ids = async (query) => (await viewer.get(`/api/notes?topic=${encodeURIComponent(topic)}&${query}`)).body.notes.map((note) => note.id);

    assert.deepEqual(await ids(''), [second.id, first.id]);
    assert.deepEqual(await ids('sort=-name'), [first.id, second.id]);
    assert.deepEqual(await ids('q=b%20of'), [first.id]);
    assert.deepEqual(await ids('active=false'), []);
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
    const { auditEntries } = (await owner.get(`/api/audit-log?noun=note&rowId=${note.id}`)).body;

    assert.deepEqual(auditEntries.map((entry) => entry.action), ['update', 'create']);
  });

  await t.test('is in the document of the API and in its reference', async () => {
    const { paths } = (await send('GET', '/api/openapi.json')).body;
    const page = await send('GET', '/reference', { headers: { cookie: `__Host-muster=${await tokenOf('viewer')}`, accept: 'text/html' } });

    assert.deepEqual(Object.keys(paths).filter((path) => path.startsWith('/api/notes')), ['/api/notes', '/api/notes/bulk', '/api/notes/{id}']);
    assert.equal(page.status, 200);
    assert.equal([...page.text.matchAll(/data-call="\w+ \/api\/notes/g)].length, 7);
  });

  sql("delete from notes where name like 'Note %' or topic like 'topic %'");
});
