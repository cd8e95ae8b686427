// What the fault tests share: load on an instance, its processes, its database.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';

const need = name => {
	if (!process.env[name]) {
		throw new Error(`${name} is not set; see HACKING.md`);
	}
	return process.env[name];
};

const url = need('MUSTER_TEST_URL');
export const folder = need('MUSTER_TEST_VAR');
const command = need('MUSTER_TEST_COMMAND');
const bin = need('MUSTER_TEST_POSTGRES_BIN');
const admin = need('MUSTER_TEST_ADMIN_URL');

export const muster = (...args) => execFileSync(command, args, { encoding: 'utf8' }).trim();

export const psql = sql => execFileSync(join(bin, 'psql'), ['-X', '-q', '-A', '-t', '-d', admin, '-c', sql],
	{ encoding: 'utf8' }).trim();

export const pidOf = name => Number(readFileSync(join(folder, 'run', `${name}.pid`), 'utf8').trim());

/** Children of a process whose command line contains a word. */
export function children(parent, word) {
	const out = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(parent)], { encoding: 'utf8' });

	return out.split('\n').filter(line => line.includes(word)).map(line => parseInt(line, 10));
}

const key = muster('key', 'create', 'faults', '--tenant', 'harbour', '--role', 'operator');
const agentId = psql("select a.id from agents a join tenants t on t.id = a.tenant_id "
	+ "where t.slug = 'harbour' order by a.id limit 1");

/** Status, headers and body; a broken connection has status 0. */
export function ask(agent, method, path, body, headers = {}) {
	return new Promise(done => {
		const sent = request(url + path, {
			agent, method, rejectUnauthorized: false,
			headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
		}, answer => {
			const parts = [];
			answer.on('data', part => parts.push(part));
			answer.on('error', () => done({ status: 0 }));
			answer.on('end', () => done({
				status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString(),
			}));
		});
		sent.on('error', () => done({ status: 0 }));
		sent.end(body && JSON.stringify(body));
	});
}

export const execution = (mark, n) => ({ agentId, status: 'RUNNING', input: { mark, n } });

/** Which numbers of a mark the database has; twice is a fault too. */
export const stored = mark => psql("select coalesce(string_agg(input->>'n', ',' order by id), '') from executions "
	+ `where input->>'mark' = '${mark}' and id > app.uuid_floor(now() - interval '1 hour')`)
	.split(',').filter(Boolean).map(Number);

/**
 * Writers and readers on kept connections until end() is called, or the test is
 * over; then what they were answered. Requests that met a broken connection or a 502 or 503 are
 * told apart from those that were acknowledged.
 */
export function load(t, mark, writers = 8, readers = 8) {
	const agent = new Agent({ keepAlive: true, maxSockets: writers + readers });
	const found = { acknowledged: [], refused: [], reads: 0, refusedReads: [] };
	let isOver = false;
	let n = 0;
	const write = async () => {
		while (!isOver) {
			const mine = n++;
			const answer = await ask(agent, 'POST', '/api/executions', execution(mark, mine));
			if (answer.status === 201) {
				found.acknowledged.push(mine);
			} else {
				found.refused.push(answer);
				await pause();
			}
		}
	};
	const read = async () => {
		while (!isOver) {
			const answer = await ask(agent, 'GET', '/api/executions?limit=5');
			if (answer.status === 200) {
				found.reads++;
			} else {
				found.refusedReads.push(answer);
				await pause();
			}
		}
	};
	const all = [...Array(writers).fill(write), ...Array(readers).fill(read)].map(work => work());

	const end = async () => {
		isOver = true;
		await Promise.all(all);
		agent.destroy();
		return found;
	};

	t.after(end);
	return { found, end };
}

/** For test(): a fault that nobody recovers from ends the test, not the run. */
export const bounded = { timeout: 600_000 };

/** A client that is refused does not hammer. */
const pause = () => new Promise(done => setTimeout(done, 20));

/** Until condition() holds; a busy machine has almost as long as the test (bounded). */
export async function until(condition, limit_ms = 150_000) {
	const deadline = Date.now() + limit_ms;

	while (!await condition()) {
		if (Date.now() > deadline) {
			throw new Error(`waited in vain for ${condition}`);
		}
		await pause();
	}
}

/** Both kinds of work go on: some more of each than at the time of the call. */
export async function goesOn(found, more = 40) {
	const writes = found.acknowledged.length + more;
	const reads = found.reads + more;

	await until(() => found.acknowledged.length >= writes && found.reads >= reads);
}

export const once = () => new Agent({ keepAlive: false });
