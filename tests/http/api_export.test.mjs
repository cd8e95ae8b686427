import assert from 'node:assert/strict';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { test } from 'node:test';

import {
  admin, assertProblem, forgetAttempts, makeAgent, makeExecution, newName, operator, owner, password, send, skip, sql,
  stranger, tokenOf, unknownId, url, viewer,
} from './client.mjs';

// An answer as a stream, larger than all buffers on its way.
async function open(path, token) {
  const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'identity' };
  return fetch(url + path, { headers });
}

async function signIn(email) {
  forgetAttempts();
  const res = await send('POST', '/api/auth/login', { body: { email, password: password() } });
  assert.equal(res.status, 200, res.text);
  return res.body.token;
}

// RFC 4180 into records; quotes only where a field begins with one.
function parseCsv(text) {
  const records = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|$)/gy;
  while (cell.lastIndex < text.length) {
    const [, quoted, plain, end] = cell.exec(text);
    records.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') records.push([]);
  }
  assert.deepEqual(records.pop(), []);
  return records;
}

// As objects, by the names of the header row.
function parseRows(text) {
  const [names, ...records] = parseCsv(text);
  for (const record of records) assert.equal(record.length, names.length);
  return records.map((record) => Object.fromEntries(names.map((name, i) => [name, record[i]])));
}

function parseLines(text) {
  return text.split('\n').slice(0, -1).map((line) => JSON.parse(line));
}

const executionsOf = (tenant) =>
  Number(sql(`select count(*) from executions e join users u on u.email = 'owner@${tenant}.example'
    join memberships m on m.user_id = u.id and m.tenant_id = e.tenant_id`));

// What the serving processes of this instance hold, in KiB, and how many they are.
function residentSize() {
  const program = `${process.env.MUSTER_TEST_VAR}/install/`;
  let sum = 0;
  let count = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readlinkSync(`/proc/${pid}/exe`).startsWith(program)) continue;
      sum += Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+)/m)[1]);
      count++;
    } catch {
      // ended meanwhile, or not ours to look at
    }
  }
  return { sum, count };
}

