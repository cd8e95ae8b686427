// Messages: sent to an agent or to all, claimed from an inbox once, and settled.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  admin, as, assertProblem, makeAgent, newName, operator, skip, sql, stranger, unknownId, viewer,
} from './client.mjs';

async function send(members) {
  const res = await operator.post('/api/messages', { type: 'status_update', ...members });
  assert.equal(res.status, 201, res.text);
  return res.body.message;
}

async function claim(agent, body) {
  const res = await operator.post(`/api/agents/${agent.id}/inbox`, body);
  assert.equal(res.status, 200, res.text);
  return res.body.agentMessages;
}

const get = async ({ id }) => (await viewer.get(`/api/messages/${id}`)).body.message;
const ids = (rows) => rows.map(({ id }) => id);

// As if the time for which they are held were over.
const lapse = (agent) => sql(`update agent_deliveries set held_until = now() - interval '1 second' where agent_id = '${agent.id}' and status = 'delivered'`);

test('messages', { skip }, async (t) => {
  await t.test('one is sent, read and deleted', async () => {
    const [from, to] = [await makeAgent(), await makeAgent()];
    const res = await operator.post('/api/messages', {
      senderId: from.id, recipientId: to.id, type: 'Task_Delegation', priority: 'HIGH', subject: 'Refunds', content: { refunds: [41, null] },
      maxAttempts: 5, expiresAt: '2031-03-12T17:00:00Z',
    });
    const { id, createdAt, createdBy, createdById, ...rest } = res.body.message;

    assert.equal(res.status, 201, res.text);
    assert.equal(res.headers.get('location'), `/api/messages/${id}`);
    assert.equal(createdBy.id, createdById);
    assert.ok(createdAt);
    assert.deepEqual(rest, {
      senderId: from.id, senderName: from.name, recipientId: to.id, recipientName: to.name, type: 'task_delegation', priority: 'high',
      subject: 'Refunds', content: { refunds: [41, null] }, correlationId: id, replyTo: null, maxAttempts: 5, acknowledgementRequired: true,
      deliverAfter: null, expiresAt: '2031-03-12T17:00:00.000Z', status: 'pending', attempts: 0, deliveredAt: null, acknowledgedAt: null, error: null,
    });
    assert.equal((await admin.delete(`/api/messages/${id}`)).status, 204);
    assertProblem(await viewer.get(`/api/messages/${id}`), 404);
    assert.deepEqual(await claim(to), []);
    const { auditEntries } = (await admin.get(`/api/audit-log?noun=message&rowId=${id}`)).body;
    assert.deepEqual(auditEntries.map(({ action }) => action), ['delete']);
  });

  await t.test('a claim gives the most urgent first, of these the oldest, and holds them', async () => {
    const agent = await makeAgent();
    const sent = {};
    for (const priority of ['low', 'normal', 'urgent', 'high']) {
      sent[priority] = [await send({ recipientId: agent.id, priority }), await send({ recipientId: agent.id, priority })];
    }
    const order = ['urgent', 'high', 'normal', 'low'].flatMap((priority) => ids(sent[priority]));

    const first = await claim(agent, { limit: 3, holdSeconds: 600 });
    assert.deepEqual(ids(first), order.slice(0, 3));
    assert.deepEqual(ids(await claim(agent)), order.slice(3));
    assert.deepEqual(await claim(agent), []);
    const { status, attempts, direction, content, heldUntil, deliveredAt, agentId } = first[0];
    assert.deepEqual({ status, attempts, direction, content, agentId }, { status: 'delivered', attempts: 1, direction: 'received', content: {}, agentId: agent.id });
    assert.equal(Date.parse(heldUntil) - Date.parse(deliveredAt), 600_000);
    assert.equal((await get(first[0])).status, 'delivered');
  });

  await t.test('claims at once never give a message to two', async () => {
    const agent = await makeAgent();
    const sent = await Promise.all(Array.from({ length: 60 }, (_, n) => send({ recipientId: agent.id, priority: n % 2 ? 'normal' : 'urgent' })));
    const given = [];

    await Promise.all(Array.from({ length: 8 }, async () => {
      for (let next = await claim(agent, { limit: 3 }); next.length > 0; next = await claim(agent, { limit: 3 })) given.push(...ids(next));
    }));
    assert.equal(given.length, 60, 'none is given twice');
    assert.deepEqual(given.sort(), ids(sent).sort(), 'and all are given');
  });

  await t.test('what is not acknowledged comes again, until its attempts are used up', async () => {
    const agent = await makeAgent();
    const message = await send({ recipientId: agent.id, maxAttempts: 2 });

    for (const attempt of [1, 2]) {
      const [again] = await claim(agent);
      assert.deepEqual([again.id, again.attempts], [message.id, attempt]);
      lapse(agent);
    }
    assert.deepEqual(await claim(agent), []);
    const { status, attempts } = await get(message);
    assert.deepEqual({ status, attempts }, { status: 'failed', attempts: 2 });
  });

  await t.test('it is acknowledged by who got it, also twice, and does not come again', async () => {
    const agent = await makeAgent();
    const message = await send({ recipientId: agent.id });
    const path = `/api/messages/${message.id}/acknowledge`;

    const early = await operator.post(path);
    assertProblem(early, 409);
    assert.equal(early.body.detail, 'The message is pending');
    await claim(agent);
    const res = await operator.post(path);
    assert.equal(res.body.message.status, 'acknowledged');
    assert.ok(res.body.message.acknowledgedAt >= res.body.message.deliveredAt);
    assert.equal((await operator.post(path)).status, 200, 'the answer to the first may have been lost');
    assertProblem(await operator.post(`/api/messages/${message.id}/fail`), 409);
    lapse(agent);
    assert.deepEqual(await claim(agent), []);
  });

  await t.test('what cannot be handled fails, with why, or is given back', async () => {
    const agent = await makeAgent();
    const message = await send({ recipientId: agent.id });
    const fail = (body) => operator.post(`/api/messages/${message.id}/fail`, body);

    await claim(agent);
    const back = await fail({ retry: true, error: 'the mailbox is locked' });
    assert.deepEqual([back.body.message.status, back.body.message.error], ['pending', 'the mailbox is locked']);
    assert.deepEqual(ids(await claim(agent)), [message.id], 'at once');
    const gone = await fail({ error: 'no such customer' });
    assert.deepEqual([gone.body.message.status, gone.body.message.error, gone.body.message.attempts], ['failed', 'no such customer', 2]);
    assert.deepEqual(await claim(agent), []);
  });

  await t.test('one to all is for each agent but the sender, and settled by each', async () => {
    const [sender, one, two] = [await makeAgent(), await makeAgent(), await makeAgent()];
    const message = await send({ senderId: sender.id, subject: 'To all' });
    const path = `/api/messages/${message.id}/acknowledge`;
    sql(`delete from agent_deliveries where message_id = '${message.id}' and agent_id not in ('${one.id}', '${two.id}')`);

    assert.deepEqual(await claim(sender), []);
    assert.deepEqual([ids(await claim(one)), ids(await claim(two))], [[message.id], [message.id]]);
    assertProblem(await operator.post(path), 422, ['/agentId invalid']);
    assertProblem(await operator.post(path, { agentId: sender.id }), 404);
    assert.equal((await operator.post(path, { agentId: one.id })).body.message.status, 'delivered');
    assert.equal((await operator.post(path, { agentId: two.id })).body.message.status, 'acknowledged');
    const { agentMessages } = (await viewer.get(`/api/agents/${sender.id}/messages`)).body;
    assert.deepEqual(agentMessages.map(({ id, direction, status }) => [id, direction, status]), [[message.id, 'sent', 'acknowledged']]);
  });

  await t.test('it is not given before its time, nor when that is over', async () => {
    const agent = await makeAgent();
    const later = await send({ recipientId: agent.id, deliverAfter: '2031-03-12T17:00:00Z' });
    const over = await send({ recipientId: agent.id, expiresAt: '2031-03-12T17:00:00Z' });
    sql(`update agent_deliveries set expires_at = now() - interval '1 second' where message_id = '${over.id}'`);

    assert.deepEqual(await claim(agent), []);
    sql(`update agent_deliveries set due_at = now() where message_id = '${later.id}'`);
    assert.deepEqual(ids(await claim(agent)), [later.id]);
    assertProblem(await operator.post('/api/messages', { type: 'heartbeat', expiresAt: '2020-01-01T00:00:00Z' }), 422, ['/expiresAt invalid']);
  });

  await t.test('an answer is of the conversation of what it answers', async () => {
    const [one, two] = [await makeAgent(), await makeAgent()];
    const question = await send({ senderId: one.id, recipientId: two.id, type: 'capability_inquiry' });
    const answer = await send({ senderId: two.id, recipientId: one.id, type: 'capability_response', replyTo: question.id });
    const list = async (query) => ids((await viewer.get(`/api/messages?${query}`)).body.messages);

    assert.equal(answer.correlationId, question.correlationId);
    assert.deepEqual(await list(`correlationId=${question.correlationId}`), [answer.id, question.id]);
    assert.deepEqual(await list(`replyTo=${question.id}`), [answer.id]);
    assert.deepEqual(await list(`senderId=${two.id}`), [answer.id]);
    assert.deepEqual(await list(`recipientId=${two.id}`), [question.id]);
    await claim(two);
    const { agentMessages } = (await viewer.get(`/api/agents/${two.id}/messages`)).body;
    assert.deepEqual(agentMessages.map(({ id, direction, status }) => [id, direction, status]),
      [[answer.id, 'sent', 'pending'], [question.id, 'received', 'delivered']]);
    assert.deepEqual(ids((await viewer.get(`/api/agents/${two.id}/messages?direction=received`)).body.agentMessages), [question.id]);
    await admin.delete(`/api/messages/${question.id}`);
    assert.equal((await get(answer)).replyTo, null, 'an answer stays');
  });

  await t.test('a list is filtered, searched by words, walked and exported', async () => {
    const agent = await makeAgent();
    const word = newName('zebra').replace(/[ -]/g, '');
    const sent = [];
    for (const [n, priority] of ['low', 'high', 'urgent', 'high'].entries()) {
      sent.push(await send({ recipientId: agent.id, priority, subject: n ? 'Stripes' : `The ${word}`, content: n === 3 ? { seen: [{ animal: word }] } : 'text' }));
    }
    const list = async (query) => (await viewer.get(`/api/messages?recipientId=${agent.id}&${query}`)).body;

    assert.deepEqual(ids((await list('priority=high,urgent')).messages), ids(sent.slice(1).reverse()));
    assert.deepEqual(ids((await list('status=delivered')).messages), []);
    assert.deepEqual(ids((await viewer.get(`/api/messages?q=${word}`)).body.messages), [sent[3].id, sent[0].id]);
    assert.deepEqual((await stranger.get(`/api/messages?q=${word}`)).body.messages, []);
    const first = await list('limit=3');
    assert.deepEqual(ids((await list(`limit=3&cursor=${first.nextCursor}`)).messages), [sent[0].id]);
    assert.equal((await viewer.get(`/api/messages?recipientId=${agent.id}&export=csv`)).text.trim().split('\r\n').length, 5);
    assertProblem(await viewer.get('/api/messages?colour=red'), 400, ['?colour unknown']);
  });

  await t.test('wrong members are told by name, all at once', async () => {
    const foreign = sql(`select a.id from agents a join tenants t on t.id = a.tenant_id where t.slug = 'quay' limit 1`);
    const gone = await makeAgent();
    await admin.delete(`/api/agents/${gone.id}`);
    const cases = [
      [{}, ['/type required']],
      [{ type: 'shout', priority: 'soon' }, ['/type choice', '/priority choice']],
      [{ type: 'heartbeat', subject: 'x'.repeat(501), maxAttempts: 0 }, ['/subject too_long', '/maxAttempts integer']],
      [{ type: 'heartbeat', status: 'delivered' }, ['/status read_only']],
      [{ type: 'heartbeat', recipientId: unknownId }, ['/recipientId invalid']],
      [{ type: 'heartbeat', recipientId: foreign }, ['/recipientId invalid']],
      [{ type: 'heartbeat', senderId: foreign }, ['/senderId invalid']],
      [{ type: 'heartbeat', recipientId: gone.id }, ['/recipientId invalid']],
      [{ type: 'heartbeat', senderId: gone.id }, ['/senderId invalid']],
      [{ type: 'heartbeat', replyTo: unknownId }, ['/replyTo invalid']],
      [{ type: 'heartbeat', content: 'x'.repeat(65536) }, ['/content invalid']],
      [{ type: 'heartbeat', colour: 'red' }, ['/colour unknown']],
    ];
    for (const [body, fields] of cases) assertProblem(await operator.post('/api/messages', body), 422, fields);
    const agent = await makeAgent();
    const inbox = (body) => operator.post(`/api/agents/${agent.id}/inbox`, body);
    assertProblem(await inbox({ limit: 101 }), 422, ['/limit integer']);
    assertProblem(await inbox({ holdSeconds: 0, lots: 1 }), 422, ['/lots unknown']);
    assertProblem(await inbox([]), 422, [' type']);
    assertProblem(await operator.post(`/api/messages/${unknownId}/acknowledge`), 404);
  });

  await t.test('a viewer claims nothing, an operator deletes nothing, others see nothing', async () => {
    const agent = await makeAgent();
    const message = await send({ recipientId: agent.id });
    const others = as('admin', 'quay');

    assertProblem(await viewer.post(`/api/agents/${agent.id}/inbox`), 403);
    assertProblem(await viewer.post('/api/messages', { type: 'heartbeat' }), 403);
    assertProblem(await operator.delete(`/api/messages/${message.id}`), 403);
    assertProblem(await others.get(`/api/messages/${message.id}`), 404);
    assertProblem(await others.post(`/api/agents/${agent.id}/inbox`), 404);
    assertProblem(await others.post(`/api/messages/${message.id}/acknowledge`), 404);
    assertProblem(await others.get(`/api/agents/${agent.id}/messages`), 404);
    assert.equal((await get(message)).status, 'pending');
  });

  await t.test('how far a message to all has come is told agent by agent', async () => {
    const [early, late] = [await makeAgent(), await makeAgent()];
    const message = await send({ type: 'status_update' });
    const list = async (query = '') => (await viewer.get(`/api/messages/${message.id}/deliveries?limit=200${query}`)).body.deliveries;

    sql(`update agent_deliveries set status = 'failed', attempts = 2, error = 'no room' where message_id = '${message.id}' and agent_id = '${late.id}'`);
    const all = await list();
    assert.deepEqual(all.map(({ agentId }) => agentId), all.map(({ agentId }) => agentId).sort());
    assert.deepEqual(all.filter(({ id }) => [early.id, late.id].includes(id)), [
      { id: early.id, messageId: message.id, agentId: early.id, agentName: early.name, status: 'pending', attempts: 0,
        heldUntil: null, deliveredAt: null, acknowledgedAt: null, error: null },
      { id: late.id, messageId: message.id, agentId: late.id, agentName: late.name, status: 'failed', attempts: 2,
        heldUntil: null, deliveredAt: null, acknowledgedAt: null, error: 'no room' }]);
    const first = (await viewer.get(`/api/messages/${message.id}/deliveries?limit=1`)).body;
    assert.equal(first.deliveries[0].id, all[0].id);
    const next = (await viewer.get(`/api/messages/${message.id}/deliveries?limit=1&cursor=${first.nextCursor}`)).body;
    assert.equal(next.deliveries[0].id, all[1].id);
    assert.deepEqual((await list('&sort=-agentId')).map(({ id }) => id), all.map(({ id }) => id).reverse());
    assertProblem(await as('admin', 'quay').get(`/api/messages/${message.id}/deliveries`), 404);
    assertProblem(await viewer.get(`/api/messages/${unknownId}/deliveries`), 404);
    assertProblem(await viewer.get('/api/messages/none/deliveries'), 404);
    await admin.delete(`/api/messages/${message.id}`);
  });

  await t.test('a repeated key sends it once', async () => {
    const agent = await makeAgent();
    const headers = { 'idempotency-key': newName('key').replace(' ', '-') };
    const body = { type: 'heartbeat', recipientId: agent.id };
    const first = await operator.post('/api/messages', body, headers);
    const again = await operator.post('/api/messages', body, headers);

    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.equal(again.body.message.id, first.body.message.id);
    assert.equal((await claim(agent)).length, 1);
  });

  await t.test('a heartbeat may say more of the agent, which stays until it says something else', async () => {
    const agent = await makeAgent();
    const beat = (body) => operator.post(`/api/agents/${agent.id}/heartbeat`, body);
    const details = async () => (await viewer.get(`/api/agents/${agent.id}`)).body.agent.heartbeatDetails;

    assert.equal((await beat({ details: { host: 'worker-1', load: 0.4 } })).status, 200);
    assert.deepEqual(await details(), { host: 'worker-1', load: 0.4 });
    await beat();
    assert.deepEqual(await details(), { host: 'worker-1', load: 0.4 });
    await beat({ details: {} });
    assert.deepEqual(await details(), {});
    assertProblem(await beat({ details: 'worker-1' }), 422, ['/details type']);
    assertProblem(await beat({ details: { text: 'x'.repeat(16384) } }), 422, ['/details invalid']);
  });
});
