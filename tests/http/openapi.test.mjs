// The document of the API: it says what the routes say, it is well-formed, and it costs
// nothing to ask for again.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { folderOf, muster } from './command.mjs';
import { send, skip, viewer } from './client.mjs';
import { operationsOf } from './openapi.mjs';

const top = process.env.MUSTER_TEST_TOP;
const tool = (name) => join(top ?? '', 'node_modules/.bin', name);
const without = (name) => skip || (!existsSync(tool(name)) && `${name} is not installed: npm ci`);

// Both look for newer versions of themselves unless they are told not to.
const quiet = { ...process.env, CI: '1', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

function lint(name, args) {
  const { status, stdout, stderr } = spawnSync(tool(name), args, { encoding: 'utf8', env: quiet, cwd: join(top, 'tests/http') });
  return { status, stdout, text: stdout + stderr };
}

async function read() {
  return (await send('GET', '/api/openapi.json')).body;
}

// What is no page: the API and the probes.
function routesOfApi() {
  return execFileSync(process.env.MUSTER_TEST_COMMAND, ['routes'], { encoding: 'utf8' }).trim().split('\n')
    .map((line) => /^(\S+) +(\S+)/.exec(line).slice(1))
    .filter(([, path]) => /^\/(api\/|livez$|readyz$|metrics$)/.test(path))
    .map(([method, path]) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
}

test('the document has the routes of the API, and no other', { skip }, async () => {
  const operations = operationsOf(await read());

  assert.ok(operations.length > 60, 'the document is read');
  assert.deepEqual(operations.map(({ method, path }) => `${method} ${path}`).sort(), routesOfApi().sort());
  assert.equal(new Set(operations.map(({ id }) => id)).size, operations.length);
});

test('every call says what it is, and how it fails', { skip }, async () => {
  for (const { id, operation } of operationsOf(await read())) {
    assert.ok(operation.summary && !/^[a-z]/.test(operation.summary), `${id} has a title in the table of routes`);
    assert.equal(operation.tags.length, 1, id);
    assert.ok(operation.responses['400'] && operation.responses.default, id);
  }
});

test('headers of an answer are declared', { skip }, async () => {
  const document = await read();
  const res = await viewer.get('/api/agents');
  const declared = Object.keys(document.paths['/api/agents'].get.responses['200'].headers);

  assert.ok(declared.length > 2);
  assert.deepEqual(declared.filter((name) => !res.headers.has(name)), []);
});

test('the document is for everybody, and is asked for once', { skip }, async () => {
  const res = await send('GET', '/api/openapi.json');
  const etag = res.headers.get('etag');

  assert.equal(res.status, 200);
  assert.deepEqual(res.body.servers.map(({ url }) => url), ['/']);
  assert.equal((await send('GET', '/api/openapi.json', { headers: { 'if-none-match': etag } })).status, 304);
  assert.equal(muster('openapi').stdout.trim(), res.text);
});

test('Redocly finds nothing to say', { skip: without('redocly') }, (t) => {
  const folder = folderOf(t, { 'openapi.json': muster('openapi').stdout });
  const run = lint('redocly', ['lint', '--extends=recommended', '--format=json', join(folder, 'openapi.json')]);

  assert.deepEqual(JSON.parse(run.stdout.slice(run.stdout.indexOf('{'))).problems, [], run.text);
  assert.equal(run.status, 0, run.text);
});

test('Spectral finds nothing to say', { skip: without('spectral') }, (t) => {
  const folder = folderOf(t, { 'openapi.json': muster('openapi').stdout });
  const run = lint('spectral', ['lint', '-r', 'spectral.yaml', '-f', 'json', '--fail-severity=hint', join(folder, 'openapi.json')]);

  assert.equal(run.status, 0, run.text);
});
