// Master keys: a wrong one stops the start and says which is wanted; rotating and rewrapping
// lose nothing, whenever they are killed, and who serves goes on.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import { chownSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { as } from '../client.mjs';
import { bounded, folder, muster, psql, until } from './desk.mjs';

const command = process.env.MUSTER_TEST_COMMAND;
const bin = process.env.MUSTER_TEST_POSTGRES_BIN;
const file = join(folder, 'master.key');
const scratch = mkdtempSync(join(tmpdir(), 'muster-keys-'));
const run = (...args) => spawnSync(command, args, { encoding: 'utf8' });
const admin = as('admin');

after(() => rmSync(scratch, { recursive: true }));

const lines = (path = file) => readFileSync(path, 'utf8').split('\n').filter(line => /^[0-9a-f]/.test(line));
const currentId = () => psql('select id from master_keys order by made_at desc limit 1');

async function store(value = randomUUID()) {
	const { status, text, body } = await admin.post('/api/credentials', { name: 'Of the faults', value });

	assert.equal(status, 201, text);
	return body.credential.id;
}

const allOpen = () => {
	const { status, stdout, stderr } = run('keys', 'check');

	assert.equal(status, 0, stdout + stderr);
	return Number(/^(\d+) secrets open$/m.exec(stdout)[1]);
};

/** What muster web says and does with another file of keys. */
function serveWith(path, t) {
	return new Promise((done, failed) => {
		const server = createServer();

		server.listen(join(scratch, `${randomUUID()}.sock`), () => {
			const options = readFileSync(join(folder, 'muster.conf'), 'utf8')
				.replace(/^MUSTER_MASTER_KEY_FILE=.*$/m, `MUSTER_MASTER_KEY_FILE=${path}`);
			const config = join(scratch, 'muster.conf');
			writeFileSync(config, options);
			const child = spawn(join(folder, 'install/bin/muster'), ['web'],
				{ env: { PATH: process.env.PATH, MUSTER_CONFIG: config }, stdio: [server._handle, 'pipe', 'pipe'] });
			let said = '';

			t.after(() => { child.kill('SIGKILL'); server.close(); });
			for (const stream of [child.stdout, child.stderr]) {
				stream.on('data', part => {
					said += part;
					if (said.includes('"serving"')) {
						child.kill('SIGKILL');
					}
				});
			}
			child.on('error', failed);
			child.on('close', status => { server.close(); done({ status, said }); });
		});
	});
}

/** A data key of a tenant of its own, wrapped by the first master key as another program does it. */
function addTenants(count) {
	const [id, key] = lines()[0].split(' ');
	const rows = Array.from({ length: count }, (_, n) => {
		const [tenant, dataKey] = [randomUUID(), randomUUID()];
		const nonce = randomBytes(12);
		const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'hex'), nonce);

		cipher.setAAD(Buffer.from(['muster data key', tenant, dataKey, id].map(part => `${part}\0`).join('')));
		const wrapped = Buffer.concat([nonce, cipher.update(randomBytes(32)), cipher.final(), cipher.getAuthTag()]);
		return { tenant, name: `Keys ${n}`, dataKey, wrapped: wrapped.toString('hex') };
	});

	for (let at = 0; at < count; at += 100) {
		const some = rows.slice(at, at + 100);

		psql(`with t as (insert into tenants (id, name) values ${some.map(row => `('${row.tenant}', '${row.name}')`)})
			insert into data_keys (tenant_id, id, master_id, wrapped)
			values ${some.map(row => `('${row.tenant}', '${row.dataKey}', '${id}', '\\x${row.wrapped}')`)}`);
	}
	return () => psql(`delete from data_keys where tenant_id in (select id from tenants where name ~ '^Keys \\d+$');
		delete from tenants where name ~ '^Keys \\d+$'`);
}

test('a server with a wrong master key does not start, and says which is wanted', bounded, async t => {
	await store();
	const id = currentId();
	const wrong = join(scratch, 'wrong.key');
	const says = new RegExp(`the master key '${id}' is wanted`);

	assert.match((await serveWith(file, t)).said, /"serving"/);

	const cases = [`${randomBytes(8).toString('hex')} ${randomBytes(32).toString('hex')}\n`,
		`${id} ${randomBytes(32).toString('hex')}\n`, `${lines()[0]} retired\n`, ''];
	for (const text of cases) {
		writeFileSync(wrong, text, { mode: 0o600 });
		const { status, said } = await serveWith(wrong, t);
		assert.equal(status, 1, said);
		assert.match(said, says);
	}
	const missing = await serveWith(join(scratch, 'none.key'), t);
	assert.equal(missing.status, 1);
	assert.match(missing.said, says);

	copyFileSync(file, join(scratch, 'open.key'));
	spawnSync('chmod', ['644', join(scratch, 'open.key')]);
	const open = await serveWith(join(scratch, 'open.key'), t);
	assert.equal(open.status, 1);
	assert.match(open.said, /can be read by others/);
	assert.equal(open.said.includes(lines()[0].split(' ')[1]), false);
});

