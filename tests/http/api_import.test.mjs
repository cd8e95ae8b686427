// Imports over HTTP: uploads of every kind, jobs that are watched, cancelled and killed.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { request } from 'node:https';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';

import { admin, assertProblem, newName, operator, send, skip, sql, stranger, tokenOf, unknownId, url, viewer } from './client.mjs';

const { MUSTER_TEST_ADMIN_URL: database, MUSTER_TEST_POSTGRES_BIN: folder, MUSTER_TEST_VAR: state } = process.env;

const ended = ['completed', 'failed', 'cancelled'];

function n8n(name = newName('Flow'), count = 2) {
  const nodes = Array.from({ length: count }, (_, i) => ({
    id: `${i}`, name: `Step ${i}`, type: 'n8n-nodes-base.httpRequest', position: [i * 200, 0], parameters: {},
  }));
  const connections = {};
  for (let i = 1; i < count; i++) connections[`Step ${i - 1}`] = { main: [[{ node: `Step ${i}`, type: 'main', index: 0 }]] };
  return JSON.stringify({ id: randomUUID(), name, nodes, connections });
}

// files: {name: text}; the rest are fields.
async function upload(files, fields = {}, token = tokenOf('operator')) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, text] of Object.entries(files)) form.append('files', new Blob([text]), name);
  const res = await fetch(`${url}/api/import`, { method: 'POST', body: form, headers: { authorization: `Bearer ${await token}` } });
  return { status: res.status, headers: res.headers, text: await res.clone().text(), body: await res.json() };
}

async function begun(files, fields) {
  const res = await upload(files, fields);
  assert.equal(res.status, 202, res.text);
  assert.equal(res.headers.get('location'), `/api/import/${res.body.import.id}`);
  return res.body.import.id;
}

async function until(ask, isThere) {
  for (;;) {
    const found = await ask();
    if (isThere(found)) return found;
    await setImmediate();
  }
}

async function jobOf(id) {
  return (await viewer.get(`/api/import/${id}`)).body.import;
}

const endOf = (id) => until(() => jobOf(id), (job) => ended.includes(job.status));

async function imported(files, fields) {
  const job = await endOf(await begun(files, fields));
  assert.equal(job.status, 'completed', job.error);
  return job;
}

const spooled = () => readdirSync(`${state}/spool`);

// While it is held, imports wait at their first row.
async function hold(t) {
  const psql = spawn(folder ? `${folder}/psql` : 'psql', ['-X', '-A', '-t', '-q', '-d', database]);
  const gone = new Promise((resolve) => { psql.on('exit', resolve); });
  const release = async () => { psql.stdin.end(); await gone; };
  t.after(release);
  psql.stdin.write("begin; lock table import_ids in access exclusive mode; select 'held';\n");
  await new Promise((resolve) => { psql.stdout.once('data', resolve); });
  return release;
}

// An import that waits: its id, and the process that reads its files.
async function waiting(files) {
  const id = await begun(files);
  await until(() => jobOf(id), (job) => job.status === 'running');
  const pid = sql(`select pid from import_jobs where id = '${id}'`);
  const worker = await until(() => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim(), Boolean);
  await until(() => sql("select count(*) from pg_locks where relation = 'import_ids'::regclass and not granted"), (n) => n !== '0');
  return { id, pid: Number(pid), worker: Number(worker) };
}

const isAlive = (pid) => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

function countOf(name) {
  return Number(sql(`select count(*) from workflows where name = '${name}'`));
}

