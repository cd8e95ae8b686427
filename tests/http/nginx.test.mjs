// What nginx itself answers, and what it lets through.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { connect as connectHttp2, constants } from 'node:http2';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { connect } from 'node:tls';
import { send, skip, tokenOf, url } from './client.mjs';

const { hostname, port } = new URL(url ?? 'https://localhost');

/** The answer to bytes as they are, in HTTP/1.1. */
function raw(bytes, options = {}) {
	return new Promise((done, fail) => {
		const socket = connect({ host: hostname, port, servername: 'localhost', ...options });
		const parts = [];
		socket.on('error', fail);
		socket.on('data', part => parts.push(part));
		socket.on('close', () => {
			const text = Buffer.concat(parts).toString();
			const [head, body] = text.split('\r\n\r\n');
			done({ status: Number(head.split(' ')[1]), head, body });
		});
		socket.write(bytes);
	});
}

const ask = path => raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);

function assertProblem(answer, status) {
	assert.equal(answer.status, status);
	assert.match(answer.head, /^content-type: application\/problem\+json/im);
	const problem = JSON.parse(answer.body.match(/\{.*\}/s)[0]);
	assert.equal(problem.status, status);
	for (const member of ['type', 'title', 'detail', 'instance', 'error', 'message']) {
		assert.ok(problem[member], member);
	}
}

test('malformed requests are problems', { skip }, async () => {
	assertProblem(await raw('GET /api/agents HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'), 400);
	assertProblem(await ask(`/api/${'x'.repeat(40000)}`), 414);
	assertProblem(await raw(`GET /api/agents HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(40000)}\r\n\r\n`), 431);
});

test('a body that is too large is a problem, and the same over HTTP/2', { skip }, async () => {
	const body = 'x'.repeat(2 << 20);
	const refused = await send('POST', '/api/agents', { body });

	assert.equal(refused.status, 413);
	assert.equal(refused.body.status, 413);
	const client = connectHttp2(url);
	const stream = client.request({ ':method': 'POST', ':path': '/api/agents', 'content-length': body.length });
	const answer = await new Promise(done => stream.on('response', done));
	assert.equal(answer[constants.HTTP2_HEADER_STATUS], 413);
	assert.equal(answer['content-type'], 'application/problem+json');
	client.destroy();
});

test('an address that is too long is 414, over HTTP/2 too', { skip }, async () => {
	const client = connectHttp2(url);
	const statusOf = (path, headers = {}) => new Promise((done, fail) => {
		const stream = client.request({ ':path': path, ...headers });
		stream.on('response', answer => done([answer[constants.HTTP2_HEADER_STATUS], answer['content-type']]));
		stream.on('error', fail);
		stream.resume();
	});
	const json = 'application/problem+json';

	for (const length of [8001, 12_500, 32_000]) {
		assert.deepEqual(await statusOf(`/api/${'x'.repeat(length)}`), [414, json]);
		assert.deepEqual(await statusOf(`/agents?q=${'x'.repeat(length)}`), [414, 'text/html; charset=utf-8']);
		assertProblem(await ask(`/api/${'x'.repeat(length)}`), 414);
	}
	assert.deepEqual(await statusOf(`/api/${'x'.repeat(7900)}`), [404, json]);
	assert.deepEqual(await statusOf('/api/agents', { cookie: 'x'.repeat(20_000) }), [401, json]);
	client.close();
});