test('exports', { skip }, async (t) => {
  await t.test('have every row once, newest first, and none of another tenant', async () => {
    const before = executionsOf('harbour');
    const res = await viewer.get('/api/executions?export=ndjson');
    const ids = parseLines(res.text).map((row) => row.id);

    assert.equal(res.status, 200);
    assert.ok(ids.length >= before && ids.length > 10_000, `${ids.length} of ${before} rows`);
    assert.ok(ids.every((id, i) => i === 0 || id < ids[i - 1]), 'in order, each once');

    const others = parseLines((await stranger.get('/api/executions?export=ndjson')).text);
    const own = new Set(ids);
    assert.ok(others.length > 0);
    assert.ok(others.every((row) => !own.has(row.id)));
  });

  await t.test('are files, and not kept', async () => {
    for (const [word, type] of [['csv', 'text/csv; charset=utf-8; header=present'], ['ndjson', 'application/x-ndjson']]) {
      const { headers } = await viewer.get(`/api/executions?export=${word}`);

      assert.equal(headers.get('content-type'), type);
      assert.match(headers.get('content-disposition'), new RegExp(`^attachment; filename="executions-\\d{4}-\\d\\d-\\d\\d\\.${word}"$`));
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('etag'), null);
    }
  });

  await t.test('say the same in CSV as in NDJSON and in the list', async () => {
    const { id: agentId } = await makeAgent();
    for (let i = 0; i < 7; i++) await makeExecution({ agentId, title: `run ${i}, "${i}"`, error: 'line one\r\nline "two"', status: 'failed' });
    const path = `/api/agents/${agentId}/executions`;
    const list = (await viewer.get(`${path}?limit=50`)).body.executions;
    const lines = parseLines((await viewer.get(`${path}?export=ndjson`)).text);
    const rows = parseRows((await viewer.get(`${path}?export=csv`)).text);

    assert.equal(list.length, 7);
    assert.deepEqual(lines, list);
    assert.deepEqual(rows, list.map((row) => Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]))));
  });

  await t.test('keep to filters and order', async () => {
    const category = newName('Export');
    for (const name of ['charlie', 'alpha', 'bravo']) await makeAgent({ name, category });
    const { text } = await viewer.get(`/api/agents?category=${encodeURIComponent(category)}&sort=name&export=csv`);

    assert.deepEqual(parseRows(text).map((row) => row.name), ['alpha', 'bravo', 'charlie']);
  });

  await t.test('go through many parts in any order', async () => {
    const { text } = await viewer.get('/api/executions?status=completed&export=ndjson&sort=createdAt');
    const rows = parseLines(text);

    assert.ok(rows.length > 1000);
    assert.ok(rows.every((row, i) => row.status === 'SUCCESS' && (i === 0 || row.id > rows[i - 1].id)));
  });

  await t.test('write no formula that a spreadsheet would run', async () => {
    const { id: agentId } = await makeAgent();
    const texts = ['=1+1', '+1', '-1', '@A1', '\t=1', '=HYPERLINK("http://x",1)', 'a=1'];
    for (const error of texts) await makeExecution({ agentId, title: error.trim(), error });
    const rows = parseRows((await viewer.get(`/api/executions?agentId=${agentId}&sort=createdAt&export=csv`)).text);
    const lines = parseLines((await viewer.get(`/api/executions?agentId=${agentId}&sort=createdAt&export=ndjson`)).text);

    assert.deepEqual(lines.map((line) => line.error), texts);
    assert.deepEqual(rows.map((row) => row.error), [...texts.slice(0, -1).map((text) => `'${text}`), 'a=1']);
    assert.equal(rows[0].title, "'=1+1");
  });

  await t.test('with a limit are one page that says where it goes on', async () => {
    const res = await viewer.get('/api/executions?export=ndjson&limit=3');
    const [, next] = /<([^>]+)>; rel="next"/.exec(res.headers.get('link'));
    const { pathname, search } = new URL(next);
    const rest = parseLines((await viewer.get(pathname + search)).text);

    assert.equal(parseLines(res.text).length, 3);
    assert.equal(rest.length, 3);
    assert.ok(rest[0].id < parseLines(res.text).at(-1).id);
  });

  await t.test('are of every noun that has a list, by its role', async () => {
    for (const noun of ['agents', 'executions', 'workflows', 'projects']) {
      const res = await viewer.get(`/api/${noun}?export=csv`);

      assert.equal(res.status, 200, res.text);
      assert.match(res.text, /^id,/);
    }
    for (const noun of ['api-keys', 'audit-log']) {
      assertProblem(await viewer.get(`/api/${noun}?export=csv`), 403);
      assert.match((await admin.get(`/api/${noun}?export=csv`)).text, /^id,/);
    }
    assertProblem(await send('GET', '/api/executions?export=csv'), 401);
    assert.doesNotMatch((await owner.get('/api/api-keys?export=csv')).text.split('\r\n')[0], /hash/);
  });

  await t.test('are of pages too', async () => {
    const res = await send('GET', '/executions?status=failed&export=csv&limit=2',
      { headers: { cookie: `__Host-muster=${await tokenOf('viewer')}`, 'sec-fetch-site': 'same-origin' } });
    const bearer = await viewer.get('/executions?status=failed&export=csv&limit=2');

    for (const answer of [res, bearer].filter((one) => one.status === 200))
      assert.deepEqual(parseRows(answer.text).map((row) => row.status), ['failed', 'failed']);
    assert.equal(bearer.status, 200);
  });

  await t.test('refuse what they do not know', async () => {
    assertProblem(await viewer.get('/api/executions?export=xlsx'), 400, ['?export choice']);
    assertProblem(await viewer.get('/api/executions?export=csv&cursor=x'), 400, ['?cursor cursor']);
    assertProblem(await viewer.get(`/api/agents/${unknownId}/executions?export=csv`), 404);
  });

  await t.test('answer HEAD with headers', async () => {
    const res = await send('HEAD', '/api/executions?export=csv', { token: await tokenOf('viewer') });

    assert.equal(res.status, 200);
    assert.equal(res.text, '');
    assert.match(res.headers.get('content-disposition'), /\.csv"$/);
  });

  await t.test('are cut off, and seen to be, when the session ends', async () => {
    const token = await signIn('operator@harbour.example');
    const res = await open('/api/executions?export=ndjson', token);
    const reader = res.body.getReader();

    assert.equal(res.status, 200);
    await reader.read();
    assert.equal((await send('POST', '/api/auth/logout', { token, body: {} })).status, 200);
    await assert.rejects(async () => {
      while (!(await reader.read()).done);
    });
  });

  await t.test('leave room for others, and none behind', async () => {
    const token = await tokenOf('viewer');
    for (let i = 0; i < 24; i++) {
      const res = await open('/api/executions?export=csv', token);
      assert.equal(res.status, 200);
      await res.body.cancel();
    }
    assert.equal((await operator.get('/api/agents?limit=1')).status, 200);
  });

  await t.test('take the memory of a part', async () => {
    await viewer.get('/api/executions?export=csv');
    const before = residentSize();
    for (let i = 0; i < 4; i++) await viewer.get('/api/executions?export=ndjson');
    const after = residentSize();

    assert.ok(before.count > 0);
    // each that is asked for the first time takes a part more
    assert.ok(after.sum - before.sum < 4096 * before.count, `${before.sum} KiB became ${after.sum} KiB`);
  });
});
