import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'node:test';
import { build, sources } from './tree.mjs';

// What may change while a program runs, and why it cannot be a parameter.
const allowed = {
	'fcgi-app/base/log.c': ['highest'],	// set once in main: a line must be possible anywhere
};

/** Objects in sections that are written to: constants with pointers are not. */
function globals(object) {
	const run = spawnSync('objdump', ['-t', object], { encoding: 'utf8' });

	assert.equal(run.status, 0, run.stderr);
	return run.stdout.split('\n')
		.map(line => line.match(/ O (\.t?(?:data|bss)(?:\.[\w.]+)?|\*COM\*)\s+[0-9a-f]+ (?:\.\w+ )?(\S+)$/))
		.filter(match => match && !match[1].startsWith('.data.rel.ro'))
		.map(match => match[2].replace(/\.\d+$/, ''));
}

test('no module keeps state of its own', { skip: !build && 'MUSTER_TEST_BUILD is not set' }, () => {
	const found = {};

	for (const path of sources.filter(name => name.endsWith('.c'))) {
		const names = globals(join(build, path.replace(/\.c$/, '.o')));
		if (names.length > 0) {
			found[path] = names;
		}
	}
	assert.deepEqual(found, allowed);
});