test('a method that nginx refuses comes with those that it takes', { skip }, async () => {
	for (const [line, allow] of [
		['TRACE /api/agents', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'],
		['POST /static/version/css/base.css', 'GET, HEAD'],
	]) {
		const answer = await raw(`${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);

		assert.equal(answer.status, 405);
		assert.equal(answer.head.match(/^allow: (.*)$/im)?.[1], allow);
	}
});

test('people get a page instead', { skip }, async () => {
	const answer = await ask('/static/version/css/nothing.css');

	assert.equal(answer.status, 404);
	assert.match(answer.head, /^content-type: text\/html/im);
	assert.match(answer.head, /^content-security-policy: default-src 'none'/im);
	assert.match(answer.body, /<h1[^>]*>Not found<\/h1>/);
});

test('plain HTTP leads pages to TLS and refuses calls of the API', { skip }, async () => {
	const plain = process.env.MUSTER_TEST_HTTP_URL;
	const page = await fetch(`${plain}/agents?status=active`, { redirect: 'manual' });
	const call = await fetch(`${plain}/api/agents`, { redirect: 'manual', headers: { Authorization: 'Bearer secret' } });

	assert.equal(page.status, 308);
	assert.equal(page.headers.get('location'), `${url}/agents?status=active`);
	assert.equal(page.headers.get('strict-transport-security'), null);
	assert.equal(call.status, 403);
	assert.equal((await call.json()).status, 403);
});

test('the same holds for plain HTTP on the port of TLS', { skip }, async () => {
	const plain = url.replace('https:', 'http:');
	const page = await fetch(`${plain}/agents?status=active`, { redirect: 'manual' });

	assert.equal(page.status, 308);
	assert.equal(page.headers.get('location'), `${url}/agents?status=active`);
	for (const method of ['GET', 'POST']) {
		const call = await fetch(`${plain}/api/agents`, { method, redirect: 'manual', headers: { Authorization: 'Bearer secret' } });
		assert.equal(call.status, 403);
		assert.equal(call.headers.get('location'), null);
		assert.equal(call.headers.get('strict-transport-security'), null);
		assert.equal(call.headers.get('content-type'), 'application/problem+json');
		assert.equal((await call.json()).status, 403);
	}
});

test('TLS is 1.2 or 1.3, with HTTP/2', { skip }, async () => {
	const greet = (options, look) => new Promise((done, fail) => {
		const socket = connect({ host: hostname, port, ALPNProtocols: ['h2', 'http/1.1'], ...options }, () => {
			done(look(socket));
			socket.destroy();
		});
		socket.on('error', fail);
	});
	const versionOf = options => greet(options, socket => [socket.getProtocol(), socket.alpnProtocol]);
	const cipherOf = ciphers => greet({ maxVersion: 'TLSv1.2', ciphers }, socket => socket.getCipher().name);

	assert.deepEqual(await versionOf({}), ['TLSv1.3', 'h2']);
	assert.deepEqual(await versionOf({ maxVersion: 'TLSv1.2' }), ['TLSv1.2', 'h2']);
	assert.equal(await cipherOf('ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256'), 'ECDHE-ECDSA-AES128-GCM-SHA256');
	assert.equal(await cipherOf('ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256'), 'ECDHE-ECDSA-CHACHA20-POLY1305');
	await assert.rejects(versionOf({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }));
});

test('static files never expire and come compressed', { skip }, async () => {
	const answer = await send('GET', '/static/version/css/base.css', { headers: { 'accept-encoding': 'gzip' } });

	assert.equal(answer.status, 200);
	assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable');
	assert.equal(answer.headers.get('content-encoding'), 'gzip');
	assert.match(answer.headers.get('strict-transport-security'), /^max-age=\d{8}/);
});

test('what is a file has its type, and a folder is none', { skip }, async () => {
	for (const path of ['/robots.txt', '/favicon.ico', '/static/version/img/mark.svg']) {
		const { headers } = await send('GET', path);
		assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
		assert.match(headers.get('strict-transport-security'), /^max-age=\d{8}/, path);
	}
	for (const path of ['/static/version/css', '/static/version/css/', '/static/version/']) {
		assert.equal((await send('GET', path)).status, 404, path);
	}
});

test('nothing but static files can be fetched as files', { skip }, async () => {
	for (const path of ['/static/x/../../sql/seed/demo.sql', '/static/x/%2e%2e/sql/seed/demo.sql',
		'/static/../templates/layout.mustache', '/.muster-error/404.json', '/static/x/..%2f..%2fsql/seed/demo.sql']) {
		const { status } = await ask(path);
		assert.ok([303, 400, 401, 404].includes(status), `${path}: ${status}`);
	}
});

test('the request id of nginx is that of the answer', { skip }, async () => {
	const mine = 'f'.repeat(32);
	const answer = await send('GET', '/api/agents', { token: await tokenOf('viewer'), headers: { 'x-request-id': mine } });

	assert.match(answer.headers.get('x-request-id'), /^[0-9a-f]{32}$/);
	assert.notEqual(answer.headers.get('x-request-id'), mine);
});

test('nginx does not name its version', { skip }, async () => {
	assert.match((await ask('/livez')).head, /^server: nginx\r?$/im);
});

// Loopback is not limited, so these ask from another address of this machine.
const own = Object.values(networkInterfaces()).flat()
	.find(one => one.family === 'IPv4' && !one.internal)?.address;
const alone = skip || (!own && 'this machine has no address but loopback');

const status = (path, ...args) => execFileSync('curl', ['-sk', '-o', '/dev/null', '-w', '%{http_code}\\n', ...args,
	`https://${own}:${port}${path}`], { encoding: 'utf8' });

test('counters are for this machine alone', { skip: alone }, () => {
	assert.equal(status('/metrics'), '403\n');
});

test('guessing passwords is limited by address', { skip: alone }, () => {
	const answers = status('/api/auth/login#[1-40]', '-X', 'POST', '-H', 'Content-Type: application/json', '-d', '{}',
		'--parallel').trim().split('\n');

	assert.equal(answers.length, 40);
	assert.ok(answers.includes('429'), answers.join(' '));
	assert.ok(answers.some(answer => answer !== '429'));
});

test('no log holds what stands in a query: a token, a name that was searched for', { skip }, async () => {
	const folder = join(process.env.MUSTER_TEST_VAR, 'log');
	const secret = randomUUID();
	const mark = randomUUID();
	const query = `?token=${secret}&q=${secret}`;
	const referer = { referer: `${url}/reset-password${query}` };
	const holding = text => readdirSync(folder).filter(name => readFileSync(join(folder, name), 'latin1').includes(text));

	assert.equal((await send('GET', `/reset-password${query}`)).status, 200);
	assert.equal((await send('GET', `/static/x/${mark}${query}`, { headers: referer })).status, 404);
	assert.equal((await send('POST', `/agents${query}`, { body: 'x'.repeat(2 << 20), headers: referer })).status, 413);
	await raw(`GET /agents${query} HTTP/1.1\r\nHost: a b\r\n\r\n`);
	await fetch(`${process.env.MUSTER_TEST_HTTP_URL}/agents${query}`, { redirect: 'manual' });
	await ask(`/livez/${mark}`);
	while (!holding(mark).includes('nginx-access.log')) {
		await wait(50);
	}
	assert.deepEqual(holding(secret), []);
});

test('nor where an address is refused', { skip: alone }, () => {
	const secret = randomUUID();
	const log = join(process.env.MUSTER_TEST_VAR, 'log', 'nginx-error.log');

	assert.equal(status(`/metrics?token=${secret}`), '403\n');
	assert.ok(!readFileSync(log, 'latin1').includes(secret));
});

test('what requests leave behind is not for everybody on the machine', { skip }, () => {
	for (const name of ['nginx-access.log', 'nginx-error.log', 'postgres.log', 'web.log']) {
		const mode = statSync(join(process.env.MUSTER_TEST_VAR, 'log', name)).mode & 0o777;
		assert.equal(mode.toString(8), '640', name);
	}
});
