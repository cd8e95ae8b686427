// README names the licence of everything that the lock files bring and that we link.

import assert from 'node:assert/strict';
import test from 'node:test';
import { read } from './tree.mjs';

const { dependencies, devDependencies } = JSON.parse(read('package.json'));
const { packages } = JSON.parse(read('package-lock.json'));
const readme = read('README.md');

test('README names each package of npm with its licence', () => {
	const names = Object.keys({ ...dependencies, ...devDependencies });
	const missing = names
		.map(name => `| ${name} | ${packages[`node_modules/${name}`].license} |`)
		.filter(row => !readme.includes(`${row}\n`));

	assert.ok(names.length > 5);
	assert.deepEqual(missing, []);
});

test('README names each library that is linked', () => {
	const libraries = [...read('configure.ac').matchAll(/^PKG_CHECK_MODULES\(\[\w+\], \[([\w-]+)/gm)].map(([, name]) => name);
	const missing = libraries.filter(name => !readme.includes(name.replace(/^lib/, '')));

	assert.ok(libraries.length > 3);
	assert.deepEqual(missing, []);
});
