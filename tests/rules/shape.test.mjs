import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { files, lineOf, read, sources, top, withoutComments } from './tree.mjs';

const code = sources.filter(path => path.endsWith('.c'));

test('no function is longer than 60 lines', () => {
	const long = [];

	for (const path of code) {
		let start = 0;
		read(path).split('\n').forEach((line, index) => {
			if (line === '{') {
				start = index;
			} else if (line === '}' && index - start > 60) {
				long.push(`${path}:${start} ${index - start} lines`);
			}
		});
	}
	assert.deepEqual(long, []);
});

test('no file is longer than 400 lines', () => {
	const written = [...sources, ...files('sql', /\.sql$/), ...files('static/js'),
		...files('static/css'), ...files('scripts')];
	const long = written.filter(path => read(path).split('\n').length > 401);

	assert.deepEqual(long, []);
});

test('nothing is left to do later', () => {
	const notes = [];

	for (const path of [...sources, ...files('sql'), ...files('templates')]) {
		const match = read(path).match(/\b(TODO|FIXME|XXX|HACK)\b/);
		if (match) {
			notes.push(`${path}: ${match[0]}`);
		}
	}
	assert.deepEqual(notes, []);
});

// Joined, so that this file does not name them.
const places = new RegExp(['/wo' + 'rk/', '/ho' + 'me/\\w', '\\.local' + 'domain', 'registry\\.' + 'npm', '"reso' + 'lved"'].join('|'));

test('no file names the machine or the hosts it was made with', () => {
	const tracked = spawnSync('git', ['ls-files', '-z'], { cwd: top, encoding: 'utf8' });
	const paths = tracked.status === 0 ? tracked.stdout.split('\0').filter(Boolean)
		: [...sources, ...files('tests'), ...files('scripts'), 'README.md', 'HACKING.md'];
	const wrong = paths.filter(path => existsSync(join(top, path))
		&& /\.(\w?[cj]s|[ch]|json|md|sh|sql|css|mk|am|ac|conf|in|mustache)$/.test(path) && places.test(read(path)));

	assert.deepEqual(wrong, []);
});

test('no unsafe function of the C library is called', () => {
	const wrong = [];
	const unsafe = /\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|atol|system|popen|tmpnam|mktemp|alloca)\s*\(/g;

	for (const path of code) {
		const text = withoutComments(read(path));
		for (const match of text.matchAll(unsafe)) {
			wrong.push(`${path}:${lineOf(text, match.index)} ${match[1]}`);
		}
	}
	assert.deepEqual(wrong, []);
});

const tool = name => spawnSync(name, ['--version']).error === undefined;

test('shell scripts pass shellcheck', { skip: !tool('shellcheck') && 'no shellcheck here' }, () => {
	const scripts = ['start', 'check', 'autogen.sh', '.ci/run', ...files('scripts', /\.sh$/),
		...files('tests', /\.sh$/)];
	const run = spawnSync('shellcheck', ['-x', ...scripts], { cwd: top, encoding: 'utf8' });

	assert.equal(run.stdout, '');
});
