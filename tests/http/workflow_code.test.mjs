// Workflows as programs: what is exported is run, without its types, and compared with what the
// document says. Documents that try to be code stay documents.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

import { assertProblem, operator, skip, sql, stranger, viewer } from './client.mjs';

const newId = () => `workflow_${randomUUID().slice(0, 13)}`;
const folder = skip ? '' : mkdtempSync(join(tmpdir(), 'code-'));
test.after(() => folder && rmSync(folder, { recursive: true }));

// Types stand in two places alone, each at the beginning of a line: declarations, and behind the
// name of a constant. So the program is JavaScript without them, which every Node.js runs.
function withoutTypes(code) {
  return code.replace(/^type [^;]+;\n/gm, '')
    .replace(/^(\s*(?:export )?(?:const|let) \w+): [^=]+ =(?= )/gm, '$1 =');
}

async function exported(document) {
  const res = await viewer.post(`/api/workflows/${newId()}/export-code`, document);
  assert.equal(res.status, 200, res.text);
  return res.body;
}

// The document in a program.
const sourceOf = (code) => JSON.parse(new Function(`return ${/= (String\.raw`[^`]*`);/.exec(code)[1]}`)());

// What it writes and how it ends.
async function run(code, input = '', { environment = {}, answer = '' } = {}) {
  const file = join(folder, `${randomUUID()}.mjs`);
  writeFileSync(file, withoutTypes(code));
  const child = spawn(process.execPath, [file, typeof input === 'string' ? input : JSON.stringify(input)],
    { env: { PATH: process.env.PATH, ...environment } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (part) => { said.out += part; });
  child.stderr.on('data', (part) => { said.err += part; });
  child.stdin.end(answer);
  const status = await new Promise((resolve) => child.on('close', resolve));
  return { status, ...said };
}

async function outputOf(document, input, options) {
  const { status, out, err } = await run((await exported(document)).code, input, options);
  assert.equal(status, 0, err);
  return JSON.parse(out);
}

// start → the nodes in a row → end, or edges of their own
function flow(nodes, edges) {
  const all = [{ id: 'start', type: 'start', data: {} }, ...nodes, { id: 'end', type: 'end', data: {} }];
  const row = all.slice(1).map(({ id }, i) => ({ id: `e${i}`, source: all[i].id, target: id }));
  return { name: 'Flow', nodes: all, edges: edges ?? row };
}
const edge = (source, target, sourceHandle = null) => ({ id: `${source}-${target}-${sourceHandle}`, source, target, sourceHandle });
const transform = (id, transformScript) => ({ id, type: 'transform', data: { transformScript } });
const finalOf = async (...args) => (await outputOf(...args)).finalOutput;

test('a workflow is exported as a program', { skip }, async (t) => {
  await t.test('under its name, the one that is sent or the one that is stored', async () => {
    const document = { id: newId(), ...flow([]), name: 'Refund  triage: "first" / 2' };
    const sent = await exported(document);
    assert.deepEqual(Object.keys(sent), ['code', 'filename', 'language']);
    assert.deepEqual([sent.filename, sent.language], ['Refund_triage_first_2.ts', 'typescript']);
    await operator.post('/api/workflows', document);
    const path = `/api/workflows/${document.id}/export-code`;
    const stored = (await viewer.post(path)).body;
    assert.deepEqual([stored.filename, sourceOf(stored.code)], [sent.filename, sourceOf(sent.code)]);
    for (const [name, filename] of [['', 'workflow.ts'], ['../../etc/passwd', '_.._.._etc_passwd.ts'], ['-rf', '_-rf.ts'], ['äé', 'äé.ts']])
      assert.equal((await exported({ ...document, name })).filename, filename);
    for (const body of [{}, { nodes: 7, edges: [] }, []]) {
      const res = await viewer.post(path, body);
      assertProblem(res, 400);
      assert.equal(res.body.error, 'Workflow data is required in request body');
    }
    assertProblem(await stranger.post(path), 404);
    assertProblem(await viewer.post(`/api/workflows/${newId()}/export-code`), 404);
  });

  await t.test('a template of the installation runs, loop and all', async () => {
    const document = JSON.parse(sql(`select json_build_object('name', name, 'nodes', nodes, 'edges', edges)
      from api.official_templates where custom_id = 'template-work-through-a-list'`));
    assert.deepEqual(await finalOf(document, { items: 'tea, milk' }), { count: 2, longest: { item: 'milk', length: 4 } });
  });

  await t.test('values go on by their paths, and what names nothing stays', async () => {
    const nodes = [transform('first-one', 'return { list: [{ a: 7 }], text: `${input.message}!` }'),
      { id: 's', type: 'set state', data: { stateKey: 'kept', stateValue: '{{first-one.list[0].a}} {{first-one.text}} {{input.who}} {{no.such}} {{first-one.list}}' } },
      transform('t', 'return state.variables.kept')];
    assert.equal(await finalOf(flow(nodes), { who: 'Ada' }), '7 Workflow started! Ada {{no.such}} [{"a":7}]');
  });

  await t.test('conditions choose, and one that fails is else', async () => {
    const nodes = [{ id: 'c', type: 'if / else', data: { condition: 'input.n > 3' } }, transform('yes', "return 'more'"), transform('no', "return 'less'")];
    const edges = [edge('start', 'c'), edge('c', 'yes', 'if'), edge('c', 'no', 'else'), edge('yes', 'end'), edge('no', 'end')];
    const document = flow(nodes, edges);
    assert.deepEqual([await finalOf(document, { n: 4 }), await finalOf(document, { n: 3 }), await finalOf(document, 'text')], ['more', 'less', 'less']);
    nodes[0].data.condition = 'input.a.b.c';
    assert.equal(await finalOf(document, {}), 'less');
  });

  await t.test('branches run side by side, and meet', async () => {
    const nodes = [transform('a', 'return 1'), transform('b', 'return 2'), transform('sum', 'return state.variables.a + state.variables.b')];
    const edges = [edge('start', 'a'), edge('start', 'b'), edge('a', 'sum'), edge('b', 'sum'), edge('sum', 'end'), edge('a', 'gone')];
    assert.equal(await finalOf(flow(nodes, edges)), 3);
  });

  await t.test('a loop ends by its bound', async () => {
    const nodes = [{ id: 'w', type: 'while', data: { whileCondition: 'true', maxIterations: 4 } }, transform('body', 'return { __appendToLoopResults: state.loopResults.length }'), transform('after', 'return state.loopResults')];
    const edges = [edge('start', 'w'), edge('w', 'body', 'continue'), edge('body', 'w'), edge('w', 'after', 'break'), edge('after', 'end')];
    assert.deepEqual(await finalOf(flow(nodes, edges)), [0, 1, 2, 3]);
    const circle = await run((await exported(flow([transform('a', ''), transform('b', '')], [edge('start', 'a'), edge('a', 'b'), edge('b', 'a')]))).code);
    assert.deepEqual([circle.status, /more than 100 steps/.test(circle.err)], [1, true]);
  });

  await t.test('a person decides at the terminal', async () => {
    const nodes = [{ id: 'd', type: 'user-approval', data: { approvalMessage: 'Pay {{input.sum}}?' } }, transform('paid', "return 'paid'"), transform('kept', "return 'kept'")];
    const document = flow(nodes, [edge('start', 'd'), edge('d', 'paid', 'approve'), edge('d', 'kept', 'reject'), edge('paid', 'end'), edge('kept', 'end')]);
    assert.equal(await finalOf(document, { sum: 7 }, { answer: 'y\n' }), 'paid');
    assert.equal(await finalOf(document, { sum: 7 }, { answer: 'n\n' }), 'kept');
    const rejected = await run((await exported(flow(nodes.slice(0, 1)))).code, { sum: 7 }, { answer: 'no\n' });
    assert.equal(rejected.status, 1);
    assert.match(rejected.err, /Pay 7\?[^]*d was rejected/);
  });

  await t.test('models are asked, or mocked, and what Muster alone does is said', async () => {
    const agent = (id, data) => ({ id, type: 'agent', data: { instructions: 'Say {{input}}', ...data } });
    const environment = { MOCK_AGENT_RESPONSE: JSON.stringify({ a: 'first', Second: { b: 2 }, default: 'third' }) };
    const nodes = [agent('a'), agent('b', { nodeName: 'Second', outputFormat: 'JSON' }), agent('c'), transform('all', 'return [state.variables.a, state.variables.b, input, state.chatHistory.length]')];
    assert.deepEqual(await finalOf(flow(nodes), 'hello', { environment }), ['first', { b: 2 }, 'third', 6]);
    for (const [node, words] of [[agent('a', { model: 'openai/gpt-4o' }), 'OPENAI_API_KEY is not set'],
      [{ id: 'g', type: 'guardrails', data: {} }, 'g: guardrails is done by Muster alone']]) {
      const { status, err } = await run((await exported(flow([node]))).code);
      assert.deepEqual([status, err.includes(words)], [1, true], err);
    }
  });

  await t.test('other servers are called: tools by Muster, and addresses by themselves', async (t) => {
    const asked = [];
    const server = createServer(async (req, res) => {
      let body = '';
      for await (const part of req) body += part;
      asked.push([req.method, req.url, req.headers.authorization, body && JSON.parse(body)]);
      res.setHeader('content-type', 'application/json').end(JSON.stringify(req.url === '/gone' ? {} : { success: true, result: { found: 1 } }));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const url = `http://127.0.0.1:${server.address().port}`;
    const nodes = [{ id: 'm', type: 'mcp', data: { mcpServers: [{ name: 'Crawler', url: 'https://tools.example/mcp' }], mcpAction: 'search', searchQuery: '{{input}}' } },
      { id: 'h', type: 'http', data: { httpUrl: `${url}/{{input}}`, httpMethod: 'POST', httpBody: '{"q":"{{m.found}}"}', httpAuthType: 'bearer', httpAuthToken: 'tok' } }];
    const { status, data } = await finalOf(flow(nodes), 'tea', { environment: { MUSTER_URL: url, MUSTER_KEY: 'mst_key' } });
    assert.deepEqual([status, data], [200, { success: true, result: { found: 1 } }]);
    assert.deepEqual(asked, [
      ['POST', '/api/execute-mcp', 'Bearer mst_key', { serverUrl: 'https://tools.example/mcp', serverName: 'Crawler', tool: 'search', params: { query: 'tea', limit: 5 } }],
      ['POST', '/tea', 'Bearer tok', { q: '1' }]]);
  });
});

