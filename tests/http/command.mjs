// Command: the product's program, as an administrator of the instance runs it.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// What it did: its exit status and what it wrote.
export function muster(...args) {
  const { status, stdout, stderr } = spawnSync(process.env.MUSTER_TEST_COMMAND, args,
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return { status, stdout, stderr, last: stdout.trimEnd().split('\n').at(-1) };
}

// A folder that is gone when the test is; files by name, texts or values.
export function folderOf(t, files = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}
