// The seals of the audit log, as an administrator of the instance looks after them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { skip } from './client.mjs';
import { folderOf, muster } from './command.mjs';

const psql = sql => {
	const run = spawnSync(join(process.env.MUSTER_TEST_POSTGRES_BIN, 'psql'),
		['-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', process.env.MUSTER_TEST_ADMIN_URL, '-c', sql], { encoding: 'utf8' });
	assert.equal(run.status, 0, run.stderr);
	return run.stdout.trim();
};

/** A tenant with three keys, and entries of its own; gone with its entries behind the test. */
function tenantOf(t) {
	const slug = `t${randomUUID().slice(0, 8)}`;
	assert.equal(muster('tenant', 'add', slug, slug).status, 0);
	const id = psql(`select id from tenants where slug = '${slug}'`);
	t.after(() => psql(`delete from audit_log where tenant_id = '${id}'; delete from audit_seals where tenant_id = '${id}'`));
	for (const name of ['a', 'b', 'c']) {
		assert.equal(muster('key', 'create', name, '--tenant', slug).status, 0);
	}
	return { slug, id };
}

/** As if a minute went by. */
const age = tenant => psql(`update audit_log set at = at - interval '2 minutes' where seal is null and tenant_id = '${tenant.id}'`);

/** The commands of an instance whose heads are in a file of the test. */
function keeper(t) {
	const file = join(folderOf(t), 'heads');
	process.env.MUSTER_AUDIT_HEADS = file;
	t.after(() => delete process.env.MUSTER_AUDIT_HEADS);
	return {
		file,
		maintain: () => {
			const run = muster('maintain');
			assert.equal(run.status, 0, run.stderr);
		},
		verify: (...args) => muster('audit', 'verify', ...args),
		heads: id => readFileSync(file, 'utf8').split('\n').filter(line => line.split(' ')[1] === id),
	};
}

// The server seals too: who comes first does not matter.
function seal(t) {
	const tenant = tenantOf(t);
	const kept = keeper(t);
	const unsealed = () => psql(`select count(*) from audit_log where seal is null and tenant_id = '${tenant.id}'`);

	age(tenant);
	for (let tries = 0; tries < 100 && unsealed() !== '0'; tries++) {
		kept.maintain();
	}
	kept.maintain();
	return { tenant, kept };
}

test('what is sealed is whole, and its head is kept outside the database', { skip }, t => {
	const { tenant, kept } = seal(t);

	assert.equal(statSync(kept.file).mode & 0o777, 0o600);
	assert.equal(kept.heads(tenant.id).length, 1);
	assert.match(kept.heads(tenant.id)[0], /^\d{4}-\d\d-\d\dT[\d:.]+Z \S+ 1 [0-9a-f]{64}$/);
	const run = kept.verify('--tenant', tenant.slug);
	assert.equal(run.status, 0, run.stderr);
	const entries = psql(`select count(*) from audit_log where tenant_id = '${tenant.id}'`);
	assert.ok(entries >= 3);
	assert.match(run.stdout, new RegExp(`^ok     ${tenant.slug}: ${entries} entries under 1 seals, 0 not sealed yet\n`));
	assert.match(run.stdout, /ok +\d+ recorded heads\n$/);
});

test('who has no short name is told by the id', { skip }, t => {
	const { tenant, kept } = seal(t);

	psql(`update tenants set slug = null where id = '${tenant.id}'`);
	assert.match(kept.verify('--tenant', tenant.id).stdout, new RegExp(`^ok     ${tenant.id}: `));
});

test('heads are recorded once, and go on behind a write that was cut off', { skip }, t => {
	const { tenant, kept } = seal(t);
	const before = readFileSync(kept.file, 'utf8');

	appendFileSync(kept.file, '2026-01-01T00:00:00.0000');
	kept.maintain();
	assert.ok(readFileSync(kept.file, 'utf8').startsWith(before));
	assert.equal(kept.heads(tenant.id).length, 1);
	assert.equal(kept.verify().status, 0);
});

test('an entry that was changed is found', { skip }, t => {
	const { tenant, kept } = seal(t);

	psql(`update audit_log set after = after || '{"name": "z"}' where tenant_id = '${tenant.id}' and after ->> 'name' = 'b'`);
	const run = kept.verify('--tenant', tenant.slug);
	assert.equal(run.status, 1);
	assert.match(run.stdout, new RegExp(`BROKEN ${tenant.slug}: seal 1: an entry or the seal was changed`));
	assert.match(run.stderr, /the audit log is not what was sealed/);
});

test('a log whose end was cut off is found by its heads alone', { skip }, t => {
	const { tenant, kept } = seal(t);

	psql(`delete from audit_log where tenant_id = '${tenant.id}'; delete from audit_seals where tenant_id = '${tenant.id}'`);
	const run = kept.verify();
	assert.equal(run.status, 1);
	assert.match(run.stdout, new RegExp(`ok +${tenant.slug}: 0 entries`));
	assert.match(run.stdout, new RegExp(`BROKEN head \\S+ ${tenant.id} 1 .*: the chain does not reach it`));
});

test('a file that holds no heads is refused and left alone', { skip }, t => {
	const kept = keeper(t);

	writeFileSync(kept.file, 'groceries\n');
	const run = muster('maintain');
	assert.equal(run.status, 1);
	assert.match(run.stderr, /does not end with a head/);
	assert.equal(readFileSync(kept.file, 'utf8'), 'groceries\n');
	assert.equal(kept.verify().status, 1);
	assert.equal(kept.verify('--heads', join(kept.file, 'nowhere')).status, 1);
	assert.equal(kept.verify('now').status, 2);
});
