// What must hold after every fault.
import assert from 'node:assert/strict';
import { stored } from './desk.mjs';

/** Nothing acknowledged is lost, and nothing is there twice. */
export function assertKept(mark, found) {
	const rows = stored(mark);

	assert.equal(new Set(rows).size, rows.length, 'an execution is stored twice');
	assert.deepEqual(found.acknowledged.filter(n => !rows.includes(n)), [], 'acknowledged, but not stored');
}

/** A refusal is a problem that says what to do. */
export function assertProblems(answers, allowed) {
	for (const answer of answers) {
		assert.ok(allowed.includes(answer.status), `status ${answer.status}: ${answer.text}`);
		assert.match(answer.headers['content-type'], /^application\/problem\+json/);
		assert.ok(JSON.parse(answer.text).message);
	}
}
