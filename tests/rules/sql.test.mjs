import assert from 'node:assert/strict';
import test from 'node:test';
import { files, lineOf, read, sources, withoutComments } from './tree.mjs';

const sql = /^"\s*(select|insert into|update [a-z_.]+|delete from|with [a-z_]+ as|set (local |role |session |transaction |[a-z_.]+ ?(=|to ))|create |alter |drop |grant |notify |lock )/i;

/** Index of the line that begins the top-level declaration around index. */
function declaration(text, index) {
	const before = text.slice(0, index).split('\n');

	while (before.length > 1 && !/^[A-Za-z_]/.test(before.at(-1))) {
		before.pop();
	}
	return before.at(-1);
}

// db/ and the generator of resource/ make statements out of descriptions; there
// the rule is that what varies is a name from a table, never input.
const generators = /^fcgi-app\/(db\/|resource\/sql)/;

test('SQL stands in constant tables, never inside a function', () => {
	const wrong = [];

	for (const path of sources.filter(name => !generators.test(name))) {
		const text = withoutComments(read(path));
		for (const match of text.matchAll(/"(?:\\.|[^"\\\n])*"/g)) {
			if (sql.test(match[0])
					&& !/^(static )?const struct \w+/.test(
						declaration(text, match.index))) {
				wrong.push(`${path}:${lineOf(text, match.index)} ${match[0]}`);
			}
		}
	}
	assert.deepEqual(wrong, []);
});

test('no format directive stands in SQL', () => {
	const wrong = [];

	for (const path of sources.filter(name => !generators.test(name))) {
		const text = withoutComments(read(path));
		for (const match of text.matchAll(/"(?:\\.|[^"\\\n])*"/g)) {
			if (sql.test(match[0]) && /%[sdlu]/.test(match[0])
					&& !/format\('/.test(match[0])) {
				wrong.push(`${path}:${lineOf(text, match.index)} ${match[0]}`);
			}
		}
	}
	assert.deepEqual(wrong, []);
});

const access = /set_config\(\s*'muster\.(tenant|user_id|role|credential)'/;

test('auth.begin alone says who asks', () => {
	const named = [...sources, ...files('sql', /\.sql$/)].filter(
		path => access.test(read(path)));

	assert.deepEqual(named, ['sql/functions/auth/begin.sql']);
});

test('settings never outlive a unit', () => {
	const wrong = files('sql/functions', /\.sql$/).filter(path =>
		/set_config\([^)]*,\s*false\s*\)/.test(read(path)));

	assert.deepEqual(wrong, []);
});

test('each migration has a way up and a way down', () => {
	const names = files('sql/migrations').map(path => path.split('/').at(-1));
	const ups = names.filter(name => name.endsWith('.up.sql'));

	for (const name of names) {
		assert.match(name, /^\d{4}_[a-z_]+\.(up|down)\.sql$/);
	}
	assert.deepEqual(names.filter(name => name.endsWith('.down.sql')),
		ups.map(name => name.replace('.up.', '.down.')));
	assert.deepEqual(ups.map(name => Number(name.slice(0, 4))),
		ups.map((_, index) => index + 1));
});
