// The source tree as the rule tests see it.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const top = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const build = process.env.MUSTER_TEST_BUILD;

export const read = path => readFileSync(join(top, path), 'utf8');

/** Paths below a folder, from the top of the tree, sorted. */
export function files(folder, pattern = /./) {
	const found = [];
	const walk = path => {
		for (const name of readdirSync(path)) {
			const inner = join(path, name);
			if (statSync(inner).isDirectory()) {
				walk(inner);
			} else if (pattern.test(name)) {
				found.push(relative(top, inner));
			}
		}
	};
	walk(join(top, folder));
	return found.sort();
}

export const sources = files('fcgi-app', /\.[ch]$/);

/** Names of the headers that a file includes, with their delimiters. */
export function includes(path) {
	const pattern = /^\s*#\s*include\s*(["<][^">]+[">])/gm;

	return [...read(path).matchAll(pattern)].map(match => match[1]);
}

/** C source with comments blanked out; lines stay where they are. */
export function withoutComments(text) {
	const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;

	return text.replace(token, found =>
		/^["']/.test(found) ? found : found.replace(/[^\n]/g, ' '));
}

export const lineOf = (text, index) =>
	text.slice(0, index).split('\n').length;
