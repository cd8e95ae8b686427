// Ratios against what the machine could do at best: the database's own speed and
// an empty answer, one after the other for each request.
import { hello, script, units } from './loads.mjs';
import { logged, median, memory, merged, pgbench, psql, rounds, tenants, wrk } from './tools.mjs';

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
		atMost(`${name} p99`, median(found.muster.map(one => one.p99)), slowest[name], 'ms');
	}
}

// A table with the same primary, foreign and index keys and nothing else: no triggers
// of ours, no policies. It holds what the newest partition does, so that its indexes are as
// deep.
function makeBare() {
	psql('drop table if exists bench_bare');
	psql('create table bench_bare (like executions including defaults, '
		+ 'primary key (tenant_id, id)) partition by range (id)');
	psql('create table bench_bare_all partition of bench_bare default');
	for (const sql of psql("select regexp_replace(indexdef, 'INDEX \\S+ ON (ONLY )?\\S+', 'INDEX ON bench_bare') "
			+ "from pg_indexes where tablename = 'executions' and indexdef not like '%UNIQUE%'").split('\n')) {
		psql(sql);
	}
	psql(`do $$ declare key text; begin
		for key in select pg_get_constraintdef(oid) from pg_constraint
		            where conrelid = 'executions'::regclass and contype = 'f' and conparentid = 0 loop
			execute 'alter table bench_bare add ' || key;
		end loop;
	end $$`);
	psql("insert into bench_bare select * from executions where id >= app.uuid_floor(date_trunc('month', now()))");
	psql('vacuum analyze bench_bare');
	psql('grant insert on bench_bare to muster_web');
}

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
		oneTenant: () => wrk(script('W5', 1)).rate,
	});
	const rate = name => median(found[name]);

	for (const name of Object.keys(found)) {
		show(name, found[name]);
	}
	atLeast('W5 against pgbench with 32 clients', rate('muster') / rate('pgbench'), 0.95);
	atLeast('W5 with all triggers against a bare table', rate('inserts') / rate('bare'), 0.8);
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
makeBare();
measureWrite(found.W5);
psql('drop table bench_bare');
