// The commands of an administrator, against the instance under test.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { send, skip } from './client.mjs';

function muster(args, input = '') {
	return spawnSync(process.env.MUSTER_TEST_COMMAND, args, { encoding: 'utf8', input });
}

/** What it prints, when it works. */
function works(args, input) {
	const run = muster(args, input);

	assert.equal(run.status, 0, run.stderr);
	return run.stdout.trim();
}

test('doctor finds nothing wrong', { skip }, () => {
	const lines = works(['doctor']).split('\n');

	assert.ok(lines.length > 10);
	assert.deepEqual(lines.filter(line => !/^(ok|note) /.test(line)), []);
});

test('a tenant and a user are made, and sign in', { skip }, async () => {
	const slug = `t${randomUUID().slice(0, 8)}`;
	const email = `owner@${slug}.example`;
	const password = randomUUID();

	works(['tenant', 'add', `Made ${slug}`, slug]);
	works(['user', 'add', email, '--tenant', slug, '--role', 'owner'], `${password}\n`);
	assert.match(works(['tenant', 'list']), new RegExp(`${slug} +Made ${slug}, 1 member$`, 'm'));
	assert.match(works(['user', 'list']), new RegExp(`${email}.* owner of Made ${slug}`));
	const first = await send('POST', '/api/auth/login', { body: { email, password } });
	assert.equal(first.status, 200, first.text);

	const other = works(['user', 'password', email, '--random']).replace('password: ', '');
	assert.equal((await send('GET', '/api/auth/me', { token: first.body.token })).status, 401);
	const second = await send('POST', '/api/auth/login', { body: { email, password: other } });
	assert.equal(second.status, 200, second.text);
});

test('a short password and an unknown user are refused', { skip }, () => {
	const short = muster(['user', 'password', 'owner@harbour.example'], 'short\n');
	const unknown = muster(['user', 'password', 'nobody@nowhere.example', '--random']);

	assert.equal(short.status, 1);
	assert.match(short.stderr, /password/);
	assert.equal(unknown.status, 1);
	assert.match(unknown.stderr, /no user 'nobody@nowhere.example'/);
});

test('an API key is made, used, listed and revoked', { skip }, async () => {
	const name = randomUUID();
	const key = works(['key', 'create', name, '--tenant', 'harbour', '--role', 'viewer', '--expires', '1 day']);
	const ask = () => send('GET', '/api/agents?limit=1', { token: key });

	assert.match(key, /^mst_[\w-]{43}$/);
	assert.equal((await ask()).status, 200);
	const line = works(['key', 'list', '--tenant', 'harbour']).split('\n').find(one => one.includes(name));
	assert.match(line, /viewer +valid/);
	assert.ok(!line.includes(key));
	works(['key', 'revoke', line.split(' ')[0], '--tenant', 'harbour']);
	assert.equal((await ask()).status, 401);
	assert.equal(muster(['key', 'revoke', line.split(' ')[0], '--tenant', 'harbour']).status, 1);
});

test('migrate says that all is there', { skip }, () => {
	assert.match(works(['migrate', 'status']), / 0 pending$/);
	assert.match(works(['migrate', 'verify']), /the schema is what this version needs/);
	assert.match(works(['migrate', 'history']), /^\d{4}-\d\d-\d\dT\S+ 0001 roles [0-9a-f]{12}$/m);
});

test('maintain runs beside the server', { skip }, () => {
	const lines = works(['maintain']).split('\n');

	assert.ok(lines.length >= 3);
	for (const line of lines) {
		assert.match(line, /^(\d+ \w+ |maintain_\w+: another process is at it)/);
	}
});

test('demo data goes into an empty database only', { skip }, () => {
	const run = muster(['demo', '--random']);

	assert.equal(run.status, 1);
	assert.match(run.stderr, /already holds tenants/);
});

test('config hides secrets', { skip }, () => {
	assert.match(works(['config']), /^DATABASE_URL +file +\(set\)$/m);
	assert.match(works(['config', '--sample']), /^#MUSTER_SIGNUP=invite$/m);
});

test('what cannot be stored is told in words, and before a password is asked for', { skip }, () => {
	for (const [args, words] of [
		[['tenant', 'add', 'Quay', 'Not a slug!'], /slug: must be of a to z, 0 to 9 and dashes/],
		[['tenant', 'add', 'Quay', 'harbour'], /slug: belongs to another organisation/],
		[['tenant', 'add', ' '], /name: must not be empty/],
		[['user', 'add', 'nobody', '--tenant', 'harbour'], /email: is not an e-mail address/],
		[['user', 'add', 'a@b.example', '--tenant', 'harbour', '--name', 'x'.repeat(256)], /name: has more than 255/],
		[['user', 'add', 'a@b.example', '--tenant', 'nowhere'], /no tenant 'nowhere'/],
		[['user', 'password', 'a@b.example'], /no user 'a@b.example'/],
		[['key', 'create', '', '--tenant', 'harbour'], /name: must not be empty/],
		[['key', 'create', 'x', '--tenant', 'harbour', '--expires', 'soon'], /expires: must be a time ahead, such as '90 days', not 'soon'/],
		[['key', 'create', 'x', '--tenant', 'harbour', '--expires', '-1 day'], /expires: must be a time ahead/],
		[['key', 'revoke', 'x', '--tenant', 'harbour'], /no valid key 'x'/],
	]) {
		const run = muster(args);

		assert.equal(run.status, 1, args.join(' '));
		assert.match(run.stderr, words);
		assert.doesNotMatch(run.stderr, /constraint|syntax|relation|password/);
	}
});

test('who has an account keeps the password in another tenant', { skip }, async () => {
	const slug = `t${randomUUID().slice(0, 8)}`;
	const password = randomUUID();

	for (const name of [slug, `${slug}-two`]) {
		works(['tenant', 'add', name, name]);
	}
	works(['user', 'add', `owner@${slug}.example`, '--tenant', slug], `${password}\n`);
	assert.match(works(['user', 'add', `Owner@${slug}.example`, '--tenant', `${slug}-two`, '--random']),
		new RegExp(`^owner@${slug}.example has an account, and its password stays$`));
	const { status, text } = await send('POST', '/api/auth/login', { body: { email: `owner@${slug}.example`, password } });
	assert.equal(status, 200, text);
});

test('wrong use is told with the usage', { skip }, () => {
	for (const args of [['migrate'], ['user', 'add', 'a@b.example'], ['key', 'create', 'x'], ['tenant', 'add'], ['migrate', 'down', '-1'],
		['tenant', 'list', 'x'], ['user', 'list', 'x'], ['key', 'list', 'x', '--tenant', 'harbour'], ['migrate', 'up', 'x'],
		['migrate', 'status', 'x'], ['migrate', 'history', 'x'], ['migrate', 'verify', 'x'], ['doctor', 'x'], ['maintain', 'x'],
		['version', 'x'], ['help', 'doctor', 'x'], ['routes', 'x'], ['user', 'password', 'a@b.example', 'x'],
		['key', 'revoke', 'x', 'y', '--tenant', 'harbour']]) {
		const run = muster(args);
		assert.equal(run.status, 2, args.join(' '));
		assert.match(run.stderr, new RegExp(`^usage: muster ${args[0]}`));
	}
});
