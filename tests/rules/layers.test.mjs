import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import test from 'node:test';
import { includes, read, sources } from './tree.mjs';

// Folder: the folders that it may include beside itself.
const knows = {
	base: [],
	json: ['base'],
	flow: ['base', 'json'],
	import: ['base', 'json', 'flow'],
	template: ['base', 'json'],
	db: ['base'],
	auth: ['base'],
};
knows.http = [...Object.keys(knows)];
knows.resource = [...Object.keys(knows)];
knows.app = [...Object.keys(knows)];
knows.command = [...Object.keys(knows)];

// The same inside app; routes.c sees all of them.
const knowsInApp = {
	access: ['app', 'resources'],
	api: ['access', 'app', 'resources'],
	app: ['resources'],
	pages: ['access', 'api', 'app', 'resources'],
	resources: ['app'],
};

// The only files that may see a library.
const libraries = [
	[/^<(fcgi|fcgiapp|fcgi_stdio|fastcgi|fcgios|fcgimisc)\.h>/, /^fcgi-app\/http\/fastcgi\.c$/],
	[/^<(libpq|postgres|pg_config|server)/, /^fcgi-app\/db\/\w+\.c$/],
	[/^<openssl\//, /^fcgi-app\/base\/crypto\.c$/],
	[/^<(json-c\/|json\.h)/, /^fcgi-app\/json\/parse\.c$/],
	[/^<argon2\.h>/, /^fcgi-app\/auth\/password\.c$/],
	[/^<curl\//, /^fcgi-app\/base\/fetch\.c$/],
	[/^<(graphviz\/|gvc|cgraph)/, /^fcgi-app\/flow\/dot\.c$/],
];

const folderOf = path => path.split('/').length > 2 ? path.split('/')[1] : 'main';

test('includes point down the layers', () => {
	const wrong = [];

	for (const path of sources) {
		const from = folderOf(path);
		for (const include of includes(path)) {
			const to = include.match(/^"(\w+)\//)?.[1];
			if (to && from !== 'main' && to !== from
					&& !knows[from].includes(to)) {
				wrong.push(`${path} includes ${include}`);
			}
		}
	}
	assert.deepEqual(wrong, []);
});

test('includes point down inside app', () => {
	const partOf = path => path.match(/app\/(?:(\w+)\/)?\w+\.[ch]$/)[1] ?? 'app';
	const wrong = [];

	for (const path of sources.filter(name => folderOf(name) === 'app' && !name.endsWith('/routes.c'))) {
		const from = partOf(path);
		for (const include of includes(path)) {
			const inner = include.match(/^"(app\/.+)"$/)?.[1];
			if (inner && partOf(inner) !== from && !knowsInApp[from].includes(partOf(inner))) {
				wrong.push(`${path} includes ${include}`);
			}
		}
	}
	assert.deepEqual(wrong, []);
});

test('includes are written from fcgi-app and exist', () => {
	const wrong = [];

	for (const path of sources) {
		for (const include of includes(path)) {
			const inner = include.match(/^"(.+)"$/)?.[1];
			if (inner && !sources.includes(`fcgi-app/${inner}`)) {
				wrong.push(`${path} includes ${include}`);
			}
		}
	}
	assert.deepEqual(wrong, []);
});

test('every folder is a layer that ARCHITECTURE.md describes', () => {
	const text = read('ARCHITECTURE.md');
	const folders = new Set(sources.map(folderOf));

	folders.delete('main');
	assert.deepEqual([...folders].sort(), Object.keys(knows).sort());
	for (const folder of folders) {
		assert.match(text, new RegExp(`\`fcgi-app/${folder}/\``));
	}
});

test('a library is included by its own module alone', () => {
	const wrong = [];

	for (const path of sources) {
		for (const include of includes(path)) {
			const rule = libraries.find(([name]) => name.test(include));
			if (rule && !rule[1].test(path)) {
				wrong.push(`${path} includes ${include}`);
			}
		}
	}
	assert.deepEqual(wrong, []);
});

test('a header guard is named as its path', () => {
	for (const path of sources.filter(name => name.endsWith('.h'))) {
		const name = path.replace('fcgi-app/', '').replace(/\W/g, '_');
		const guard = name.toUpperCase();
		assert.match(read(path), new RegExp(`^#ifndef ${guard}\n#define ${guard}\n`, 'm'),
			`${path} in ${dirname(path)}`);
	}
});
