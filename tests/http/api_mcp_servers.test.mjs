// MCP servers: who may do what with them, what is sealed of them, and what a test of the
// connection makes of each kind of answer.

import assert from 'node:assert/strict';
import test from 'node:test';

import { admin, assertProblem, isoTime, newName, operator, owner, skip, sql, stranger, unknownId, viewer } from './client.mjs';
import { muster } from './command.mjs';
import { answer, say, toolServer, tools } from './tool_server.mjs';

const url = 'https://tools.example.com/mcp';

async function make(members = {}) {
  const res = await admin.post('/api/mcp-servers', { name: newName('Server'), url, ...members });
  assert.equal(res.status, 201, res.text);
  return res.body.mcpServer;
}

const get = async (id) => (await operator.get(`/api/mcp-servers/${id}`)).body.mcpServer;

const newToken = () => `tok-${newName('t').replace(' ', '-')}-zz9Q`;

test('MCP servers', { skip }, async (t) => {
  await t.test('one is made with its defaults', async () => {
    const made = await make();
    assert.deepEqual(await get(made.id), made);
    const { id, name, createdById, createdBy, createdAt, updatedAt, ...rest } = made;
    assert.match(createdAt, isoTime);
    assert.deepEqual(rest, {
      url, description: '', category: 'custom', authType: 'none', configured: false, last4: null, credentialId: null,
      headers: {}, tools: [], toolDetails: [], connectionStatus: 'untested', testedAt: null, lastError: null,
      enabled: true, isOfficial: false, version: 1,
    });
  });

  await t.test('a token is sealed as a credential, and given nowhere', async () => {
    const token = newToken();
    const made = await make({ authType: 'bearer', accessToken: token });
    assert.deepEqual([made.configured, made.last4, 'accessToken' in made], [true, 'zz9Q', false]);
    const { credential } = (await operator.get(`/api/credentials/${made.credentialId}`)).body;
    assert.deepEqual([credential.type, credential.name, credential.last4], ['mcp-token', made.name, 'zz9Q']);
    for (const path of ['/api/mcp-servers', `/api/mcp-servers/${made.id}`, '/api/mcp/registry', '/api/mcp-servers?format=csv',
      '/api/credentials', '/api/audit-log', `/mcp-servers/${made.id}`, `/mcp-servers/${made.id}/edit`]) {
      const { text } = await owner.get(path);
      assert.equal(text.includes(token), false, path);
    }
    assert.equal(sql(`select count(*) from credentials where sealed::text like '%${Buffer.from(token).toString('hex')}%'`), '0');
  });

  await t.test('a token is changed, left and removed', async () => {
    const made = await make({ accessToken: newToken() });
    const put = { name: made.name, url };
    const left = (await admin.put(`/api/mcp-servers/${made.id}`, put)).body.mcpServer;
    assert.deepEqual([left.configured, left.last4, left.version], [true, 'zz9Q', 2]);
    const masked = (await admin.patch(`/api/mcp-servers/${made.id}`, { accessToken: '••••zz9Q' })).body.mcpServer;
    assert.deepEqual([masked.configured, masked.last4], [true, 'zz9Q']);
    const other = (await admin.patch(`/api/mcp-servers/${made.id}`, { accessToken: 'another-token-abcd' })).body.mcpServer;
    assert.deepEqual([other.last4, other.credentialId], ['abcd', made.credentialId]);
    const none = (await admin.patch(`/api/mcp-servers/${made.id}`, { accessToken: null })).body.mcpServer;
    assert.deepEqual([none.configured, none.last4, none.credentialId], [false, null, null]);
    assert.equal((await admin.get(`/api/credentials/${made.credentialId}`)).status, 404);
  });

  await t.test('a token that is deleted as a credential leaves the server, and its names', async () => {
    const { body } = await admin.post('/api/mcp/registry', { id: newName('srv'), name: 'Archive', url, accessToken: newToken() });
    const made = await get(body.id);
    assert.equal((await admin.delete(`/api/credentials/${made.credentialId}`)).status, 204);
    assert.deepEqual([(await get(made.id)).configured, (await get(made.id)).credentialId], [false, null]);
    assert.equal(sql(`select count(*) from aliases where id = '${made.id}'`), '1');
  });

  await t.test('a server takes its token with it', async () => {
    const made = await make({ accessToken: newToken() });
    assert.equal((await admin.delete(`/api/mcp-servers/${made.id}`)).status, 204);
    assert.equal((await admin.get(`/api/mcp-servers/${made.id}`)).status, 404);
    assert.equal((await admin.get(`/api/credentials/${made.credentialId}`)).status, 404);
  });

  await t.test('headers are sealed one by one, and masked', async () => {
    const made = await make({ headers: { 'X-Team': 'the-blue-team', 'X-Short': 'abc' } });
    assert.deepEqual(made.headers, { 'x-team': '••••team', 'x-short': '••••' });
    const kept = (await admin.put(`/api/mcp-servers/${made.id}`,
      { name: made.name, url, headers: { ...made.headers, 'x-new': 'another-value' } })).body.mcpServer;
    assert.deepEqual(kept.headers, { 'x-team': '••••team', 'x-short': '••••', 'x-new': '••••alue' });
    const patched = (await admin.patch(`/api/mcp-servers/${made.id}`, { headers: { 'X-Short': null } })).body.mcpServer;
    assert.deepEqual(patched.headers, { 'x-team': '••••team', 'x-new': '••••alue' });
    const replaced = (await admin.put(`/api/mcp-servers/${made.id}`, { name: made.name, url })).body.mcpServer;
    assert.deepEqual(replaced.headers, {});
  });

  await t.test('muster keys check opens headers too, and tells one that was moved', async () => {
    const made = await make({ headers: { 'x-a': 'value-of-the-one', 'x-b': 'value-of-the-other' } });
    assert.match(muster('keys', 'check').stdout, /^\d+ secrets open$/m);
    const swap = () => sql(`update mcp_headers h set sealed = o.sealed from mcp_headers o
      where h.server_id = '${made.id}' and o.server_id = h.server_id and o.name <> h.name`);
    swap();
    assert.equal(muster('keys', 'check').status, 1);
    const { status, body } = await operator.post(`/api/mcp-servers/${made.id}/test`);
    assert.deepEqual([status, body.status], [500, 500]);
    swap();
    assert.equal(muster('keys', 'check').status, 0);
  });

  await t.test('hostile values are refused with their field', async () => {
    const cases = [
      [{ url: 'ftp://tools.example.com' }, '/url'], [{ url: 'tools.example.com' }, '/url'], [{ url: 'http://' }, '/url'],
      [{ url: 'https://user:secret@tools.example.com/' }, '/url'], [{ url: 'https://tools.example.com/ x' }, '/url'],
      [{ url: 'https://tools.example.com/{a}{' }, '/url'], [{ url: 'file:///etc/passwd' }, '/url'],
      [{ url: `https://tools.example.com/${'a'.repeat(2048)}` }, '/url'], [{ url: 7 }, '/url'],
      [{ name: ' ' }, '/name'], [{ name: 'a'.repeat(256) }, '/name'], [{ category: 'x' }, '/category'],
      [{ authType: 'oauth' }, '/authType'], [{ accessToken: 'two\nlines' }, '/accessToken'], [{ accessToken: 'é' }, '/accessToken'],
      [{ headers: [] }, '/headers'], [{ headers: { 'X-A': 1 } }, '/headers/X-A'], [{ headers: { 'X A': 'b' } }, '/headers/X A'],
      [{ headers: { Host: 'localhost' } }, '/headers/Host'], [{ headers: { 'Proxy-To': 'b' } }, '/headers/Proxy-To'],
      [{ headers: { 'X-A': 'a\r\nHost: b' } }, '/headers/X-A'], [{ headers: { 'X-A': 'b'.repeat(4097) } }, '/headers/X-A'],
      [{ headers: { 'X-A': '••••abcd' } }, '/headers/x-a'], [{ tools: ['a'.repeat(65)] }, '/tools/0'],
      [{ headers: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`x-${i}`, 'b'])) }, '/headers'],
      [{ isOfficial: true }, '/isOfficial'], [{ connectionStatus: 'connected' }, '/connectionStatus'], [{ id: unknownId }, '/id'],
    ];
    for (const [members, pointer] of cases) {
      const res = await admin.post('/api/mcp-servers', { name: 'Hostile', url, ...members });
      assert.equal(res.status, 422, res.text);
      assert.ok(res.body.errors.some((error) => error.pointer === pointer), `${pointer} ${res.text}`);
    }
    assert.equal(sql("select count(*) from mcp_servers where name = 'Hostile'"), '0');
  });

  await t.test('who may do what', async () => {
    const { id } = await make();
    for (const [who, method, path, body, status] of [
      [viewer, 'get', '/api/mcp-servers', undefined, 403], [viewer, 'get', `/api/mcp-servers/${id}`, undefined, 403],
      [viewer, 'get', '/api/mcp/registry', undefined, 403], [viewer, 'post', '/api/test-mcp-connection', { url }, 403],
      [viewer, 'post', `/api/mcp-servers/${id}/test`, undefined, 403],
      [operator, 'post', '/api/mcp-servers', { name: 'x', url }, 403], [operator, 'patch', `/api/mcp-servers/${id}`, { url }, 403],
      [operator, 'delete', `/api/mcp-servers/${id}`, undefined, 403], [operator, 'post', '/api/mcp/registry', { name: 'x', url }, 403],
      [stranger, 'get', `/api/mcp-servers/${id}`, undefined, 404], [stranger, 'patch', `/api/mcp-servers/${id}`, { name: 'x' }, 404],
      [stranger, 'delete', `/api/mcp-servers/${id}`, undefined, 404], [stranger, 'post', `/api/mcp-servers/${id}/test`, undefined, 404],
      [admin, 'get', `/api/mcp-servers/${unknownId}`, undefined, 404], [admin, 'get', '/api/mcp-servers/nobody', undefined, 404],
    ]) {
      const res = await who[method](path, body);
      assert.equal(res.status, status, `${method} ${path} ${res.text}`);
    }
  });

  await t.test('two people who edit do not overwrite each other', async () => {
    const { id } = await make();
    assert.equal((await admin.patch(`/api/mcp-servers/${id}`, { description: 'a' }, { 'if-match': '"1"' })).status, 200);
    assertProblem(await admin.patch(`/api/mcp-servers/${id}`, { description: 'b' }, { 'if-match': '"1"' }), 412);
  });

  await t.test('lists are filtered and searched', async () => {
    const name = newName('Ledger');
    const { id } = await make({ name, category: 'data', enabled: false });
    for (const query of [`q=${encodeURIComponent(name)}`, 'category=data', 'enabled=false', 'connectionStatus=untested&enabled=false', 'isOfficial=false']) {
      const { body } = await operator.get(`/api/mcp-servers?limit=200&${query}`);
      assert.ok(body.mcpServers.some((row) => row.id === id), query);
    }
    const { body } = await operator.get(`/api/mcp-servers?category=web&q=${encodeURIComponent(name)}`);
    assert.deepEqual(body.mcpServers, []);
    assertProblem(await operator.get('/api/mcp-servers?category=x'), 400, ['?category choice']);
  });

  await t.test('many are switched or deleted at once, each by itself', async () => {
    const on = await make({ accessToken: newToken() });
    const off = await make({ enabled: false });
    const foreign = (await stranger.post('/api/mcp-servers', { name: newName('Foreign'), url })).body.mcpServer;
    const ids = [off.id, on.id, foreign.id, unknownId];
    const bulk = async (action) => (await admin.post('/api/mcp-servers/bulk', { action, ids })).body;
    assert.deepEqual(await bulk('disable'), {
      results: [
        { id: off.id, changed: false, status: 'disabled', code: 409, error: 'it is disabled already' },
        { id: on.id, changed: true, status: 'disabled' },
        { id: foreign.id, changed: false, status: null, code: 404, error: 'no such MCP server' },
        { id: unknownId, changed: false, status: null, code: 404, error: 'no such MCP server' },
      ],
      changed: 1, failed: 3,
    });
    assert.deepEqual([(await get(on.id)).enabled, (await get(on.id)).version], [false, 2]);
    assert.equal((await bulk('enable')).changed, 2);
    assert.equal((await bulk('delete')).changed, 2);
    assert.equal((await admin.get(`/api/credentials/${on.credentialId}`)).status, 404);
    assert.equal((await stranger.get(`/api/mcp-servers/${foreign.id}`)).body.mcpServer.enabled, true);
    assertProblem(await admin.post('/api/mcp-servers/bulk', { action: 'sink', ids: ['x'] }), 422, ['/action choice', '/ids/0 id']);
    assertProblem(await operator.post('/api/mcp-servers/bulk', { action: 'delete', ids }), 403);
  });

  await t.test('another address is not the one that was tested', async (t) => {
    const server = await toolServer(t, say(200, 'application/json', answer({ tools })));
    const { id } = await make({ url: server.url });
    assert.equal((await operator.post(`/api/mcp-servers/${id}/test`)).body.mcpServer.connectionStatus, 'connected');
    const moved = (await admin.patch(`/api/mcp-servers/${id}`, { url })).body.mcpServer;
    assert.deepEqual([moved.connectionStatus, moved.testedAt, moved.lastError], ['untested', null, null]);
  });
});

