// What the measurements share: wrk, pgbench, psql, and what SQL a request runs.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
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
export const tenants = 50;
const admin = env('MUSTER_TEST_ADMIN_URL');
const bin = env('MUSTER_TEST_POSTGRES_BIN');

const connections = 32;

export function run(program, args, options = {}) {
	return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
}

export function psql(sql) {
	return run(join(bin, 'psql'), ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', admin,
		'-c', sql]).trim();
}

export const median = numbers =>
	numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Requests a second and the 99th percentile in ms, over 32 kept connections. */
export function wrk(script) {
	const path = join(folder, 'wrk.lua');

	writeFileSync(path, script);
	const out = run('wrk', ['-t2', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', path, url]);
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

/** Transactions a second of scripts, each a list of statements in one unit. */
export function pgbench(name, units, clients = connections) {
	const args = units.flatMap((unit, index) => {
		const path = join(folder, `${name}-${index}.sql`);
		const body = unit.map(sql => `${sql};`).join('\n');
		writeFileSync(path, `\\startpipeline\n${body}\n\\endpipeline\n`);
		return ['-f', path];
	});
	const out = run(join(bin, 'pgbench'), ['-n', '-M', 'prepared', `-c${clients}`, '-j2',
		`-T${seconds}`, ...args, serving()], { stdio: ['ignore', 'pipe', 'pipe'] });

	return Number(out.match(/tps = ([\d.]+)/)[1]);
}

const serving = () => admin.replace('user=postgres', 'user=muster_web');

/** Statements with their parameters put in, of one request made with curl. */
export function unitOf(...request) {
	const file = psql("select pg_current_logfile('jsonlog')");
	const path = join(folder, 'postgres', file);
	const before = readFileSync(path).length;
	const curl = spawnSync('curl', ['-sk', '-f', '-o', '/dev/null', ...request], { encoding: 'utf8' });

	if (curl.status !== 0) {
		throw new Error(`curl ${request.join(' ')} failed: ${curl.status}`);
	}
	const lines = readFileSync(path).subarray(before).toString().trim().split('\n')
		.map(line => JSON.parse(line))
		.filter(line => line.user === 'muster_web' && line.message.startsWith('execute '));
	const process = lines.find(line => line.message.includes('auth.begin'))?.pid;

	return lines.filter(line => line.pid === process).map(line =>
		withParameters(line.message.replace(/^execute [^:]*: /, ''), line.detail ?? ''));
}

/** $1 … replaced by what the log says of them. */
function withParameters(sql, detail) {
	const values = {};

	for (const [, name, value] of detail.matchAll(/\$(\d+) = ('(?:[^']|'')*'|NULL)/g)) {
		values[name] = value;
	}
	return sql.replace(/\$(\d+)/g, (_, name) => values[name]).replace(/\s+/g, ' ').replace(/;$/, '');
}

/** Log each statement of the servers, as JSON, while work() runs. */
export async function logged(work) {
	const set = (name, value) => psql(`alter system set ${name} = ${value}`);

	set('log_statement', "'all'");
	psql('select pg_reload_conf()');
	await until(() => psql("select setting from pg_settings where name = 'log_statement'") === 'all');
	try {
		return work();
	} finally {
		psql('alter system reset log_statement');
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

/** Memory of the workers in MiB; what they share is counted once. */
export function memory() {
	const kib = env('BENCH_WORKERS').split(',').map(pid =>
		Number(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+)/m)[1]));

	return kib.reduce((sum, pss) => sum + pss, 0) / 1024;
}
