import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import { ask, bounded, children, folder, goesOn, load, once, pidOf, until } from './desk.mjs';
import { assertKept, assertProblems } from './kept.mjs';

const run = promisify(execFile);
const top = process.env.MUSTER_TEST_TOP;

test('./start --reload under load loses nothing', bounded, async t => {
	const mark = randomUUID();
	const work = load(t, mark);
	const before = children(pidOf('web'), 'muster');

	await goesOn(work.found);
	await run(join(top, 'start'), ['--reload']);
	await goesOn(work.found);
	const found = await work.end();
	assert.deepEqual(found.refusedReads, []);
	assert.deepEqual(found.refused, []);
	assertKept(mark, found);
	assert.deepEqual(before.filter(pid => children(pidOf('web'), 'muster').includes(pid)), []);
});

test('nginx can be reloaded under load', bounded, async t => {
	const mark = randomUUID();
	const workers = () => children(pidOf('nginx'), 'worker');
	const before = workers();
	const work = load(t, mark);

	await goesOn(work.found);
	process.kill(pidOf('nginx'), 'SIGHUP');
	await until(() => !workers().some(pid => before.includes(pid)));
	await goesOn(work.found);
	const found = await work.end();
	// a connection that nginx closes while a request is on its way is broken
	assert.deepEqual([...found.refused, ...found.refusedReads].filter(answer => answer.status), []);
	assertKept(mark, found);
});

/** By its own program, as the user it belongs to. */
function postgres(...args) {
	const user = execFileSync('stat', ['-c', '%U', join(folder, 'postgres')], { encoding: 'utf8' }).trim();
	const own = process.getuid() === 0 ? ['runuser', '-u', user, '--'] : [];
	const [program, ...rest] = [...own, join(process.env.MUSTER_TEST_POSTGRES_BIN, 'pg_ctl'),
		'--silent', '--pgdata', join(folder, 'postgres'), ...args];

	execFileSync(program, rest, { cwd: '/', stdio: 'ignore' });
}

const start = () => postgres('start', '--wait', `--log=${join(folder, 'log/postgres.log')}`);

test('PostgreSQL can be restarted under load', bounded, async t => {
	const mark = randomUUID();
	const work = load(t, mark);

	await goesOn(work.found);
	postgres('stop', '--mode=fast');
	start();
	await goesOn(work.found);
	const found = await work.end();
	assertProblems([...found.refused, ...found.refusedReads], [500, 502, 503]);
	assertKept(mark, found);
});

test('without PostgreSQL requests are refused at once, and served again after', bounded, async () => {
	postgres('stop', '--mode=fast');
	try {
		await until(async () => (await ask(once(), 'GET', '/api/agents')).status === 503);
		const answer = await ask(once(), 'GET', '/api/agents');
		assertProblems([answer], [503]);
		assert.ok(answer.headers['retry-after']);
		assert.equal((await ask(once(), 'GET', '/livez')).status, 200);
		assert.equal((await ask(once(), 'GET', '/readyz')).status, 503);
	} finally {
		start();
	}
	await until(async () => (await ask(once(), 'GET', '/api/agents')).status === 200);
});
