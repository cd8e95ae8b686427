// Every document of the shared data, through the command into a tenant of its own
// and out again. What is expected of each stands in tests/unit/import/corpus.tsv.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { folderOf, muster } from './command.mjs';
import { newName, skip, sql } from './client.mjs';

const top = new URL('../../', import.meta.url).pathname;
const data = join(process.env.MUSTER_SHARED ?? join(top, '../shared'), 'data');
const why = skip || (!existsSync(data) && `there is no ${data}`);

// By path: {nodes, connections} of a document, or {reason} of a refusal.
function expectations() {
  const lines = readFileSync(join(top, 'tests/unit/import/corpus.tsv'), 'utf8').trim().split('\n');
  return new Map(lines.filter((line) => !line.startsWith('#')).map((line) => {
    const [path, format, ...rest] = line.split('\t');
    const [flows, nodes, connections, dangling] = rest.map(Number);
    return [path, format === 'refused' ? { reason: rest[0] } : { format, flows, nodes, connections, dangling }];
  }));
}

// What the database counted, by id. A builder's edges that lead nowhere are kept.
function stored(tenant) {
  const rows = sql(`select w.id, w.node_count, w.edge_count, w.format from workflows w where tenant_id = '${tenant}'
    union all select f.agent_id, f.node_count, f.edge_count, 'agent' from flowcharts f where tenant_id = '${tenant}'`);
  return new Map(rows.split('\n').map((row) => row.split('|')).map(([id, nodes, edges, format]) =>
    [id, { nodes: Number(nodes), edges: Number(edges), format }]));
}

// Numbers as the texts that they are written as, so that none is rounded here.
function exact(text) {
  return JSON.parse(text.replace(/"(?:\\.|[^"\\])*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
    (token) => (token.startsWith('"') ? token : `"#${token}"`)));
}

// Flows by where they come from, members in order.
function flowsOf(folder) {
  const sorted = (value) => (value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
    : Array.isArray(value) ? value.map(sorted) : value);
  return new Map(readdirSync(folder).map((name) => {
    const [flow] = exact(readFileSync(join(folder, name), 'utf8')).flows;
    return [`${flow.kind} ${flow.source.format} ${flow.source.id}`, JSON.stringify(sorted(flow))];
  }));
}

test('the documents of the shared data', { skip: why }, async (t) => {
  const expected = expectations();
  const [home, away] = [newName('Corpus'), newName('Corpus')].map((name) => muster('tenant', 'add', name).stdout.trim());
  const file = join(folderOf(t), 'report.json');
  muster('import', 'flow', data, '--tenant', home, '--report', file);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const documents = new Map(report.documents.map((d) => [d.path.slice(data.length + 1), d]));

  await t.test('are all imported, or refused for the reason that is expected', () => {
    const wrong = [];
    for (const [path, want] of expected) {
      const { outcome, reason, flows } = documents.get(path) ?? {};
      const got = want.reason ? { reason: outcome === 'refused' ? reason : outcome } : {
        format: flows?.[0]?.format, flows: flows?.length,
        nodes: flows?.reduce((sum, f) => sum + f.nodes, 0),
        connections: flows?.reduce((sum, f) => sum + f.connections, 0), dangling: want.dangling,
      };
      if (JSON.stringify(got) !== JSON.stringify(want)) wrong.push([path, got, want]);
    }
    assert.deepEqual(wrong, []);
    assert.ok(expected.size > 600);
  });

  await t.test('have in the database the nodes and connections that were counted', () => {
    const rows = stored(home);
    const wrong = [];
    for (const [path, document] of documents) {
      for (const flow of document.flows ?? []) {
        const row = rows.get(flow.id);
        const dangling = row?.format === 'builder' ? expected.get(path)?.dangling ?? 0 : 0;
        if (row?.nodes !== flow.nodes || row?.edges !== flow.connections + dangling) wrong.push([path, flow, row]);
      }
    }
    assert.deepEqual(wrong, []);
    assert.equal(rows.size, report.flows);
  });

  await t.test('change nothing when they come again', () => {
    const { last } = muster('import', 'flow', data, '--tenant', home);
    assert.match(last, new RegExp(`: 0 imported, 0 updated, ${report.imported} unchanged, ${report.refused} refused`));
  });

  await t.test('are the same when they were exported and imported elsewhere', (t) => {
    const [first, second] = [folderOf(t), folderOf(t)];
    assert.equal(muster('export', 'flow', '--tenant', home, '--all', '--out', first).status, 0);
    assert.equal(muster('import', 'flow', first, '--tenant', away).status, 0);
    assert.equal(muster('export', 'flow', '--tenant', away, '--all', '--out', second).status, 0);
    const [ours, theirs] = [flowsOf(first), flowsOf(second)];
    assert.equal(ours.size, report.flows);
    assert.deepEqual([...theirs.keys()].sort(), [...ours.keys()].sort());
    assert.deepEqual([...ours].filter(([key, flow]) => theirs.get(key) !== flow), []);
  });
});
