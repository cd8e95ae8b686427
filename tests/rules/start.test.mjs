// What an instance was started with, ./start finds again in its state.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

const top = new URL('../../', import.meta.url).pathname;

/** What one of the scripts' functions prints, with files in var/ and this environment. */
function ask(t, script, files, env = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'muster-start-'));

	t.after(() => rmSync(folder, { recursive: true }));
	for (const [name, text] of Object.entries(files)) {
		writeFileSync(join(folder, name), text);
	}
	return execFileSync('bash', ['-euc', `var=${folder} run=/run/x url=https://localhost:1
		source scripts/ports.sh; source scripts/settings.sh
		database_url() { printf 'postgresql:///x'; }
		${script}`], { cwd: top, env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' }).trim();
}

const ports = 'set_ports; printf "%s %s %s" "$https_port" "$http_port" "${ports_from/$var\\//}"';

test('ports are those of the environment, else those it was started with, else the usual ones', t => {
	const files = { ports: '9443 9080\n' };

	assert.equal(ask(t, ports, {}), '8443 8080 by default');
	assert.equal(ask(t, ports, files), '9443 9080 as before, from ports');
	assert.equal(ask(t, ports, files, { MUSTER_HTTPS_PORT: '7443' }), '7443 9080 from the environment');
	assert.equal(ask(t, ports, files, { MUSTER_HTTPS_PORT: '7443', MUSTER_HTTP_PORT: '7080' }),
		'7443 7080 from the environment');
	assert.equal(ask(t, `set_ports; keep_ports; cat "$var/ports"`, files, { MUSTER_HTTP_PORT: '7080' }), '9443 7080');
});

test('values for the servers stay until the environment has another, or an empty one', t => {
	const files = { 'muster.conf': 'DATABASE_URL=x\nMUSTER_PUBLIC_URL=https://localhost:9\nMUSTER_SIGNUP=open\nMUSTER_CORS=https://a.example=1\n' };
	const lines = env => ask(t, 'print_options', files, env).split('\n').slice(1)
		.map(line => line.replace(/^(MUSTER_\w+=)\/.*(\/(spool|master\.key))$/, '$1VAR$2'));
	const derived = ['MUSTER_PUBLIC_URL=https://localhost:1', 'MUSTER_MASTER_KEY_FILE=VAR/master.key',
		'MUSTER_METRICS_FILE=/run/x/metrics', 'MUSTER_QUOTAS_FILE=/run/x/quotas', 'MUSTER_SPOOL_DIR=VAR/spool'];

	assert.deepEqual(lines({}), [...derived, 'MUSTER_SIGNUP=open', 'MUSTER_CORS=https://a.example=1']);
	assert.deepEqual(lines({ MUSTER_SIGNUP: 'off', MUSTER_CORS: '' }), [...derived, 'MUSTER_SIGNUP=off']);
	files['muster.conf'] = 'MUSTER_PUBLIC_URL=https://muster.example\n';
	assert.deepEqual(lines({}), ['MUSTER_PUBLIC_URL=https://muster.example', ...derived.slice(1)]);
});
