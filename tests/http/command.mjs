// Command: the product's program, as an administrator of the instance runs it.

import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { password } from './client.mjs';

// What it did: its exit status and what it wrote.
export function muster(...args) {
  const { status, stdout, stderr } = spawnSync(process.env.MUSTER_TEST_COMMAND, args,
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return { status, stdout, stderr, last: stdout.trimEnd().split('\n').at(-1) };
}

// A tenant of its own, with one member whose password is that of the demo people:
// its slug, for tokenOf(role, slug).
export function newTenant(role) {
  const slug = `t${randomUUID().slice(0, 8)}`;
  const steps = [['tenant', 'add', slug, slug], ['user', 'add', `${role}@${slug}.example`, '--tenant', slug, '--role', role]];

  for (const step of steps) {
    const { status, stderr } = spawnSync(process.env.MUSTER_TEST_COMMAND, step, { input: `${password()}\n`, encoding: 'utf8' });

    if (status !== 0) {
      throw new Error(stderr);
    }
  }
  return slug;
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
