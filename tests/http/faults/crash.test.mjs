import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { ask, bounded, children, execution, folder, goesOn, load, once, pidOf, psql, stored, until } from './desk.mjs';
import { assertKept, assertProblems } from './kept.mjs';

function killWorkers() {
	const pids = children(pidOf('web'), 'muster');

	assert.ok(pids.length > 0);
	for (const pid of pids) {
		process.kill(pid, 'SIGKILL');
	}
}

/** The first process of PostgreSQL; 0 while there is none. */
function postmaster() {
	try {
		return Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
	} catch {
		return 0;
	}
}

test('a web process that is killed loses no read and no acknowledged write', bounded, async t => {
	const mark = randomUUID();
	const work = load(t, mark);

	await goesOn(work.found);
	killWorkers();
	await goesOn(work.found);
	const found = await work.end();
	assert.deepEqual(found.refusedReads, []);
	assertProblems(found.refused, [502]);
	assertKept(mark, found);
});

test('a write whose answer was lost can be repeated with its key', bounded, async () => {
	const mark = randomUUID();
	const headers = { 'Idempotency-Key': mark };
	const first = ask(once(), 'POST', '/api/executions', execution(mark, 1), headers);

	killWorkers();
	const { status } = await first;
	assert.ok([201, 502].includes(status), `status ${status}`);
	await until(async () => (await ask(once(), 'POST', '/api/executions', execution(mark, 1), headers)).status === 201);
	assert.deepEqual(stored(mark), [1]);
});

test('a database process that is killed loses no acknowledged write', bounded, async t => {
	const mark = randomUUID();
	const work = load(t, mark);

	await goesOn(work.found);
	const pid = Number(psql("select pid from pg_stat_activity where usename = 'muster_web' limit 1"));
	process.kill(pid, 'SIGKILL');
	await goesOn(work.found);
	const found = await work.end();
	assertProblems([...found.refused, ...found.refusedReads], [500, 502, 503]);
	assertKept(mark, found);
});

test('PostgreSQL that is killed comes back with all that it acknowledged', bounded, async t => {
	const mark = randomUUID();
	const work = load(t, mark);
	const killed = postmaster();

	await goesOn(work.found);
	process.kill(killed, 'SIGKILL');
	await until(() => ![0, killed].includes(postmaster()));
	await goesOn(work.found);
	const found = await work.end();
	assertProblems([...found.refused, ...found.refusedReads], [500, 502, 503]);
	assertKept(mark, found);
});

test('an nginx worker that is killed is replaced', bounded, async t => {
	const mark = randomUUID();
	const work = load(t, mark);

	await goesOn(work.found);
	const worker = children(pidOf('nginx'), 'worker')[0];
	process.kill(worker, 'SIGKILL');
	await until(() => !children(pidOf('nginx'), 'worker').includes(worker));
	await goesOn(work.found);
	const found = await work.end();
	assertProblems([...found.refused, ...found.refusedReads].filter(answer => answer.status), [502]);
	assertKept(mark, found);
});

test('a killed process leaves no core file', () => {
	const pid = children(pidOf('web'), 'muster')[0];

	assert.match(readFileSync(`/proc/${pid}/limits`, 'utf8'), /^Max core file size\s+0\s+0\s/m);
	assert.ok(readFileSync(join(folder, 'log', 'web.log')).length > 0);
});
