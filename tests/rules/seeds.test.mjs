// docs/SEEDS.md against the migrations: what it says is there, is there.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';

const top = new URL('../../', import.meta.url).pathname;
const migrations = `${top}sql/migrations/`;

/* Tables by name: the first words of the lines within create table (…), and added columns. */
function readTables() {
	const tables = new Map();
	for (const file of readdirSync(migrations).filter(name => name.endsWith('.up.sql')).sort()) {
		const sql = readFileSync(migrations + file, 'utf8');
		for (const [, name, body] of sql.matchAll(/^create table (\w+) \(\n(.*?)^\)/gms)) {
			const columns = [...body.matchAll(/^ {2}([a-z_]+) +[a-z]/gm)].map(found => found[1])
				.filter(word => !['constraint', 'primary', 'unique', 'foreign'].includes(word));
			tables.set(name, new Set(columns));
		}
		for (const [, name, body] of sql.matchAll(/^alter table (\w+)\n(.*?);$/gms)) {
			for (const [, column] of body.matchAll(/^ {2}add column (\w+)/gm)) tables.get(name).add(column);
		}
	}
	return tables;
}

/* Cells of all rows of tables; no cell has a bar in it. */
const rows = readFileSync(`${top}docs/SEEDS.md`, 'utf8').split('\n')
	.filter(line => line.startsWith('| '))
	.map(line => line.slice(2, -2).split('|').map(cell => cell.trim()));

/* "slug (unique), active bool = true; prose": slug, active. */
const columnsIn = text => text.split(';')[0].replaceAll(/\([^)]*\)/g, '').split(',')
	.map(item => item.trim().split(' ')[0]).filter(Boolean);

const tables = readTables();

test('tables of the first version have the columns that are named', () => {
	const said = rows.filter(([name, mark]) => mark === '1' && /^[a-z_]+$/.test(name) && tables.has(name));
	const missing = said.flatMap(([name, , columns]) => columnsIn(columns)
		.filter(column => !tables.get(name).has(column)).map(column => `${name}.${column}`));

	assert.ok(said.length > 20);
	assert.deepEqual(missing, []);
});

test('tables of the first version exist', () => {
	const first = rows.findIndex(([name]) => name === 'table');
	const last = rows.findIndex(([name]) => name === 'jobs');
	const missing = rows.slice(first, last).filter(([name, mark]) => mark === '1' && !tables.has(name));

	assert.ok(first >= 0 && last > first);
	assert.deepEqual(missing.map(([name]) => name), []);
});

test('places in the first version exist', () => {
	const missing = [];
	for (const [, place, mark] of rows) {
		for (const [whole, name, column] of (mark === '1' ? place : '').matchAll(/\b([a-z_]+)\.([a-z_]+)\b/g)) {
			if (tables.has(name) && !tables.get(name).has(column)) missing.push(whole);
		}
	}
	assert.deepEqual(missing, []);
});

/* The tables whose head has a column without a name, which is that of the mark. */
function readMarks() {
	const marks = [];
	let at = -1, before = '';
	for (const line of readFileSync(`${top}docs/SEEDS.md`, 'utf8').split('\n')) {
		const cells = line.slice(2).replace(/ ?\|$/, '').split(/(?<!\\)\|/).map(cell => cell.trim());
		if (!line.startsWith('|')) at = -1;
		else if (/^\| -+ \|/.test(line)) at = before.indexOf('');
		else if (at >= 0) marks.push({ line, mark: cells[at] });
		before = cells;
	}
	return marks;
}

test('every row has a place now, with a later part, or a reason for none', () => {
	const marks = readMarks();

	assert.ok(marks.length > 200);
	assert.deepEqual(marks.filter(({ mark }) => !/^[1rtsd–](, [1rtsd–])*$/.test(mark ?? '')).map(({ line }) => line), []);
});