test('what an upload makes', { skip }, async (t) => {
  const begunAt = sql('select now()');

  await t.test('workflows, with a report, and the same again changes nothing', async () => {
    const name = newName('Mail');
    const text = n8n(name);
    const first = await imported({ 'mail.json': text, 'broken.json': '{"nodes": [', 'other.json': '{"a": 1}' });
    const { documents, ...sums } = first.report;

    assert.deepEqual(sums, { dryRun: false, imported: 1, updated: 0, unchanged: 0, refused: 2, flows: 1, nodes: 2, connections: 1, warnings: 0 });
    assert.deepEqual(documents.map((d) => `${d.path} ${d.outcome}`), ['mail.json imported', 'broken.json refused', 'other.json refused']);
    assert.match(documents[1].reason, /^not JSON: it ends too early/);
    assert.ok(documents[2].reason && documents[2].hint);
    assert.equal(first.done, 3);
    assert.equal(first.createdBy.email, 'operator@harbour.example');
    assert.equal((await viewer.get(`/api/workflows/${documents[0].flows[0].id}`)).body.workflow.name, name);

    const again = await imported({ 'mail.json': text });
    assert.equal(again.report.unchanged, 1);
    assert.equal(countOf(name), 1);
  });

  await t.test('nothing in a dry run', async () => {
    const name = newName('Dry');
    const job = await imported({ 'a.json': n8n(name) }, { dryRun: 'true' });

    assert.equal(job.dryRun, true);
    assert.equal(job.report.imported, 1);
    assert.equal(countOf(name), 0);
  });

  await t.test('what is new in a project', async () => {
    const { project } = (await operator.post('/api/projects', { name: newName('Project') })).body;
    const job = await imported({ 'a.json': n8n() }, { project: project.id });
    const { workflow } = (await viewer.get(`/api/workflows/${job.report.documents[0].flows[0].id}`)).body;

    assert.equal(workflow.projectId, project.id);
    assert.equal(job.projectName, project.name);
  });

  await t.test('with an API key, in nobody\'s name', async () => {
    const { key } = (await admin.post('/api/api-keys', { name: newName('Import'), role: 'operator' })).body;
    const res = await upload({ 'a.json': n8n() }, {}, key);

    assert.equal(res.status, 202, res.text);
    assert.equal((await endOf(res.body.import.id)).report.imported, 1);
  });

  await t.test('a file is told what is wrong with it, a graph of 10,000 steps too', async () => {
    const job = await imported({
      'large.json': `[${' '.repeat(33 * 1024 * 1024)}]`, 'graph.json': n8n('Huge', 10000), 'empty.json': '', 'deep.json': '['.repeat(100000),
      'keys.json': '{"nodes": [], "nodes": [], "__proto__": {}}', 'C:\\flows\\"quoted" \u202e.json': '\0',
    });
    const outcomes = Object.fromEntries(job.report.documents.map((d) => [d.path, d.reason ?? `${d.flows[0].nodes} steps`]));

    assert.equal(outcomes['large.json'], 'the file has 34 MiB; at most 32 MiB are read');
    assert.match(outcomes['graph.json'], /10,?000/);
    assert.equal(job.report.documents.length, 6);
    for (const { path, outcome, reason } of job.report.documents.filter((d) => d.path !== 'graph.json')) {
      assert.equal(outcome, 'refused', path);
      assert.ok(reason.length > 10, reason);
    }
  });

  await t.test('nothing is left of the files, nor of the session of the job', async () => {
    await until(spooled, (names) => names.length === 0);
    await until(() => sql(`select count(*) from sessions where user_agent = 'Muster (an import)' and revoked_at is null and created_at > '${begunAt}'`), (n) => n === '0');
  });
});