test('rotate adds a key and keeps the old one; those who serve go on', bounded, async () => {
	await store();
	const before = lines();
	const { uid } = statSync(file);
	const count = allOpen();

	assert.match(muster('keys', 'rotate'), /made the master key [0-9a-f]{16}/);
	assert.deepEqual(lines().slice(0, before.length), before);
	assert.equal(lines().length, before.length + 1);
	assert.deepEqual([statSync(file).uid, statSync(file).mode & 0o777], [uid, 0o600]);
	await store();
	assert.equal(allOpen(), count + 1);
	assert.match(run('doctor').stdout, /WRONG the newest master key wraps all data keys: [0-9a-f]{16} wraps some still/);

	assert.match(muster('keys', 'rewrap'), /retired the master key/);
	await store();
	assert.equal(allOpen(), count + 2);
	assert.doesNotMatch(run('doctor').stdout, /WRONG/);
	assert.equal(psql('select count(*) from master_keys'), '1');
	assert.equal(lines().filter(line => !line.endsWith(' retired')).length, 1);
	assert.match(muster('keys', 'rewrap'), /^0 data keys wrapped anew/);
});

test('rewrap that is killed half way is begun again, and nothing is lost', bounded, async t => {
	await store();
	// the key in use stands first for addTenants
	const active = lines().filter(line => !line.endsWith(' retired'));
	writeFileSync(file, `${[...active, ...lines().filter(line => line.endsWith(' retired'))].join('\n')}\n`);
	const remove = addTenants(950);
	t.after(remove);
	const old = currentId();
	const count = allOpen();
	muster('keys', 'rotate');

	// somebody holds a row of the last batch, so that the command stands there
	const last = psql('select tenant_id from data_keys order by tenant_id desc limit 1');
	const holder = spawn(join(bin, 'psql'), ['-X', '-q', '-d', process.env.MUSTER_TEST_ADMIN_URL], { stdio: ['pipe', 'ignore', 'ignore'] });
	t.after(() => holder.kill('SIGKILL'));
	holder.stdin.write(`begin; select from data_keys where tenant_id = '${last}' for update;\n`);
	await until(() => psql("select count(*) from pg_locks where relation = 'data_keys'::regclass and mode = 'RowShareLock'") === '1');

	const killed = spawn(command, ['keys', 'rewrap'], { stdio: 'ignore' });
	const ended = new Promise(done => killed.on('close', (status, signal) => done(signal)));
	await until(() => psql("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query ~ 'from data_keys'") === '1');
	killed.kill('SIGKILL');
	assert.equal(await ended, 'SIGKILL');

	const left = Number(psql(`select count(*) from data_keys where master_id = '${old}'`));
	assert.ok(left > 0 && left < 900, `${left} are left`);
	assert.equal(allOpen(), count);
	await store();
	assert.equal(lines().filter(line => line.startsWith(old) && !line.endsWith(' retired')).length, 1);

	holder.stdin.end('rollback;\n');
	assert.match(muster('keys', 'rewrap'), new RegExp(`retired the master key ${old}`));
	assert.equal(psql(`select count(*) from data_keys where master_id <> '${currentId()}'`), '0');
	assert.equal(allOpen(), count + 1);
	await store();
});

test('a file that cannot be written changes nothing', bounded, async () => {
	await store();
	const config = join(scratch, 'admin.conf');
	const before = [currentId(), readFileSync(file, 'utf8')];

	writeFileSync(config, readFileSync(join(folder, 'admin.conf'), 'utf8')
		.replace(/^MUSTER_MASTER_KEY_FILE=.*$/m, 'MUSTER_MASTER_KEY_FILE=/proc/self/master.key'), { mode: 0o600 });
	const { status } = spawnSync(join(folder, 'install/bin/muster'), ['keys', 'rotate'], { env: { PATH: process.env.PATH, MUSTER_CONFIG: config } });
	assert.equal(status, 1);
	assert.deepEqual([currentId(), readFileSync(file, 'utf8')], before);
});

test('a backup from before needs its old key, which restore tells', bounded, async t => {
	await store();
	const dump = join(scratch, 'before.dump');
	const old = currentId();
	const count = allOpen();
	const retire = (path, id) => readFileSync(path, 'utf8').replace(new RegExp(`^(${id} \\w+) retired$`, 'm'), '$1');

	assert.equal(run('backup', dump).status, 0);
	muster('keys', 'rotate');
	muster('keys', 'rewrap');
	t.after(() => run('keys', 'rewrap'));

	const restored = run('restore', dump, '--replace', '--yes');
	assert.equal(restored.status, 0, restored.stderr);
	assert.match(restored.stderr, new RegExp(`the master key '${old}' is wanted`));
	assert.equal(run('keys', 'check').status, 1);

	const { uid, gid } = statSync(file);
	writeFileSync(file, retire(file, old));
	chownSync(file, uid, gid);
	assert.equal(allOpen(), count);
	await store();
});
