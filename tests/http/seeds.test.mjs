// docs/SEEDS.md against the product: each route it names is there and called by the generated client, each word of
// section 8 is taken and answered as its row says, each number of section 9 is held by a test.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { admin, makeAgent, makeExecution, newName, operator, owner, send, skip, sql } from './client.mjs';

const { MUSTER_TEST_COMMAND: muster, MUSTER_TEST_TOP: top } = process.env;
const text = skip ? '' : readFileSync(`${top}/docs/SEEDS.md`, 'utf8');

// Cells of the rows between two headings; a bar in a cell stands behind a backslash.
function rowsOf(section) {
  const [, body] = text.split(new RegExp(`^## ${section}\\. .*$`, 'm'));
  return body.split(/^## /m)[0].split('\n').filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2).replace(/ \|$/, '').split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|')));
}

const isFirst = (cells) => cells.at(-1).split(', ').includes('1') || cells.at(-2)?.split(', ').includes('1');

// ---- routes ----

const shapeOf = (path) => path.replace(/\?.*$/, '').replace(/\/$/, '').replace(/:\w+/g, ':');

const readRoutes = () => new Map(execFileSync(muster, ['routes'], { encoding: 'utf8' }).trim().split('\n')
  .map((line) => line.split(/ +/)).map(([method, path]) => [`${method} ${shapeOf(path)}`, path]));

// "GET POST `/api/x`, DELETE `/:id`; `/y`": methods and what is in ticks, in turn.
function* mentionsIn(cell) {
  let methods = [];
  for (const [, method, ticked] of cell.matchAll(/\b(GET|POST|PUT|PATCH|DELETE)\b|`([^`]*)`/g)) {
    if (method) {
      methods.push(method);
    } else {
      if (/^\/[a-z:]/.test(ticked)) yield { methods, path: ticked };
      methods = [];
    }
  }
}

// "a/b|c": a/b and a/c.
const spread = (path) => path.replace(/\?.*$/, '').split('|').map((part, i, all) => (i ? all[0].replace(/[^/]*$/, part) : part));

// A short one goes on from the path before it, or from what that begins with.
function placesOf(path, base) {
  const parts = (base ?? '').split('/');
  return [path, ...parts.map((_, i) => parts.slice(0, parts.length - i).join('/') + path)].map(shapeOf);
}

const tops = /^\/(api|livez|readyz|metrics)\b/;

function missingIn(cells, routes, base) {
  const missing = [];
  let at = base;
  for (const cell of cells) {
    for (const { methods, path } of mentionsIn(cell)) {
      for (const one of spread(path)) {
        const places = tops.test(one) ? [shapeOf(one)] : placesOf(one, at);
        const asked = methods.length ? methods : ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
        const has = (method) => places.some((place) => routes.has(`${method} ${place}`));
        if (methods.length ? !asked.every(has) : !asked.some(has)) missing.push(`${methods.join(' ')} ${one}`.trim());
        if (tops.test(one)) at = one;
      }
    }
  }
  return { missing, base: at };
}

// The left cell names routes of the product too where its system's are served; SE's and AF's are needs.
const served = { 3: true, 4: true, 6: false, 7: false };

test('every route that is named is there', { skip }, () => {
  const routes = readRoutes();
  const missing = [];
  let rows = 0;

  for (const [section, isSame] of Object.entries(served)) {
    let base;
    for (const cells of rowsOf(section).filter((row) => row[0].includes('`/') || row[1]?.includes('`/'))) {
      const found = missingIn(isSame ? cells.slice(0, -1) : cells.slice(1, -1), routes, base);
      base = found.base;
      if (cells.at(-1).split(', ')[0] !== '1') continue;
      rows += 1;
      missing.push(...found.missing.map((one) => `${section}: ${one}`));
    }
  }
  assert.ok(rows > 30, `${rows} rows`);
  assert.deepEqual(missing, []);
});

test('every route of the API is called by the generated client', { skip }, async () => {
  const { paths } = (await send('GET', '/api/openapi.json')).body;
  const called = new Set(Object.entries(paths).flatMap(([path, item]) => Object.keys(item)
    .map((method) => `${method.toUpperCase()} ${shapeOf(path.replace(/\{(\w+)\}/g, ':$1'))}`)));
  const all = [...readRoutes().keys()].filter((route) => tops.test(route.split(' ')[1]));

  assert.ok(all.length > 100);
  assert.deepEqual(all.filter((route) => !called.has(route)), []);
});

// ---- words ----

const stored = (relation, column, id) => sql(`select ${column} from ${relation} where id = '${id}'`);
const made = (res) => Object.values(res.body).find((value) => value?.id);

function taken(res) {
  assert.ok(res.status < 300, res.text);
  return res;
}

// A row of a table in each state, found by ?status=.
async function filtered(path, query, word) {
  const res = taken(await admin.get(`${path}?${new URLSearchParams({ ...query, limit: '200' })}`));
  const rows = Object.values(res.body).find(Array.isArray);
  assert.ok(rows.length > 0, `${path} has a row that is ${word}`);
  const [found, ...others] = new Set(rows.map((row) => row.connectionStatus ?? row.status));
  assert.deepEqual(others, []);
  return { stored: found };
}

function addTasks(type, states) {
  for (const status of states) {
    sql(`insert into tasks (tenant_id, title, type, status, position) select id, 'Words', '${type}', '${status}', 1 from tenants where slug = 'harbour'`);
  }
}

function addMessages(talk, states) {
  for (const status of states) {
    sql(`insert into agent_messages (tenant_id, type, status, correlation_id, recipient_id)
         select t.id, 'heartbeat', '${status}', '${talk}', (select a.id from agents a where a.tenant_id = t.id limit 1)
           from tenants t where t.slug = 'harbour'`);
    sql(`update agent_messages set status = '${status}' where correlation_id = '${talk}' and status <> all ('{${states}}')`);
  }
}

function addServers(states) {
  for (const status of states) {
    sql(`insert into mcp_servers (tenant_id, name, url, connection_status)
         select id, 'Words', 'https://words.example/${status}', '${status}' from tenants where slug = 'harbour'`);
  }
}

const remove = (relation, condition) => sql(`delete from ${relation} where ${condition}`);
const upper = (word) => word.toUpperCase();

// How a word of each noun is told, and what came of it: {stored, answered}.
function takers(t) {
  const type = newName('words');
  const rows = { agent: undefined };
  const use = async (name, make) => (rows[name] ??= await make());

  t.after(() => {
    remove('tasks', `type = '${type}' or title = 'Words'`);
    remove('agent_messages', `correlation_id = '${type}'`);
    remove('mcp_servers', "name = 'Words'");
    remove('invitations', "email like '%@words.example'");
  });
  return {
    agent: async (word) => {
      const agent = await use('agent', makeAgent);
      const res = taken(await operator.patch(`/api/agents/${agent.id}`, { status: word }));
      return { stored: stored('agents', 'status', agent.id), answered: res.body.agent.status };
    },
    'agent activity': async (word) => {
      taken(await operator.get(`/api/agents?activity=${word}`));
      taken(await operator.get(`/api/agents?status=${word}`));
      return {};
    },
    execution: async (word) => {
      const execution = await makeExecution({ status: word, agentId: (await use('agent', makeAgent)).id });
      return { stored: stored('executions', 'status', execution.id), answered: execution.status };
    },
    step: async (word) => {
      const execution = await makeExecution({ agentId: (await use('agent', makeAgent)).id });
      sql(`insert into execution_steps (tenant_id, execution_id, node_id, status)
           select tenant_id, id, 'words', '${word}' from executions where id = '${execution.id}'`);
      const [step] = taken(await operator.get(`/api/executions/${execution.id}/steps`)).body.steps;
      return { stored: word, answered: step.status };
    },
    'log level': async (word) => {
      const { id } = await use('execution', makeExecution);
      taken(await operator.post(`/api/executions/${id}/logs`, { message: 'Words', level: word }));
      const { logs } = taken(await operator.get(`/api/executions/${id}/logs?limit=200`)).body;
      const level = sql(`select level from execution_logs where execution_id = '${id}' order by id desc limit 1`);
      return { stored: level, answered: logs.map((log) => log.level).find((answered) => answered.toLowerCase() === level) };
    },
    trigger: async (word) => {
      const { id } = await makeExecution({ trigger: word, agentId: (await use('agent', makeAgent)).id });
      return { stored: stored('executions', 'trigger', id) };
    },
    role: async (word) => {
      const email = `${newName('w').replace(' ', '')}@words.example`;
      taken(await owner.post('/api/invitations', { email, role: word }));
      return { stored: sql(`select role from invitations where email = '${email}'`) };
    },
    theme: async (word) => ({ stored: taken(await operator.patch('/api/settings', { theme: word })).body.settings.theme }),
    workflow: async (word) => {
      const { id } = await use('workflow', async () => ({ id: taken(await operator.post('/api/workflows', { name: newName('Words'), nodes: [], edges: [] })).body.workflowId }));
      taken(await operator.patch(`/api/workflows/${id}`, { status: word }));
      return { stored: stored('workflows', 'status', id) };
    },
    priority: async (word) => {
      const { id } = made(taken(await operator.post('/api/tasks', { title: 'Words', priority: word })));
      return { stored: stored('tasks', 'priority', id) };
    },
    task: (word) => filtered('/api/tasks', { type, status: word }, word),
    'message status': (word) => filtered('/api/messages', { correlationId: type, status: word }, word),
    'message type': async (word) => {
      const { id } = made(taken(await operator.post('/api/messages', { recipientId: (await use('agent', makeAgent)).id, type: word, correlationId: `${type} types` })));
      return { stored: stored('agent_messages', 'type', id) };
    },
    'MCP category': async (word) => {
      const { id } = made(taken(await admin.post('/api/mcp-servers', { name: 'Words', url: 'https://words.example/', category: word })));
      return { stored: stored('mcp_servers', 'category', id) };
    },
    auth: async (word) => {
      const { id } = made(taken(await admin.post('/api/mcp-servers', { name: 'Words', url: 'https://words.example/', authType: word })));
      return { stored: stored('mcp_servers', 'auth_type', id) };
    },
    connection: (word) => filtered('/api/mcp-servers', { connectionStatus: word }, word),
    'flowchart node': async (word) => {
      const { id } = await use('agent', makeAgent);
      const node = { id: 'a', type: word, title: word, position: { x: 0, y: 0 } };
      await operator.delete(`/api/agents/${id}/flowchart`);
      taken(await operator.post(`/api/agents/${id}/flowchart`, { nodes: [node], connections: [] }));
      return { stored: sql(`select nodes->0->>'type' from flowcharts where agent_id = '${id}'`) };
    },
    pricing: async (word) => {
      const { id } = made(taken(await operator.post('/api/blueprints', { agentId: (await use('agent', makeAgent)).id, pricing: word })));
      return { stored: stored('blueprints', 'pricing', id) };
    },
    before: () => {
      addTasks(type, ['pending', 'in_progress', 'completed', 'failed', 'cancelled']);
      addMessages(type, ['pending', 'delivered', 'acknowledged', 'failed', 'expired']);
      addServers(['connected', 'error', 'untested']);
    },
  };
}

// Words that no call takes are at least declared, in the schema that answers them.
const declared = { subscription: 'status', cycle: 'billingCycle', plan: 'planType' };

function declaredWords(document, member) {
  const found = [];
  JSON.stringify(document.components.schemas, (key, value) => {
    if (key === member && value?.enum) found.push(...value.enum);
    return value;
  });
  return found;
}

// "a, b = c; d": [a, c], [b, c], [d, the only one of the row].
const aliasesIn = (cell, all) => cell.replace(/\(.*?\)/g, '').split(';').flatMap((part) => {
  const [names, target] = part.split('=').map((side) => side.trim());
  return names.split(',').map((name) => name.trim()).filter(Boolean).map((name) => [name, target ?? (all.length === 1 ? all[0] : undefined)]);
});

// {noun, words, aliases, dashboard}: of each noun in the first cell.
function nounsIn([first, dashboard, , also]) {
  const groups = [...first.matchAll(/([A-Za-z][A-Za-z ]*?) `([^`]+)`/g)].map(([, noun, words]) => ({ noun: noun.trim(), words: words.split(' ') }));
  const all = groups.flatMap((group) => group.words);
  const aliases = aliasesIn(also, all);
  return groups.map(({ noun, words }) => ({ noun, words, dashboard, aliases: aliases.filter(([, target]) => words.includes(target)) }));
}

const wordRows = () => rowsOf(8).filter((cells) => cells.length === 5 && cells[4] === '1');

function answerOf(dashboard, word) {
  if (dashboard === 'upper case of it') return upper(word);
  return /^[A-Z]+\b/.exec(dashboard)?.[0];
}

test('every word is taken and answered as it is written', { skip }, async (t) => {
  const take = takers(t);
  const document = (await send('GET', '/api/openapi.json')).body;
  const theme = (await operator.get('/api/settings')).body.settings.theme;
  t.after(() => operator.patch('/api/settings', { theme }));
  take.before();
  const nouns = wordRows().flatMap(nounsIn);
  assert.ok(nouns.length > 20, `${nouns.length} nouns`);

  for (const { noun, words, dashboard, aliases } of nouns) {
    await t.test(`${noun}: ${[...words, ...aliases.map(([name]) => name)].join(' ')}`, async () => {
      if (declared[noun]) {
        const known = declaredWords(document, declared[noun]);
        return assert.deepEqual([...words, ...aliases.map(([name]) => name)].filter((word) => !known.includes(word)), []);
      }
      assert.ok(take[noun], `a way to tell a word of ${noun}`);
      const spellings = [...words.map((word) => [word, word]), ...aliases, ...words.map((word) => [noun === 'step' || noun === 'flowchart node' ? word : upper(word), word])];
      for (const [word, target] of spellings) {
        const found = await take[noun](word);
        if (found.stored !== undefined) assert.equal(found.stored, target, word);
        if (found.answered !== undefined) assert.equal(found.answered, answerOf(dashboard, target), word);
      }
    });
  }
});

test('every word of activity is a filter', { skip }, async (t) => {
  const { 'agent activity': take } = takers(t);
  const [row] = rowsOf(8).filter(([first]) => first.startsWith('agent activity'));

  assert.equal(row.at(-1), '1');
  for (const word of [...row[1].match(/: ([\w ]+)/)[1].split(' '), ...row[3].match(/\b(Running|RUNNING|Idle|Error|OFFLINE)\b/g)]) await take(word);
});