test('a connection to an MCP server is tested', { skip }, async (t) => {
  const testOf = async (t, handle, members = {}) => {
    const server = await toolServer(t, handle);
    const made = await make({ url: `${server.url}/mcp`, ...members });
    const res = await operator.post(`/api/mcp-servers/${made.id}/test`);
    assert.equal(res.status, 200, res.text);
    return { ...res.body, asked: server.asked, made };
  };

  await t.test('tools come back, and are stored', async (t) => {
    const { success, tools: names, toolsDetailed, serverInfo, testedUrl, mcpServer, made, asked } = await testOf(t,
      say(200, 'application/json; charset=utf-8', answer({ tools, serverInfo: { name: 'Archive', version: '2.1' } })));
    assert.deepEqual([success, names, toolsDetailed], [true, ['find_invoice', 'pay_invoice'], tools]);
    assert.deepEqual([serverInfo, testedUrl], [{ name: 'Archive', version: '2.1' }, made.url]);
    assert.deepEqual([mcpServer.connectionStatus, mcpServer.tools, mcpServer.toolDetails, mcpServer.lastError, mcpServer.version],
      ['connected', names, tools, null, 2]);
    assert.match(mcpServer.testedAt, isoTime);
    assert.deepEqual(await get(made.id), mcpServer);
    assert.equal(asked.length, 1);
    assert.deepEqual([asked[0].method, asked[0].url, asked[0].headers.accept], ['POST', '/mcp', 'application/json, text/event-stream']);
    assert.deepEqual(JSON.parse(asked[0].body), { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });
    assert.equal(asked[0].headers.authorization, undefined);
  });

  await t.test('an answer may be a stream of events: the last data counts', async (t) => {
    const text = `: hello\nevent: message\ndata: {"jsonrpc":"2.0","method":"notifications/progress"}\n\nevent: message\ndata: ${answer({ tools })}\n\n`;
    const { success, tools: names } = await testOf(t, say(200, 'text/event-stream', text));
    assert.deepEqual([success, names], [true, ['find_invoice', 'pay_invoice']]);
  });

  await t.test('the token and the headers are sent as they are stored', async (t) => {
    const handle = say(200, 'application/json', answer({ tools }));
    const headers = { 'X-Team': 'the-blue-team' };
    const bearer = await testOf(t, handle, { authType: 'bearer', accessToken: 'token-of-mine', headers });
    assert.deepEqual([bearer.asked[0].headers.authorization, bearer.asked[0].headers['x-team']], ['Bearer token-of-mine', 'the-blue-team']);
    const key = await testOf(t, handle, { authType: 'api-key', accessToken: 'token-of-mine' });
    assert.deepEqual([key.asked[0].headers['x-api-key'], key.asked[0].headers.authorization], ['token-of-mine', undefined]);
    const none = await testOf(t, handle, { authType: 'none', accessToken: 'token-of-mine' });
    assert.deepEqual([none.asked[0].headers.authorization, none.asked[0].headers['x-api-key']], [undefined, undefined]);
  });

  await t.test('a name in braces is the token, and no variable of the server', async (t) => {
    const server = await toolServer(t, say(200, 'application/json', answer({ tools })));
    const made = await make({ url: `${server.url}/{PATH}/mcp`, authType: 'api-key', accessToken: 'a/b c' });
    const { body } = await operator.post(`/api/mcp-servers/${made.id}/test`);
    assert.deepEqual([body.success, body.testedUrl], [true, made.url]);
    assert.equal(server.asked[0].url, '/a%2Fb%20c/mcp');
    assert.equal(server.asked[0].headers['x-api-key'], undefined);
    const bare = await make({ url: `${server.url}/{PATH}/mcp`, headers: { 'x-home': '${HOME} {HOME}' } });
    const refused = (await operator.post(`/api/mcp-servers/${bare.id}/test`)).body;
    assert.deepEqual([refused.success, refused.error], [false, 'Authentication failed - check access token']);
    assert.equal(server.asked.length, 1);
    const given = await make({ url: server.url, headers: { 'x-home': '${HOME} {HOME}' } });
    await operator.post(`/api/mcp-servers/${given.id}/test`);
    assert.equal(server.asked[1].headers['x-home'], '${HOME} {HOME}');
  });

  await t.test('a server that keeps sessions is greeted first', async (t) => {
    const replies = {
      initialize: (res) => res.writeHead(200, { 'content-type': 'application/json', 'mcp-session-id': 'session-7' })
        .end(answer({ protocolVersion: '2025-06-18', capabilities: {}, serverInfo: { name: 'Keeper', version: '3' } })),
      'notifications/initialized': (res) => res.writeHead(202).end(),
      'tools/list': (res) => res.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${answer({ tools })}\n\n`),
    };
    const { success, serverInfo, asked } = await testOf(t, (req, res, body) => {
      const { method } = JSON.parse(body);
      if (method !== 'initialize' && req.headers['mcp-session-id'] !== 'session-7') res.writeHead(400).end('Missing session ID');
      else replies[method](res);
    }, { authType: 'bearer', accessToken: 'token-of-mine' });
    assert.deepEqual([success, serverInfo], [true, { name: 'Keeper', version: '3' }]);
    assert.deepEqual(asked.map(({ body }) => JSON.parse(body).method), ['tools/list', 'initialize', 'notifications/initialized', 'tools/list']);
    assert.ok(asked.every(({ headers }) => headers.authorization === 'Bearer token-of-mine'));
    assert.equal(asked[3].headers['mcp-protocol-version'], '2025-06-18');
  });

  const json = 'application/json';
  const errors = [
    ['401', say(401, 'text/plain', 'who are you'), 'Authentication failed - check access token', 401],
    ['403', say(403, json, '{}'), 'Authentication failed - check access token', 403],
    ['404', say(404, 'text/html', '<h1>Not here</h1>'), 'MCP server not found - check URL', 404],
    ['500', say(500, 'text/plain', ''), 'Server error - MCP server may be down', 500],
    ['400', say(400, 'text/plain', 'what'), 'HTTP 400', 400],
    ['503', say(503, 'text/plain', 'later'), 'HTTP 503', 503],
    ['a redirect, which is not followed', (req, res) => res.writeHead(302, { location: 'http://127.0.0.1/' }).end(), 'HTTP 302', 302],
    ['no JSON', say(200, 'text/html', '<p>hello'), 'Invalid response from MCP server', 200],
    ['JSON of another kind', say(200, json, '[1]'), 'Invalid response from MCP server', 200],
    ['nothing', say(200, json, ''), 'Invalid response from MCP server', 200],
    ['bytes that are no text', say(200, json, Buffer.from([0x7b, 0xff, 0x00, 0x7d])), 'Invalid response from MCP server', 200],
    ['tools that are none', say(200, json, answer({ tools: [1, 2] })), 'Invalid response from MCP server', 200],
    ['an event stream without data', say(200, 'text/event-stream', ': ping\n\n'), 'Invalid response from MCP server', 200],
    ['an error', say(200, json, answer(undefined, { error: { code: -32601, message: 'Method not found' } })), 'MCP server error', 200],
    ['no tools', say(200, json, answer({ tools: [] })), 'No tools found', 200],
    ['a result without tools', say(200, json, answer({})), 'No tools found', 200],
    ['more than it takes', say(200, json, answer({ tools: [{ name: 'a', description: 'b'.repeat(600000) }] })), 'Connection test failed', 200],
    ['a broken connection', (req, res) => res.destroy(), 'Connection test failed', undefined],
  ];
  for (const [name, handle, error, status] of errors) {
    await t.test(`an answer is told and stored: ${name}`, async (t) => {
      const { success, error: told, details, statusCode, mcpServer, testedUrl, made } = await testOf(t, handle);
      assert.deepEqual([success, told, statusCode, testedUrl], [false, error, status, made.url]);
      assert.ok(details);
      assert.deepEqual([mcpServer.connectionStatus, mcpServer.lastError], ['error', `${error}: ${details}`]);
    });
  }

  await t.test('what was found before stays where a later test fails', async (t) => {
    let isUp = true;
    const server = await toolServer(t, (req, res) => (isUp ? say(200, json, answer({ tools })) : say(500, json, ''))(req, res));
    const { id } = await make({ url: server.url });
    await operator.post(`/api/mcp-servers/${id}/test`);
    isUp = false;
    const { mcpServer } = (await operator.post(`/api/mcp-servers/${id}/test`)).body;
    assert.deepEqual([mcpServer.connectionStatus, mcpServer.tools], ['error', ['find_invoice', 'pay_invoice']]);
  });

  await t.test('a server that does not answer is left after ten seconds, and holds nobody up', async (t) => {
    const server = await toolServer(t, () => {});
    const { id } = await make({ url: server.url });
    let isOver = false;
    const slow = operator.post(`/api/mcp-servers/${id}/test`).then((res) => {
      isOver = true;
      return res;
    });
    while (server.asked.length === 0) await viewer.get('/api/agents?limit=1');
    assert.equal((await viewer.get('/api/agents?limit=1')).status, 200);
    assert.equal((await viewer.post('/api/auth/login', { email: 'nobody-slow@harbour.example', password: 'x' })).status, 401);
    assert.equal(isOver, false);
    const { body } = await slow;
    assert.deepEqual([body.error, body.details], ['Connection test failed', 'it took too long']);
  });

  await t.test('a server that was changed meanwhile keeps what it is', async (t) => {
    let release;
    const server = await toolServer(t, (req, res) => {
      release = () => say(200, json, answer({ tools }))(req, res);
    });
    const { id } = await make({ url: server.url });
    const testing = operator.post(`/api/mcp-servers/${id}/test`);
    while (!release) await viewer.get('/livez');
    await admin.patch(`/api/mcp-servers/${id}`, { description: 'another one' });
    release();
    assertProblem(await testing, 409);
    assert.equal((await get(id)).connectionStatus, 'untested');
  });

  await t.test('addresses inside are not called', async (t) => {
    const inside = await toolServer(t, say(200, json, answer({ tools })), '127.0.0.1');
    const { port } = new URL(inside.url);
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '[::1]', '0.0.0.0', '10.0.0.1', '169.254.169.254']) {
      const { body } = await operator.post('/api/test-mcp-connection', { url: `http://${host}:${port}/` });
      assert.deepEqual([body.success, body.error], [false, 'Connection test failed'], host);
      assert.equal(body.details, 'the address is in a network that may not be called from here', host);
    }
    assert.equal(inside.asked.length, 0);
  });
});

