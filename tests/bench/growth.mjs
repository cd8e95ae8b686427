// Rate of one list and one overview at two sizes of the database:
//   growth.mjs FILE            measure once and add it to what FILE has
//   growth.mjs --compare A B   B against A, the medians of both
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const bound = 1.2;
const read = path => JSON.parse(readFileSync(path, 'utf8'));

async function measure(path) {
	const { script } = await import('./loads.mjs');
	const { wrk } = await import('./tools.mjs');
	const found = existsSync(path) ? read(path) : { W2: [], W3: [] };

	for (const name of Object.keys(found)) {
		wrk(script(name), 1);
		found[name].push(wrk(script(name)).rate);
	}
	writeFileSync(path, JSON.stringify(found));
}

async function compare(...paths) {
	const { median } = await import('./tools.mjs');
	const [small, large] = paths.map(read);

	for (const [name, what] of [['W2', 'list'], ['W3', 'overview']]) {
		const times = median(small[name]) / median(large[name]);
		console.log(`  small: ${small[name].map(Math.round).join(' ')} a second`);
		console.log(`  large: ${large[name].map(Math.round).join(' ')} a second`);
		console.log(`${what}, large against small: ${times.toFixed(2)} times `
			+ `(<= ${bound}) ${times <= bound ? 'reached' : 'MISSED'}`);
	}
}

if (process.argv[2] === '--compare') {
	await compare(process.argv[3], process.argv[4]);
} else {
	await measure(process.argv[2]);
}
