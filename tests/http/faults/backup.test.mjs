import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { ask, execution, once, psql } from './desk.mjs';

const url = process.env.MUSTER_TEST_URL;
const command = process.env.MUSTER_TEST_COMMAND;
const folder = mkdtempSync(join(tmpdir(), 'muster-backup-'));
const file = join(folder, 'all.dump');

test.after(() => rmSync(folder, { recursive: true }));

const run = (...args) => spawnSync(command, args, { encoding: 'utf8' });

function works(...args) {
	const { status, stdout, stderr } = run(...args);

	assert.equal(status, 0, stderr);
	return stdout;
}

function fails(pattern, ...args) {
	const { status, stderr } = run(...args);

	assert.equal(status, 1, stderr);
	assert.match(stderr, pattern);
}

async function signIn() {
	const password = readFileSync(process.env.MUSTER_TEST_PASSWORD_FILE, 'utf8').split('\n')[0];

	psql('delete from throttle');
	const answer = await fetch(`${url}/api/auth/login`, {
		method: 'POST', headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ email: 'owner@harbour.example', password }),
	});
	return answer.status;
}

const isKept = mark => psql(`select count(*) from executions where input->>'mark' = '${mark}'`);
const mark = randomUUID();

test('a backup is a new file for its owner alone, and says what is in it', async () => {
	assert.equal((await ask(once(), 'POST', '/api/executions', execution(mark, 1))).status, 201);
	assert.match(works('backup', file), /\d+ rows of \d+ tables/);
	assert.equal(statSync(file).mode & 0o777, 0o600);
	fails(/exists/, 'backup', file);
	works('backup', file, '--yes');
});

test('a database with tenants is not restored over unasked', () => {
	fails(/holds \d+ tenants/, 'restore', file);
	assert.equal(isKept(mark), '1');
});

test('a file that is cut, or none of ours, leaves all as it was', async () => {
	const cut = join(folder, 'cut.dump');

	writeFileSync(cut, readFileSync(file).subarray(0, statSync(file).size / 2));
	fails(/pg_restore failed/, 'restore', cut, '--replace', '--yes');
	writeFileSync(cut, 'no archive');
	fails(/pg_restore failed/, 'restore', cut, '--replace', '--yes');
	assert.equal(isKept(mark), '1');
	assert.equal(await signIn(), 200);
});

test('a file that cannot be put back whole brings back what was there', async () => {
	const blocked = join(folder, 'blocked.dump');

	// what is in none of Muster's schemas stays, and is in the way of its own copy
	psql('create cast (text as uuid) with inout as assignment');
	try {
		works('backup', blocked);
		fails(/pg_restore failed/, 'restore', blocked, '--replace', '--yes');
		assert.equal(isKept(mark), '1');
		assert.equal(psql("select count(*) from pg_namespace where nspname like 'before_restore%'"), '0');
		assert.equal(await signIn(), 200);
	} finally {
		psql('drop cast (text as uuid)');
	}
});

test('what was dropped comes back: rows, rights, sign-ins', async () => {
	psql('drop schema api, app, auth, private cascade; drop table executions, agents, users cascade');
	assert.notEqual(await signIn(), 200);
	assert.match(works('restore', file, '--replace', '--yes'), /restored and counted: \d+ rows/);
	assert.equal(isKept(mark), '1');
	assert.equal(await signIn(), 200);
	assert.equal((await ask(once(), 'GET', '/api/executions?limit=1')).status, 200);
	assert.doesNotMatch(works('doctor'), /WRONG/);
	assert.equal(psql(`select count(*) from pg_class where relnamespace = 'public'::regnamespace
		and relkind in ('r', 'p') and relname !~ '^schema_' and not relforcerowsecurity`), '0');
});

test('a file of a newer version is refused', () => {
	const newer = join(folder, 'newer.dump');

	psql("insert into schema_migrations (number, name, checksum, duration_ms) values (9999, 'later', '', 0)");
	try {
		works('backup', newer);
	} finally {
		psql('delete from schema_migrations where number = 9999');
	}
	fails(/newer version/, 'restore', newer, '--replace', '--yes');
	assert.equal(isKept(mark), '1');
});
