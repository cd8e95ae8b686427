// What the measurements share: wrk, pgbench, psql, and what SQL a request runs.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const env = name => {
	if (!process.env[name]) {
		throw new Error(`${name} is not set; use tests/bench/run`);
	}
	return process.env[name];
};

export const folder = env('MUSTER_TEST_VAR');
export const url = env('MUSTER_TEST_URL');
export const seconds = Number(env('BENCH_SECONDS'));
export const rounds = Number(env('BENCH_ROUNDS'));
export const tenants = Number(env('BENCH_TENANTS'));
const admin = env('MUSTER_TEST_ADMIN_URL');
const bin = env('MUSTER_TEST_POSTGRES_BIN');

export const connections = 32;

/** What it prints; its last words if it fails. */
export function run(program, args) {
	const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });

	if (done.error || done.status !== 0) {
		throw new Error(`${program} failed: ${done.error ?? done.stderr.slice(-1000)}`);
	}
	return done.stdout;
}

/** How psql is called to run these, one after the other. */
export const psqlCall = (...sql) => [join(bin, 'psql'), ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', admin,
	...sql.flatMap(one => ['-c', one])]];

export const psql = sql => run(...psqlCall(sql)).trim();

export const median = numbers =>
	numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Each connection thinks before it asks, by chance, so many ms in the mean. */
const thinking = ms => `delay = function() return math.random(0, ${Math.round(2 * ms)}) end\n`;

/**
 * Requests a second and the 99th percentile in ms, over 32 kept connections; with think
 * 0 each asks as soon as it is answered. Thinking is no part of an answer's time.
 */
export function wrk(script, length = seconds, think = 0) {
	const path = join(folder, 'wrk.lua');

	writeFileSync(path, think > 0 ? script + thinking(think) : script);
	const out = run('wrk', ['-t2', `-c${connections}`, `-d${length}s`, '--latency', '-s', path, url]);
	const wrong = out.match(/Non-2xx or 3xx responses: (\d+)/)?.[1];
	if (wrong || /Socket errors/.test(out)) {
		throw new Error(`wrk met errors:\n${out}\n${script}`);
	}
	return { rate: Number(out.match(/Requests\/sec:\s+([\d.]+)/)[1]), p99: latency(out) };
}

function latency(out) {
	const [, number, unit] = out.match(/99%\s+([\d.]+)(us|ms|s)/);

	return Number(number) * { us: 0.001, ms: 1, s: 1000 }[unit];
}

/** Units a second of one script, over 32 connections of the serving login. */
export function pgbench(name, statements) {
	const path = join(folder, `${name}.sql`);

	writeFileSync(path, [
		`\\set t random(1, ${tenants})`, '\\set r random(1, 140737488355327)',
		'\\startpipeline', ...statements.map(sql => `${sql};`), '\\endpipeline', '',
	].join('\n'));
	const out = run(join(bin, 'pgbench'), ['-n', '-M', 'prepared', `-c${connections}`, '-j2',
		`-T${seconds}`, '-f', path, serving()]);

	return Number(out.match(/tps = ([\d.]+)/)[1]);
}

const serving = () => admin.replace('user=postgres', 'user=muster_web');

/** What the servers' logins wrote to the log while work() ran. */
export async function logOf(work) {
	const path = join(folder, 'postgres', psql("select pg_current_logfile('jsonlog')"));
	const before = statSync(path).size;
	const mark = `mark-${before}`;
	const written = () => readFrom(path, before);

	await work();
	psql(`do $$ begin raise log '${mark}'; end $$`);
	await until(() => written().includes(`"${mark}"`));
	// what was being written before may end here
	return written().slice(0, written().indexOf(mark)).split('\n').slice(0, -1)
		.filter(line => line.startsWith('{"'))
		.map(line => JSON.parse(line))
		.filter(line => line.user === 'muster_web');
}

function readFrom(path, position) {
	const file = openSync(path, 'r');
	const bytes = Buffer.alloc(statSync(path).size - position);

	readSync(file, bytes, 0, bytes.length, position);
	closeSync(file);
	return bytes.toString();
}

/** The statements of one request made with curl: SQL and literals by number. */
export async function unitOf(...request) {
	const lines = (await logOf(() => run('curl', ['-sS', '-k', '-f', '-o', '/dev/null', ...request])))
		.filter(line => line.message.startsWith('execute '));
	const process = lines.find(line => line.message.includes('auth.begin'))?.pid;

	return lines.filter(line => line.pid === process).map(line => ({
		sql: line.message.replace(/^execute [^:]*: /, '').replace(/\s+/g, ' ').replace(/;$/, ''),
		values: valuesOf(line.detail ?? ''),
	}));
}

const valuesOf = detail => Object.fromEntries(
	[...detail.matchAll(/\$(\d+) = ('(?:[^']|'')*'|NULL)/g)].map(([, name, value]) => [name, value]));

/** One script for all tenants: what differs among them is picked by pgbench's :t. */
export function merged(units) {
	return units[0].map(({ sql, values }, index) => {
		const made = units.map(unit => madeId(unit));
		const literal = name => {
			const all = units.map(unit => unit[index].values[name]);
			if (all[0] !== undefined && all[0] === made[0]) {
				return freshId(made[0]);
			}
			return new Set(all).size === 1 ? all[0] : picked(all);
		};
		return Object.keys(values).length === 0 ? sql
			: sql.replace(/\$(\d+)/g, (_, name) => literal(name));
	});
}

const picked = all => `(array[${all}]::${all[0].startsWith("'\\x") ? 'bytea' : 'text'}[])[:t]`;

/** The id that a unit gives to the row it makes, as the literal it was. */
const madeId = unit => unit.find(({ sql }) => /^insert into executions \(id\b/.test(sql))?.values[1];

/** Another one each time. */
const freshId = literal => `(${literal.slice(0, 25)}' || lpad(to_hex(:r::bigint), 12, '0'))`;

/** Log each statement of the servers, as JSON, while work() runs. */
export const logged = work => withSetting('log_statement', 'all', work);

/** The server has a setting while work() runs. */
export async function withSetting(name, value, work) {
	psql(`alter system set ${name} = '${value}'`);
	psql('select pg_reload_conf()');
	await until(() => psql(`show ${name}`) === value);
	try {
		return await work();
	} finally {
		psql(`alter system reset ${name}`);
		psql('select pg_reload_conf()');
	}
}

export async function until(condition) {
	for (let tries = 0; !condition(); tries++) {
		if (tries === 200) {
			throw new Error('waited in vain');
		}
		await new Promise(done => setTimeout(done, 50));
	}
}

/** Memory of the workers in MiB. */
export function memory() {
	const kib = env('BENCH_WORKERS').split(',').map(pid => memoryOf(pid));

	return kib.reduce((sum, one) => sum + one, 0) / 1024;
}

// The share of what processes have in common; only root may ask that of processes
// that hide their memory, others get the whole.
function memoryOf(pid) {
	try {
		return Number(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+)/m)[1]);
	} catch {
		return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+)/m)[1]);
	}
}
