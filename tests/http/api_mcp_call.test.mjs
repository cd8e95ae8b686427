// Calling tools of MCP servers as the builder's executor does: what is sent, whose secrets go
// with it, what is answered, and what the audit log tells of it.

import assert from 'node:assert/strict';
import test from 'node:test';

import { admin, assertProblem, newName, operator, owner, skip, stranger, viewer } from './client.mjs';
import { answer, say, toolServer } from './tool_server.mjs';

const json = 'application/json';
const result = { content: [{ type: 'text', text: 'paid' }], structuredContent: { amount: 12.50 }, isError: false };
const order = (server, members = {}) => ({
  serverUrl: `${server.url}/mcp`, serverName: 'Archive', tool: 'find_invoice', params: { number: 7 }, ...members });

async function store(server, members = {}, by = admin) {
  const res = await by.post('/api/mcp-servers', { name: newName('Called'), url: `${server.url}/mcp`, ...members });
  assert.equal(res.status, 201, res.text);
  return res.body.mcpServer;
}

function assertFailed(res, message) {
  assertProblem(res, 500);
  assert.equal(res.body.error, 'MCP execution failed');
  assert.equal(res.body.message, message);
}

test('a tool of an MCP server is called', { skip }, async (t) => {
  await t.test('with its parameters, and the result comes back as it is', async (t) => {
    const server = await toolServer(t, say(200, json, answer(result)));
    const res = await operator.post('/api/execute-mcp', order(server));
    assert.equal(res.status, 200, res.text);
    assert.deepEqual(res.body, { success: true, tool: 'find_invoice', result });
    assert.equal(server.asked.length, 1);
    const [{ method, url, headers, body }] = server.asked;
    assert.deepEqual([method, url, headers.authorization], ['POST', '/mcp', undefined]);
    assert.deepEqual(JSON.parse(body), { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'find_invoice', arguments: { number: 7 } } });
  });

  await t.test('without parameters too, by a stream of events, and in a session', async (t) => {
    const server = await toolServer(t, (req, res, body) => {
      const { method, params } = JSON.parse(body);
      if (method === 'initialize') say(200, json, answer({ protocolVersion: '2025-06-18' }))(req, res.setHeader('mcp-session-id', 'session-7'));
      else if (method === 'notifications/initialized') res.writeHead(202).end();
      else if (req.headers['mcp-session-id'] !== 'session-7') res.writeHead(400).end('Missing session ID');
      else say(200, 'text/event-stream', `data: {"method":"notifications/progress"}\n\ndata: ${answer({ given: params.arguments })}\n\n`)(req, res);
    });
    for (const params of [undefined, null, {}])
      assert.deepEqual((await operator.post('/api/execute-mcp', order(server, { params }))).body.result, { given: {} });
  });

  await t.test('what the tool says went wrong is its result', async (t) => {
    const wrong = { content: [{ type: 'text', text: 'no such invoice' }], isError: true };
    const server = await toolServer(t, say(200, json, answer(wrong)));
    assert.deepEqual((await operator.post('/api/execute-mcp', order(server))).body.result, wrong);
  });

  for (const [name, handle, message] of [
    ['401', say(401, 'text/plain', 'who are you'), 'Authentication failed - check access token: who are you'],
    ['404', say(404, 'text/plain', ''), 'MCP server not found - check URL: it answered with status 404'],
    ['a redirect, which is not followed', (req, res) => res.writeHead(302, { location: 'http://127.0.0.1/' }).end(), 'HTTP 302: it answered with status 302'],
    ['no JSON', say(200, json, ''), /^Invalid response from MCP server: /],
    ['no result', say(200, json, answer(7)), 'Invalid response from MCP server: it has neither a result nor an error'],
    ['an error', say(200, json, answer(undefined, { error: { code: -32602, message: 'Unknown tool' } })), 'MCP server error: Unknown tool'],
    ['more than it takes', say(200, json, answer({ text: 'b'.repeat(600000) })), /^Connection failed: /],
    ['a broken connection', (req, res) => res.destroy(), /^Connection failed: /],
  ]) {
    await t.test(`what is no result is told: ${name}`, async (t) => {
      const server = await toolServer(t, handle);
      const res = await operator.post('/api/execute-mcp', order(server));
      assertFailed(res, message instanceof RegExp ? res.body.message : message);
      if (message instanceof RegExp) assert.match(res.body.message, message);
    });
  }

  await t.test('what is no call is refused', async (t) => {
    const server = await toolServer(t, say(200, json, answer(result)));
    for (const [members, wrong] of [[{ serverUrl: undefined, tool: undefined }, ['/serverUrl required', '/tool required']],
      [{ serverUrl: ' ' }, ['/serverUrl required']], [{ tool: null }, ['/tool required']], [{ tool: 7 }, ['/tool type']]])
      assertProblem(await operator.post('/api/execute-mcp', order(server, members)), 422, wrong);
    assertProblem(await operator.post('/api/execute-mcp', order(server, { params: [] })), 422, ['/params type']);
    assertProblem(await operator.post('/api/execute-mcp', order(server, { authToken: 'a\nb' })), 422, ['/authToken invalid']);
    assertProblem(await viewer.post('/api/execute-mcp', order(server)), 403);
    assert.equal(server.asked.length, 0);
  });

  await t.test('no address inside is called, and nothing that is no address', async (t) => {
    const inside = await toolServer(t, say(200, json, answer(result)), '127.0.0.1');
    const { port } = new URL(inside.url);
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '[::ffff:127.0.0.1]', '169.254.169.254'])
      assertFailed(await operator.post('/api/execute-mcp', { serverUrl: `http://${host}:${port}/`, tool: 'a' }),
        'Connection failed: the address is in a network that may not be called from here');
    for (const serverUrl of ['tools', 'file:///etc/passwd', 'http://a:b@127.0.0.2/'])
      assertFailed(await operator.post('/api/execute-mcp', { serverUrl, tool: 'a' }),
        'Connection failed: must be an address with http:// or https://, and no user name in it');
    assert.equal(inside.asked.length, 0);
  });
});