test('any address can be tested', { skip }, async (t) => {
  const server = await toolServer(t, say(200, 'application/json', answer({ tools })));

  await t.test('with a token and headers', async () => {
    const { status, body } = await operator.post('/api/test-mcp-connection',
      { url: server.url, authToken: 'abc', headers: { 'X-Team': 'blue', 'X-Left': null } });
    assert.equal(status, 200);
    assert.deepEqual(body, { success: true, tools: ['find_invoice', 'pay_invoice'], toolsDetailed: tools,
      serverInfo: { name: 'MCP server', version: 'unknown' }, testedUrl: server.url });
    const { headers } = server.asked.at(-1);
    assert.deepEqual([headers.authorization, headers['x-team'], headers['x-left']], ['Bearer abc', 'blue', undefined]);
  });

  await t.test('an address is needed', async () => {
    for (const body of [{}, { url: '' }, { url: ' ' }, { url: 7 }]) {
      const res = await operator.post('/api/test-mcp-connection', body);
      assertProblem(res, 400);
      assert.equal(res.body.detail, 'URL is required');
    }
  });

  await t.test('what is no address is told as a failed test', async () => {
    for (const url of ['tools', 'ftp://tools.example.com', 'gopher://127.0.0.2/', 'http://a:b@127.0.0.2/', 'http://']) {
      const { status, body } = await operator.post('/api/test-mcp-connection', { url });
      assert.deepEqual([status, body.success, body.error, body.testedUrl], [200, false, 'Connection test failed', url]);
    }
  });

  await t.test('wrong headers are refused', async () => {
    assertProblem(await operator.post('/api/test-mcp-connection', { url: server.url, headers: { 'a b': 'c' } }), 422, ['/headers/a b invalid']);
    assertProblem(await operator.post('/api/test-mcp-connection', { url: server.url, authToken: 'a\nb' }), 422, ['/authToken invalid']);
  });
});

