// Ratios against what the machine could do at best: the database's own speed and
// an empty answer, one after the other for each request.
import { hello, script, units } from './loads.mjs';
import { connections, logged, median, memory, merged, pgbench, psql, rounds, seconds, tenants, wrk } from './tools.mjs';

const reads = { W1: 1.05, W2: 1.0, W3: 0.95 };
const slowest = { W1: 5, W3: 10 };
const megabytes = 24;

const report = (what, value, bound, isReached) =>
	console.log(`${what.padEnd(62)} ${value.padStart(9)}  ${bound.padEnd(12)} ${isReached ? 'reached' : 'MISSED'}`);

const atLeast = (what, value, bound) =>
	report(what, value.toFixed(2), `>= ${bound}`, value >= bound);

const atMost = (what, value, bound, unit) =>
	report(what, `${value.toFixed(1)} ${unit}`, `<= ${bound} ${unit}`, value <= bound);

/** Rates of what is compared, alternating, so that a slow minute hits all alike. */
function alternate(measures) {
	const found = Object.fromEntries(Object.keys(measures).map(name => [name, []]));

	Object.values(measures).forEach(warmUp => warmUp());
	for (let round = 0; round < rounds; round++) {
		for (const [name, measure] of Object.entries(measures)) {
			found[name].push(measure());
		}
	}
	return found;
}

const show = (name, rates) => console.log(`  ${name}: ${rates.map(rate => Math.round(rate)).join(' ')} a second`);

function measureRead(name, unit) {
	const found = alternate({
		muster: () => wrk(script(name)),
		hello: () => wrk(hello).rate,
		pgbench: () => pgbench(name, unit),
	});
	const rate = median(found.muster.map(one => one.rate));
	const best = 1 / (1 / median(found.pgbench) + 1 / median(found.hello));

	show('muster', found.muster.map(one => one.rate));
	show('hello', found.hello);
	show('pgbench', found.pgbench);
	atLeast(`${name} against 1 / (1/pgbench + 1/hello)`, rate / best, reads[name]);
	if (slowest[name]) {
		measureSlowest(name, median(found.muster.map(one => one.p99)), rate);
	}
}

/**
 * With every connection always waiting no answer can be quicker in the mean than
 * connections / rate; the second number is of the same connections at half that rate.
 */
function measureSlowest(name, busy, rate) {
	const think = 2000 * connections / rate;
	const half = Array.from({ length: rounds }, () => wrk(script(name), seconds, think));

	console.log(`  ${connections} always busy: ${(1000 * connections / rate).toFixed(1)} ms in the mean`);
	atMost(`${name} p99, ${connections} always busy`, busy, slowest[name], 'ms');
	atMost(`${name} p99, ${connections} at ${Math.round(median(half.map(one => one.rate)))} a second`,
		median(half.map(one => one.p99)), slowest[name], 'ms');
}

/**
 * A table with the same primary, foreign and index keys, without triggers of ours: bare,
 * or fenced by the same policies and checks. It holds what the newest partition does, so
 * that its indexes are as deep.
 */
function makeTable(name, isFenced) {
	psql(`drop table if exists ${name}`);
	psql(`create table ${name} (like executions including defaults `
		+ `${isFenced ? 'including constraints' : ''}, primary key (tenant_id, id)) partition by range (id)`);
	psql(`create table ${name}_all partition of ${name} default`);
	for (const sql of psql(`select regexp_replace(indexdef, 'INDEX \\S+ ON (ONLY )?\\S+', 'INDEX ON ${name}') `
			+ "from pg_indexes where tablename = 'executions' and indexdef not like '%UNIQUE%'").split('\n')) {
		psql(sql);
	}
	psql(`do $$ declare key text; begin
		for key in select pg_get_constraintdef(oid) from pg_constraint
		            where conrelid = 'executions'::regclass and contype = 'f' and conparentid = 0 loop
			execute 'alter table ${name} add ' || key;
		end loop;
	end $$`);
	psql(`insert into ${name} select * from executions where id >= app.uuid_floor(date_trunc('month', now()))`);
	if (isFenced) {
		fence(name);
	}
	psql(`vacuum analyze ${name}`);
	psql(`grant insert on ${name} to muster_web`);
}

const fence = name => psql(`do $$ declare p pg_policies; begin
	for p in select * from pg_policies where tablename = 'executions' loop
		execute format('create policy %I on ${name} as %s for %s to %s %s %s', p.policyname, p.permissive, p.cmd,
			array_to_string(p.roles, ', '), 'using (' || p.qual || ')', 'with check (' || p.with_check || ')');
	end loop;
	alter table ${name} enable row level security;
	alter table ${name} force row level security;
end $$`);

/** Without what the product reads back for its answer. */
const insertsOf = (unit, table) => unit
	.filter(sql => !/^select .* from api\./.test(sql))
	.map(sql => sql.replace(/^insert into executions\b/, `insert into ${table}`));

function measureWrite(unit) {
	const found = alternate({
		muster: () => wrk(script('W5')).rate,
		pgbench: () => pgbench('W5', unit),
		inserts: () => pgbench('W5-inserts', insertsOf(unit, 'executions')),
		bare: () => pgbench('W5-bare', insertsOf(unit, 'bench_bare')),
		fenced: () => pgbench('W5-fenced', insertsOf(unit, 'bench_fenced')),
		oneTenant: () => wrk(script('W5', 1)).rate,
	});
	const rate = name => median(found[name]);

	for (const name of Object.keys(found)) {
		show(name, found[name]);
	}
	atLeast('W5 against pgbench with 32 clients', rate('muster') / rate('pgbench'), 0.95);
	atLeast('W5 with all triggers against a bare table', rate('inserts') / rate('bare'), 0.8);
	atLeast('  against a table with the same policies and checks', rate('inserts') / rate('fenced'), 0.8);
	atLeast('W5 with one tenant against 50', rate('oneTenant') / rate('muster'), 0.95);
}

const found = await logged(async () => ({
	W1: merged(await units('W1')),
	W2: merged(await units('W2')),
	W3: merged(await units('W3')),
	W5: merged(await units('W5')),
}));

for (const name of Object.keys(reads)) {
	console.log(`${name}: ${found[name].length} statements in a unit`);
	measureRead(name, found[name]);
}
atMost('memory of all muster web after that', memory(), megabytes, 'MiB');
console.log(`W5: ${found.W5.length} statements in a unit, ${tenants} tenants`);
psql('vacuum analyze executions, changes');
makeTable('bench_bare', false);
makeTable('bench_fenced', true);
measureWrite(found.W5);
psql('drop table bench_bare, bench_fenced');