test('a document that tries to be code stays one', { skip }, async (t) => {
  const attack = "console.log('injected'); process.exit(7)";
  const texts = ['`;\n%;//', '${%}', '\\${%}', '\\`; %;//', "'; %;//", '"; %;//', '*/ % /*', '\n%\n', '\u2028%\u2029', '</script><script>%', '{{%}}', '{{{%}}}',
    '`${`${%}`}`', '\\u0060; %;//', '$$ $` $\' $&', '__proto__', 'constructor'].map((text) => text.replace('%', attack));

  await t.test('in its name, in names of nodes, in what they say and in members of members', async () => {
    for (const text of texts) {
      const nodes = [{ id: text, type: 'transform', data: { nodeName: text, label: text, [text]: { [text]: text }, transformScript: '' } }];
      const document = { ...flow(nodes), name: text };
      const { code, filename } = await exported(document);
      assert.match(filename, /^[^/\\`$<>\n]+\.ts$/);
      const { status, out, err } = await run(code, 'in');
      assert.deepEqual([status, out.includes('injected')], [0, false], `${text}\n${err}`);
      assert.equal(JSON.parse(out).message, 'Workflow completed', text);
    }
  });

  await t.test('and is the same behind it', async () => {
    const nodes = texts.map((text, i) => ({ id: `n${i}`, type: 'note', data: { noteText: text, ['__proto__']: 1 } }));
    const { code } = await exported({ ...flow([]), nodes: [...flow([]).nodes, ...nodes] });
    assert.deepEqual(sourceOf(code).nodes.slice(2).map(({ data }) => data.noteText), texts);
  });

  await t.test('a kind that every object has is none', async () => {
    const environment = { MOCK_AGENT_RESPONSE: 'an agent' };
    for (const type of ['constructor', 'toString', '__proto__'])
      assert.equal(await finalOf(flow([{ id: 'x', type, data: {} }]), '', { environment }), 'an agent');
  });
});
