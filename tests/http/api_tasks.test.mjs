// Tasks: what they are, how actions move them, what they wait for and how they are found.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  admin, as, assertProblem, makeAgent, newName, operator, skip, sql, stranger, unknownId, viewer,
} from './client.mjs';

async function make(members = {}) {
  const res = await operator.post('/api/tasks', { title: newName('Task'), ...members });
  assert.equal(res.status, 201, res.text);
  return res.body.task;
}

async function act(task, action, body, headers) {
  return operator.post(`/api/tasks/${task.id}/${action}`, body, headers);
}

const get = async (task) => (await viewer.get(`/api/tasks/${task.id}`)).body.task;

test('tasks', { skip }, async (t) => {
  await t.test('one is made, read, changed, replaced and deleted', async () => {
    const title = newName('Answer');
    const res = await operator.post('/api/tasks', {
      title, description: 'Those that wait', type: 'support', priority: 'Medium', deadline: '2031-03-12T17:00:00Z',
      estimatedSeconds: 7200, position: 12.5, tags: ['refunds'], input: { queue: 'refunds' }, metadata: { round: 1 },
    });
    const { id, createdBy, createdById, createdAt, updatedAt, ...rest } = res.body.task;
    const path = `/api/tasks/${id}`;

    assert.equal(res.status, 201, res.text);
    assert.equal(res.headers.get('location'), path);
    assert.equal(createdBy.id, createdById);
    assert.equal(createdAt, updatedAt);
    assert.deepEqual(rest, {
      title, description: 'Those that wait', type: 'support', status: 'pending', priority: 'normal', position: 12.5,
      deadline: '2031-03-12T17:00:00.000Z', estimatedSeconds: 7200, agentId: null, agentName: null,
      assigneeId: null, assigneeName: null, input: { queue: 'refunds' }, output: null, error: null,
      tags: ['refunds'], metadata: { round: 1 }, dependsOn: [], waitsFor: 0, startedAt: null, finishedAt: null,
      version: 1,
    });

    const changed = await operator.patch(path, { priority: 'urgent', metadata: { owner: 'desk' } });
    assert.equal(changed.body.task.priority, 'urgent');
    assert.deepEqual(changed.body.task.metadata, { round: 1, owner: 'desk' });
    assert.equal(changed.headers.get('etag'), '"2"');

    const replaced = await operator.put(path, { title });
    assert.equal(replaced.body.task.description, '');
    assert.equal(replaced.body.task.deadline, null);
    assert.equal(replaced.body.task.position, 12.5, 'it keeps its place');
    assertProblem(await operator.patch(path, { title: 'Late' }, { 'if-match': '"1"' }), 412);
    assert.equal((await operator.delete(path)).status, 204);
    assertProblem(await viewer.get(path), 404);
  });

  await t.test('actions lead from state to state, and say when', async () => {
    const task = await make();
    const started = await act(task, 'start');
    assert.equal(started.status, 200, started.text);
    assert.equal(started.body.task.status, 'in_progress');
    assert.equal(started.headers.get('etag'), '"2"');
    assert.ok(started.body.task.startedAt);

    const done = await act(task, 'complete', { output: { answered: 41 } });
    assert.equal(done.body.task.status, 'completed');
    assert.deepEqual(done.body.task.output, { answered: 41 });
    assert.ok(done.body.task.finishedAt >= done.body.task.startedAt);

    const failing = await make();
    await act(failing, 'start');
    const failed = await act(failing, 'fail', { error: 'the mailbox did not answer' });
    assert.equal(failed.body.task.status, 'failed');
    assert.equal(failed.body.task.error, 'the mailbox did not answer');
    assert.equal((await act(await make(), 'cancel')).body.task.status, 'cancelled');
  });

  await t.test('an action in the wrong state is a conflict that names it, and changes nothing', async () => {
    const reach = { pending: [], in_progress: ['start'], completed: ['start', 'complete'], failed: ['start', 'fail'], cancelled: ['cancel'] };
    const allowed = { pending: ['start', 'cancel'], in_progress: ['complete', 'fail', 'cancel'] };

    for (const [status, way] of Object.entries(reach)) {
      const task = await make();
      for (const action of way) assert.equal((await act(task, action)).status, 200);
      for (const action of ['start', 'complete', 'fail', 'cancel']) {
        if (allowed[status]?.includes(action)) continue;
        const before = await get(task);
        const res = await act(task, action);
        assertProblem(res, 409);
        assert.equal(res.body.detail, `The task is ${status.replace('_', ' ')}`);
        assert.deepEqual(await get(task), before);
      }
    }
  });

  await t.test('an action on another version than the one seen is refused', async () => {
    const task = await make();
    await operator.patch(`/api/tasks/${task.id}`, { priority: 'high' });
    assertProblem(await act(task, 'start', undefined, { 'if-match': '"1"' }), 412);
    assert.equal((await get(task)).status, 'pending');
    assert.equal((await act(task, 'start', undefined, { 'if-match': '"2"' })).status, 200);
  });

  await t.test('of two that start it at once, one does', async () => {
    const task = await make();
    const answers = await Promise.all(Array.from({ length: 8 }, () => act(task, 'start')));
    assert.deepEqual(answers.map((res) => res.status).sort(), [200, ...Array(7).fill(409)]);
    assert.equal((await get(task)).version, 2);
  });

  await t.test('it cannot start before what it depends on is completed', async () => {
    const first = await make();
    const other = await make();
    const task = await make({ dependsOn: [first.id, other.id] });
    assert.deepEqual(task.dependsOn, [first.id, other.id].sort());
    assert.equal(task.waitsFor, 2);

    const res = await act(task, 'start');
    assertProblem(res, 409);
    assert.equal(res.body.detail, 'The task waits for 2 tasks that are not completed');
    await act(first, 'start');
    await act(first, 'complete');
    await act(other, 'cancel');
    assert.equal((await act(task, 'start')).body.detail, 'The task waits for 1 task that is not completed');

    const freed = await operator.patch(`/api/tasks/${task.id}`, { dependsOn: [first.id] });
    assert.equal(freed.body.task.waitsFor, 0);
    assert.equal((await act(task, 'start')).status, 200);
  });

  await t.test('a circle of dependencies is refused, however long, and nothing of it stays', async () => {
    const a = await make();
    const b = await make({ dependsOn: [a.id] });
    const c = await make({ dependsOn: [b.id] });

    for (const other of [b, c]) {
      assertProblem(await operator.patch(`/api/tasks/${a.id}`, { title: 'New', dependsOn: [other.id] }), 422, ['/dependsOn invalid']);
    }
    assertProblem(await operator.patch(`/api/tasks/${a.id}`, { dependsOn: [a.id] }), 422, ['/dependsOn invalid']);
    const now = await get(a);
    assert.deepEqual([now.dependsOn, now.title, now.version], [[], a.title, 1]);
  });

  await t.test('two that would close a circle together do not', async () => {
    for (let round = 0; round < 5; round++) {
      const a = await make();
      const b = await make();
      const answers = await Promise.all([
        operator.patch(`/api/tasks/${a.id}`, { dependsOn: [b.id] }),
        operator.patch(`/api/tasks/${b.id}`, { dependsOn: [a.id] }),
      ]);
      assert.deepEqual(answers.map((res) => res.status).sort(), [200, 422]);
    }
  });

  await t.test('it is for an agent or a member of the own tenant, not for both', async () => {
    const agent = await makeAgent();
    const { user } = (await operator.get('/api/auth/me')).body;
    const foreign = sql(`select a.id from agents a join tenants t on t.id = a.tenant_id where t.slug = 'quay' limit 1`);
    const outsider = sql(`select id from users where email = 'owner@quay.example'`);
    const task = await make({ agentId: agent.id });

    assert.equal(task.agentName, agent.name);
    const moved = await operator.patch(`/api/tasks/${task.id}`, { agentId: null, assigneeId: user.id });
    assert.equal(moved.body.task.assigneeName, user.name);
    assertProblem(await operator.patch(`/api/tasks/${task.id}`, { agentId: agent.id }), 422, ['/assigneeId invalid']);
    assertProblem(await operator.post('/api/tasks', { title: 'x', agentId: foreign }), 422, ['/agentId invalid']);
    assertProblem(await operator.post('/api/tasks', { title: 'x', assigneeId: outsider }), 422, ['/assigneeId invalid']);
    const { tasks } = (await viewer.get(`/api/tasks?assigneeId=${user.id}&limit=1`)).body;
    assert.equal(tasks[0].id, task.id);
  });

  await t.test('words find it, in titles, descriptions and tags; the last may be unfinished', async () => {
    const word = newName('zebra').replace(/[ -]/g, '');
    const task = await make({ title: `Paint the ${word}`, description: 'With stripes', tags: ['enclosure'] });
    const find = async (q) => (await viewer.get(`/api/tasks?q=${encodeURIComponent(q)}`)).body.tasks.map(({ id }) => id);

    for (const q of [word, word.slice(0, -2), word.toUpperCase(), `stripes ${word}`, `"paint the" ${word}`, `${word} enclo`, `nothing-of-it or ${word}`]) {
      assert.deepEqual(await find(q), [task.id], q);
    }
    for (const q of [`${word} -stripes`, `"the paint" ${word}`, '!!!', '%', "'", `' | '${word}`]) {
      assert.ok(!(await find(q)).includes(task.id) || q.startsWith("' |"), q);
    }
    assert.deepEqual((await stranger.get(`/api/tasks?q=${word}`)).body.tasks, []);
  });

  await t.test('a tag finds it, and nobody else', async () => {
    const tag = newName('Tag');
    const { id } = await make({ title: 'Tagged', tags: [tag, 'other'] });

    assert.deepEqual((await viewer.get(`/api/tasks?tags=${tag}&status=pending`)).body.tasks.map((task) => task.id), [id]);
    assert.deepEqual((await viewer.get(`/api/tasks?tags=${tag}&status=completed`)).body.tasks, []);
    assert.deepEqual((await stranger.get(`/api/tasks?tags=${tag}`)).body.tasks, []);
  });

  await t.test('a list is filtered, sorted and walked by cursor', async () => {
    const type = newName('kind');
    const made = [];
    for (let i = 0; i < 5; i++) {
      made.push(await make({ type, title: `${'edcba'[i]} ${type}`, priority: i % 2 ? 'high' : 'low', deadline: `2031-01-0${i + 1}` }));
    }
    await act(made[0], 'start');
    const list = async (query) => (await viewer.get(`/api/tasks?type=${encodeURIComponent(type)}&${query}`)).body;
    const ids = (body) => body.tasks.map(({ id }) => id);

    assert.deepEqual(ids(await list('')), made.map(({ id }) => id).reverse());
    assert.deepEqual(ids(await list('sort=title')), made.map(({ id }) => id).reverse());
    assert.deepEqual(ids(await list('status=in-progress')), [made[0].id]);
    assert.deepEqual(ids(await list('priority=high,urgent')), [made[3].id, made[1].id]);
    assert.deepEqual(ids(await list('deadlineBefore=2031-01-03')), [made[0].id, made[1].id]);
    assert.deepEqual(ids(await list('deadlineAfter=2031-01-04')), [made[3].id, made[4].id]);
    assert.deepEqual(ids(await list('deadlineAfter=2031-01-04&sort=-createdAt')), [made[4].id, made[3].id]);
    const first = await list('limit=3');
    const second = await list(`limit=3&cursor=${first.nextCursor}`);
    assert.deepEqual([...ids(first), ...ids(second)], made.map(({ id }) => id).reverse());
    assert.equal(second.hasMore, false);
    assertProblem(await viewer.get('/api/tasks?colour=red'), 400, ['?colour unknown']);
    assertProblem(await viewer.get('/api/tasks?status=sunk'), 400, ['?status choice']);

    const csv = await viewer.get(`/api/tasks?type=${encodeURIComponent(type)}&export=csv`);
    assert.equal(csv.text.trim().split('\r\n').length, 6);
  });

  await t.test('many are moved at once, each by itself', async () => {
    const open = await make();
    const ended = await make();
    const waiting = await make({ dependsOn: [open.id] });
    await act(ended, 'cancel');
    const res = await operator.post('/api/tasks/bulk', { action: 'start', ids: [open.id, ended.id, waiting.id, unknownId] });

    assert.deepEqual(res.body, {
      results: [
        { id: open.id, changed: true, status: 'in_progress' },
        { id: ended.id, changed: false, status: 'cancelled', code: 409, error: 'the task is cancelled' },
        { id: waiting.id, changed: false, status: 'pending', code: 409, error: 'the task waits for 1 task that is not completed' },
        { id: unknownId, changed: false, status: null, code: 404, error: 'no such task' },
      ],
      changed: 1, failed: 3,
    });
    assertProblem(await operator.post('/api/tasks/bulk', { action: 'sink', ids: [] }), 422, ['/action choice', '/ids count']);
  });

  await t.test('wrong members are told by name, all at once', async () => {
    const cases = [
      [{}, ['/title required']],
      [{ title: ' ' }, ['/title required']],
      [{ title: 'x'.repeat(501) }, ['/title too_long']],
      [{ title: 'a\u0007b' }, ['/title control_character']],
      [{ title: 'x', status: 'completed' }, ['/status read_only']],
      [{ title: 'x', priority: 'soon', deadline: 'tomorrow' }, ['/priority choice', '/deadline time']],
      [{ title: 'x', estimatedSeconds: -1 }, ['/estimatedSeconds integer']],
      [{ title: 'x', position: 1e20 }, ['/position invalid']],
      [{ title: 'x', dependsOn: 'y' }, ['/dependsOn type']],
      [{ title: 'x', dependsOn: ['y', 7] }, ['/dependsOn type']],
      [{ title: 'x', dependsOn: ['y'] }, ['/dependsOn/0 id']],
      [{ title: 'x', dependsOn: [unknownId] }, ['/dependsOn invalid']],
      [{ title: 'x', dependsOn: Array(101).fill(unknownId) }, ['/dependsOn too_many']],
      [{ title: 'x', colour: 'red' }, ['/colour unknown']],
    ];
    for (const [body, fields] of cases) {
      assertProblem(await operator.post('/api/tasks', body), 422, fields);
    }
    const task = await make();
    assertProblem(await act(task, 'start', { output: 1 }), 422, ['/output unknown']);
    assertProblem(await act(task, 'fail', { error: 7 }), 422, ['/error type']);
  });

  await t.test('are listed by deadline and by priority, page by page; without a deadline last', async () => {
    const type = newName('Order');
    const make = async (members) => (await operator.post('/api/tasks', { type, ...members })).body.task.title;
    const days = (n) => new Date(Date.now() + n * 86400e3).toISOString();
    await make({ title: 'later', deadline: days(9), priority: 'low' });
    await make({ title: 'never', priority: 'urgent' });
    await make({ title: 'soon', deadline: days(1) });
    await make({ title: 'never either', priority: 'high' });
    const pages = async (query) => {
      const titles = [];
      for (let cursor = ''; cursor !== null;) {
        const { body } = await viewer.get(`/api/tasks?type=${encodeURIComponent(type)}&limit=1&${query}${cursor && `&cursor=${cursor}`}`);
        titles.push(...body.tasks.map(({ title }) => title));
        assert.ok(body.tasks.every((task) => !('due' in task) && !('urgency' in task)));
        cursor = body.nextCursor;
      }
      return titles;
    };

    assert.deepEqual(await pages('sort=deadline'), ['soon', 'later', 'never', 'never either']);
    assert.deepEqual(await pages('sort=-deadline'), ['never either', 'never', 'later', 'soon']);
    assert.deepEqual(await pages('sort=priority'), ['never', 'never either', 'soon', 'later']);
    assert.deepEqual(await pages('sort=-priority'), ['later', 'soon', 'never either', 'never']);
    assert.deepEqual(await pages('sort=deadline&status=pending'), ['soon', 'later', 'never', 'never either']);
    const open = (await viewer.get('/api/tasks?sort=deadline&status=pending&limit=200')).body.tasks;
    assert.deepEqual(open.map(({ deadline }) => deadline ?? '~'), open.map(({ deadline }) => deadline ?? '~').sort());
    assertProblem(await viewer.get('/api/tasks?sort=due'), 400, ['?sort choice']);
  });

  await t.test('a task of another tenant is not there, nor can it be waited for', async () => {
    const theirs = (await as('operator', 'quay').post('/api/tasks', { title: newName('Theirs') })).body.task;

    assertProblem(await act(theirs, 'start'), 404);
    assertProblem(await operator.post('/api/tasks', { title: 'x', dependsOn: [theirs.id] }), 422, ['/dependsOn invalid']);
    assert.equal((await as('viewer', 'quay').get(`/api/tasks/${theirs.id}`)).body.task.status, 'pending');
  });

  await t.test('a repeated key makes it once', async () => {
    const headers = { 'idempotency-key': newName('key').replace(' ', '-') };
    const body = { title: newName('Once'), dependsOn: [(await make()).id] };
    const first = await operator.post('/api/tasks', body, headers);
    const again = await operator.post('/api/tasks', body, headers);
    assert.equal(again.status, 201, again.text);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.equal(again.body.task.id, first.body.task.id);
  });

  await t.test('the audit log says who did what, but not where it stands', async () => {
    const task = await make();
    await act(task, 'start');
    await operator.patch(`/api/tasks/${task.id}`, { position: 3 });
    const { auditEntries } = (await admin.get(`/api/audit-log?noun=task&rowId=${task.id}`)).body;
    assert.deepEqual(auditEntries.map(({ action }) => action), ['update', 'create']);
  });
});
