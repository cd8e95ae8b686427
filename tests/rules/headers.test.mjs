import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { sources, top } from './tree.mjs';

// Each header is the whole program of a compiler run; one run takes them all,
// and names those that do not stand alone.
test('headers compile alone', () => {
	const headers = sources.filter(path => path.endsWith('.h'));
	const compiler = spawnSync(process.env.CC ?? 'cc', [
		'-std=gnu17', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror',
		'-Ifcgi-app', '-fsyntax-only', '-x', 'c', ...headers,
	], { cwd: top, encoding: 'utf8' });

	assert.equal(compiler.stderr, '');
	assert.equal(compiler.status, 0);
});