test('the registry of the builder', { skip }, async (t) => {
  const list = async () => (await operator.get('/api/mcp/registry')).body.servers;

  await t.test('lists official servers and those of the tenant', async () => {
    const made = await make({ accessToken: newToken(), authType: 'bearer' });
    const res = await operator.get('/api/mcp/registry');
    assert.deepEqual([res.body.success, res.body.source], [true, 'postgres']);
    const own = res.body.servers.find((row) => row.id === made.id);
    assert.deepEqual([own._id, own.accessToken, own.isOfficial, own.lastTested, own.userId], [made.id, '••••zz9Q', false, null, made.createdById]);
    const official = res.body.servers.find((row) => row.id === 'coingecko');
    assert.deepEqual([official.isOfficial, official.official, official.accessToken, official.userId], [true, true, null, null]);
    assert.ok(official.documentation && official.description);
    assert.equal((await operator.get('/api/mcp/registry', { 'if-none-match': res.headers.get('etag') })).status, 304);
  });

  await t.test('saves by the id of its client, again and again', async () => {
    const id = newName('client').replace(' ', '_');
    const first = (await admin.post('/api/mcp/registry', { id, name: 'Mine', url, accessToken: 'abcdefgh-1234', headers: { 'x-a': 'value-of-a-header' }, unknown: 1 })).body;
    assert.deepEqual(Object.keys(first), ['success', 'id', 'source']);
    const again = (await admin.post('/api/mcp/registry', { id, name: 'Ours', url, accessToken: '••••1234', isOfficial: true, tools: ['a'] })).body;
    assert.equal(again.id, first.id);
    const row = (await operator.get(`/api/mcp-servers/${id}`)).body.mcpServer;
    assert.deepEqual([row.id, row.name, row.last4, row.isOfficial, row.tools, row.headers],
      [first.id, 'Ours', '1234', false, ['a'], { 'x-a': '••••ader' }]);
    const byId = (await admin.post('/api/mcp/registry', { id: first.id, name: 'Theirs', url })).body;
    assert.equal(byId.id, first.id);
  });

  await t.test('an official one that is taken over is listed once', async () => {
    const before = (await list()).find((row) => row.id === 'e2b');
    const { id } = (await admin.post('/api/mcp/registry', { ...before, accessToken: newToken() })).body;
    const after = (await list()).filter((row) => row.url === before.url);
    assert.deepEqual(after.map((row) => [row.id, row.isOfficial, row.documentation]), [[id, true, before.documentation]]);
    assert.equal((await admin.delete('/api/mcp/registry?id=e2b')).status, 200);
    assert.deepEqual((await list()).filter((row) => row.url === before.url).map((row) => row.id), ['e2b']);
  });

  await t.test('says what it needs', async () => {
    for (const body of [{}, { name: 'x' }, { url }, { name: '', url }, { name: 'x', url: ' ' }]) {
      const res = await admin.post('/api/mcp/registry', body);
      assertProblem(res, 400);
      assert.equal(res.body.detail, 'Name and URL are required');
    }
    const res = await admin.delete('/api/mcp/registry');
    assertProblem(res, 400);
    assert.equal(res.body.detail, 'Server ID is required');
    assertProblem(await admin.delete('/api/mcp/registry?id=nobody'), 404);
  });
});
