import assert from 'node:assert/strict';
import { test } from 'node:test';

import { makeAgent, makeExecution, operator, send, skip, sql, stranger, tokenOf, unknownId, viewer } from './client.mjs';

// Steps as a worker stores them: [node, seconds, status, output].
function addSteps(execution, steps) {
  const rows = steps.map(([node, seconds, status = 'completed', output = {}], i) =>
    `('${node}', ${i}, '${status}', '${JSON.stringify(output)}'::jsonb, ${seconds})`);

  sql(`insert into execution_steps (tenant_id, execution_id, node_id, position, name, kind, status, input, output, error, started_at, completed_at)
       select e.tenant_id, e.id, s.node, s.position, initcap(s.node), 'http', s.status, '{"by": "test"}', s.output, case s.status when 'failed' then 'no answer' end,
              app.uuid_time(e.id), app.uuid_time(e.id) + s.seconds * interval '1 s'
         from executions e cross join (values ${rows}) s (node, position, status, output, seconds) where e.id = '${execution.id}'`);
}

async function page(path, { role = 'viewer', tenant, headers } = {}) {
  return send('GET', path, { token: await tokenOf(role, tenant), headers: { accept: 'text/html', ...headers } });
}

const compare = (a, b, rest = '') => `/executions/compare?a=${a.id ?? a}&b=${b.id ?? b}${rest}`;

// "load: ≠changed: output", a line for each step.
function stepsOf(html) {
  return [...html.matchAll(/<details class="step"[^]*?<\/summary>/g)].map(([row]) => {
    const text = (part) => part.replace(/<[^>]*>/g, '').trim();
    const name = text(row.match(/class="step__name">([^]*?)<\/span>/)[1]);
    return `${name}: ${text(row.match(/class="compare-step__marks">([^]*)<\/span><\/summary>/)[1])}`;
  });
}

