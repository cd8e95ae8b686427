// Time of one list and one overview at two sizes of the database:
//   growth.mjs FILE            measure and write
//   growth.mjs --compare A B   B against A
import { readFileSync, writeFileSync } from 'node:fs';

const bound = 1.2;

async function measure(path) {
	const { script } = await import('./loads.mjs');
	const { median, rounds, wrk } = await import('./tools.mjs');
	const rate = name => median(Array.from({ length: rounds }, () => wrk(script(name)).rate));

	writeFileSync(path, JSON.stringify({ W2: rate('W2'), W3: rate('W3') }));
}

function compare(small, large) {
	const [a, b] = [small, large].map(path => JSON.parse(readFileSync(path, 'utf8')));

	for (const [name, what] of [['W2', 'list'], ['W3', 'overview']]) {
		const times = a[name] / b[name];
		console.log(`${what}, 10 million against 10 thousand: ${times.toFixed(2)} times `
			+ `(<= ${bound}) ${times <= bound ? 'reached' : 'MISSED'}`);
	}
}

if (process.argv[2] === '--compare') {
	compare(process.argv[3], process.argv[4]);
} else {
	await measure(process.argv[2]);
}
