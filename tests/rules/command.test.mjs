import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'node:test';
import { build, read } from './tree.mjs';

const skip = !build && 'MUSTER_TEST_BUILD is not set';

function muster(...args) {
	const run = spawnSync(join(build, 'muster'), args, { encoding: 'utf8' });

	assert.equal(run.status, 0, run.stderr);
	return run.stdout;
}

test('README shows the table of options as it is', { skip }, () => {
	assert.ok(read('README.md').includes(muster('config', '--table')),
		'put the output of muster config --table into README.md');
});

test('every route names its role', { skip }, () => {
	const roles = muster('routes').trim().split('\n').map(line => line.split(/ +/)[2]);

	assert.ok(roles.length > 0);
	for (const role of roles) {
		assert.match(role, /^(anyone|viewer|operator|admin|owner)$/);
	}
});

test('every route of the API is documented', { skip }, () => {
	const bare = muster('routes').trim().split('\n').filter(
		line => / \/api\//.test(line) && line.trim().split(/ +/).length < 4);

	assert.deepEqual(bare, []);
});

test('what anybody may post is limited by nginx', { skip }, () => {
	const tries = muster('routes').trim().split('\n')
		.map(line => line.split(/ +/))
		.filter(([method, , role]) => method === 'POST' && role === 'anyone');
	const locations = muster('routes', '--nginx');

	assert.ok(tries.length > 0);
	for (const [, path] of tries) {
		const place = path.includes(':')
			? `location ~ ^${path.replace(/:\w+/g, '[^/]+')}$ {`
			: `location = ${path} {`;
		assert.ok(locations.includes(place), place);
	}
	assert.equal(locations.match(/limit_req zone=muster_sign_in/g).length,
		locations.match(/^location /gm).length - locations.match(/client_max_body_size/g).length);
});

test('files are taken where routes take them alone, and the limit is named', { skip }, () => {
	const locations = muster('routes', '--nginx');

	for (const path of ['/import', '/api/import']) {
		assert.ok(locations.includes(`location = ${path} {\n\tclient_max_body_size 268435456;`), path);
		assert.ok(locations.includes(`if ($request_uri ~ ^${path}(\\?|$)) {\n\tset $muster_limit "256 MiB";`), path);
	}
	assert.equal(locations.match(/client_max_body_size/g).length, 2);
});

test('every command says how it is used', { skip }, () => {
	const names = muster('help').split('\n').map(line => line.match(/^ {2}(\w+)/)?.[1])
		.filter(Boolean);

	assert.ok(names.includes('web'));
	for (const name of names) {
		assert.match(muster('help', name), new RegExp(`^usage: muster ${name}`));
	}
});