test('comparing executions', { skip }, async (t) => {
  const agent = await makeAgent();
  const before = await makeExecution({ agentId: agent.id, title: 'Before', status: 'SUCCESS', input: { order: 1, to: 'port' } });
  const after = await makeExecution({ agentId: agent.id, title: 'After', status: 'FAILED', error: 'no ink left', input: { order: 2, to: 'port' } });

  addSteps(before, [['start', 1], ['load', 1, 'completed', { rows: 7 }], ['think', 2], ['send', 1]]);
  addSteps(after, [['start', 1], ['load', 1, 'completed', { rows: 8 }], ['check', 1], ['think', 9, 'failed']]);

  await t.test('steps are added, missing, changed and slower', async () => {
    const res = await page(compare(before, after));

    assert.equal(res.status, 200, res.text);
    assert.deepEqual(stepsOf(res.text), [
      'Start: the same', 'Load: ≠changed: output', 'Check: +only in B', 'Think: ≠changed: status, error↑slower', 'Send: −only in A',
    ]);
    assert.match(res.text, /5 steps: 1 only in B, 1 only in A, 2 changed, 1 slower/);
    assert.match(res.text, /\+7\.0 s \(\+350 %\)/);
  });

  await t.test('the other way round it is the other way round', async () => {
    assert.deepEqual(stepsOf((await page(compare(after, before))).text), [
      'Start: the same', 'Load: ≠changed: output', 'Check: −only in A', 'Think: ≠changed: status, error↓faster', 'Send: +only in B',
    ]);
  });

  await t.test('input and error are shown line by line', async () => {
    const { text } = await page(compare(before, after));

    assert.match(text, /is-removed"><span class="diff__sign">-<\/span> {2}&quot;order&quot;: 1/);
    assert.match(text, /is-added"><span class="diff__sign">\+<\/span> {2}&quot;order&quot;: 2/);
    assert.match(text, /is-same"><span class="diff__sign"> <\/span> {2}&quot;to&quot;: &quot;port&quot;/);
    assert.match(text, /is-added"><span class="diff__sign">\+<\/span>no ink left/);
  });

  await t.test('a step is compared when it is opened, alone or with the page', async () => {
    const path = compare(before, after, '&step=load&pass=0&number=2');
    const part = await page(path, { headers: { 'HX-Request': 'true' } });
    const whole = await page(path);

    assert.ok(part.text.trimStart().startsWith('<div class="step__detail" id="pair-2-detail">'), part.text);
    assert.match(whole.text, /id="pair-2" open/);
    for (const { text } of [part, whole]) {
      assert.match(text, /is-removed"><span class="diff__sign">-<\/span> {2}&quot;rows&quot;: 7/);
      assert.match(text, /is-added"><span class="diff__sign">\+<\/span> {2}&quot;rows&quot;: 8/);
    }
    assert.equal((await page(compare(before, after, '&step=none'), { headers: { 'HX-Request': 'true' } })).status, 404);
  });

  await t.test('runs of two agents can be compared, and runs without steps', async () => {
    const res = await page(compare(before, await makeExecution({ title: 'Elsewhere' })));

    assert.equal(res.status, 200);
    assert.match(res.text, /not the same in A and B/);
    assert.deepEqual(stepsOf(res.text).map((line) => line.replace(/.*: /, '')), Array(4).fill('−only in A'));
  });

  await t.test('what is not there, or of another tenant, is 404', async () => {
    for (const other of [unknownId, 'x']) {
      assert.equal((await page(compare(before, other))).status, 404);
      assert.equal((await page(compare(other, after))).status, 404);
    }
    const foreign = { role: 'owner', tenant: 'quay' };

    assert.equal((await page(compare(before, after), foreign)).status, 404);
    assert.equal((await page(compare(before, after, '&step=load'), { ...foreign, headers: { 'HX-Request': 'true' } })).status, 404);
    const { executions } = (await stranger.get('/api/executions?limit=1')).body;
    assert.equal((await page(compare(before, executions[0]))).status, 404);
  });

  await t.test('one execution twice, or alone, is told in words', async () => {
    const twice = await page(compare(before, before));
    const alone = await page(`/executions/compare?a=${before.id}`);

    assert.deepEqual([twice.status, alone.status], [400, 400]);
    assert.match(twice.text, /both sides are the same execution/i);
    assert.match(alone.text, /a comparison needs two executions/i);
  });

  await t.test('two that are ticked become an address, the older one first', async () => {
    const choose = async (...chosen) => send('POST', '/executions/compare', {
      token: await tokenOf('viewer'), body: chosen.map(({ id }) => `id=${id}`).join('&') || 'none=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    });

    for (const chosen of [[before, after], [after, before]]) {
      const res = await choose(...chosen);
      assert.deepEqual([res.status, res.headers.get('location')], [303, compare(before, after)]);
    }
    for (const chosen of [[], [before], [before, after, before]]) {
      const res = await choose(...chosen);
      assert.equal(res.status, 400);
      assert.match(res.text, /a comparison needs two executions/i);
    }
  });

  await t.test('the page of a run leads to the run before it of the same agent', async () => {
    assert.ok((await page(`/executions/${after.id}`)).text.includes(compare(before, after).replace('&', '&amp;')));
    assert.ok(!(await page(`/executions/${before.id}`)).text.includes('/executions/compare'));
  });
});

test('runs along a graph', { skip }, async (t) => {
  const nodes = ['load', 'send'].map((id) => ({ id, type: 'http', data: { label: `Workflow ${id}` } }));
  const save = async (members) => (await operator.post('/api/workflows', {
    name: 'Along', nodes, edges: [{ id: 'e', source: 'load', target: 'send' }], ...members })).body.workflowId;

  await t.test('a run of a workflow is drawn along it, with or without an agent', async () => {
    const workflowId = await save();
    const agent = await makeAgent();

    await operator.post(`/api/agents/${agent.id}/flowchart`, { nodes: [{ id: 'load', type: 'http', title: 'Agent load' }], connections: [] });
    for (const agentId of [agent.id, null]) {
      const { execution } = (await operator.post('/api/executions', { agentId, workflowId, title: 'Along' })).body;

      addSteps(execution, [['load', 1]]);
      const { text } = await page(`/executions/${execution.id}`);
      const drawn = [...text.matchAll(/class="flow-node__name"[^>]*>([^<]*)</g)].map(([, name]) => name);
      assert.deepEqual(drawn, ['Workflow load', 'Workflow send']);
      assert.match(text, /class="flow-node is-completed" href="#step-1"/);
      assert.match(text, new RegExp(`<dt>Workflow</dt><dd><a href="/workflows/${workflowId}">Along`));
    }
  });

  await t.test('the file of a workflow is the picture of its page, by its metadata too', async () => {
    const id = await save({ nodes: nodes.map((node, i) => ({ ...node, position: { x: 0, y: 300 * i }, ...(i ? {} : { type: 'note', width: 400, height: 100 }) })),
      metadata: { layout: { anchor: 'centre' } } });
    const places = (text) => [...text.matchAll(/<rect x="(\d+)" y="(\d+)" width="(\d+)" height="\d+" rx=/g)].map(([, ...at]) => at.map(Number))
      .filter(([, , width]) => width > 16);
    const file = places((await viewer.get(`/api/workflows/${id}/export?format=svg`)).text);
    const shown = places((await page(`/workflows/${id}`)).text);

    assert.equal(shown.length, 2);
    assert.deepEqual(file, shown);
    const old = await save({ nodes: (await viewer.get(`/api/workflows/${id}`)).body.workflow.nodes });
    assert.notDeepEqual(places((await viewer.get(`/api/workflows/${old}/export?format=svg`)).text), shown);
  });
});
