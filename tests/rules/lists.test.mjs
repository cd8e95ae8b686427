import assert from 'node:assert/strict';
import test from 'node:test';
import { files, read, sources } from './tree.mjs';

const makefile = read('Makefile.am');
const tests = read('tests/local.mk');

const words = text => text.split(/[\s\\]+/);

test('Makefile.am lists every module', () => {
	const listed = words(makefile).filter(word => /^fcgi-app\/.*\.[ch]$/.test(word));

	assert.deepEqual([...listed].sort(), sources);
});

test('tests/local.mk lists every unit test', () => {
	const listed = words(tests).filter(word => /^tests\/unit\/.*\/test_\w+$/.test(word));
	const found = files('tests/unit', /^test_.*\.c$/).map(path => path.replace(/\.c$/, ''));

	assert.deepEqual([...listed].sort(), found);
});

test('tests/local.mk lists every fuzzer', () => {
	const listed = words(tests).filter(word => /^tests\/fuzz\/fuzz_\w+$/.test(word));
	const found = files('tests/fuzz', /^fuzz_.*\.c$/).map(path => path.replace(/\.c$/, ''));

	assert.deepEqual([...listed].sort(), found);
});

test('every module is in a folder of its layer, in order', () => {
	const folders = [];

	for (const word of words(makefile)) {
		const folder = word.match(/^fcgi-app\/(\w+)\/.*\.[ch]$/)?.[1];
		if (folder && folders.at(-1) !== folder) {
			folders.push(folder);
		}
	}
	assert.deepEqual(folders, ['base', 'json', 'flow', 'import', 'template',
		'db', 'auth', 'http', 'resource', 'app', 'command']);
});