test('secrets of a call', { skip }, async (t) => {
  const handle = say(200, json, answer(result));
  const sent = (server) => server.asked.map(({ headers }) => [headers.authorization, headers['x-team']]);

  await t.test('a token that is sent goes as a bearer, and nothing stored with it', async (t) => {
    const server = await toolServer(t, handle);
    await store(server, { authType: 'bearer', accessToken: 'the-stored-one', headers: { 'X-Team': 'the-blue-team' } });
    await operator.post('/api/execute-mcp', order(server, { authToken: 'the-sent-one' }));
    assert.deepEqual(sent(server), [['Bearer the-sent-one', undefined]]);
  });

  await t.test('without one a server of the tenant is asked with its own, also where a list showed its mask', async (t) => {
    const server = await toolServer(t, handle);
    const { id } = await store(server, { authType: 'bearer', accessToken: 'the-stored-one', headers: { 'X-Team': 'the-blue-team' } });
    const { servers } = (await operator.get('/api/mcp/registry')).body;
    const { accessToken } = servers.find((row) => row.id === id);
    for (const authToken of [undefined, null, '', accessToken]) {
      const { status, text } = await operator.post('/api/execute-mcp', order(server, { authToken }));
      assert.equal(status, 200, text);
      assert.doesNotMatch(text, /the-stored-one/);
    }
    assert.deepEqual(sent(server), Array(4).fill(['Bearer the-stored-one', 'the-blue-team']));
  });

  await t.test('a mask is never sent, by a test of the connection neither', async (t) => {
    const server = await toolServer(t, handle);
    await operator.post('/api/execute-mcp', order(server, { authToken: '••••zz9Q' }));
    await operator.post('/api/test-mcp-connection', { url: server.url, authToken: '••••zz9Q' });
    assert.deepEqual(sent(server), [[undefined, undefined], [undefined, undefined]]);
  });

  await t.test('they go to the very address that they are stored with, of this tenant, while it is enabled', async (t) => {
    const server = await toolServer(t, handle);
    const { id } = await store(server, { authType: 'bearer', accessToken: 'the-stored-one' });
    await operator.post('/api/execute-mcp', order(server, { serverUrl: `${server.url}/other` }));
    await stranger.post('/api/execute-mcp', order(server));
    await admin.patch(`/api/mcp-servers/${id}`, { enabled: false });
    await operator.post('/api/execute-mcp', order(server));
    assert.deepEqual(sent(server), Array(3).fill([undefined, undefined]));
  });

  await t.test('a name in braces is the token, and no variable of the server', async (t) => {
    const server = await toolServer(t, handle);
    const place = { serverUrl: `${server.url}/{PATH}/mcp` };
    assert.equal((await operator.post('/api/execute-mcp', order(server, { ...place, authToken: 'a/b' }))).status, 200);
    assertFailed(await operator.post('/api/execute-mcp', order(server, place)),
      'Authentication failed - check access token: the address has a place for a token, and there is none');
    assert.deepEqual(server.asked.map(({ url }) => url), ['/a%2Fb/mcp']);
  });
});

test('the audit log tells of calls', { skip }, async (t) => {
  const entries = async (query) => (await owner.get(`/api/audit-log?action=call-tool&${query}`)).body.auditEntries;
  const whole = async ({ id }) => (await owner.get(`/api/audit-log/${id}`)).body.auditEntry;

  await t.test('by whom, of which server and tool, and whether it answered', async (t) => {
    const server = await toolServer(t, (req, res) => say(server.asked.length > 1 ? 500 : 200, json, answer(result))(req, res));
    const { id, name } = await store(server);
    await operator.post('/api/execute-mcp', order(server));
    await operator.post('/api/execute-mcp', order(server, { tool: 'pay_invoice' }));
    const [failed, done] = await Promise.all((await entries(`rowId=${id}`)).map(whole));
    assert.deepEqual([done.success, done.rowName, done.actor.email], [true, name, 'operator@harbour.example']);
    assert.deepEqual(done.after, { name: new URL(server.url).host, tool: 'find_invoice' });
    assert.deepEqual([failed.success, failed.after.tool], [false, 'pay_invoice']);
    assert.match(failed.after.error, /^Server error - MCP server may be down: /);
  });

  await t.test('of an address that is none of the tenant, its host and nothing that may be a secret', async (t) => {
    const server = await toolServer(t, say(200, json, answer(result)));
    await operator.post('/api/execute-mcp', order(server, { serverUrl: `${server.url}/p-secret?key=q-secret`, authToken: 't-secret', params: { a: 'a-secret' } }));
    const { host } = new URL(server.url);
    const [entry] = (await entries('limit=100')).filter((row) => row.rowName === host);
    assert.deepEqual([entry.rowId, entry.noun], [null, 'mcpServer']);
    assert.doesNotMatch(JSON.stringify(await whole(entry)), /secret/);
    assert.equal((await owner.get(`/audit/${entry.id}`)).status, 200);
  });
});