test('what is no upload', { skip }, async (t) => {
  const type = { 'content-type': 'multipart/form-data; boundary=b' };
  const part = '--b\r\nContent-Disposition: form-data; name="files"; filename="a.json"\r\n\r\n{}\r\n';
  const post = async (body, headers = type) => send('POST', '/api/import', { token: await tokenOf('operator'), body, headers });

  await t.test('no file', async () => {
    assertProblem(await post('--b--\r\n'), 422, ['/files required']);
    assertProblem(await post(`${part.replace('a.json', '')}--b--\r\n`), 422, ['/files required']);
  });
  await t.test('a project that is not there', async () => {
    assertProblem(await upload({ a: '{}' }, { project: 'x' }), 422, ['/project id']);
    assertProblem(await upload({ a: '{}' }, { project: unknownId }), 422, ['/project invalid']);
  });
  await t.test('another type', async () => {
    assertProblem(await post('{}', {}), 415);
    assertProblem(await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' }), 415);
    assertProblem(await post(part, { 'content-type': 'multipart/form-data' }), 400);
    assertProblem(await post(`${part}--b--`, { ...type, 'content-encoding': 'gzip' }), 415);
  });
  for (const [name, body] of Object.entries({
    'a form that is cut off': part, 'no boundary at all': 'x'.repeat(100000), 'nothing': '',
    'a part without a name': '--b\r\nX: y\r\n\r\n1\r\n--b--', 'headers without an end': `--b\r\nX: ${'y'.repeat(9000)}`,
    'a NUL in a header': part.replace('a.json', 'a\0'), 'an encoded part': part.replace('\r\n\r\n', '\r\nContent-Transfer-Encoding: base64\r\n\r\n') + '--b--',
  })) {
    await t.test(name, async () => assertProblem(await post(body), 400));
  }
  await t.test('too many files', async () => {
    assertProblem(await post(`${part.repeat(501)}--b--`), 413);
  });
  await t.test('nothing of it is kept', () => until(spooled, (names) => names.length === 0));
});

// Only announced: the answer comes before a byte is sent.
function announce(path, length, headers) {
  return new Promise((resolve, reject) => {
    const req = request(url + path, { method: 'POST', headers: { 'content-length': length, ...headers } }, async (res) => {
      let text = '';
      for await (const chunk of res) text += chunk;
      req.destroy();
      resolve({ status: res.statusCode, text });
    });
    req.on('error', reject);
    req.flushHeaders();
  });
}

test('what is too large is refused at once, with the limit named', { skip }, async () => {
  const api = await announce('/api/import', 300 << 20, { authorization: `Bearer ${await tokenOf('operator')}` });
  const page = await announce('/import', 300 << 20, {});
  const other = await announce('/api/agents', 2 << 20, {});

  assert.equal(api.status, 413);
  assert.match(JSON.parse(api.text).detail, /larger than 256 MiB/);
  assert.equal(page.status, 413);
  assert.match(page.text, /larger than 256 MiB/);
  assert.equal(other.status, 413);
  assert.match(JSON.parse(other.text).detail, /larger than 1 MiB/);
});

test('imports are for their organisation', { skip }, async () => {
  const id = (await imported({ 'a.json': n8n() })).id;

  assertProblem(await stranger.get(`/api/import/${id}`), 404);
  assertProblem(await stranger.post(`/api/import/${id}/cancel`), 404);
  assert.ok(!(await stranger.get('/api/import')).body.imports.some((job) => job.id === id));
  assert.ok((await viewer.get('/api/import')).body.imports.some((job) => job.id === id));
  assertProblem(await upload({ a: '{}' }, {}, tokenOf('viewer')), 403);
  assertProblem(await viewer.post(`/api/import/${id}/cancel`), 403);
  assertProblem(await operator.post(`/api/import/${id}/cancel`), 409);
  assertProblem(await operator.get(`/api/import/${unknownId}`), 404);
});

test('a job under way', { skip, timeout: 600_000 }, async (t) => {
  await t.test('is cancelled, and its process ends', async (u) => {
    const release = await hold(u);
    const name = newName('Cancelled');
    const job = await waiting({ 'a.json': n8n(name) });
    const res = await operator.post(`/api/import/${job.id}/cancel`);

    assert.equal(res.status, 200, res.text);
    assert.equal(res.body.import.status, 'cancelled');
    await until(() => isAlive(job.worker), (alive) => !alive);
    await until(() => isAlive(job.pid), (alive) => !alive);
    await release();
    assert.equal((await jobOf(job.id)).status, 'cancelled');
    assert.equal(countOf(name), 0);
  });

  await t.test('whose reader is killed has failed, and nothing is half there', async (u) => {
    const release = await hold(u);
    const name = newName('Killed');
    const job = await waiting({ 'first.json': n8n(name), 'second.json': n8n(name) });

    process.kill(job.worker, 'SIGKILL');
    const { status, error } = await endOf(job.id);
    await release();
    assert.equal(status, 'failed');
    assert.match(error, /ended at 'first\.json' by signal 9 \(Killed\)/);
    assert.equal(countOf(name), 0);
    await until(spooled, (names) => names.length === 0);
  });

  await t.test('whose processes are both killed counts as interrupted, and is cleaned up', async (u) => {
    const release = await hold(u);
    const job = await waiting({ 'a.json': n8n() });

    process.kill(job.pid, 'SIGKILL');
    await until(() => isAlive(job.worker), (alive) => !alive);
    sql(`update import_jobs set heartbeat_at = now() - interval '61 seconds' where id = '${job.id}'`);
    const { status, error } = await jobOf(job.id);
    await release();
    assert.equal(`${status}: ${error}`, 'failed: the import was interrupted');
    await until(spooled, (names) => names.length === 0);
  });

  await t.test('outlives the workers that started it', async (u) => {
    const release = await hold(u);
    const name = newName('Reloaded');
    const job = await waiting({ 'a.json': n8n(name) });

    execFileSync('sh', ['-c', 'for pid in $(pgrep -P "$(cat "$1")" -f "muster web"); do kill -TERM "$pid"; done', 'sh', `${state}/run/web.pid`]);
    await until(async () => (await fetch(`${url}/readyz`)).status, (status) => status === 200);
    assert.equal((await jobOf(job.id)).status, 'running');
    await release();
    assert.equal((await endOf(job.id)).report.imported, 1);
    assert.equal(countOf(name), 1);
  });

  await t.test('goes on when who ordered it signs out', async (u) => {
    const release = await hold(u);
    const token = await tokenOf('owner', 'quay');
    const res = await upload({ 'a.json': n8n() }, {}, token);
    const { id } = res.body.import;
    const hash = `sha256('${token}')`;

    assert.equal(res.status, 202, res.text);
    sql(`update sessions set revoked_at = now() where token_hash = ${hash}`);
    await release();
    await until(() => sql(`select status from import_jobs where id = '${id}'`), (status) => status === 'completed');
    sql(`update sessions set revoked_at = null where token_hash = ${hash}`);
  });

  await t.test('is one of four at most', async (u) => {
    const release = await hold(u);
    const ids = [];

    for (let i = 0; i < 4; i++) ids.push(await begun({ 'a.json': n8n() }));
    const res = await upload({ 'a.json': n8n() });
    await release();
    assertProblem(res, 429);
    assert.ok(res.headers.get('retry-after'));
    for (const id of ids) assert.equal((await endOf(id)).status, 'completed');
  });
});
