// The board of tasks: moved by plain forms, by keys and by the mouse; and the way of a task
// through its pages.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { as, newName, sql, tokenOf } from '../http/client.mjs';
import { close, heading, openAs, said, skip, ways } from './browser.mjs';

// A tenant of its own in these tests, so that its columns hold what is made here.
const operator = as('operator', 'quay');

async function make(members = {}) {
  const res = await operator.post('/api/tasks', { title: newName('Task'), ...members });
  assert.equal(res.status, 201, res.text);
  return res.body.task;
}

async function clear() {
  await tokenOf('operator', 'quay');
  sql("delete from tasks t using tenants o where o.id = t.tenant_id and o.slug = 'quay'");
}

const card = (page, task) => page.locator(`#task-${task.id}`);
const column = (page, status) => page.locator(`[data-column="${status}"]`);

function titles(page, status) {
  return column(page, status).locator('[data-card] .task-card__head > a').allTextContents();
}

async function choose(page, task, word) {
  await card(page, task).locator('summary').click();
  await card(page, task).getByRole('button', { name: word, exact: true }).click();
}

// Until the column holds these, in this order.
async function holds(page, status, tasks) {
  const wanted = tasks.map(({ title }) => title);
  await page.waitForFunction(([name, texts]) => {
    const links = document.querySelectorAll(`[data-column="${name}"] [data-card] .task-card__head > a`);
    return JSON.stringify([...links].map((link) => link.textContent)) === texts;
  }, [status, JSON.stringify(wanted)]).catch(async (error) => {
    assert.deepEqual(await titles(page, status), wanted, error.message);
  });
}

for (const way of ways) {
  test(`tasks, ${way.name}`, { skip }, async (t) => {
    await t.test('one is made, moved on by its menu, and ends', async () => {
      await clear();
      const page = await openAs('operator', { tenant: 'quay', ...way });
      const title = newName('Count the cash');

      await page.goto('/tasks');
      await page.getByRole('main').getByRole('link', { name: 'New task' }).first().click();
      await page.getByLabel('Title').fill(title);
      await page.getByLabel('Priority').selectOption('urgent');
      await page.getByLabel('Deadline').fill('yesterday');
      await page.getByRole('button', { name: 'Make the task' }).click();
      await page.getByText('One field needs another look').waitFor();
      assert.equal(await page.getByLabel('Title').inputValue(), title);
      await page.getByLabel('Deadline').fill('2031-03-12');
      await page.getByRole('button', { name: 'Make the task' }).click();
      await said(page, 'The task is made');
      assert.equal(await heading(page), title);

      const [task] = (await operator.get('/api/tasks?limit=1')).body.tasks;
      await page.goto('/tasks');
      await choose(page, task, 'Start');
      await said(page, 'The task is started');
      await holds(page, 'in_progress', [task]);
      await choose(page, task, 'Complete');
      await holds(page, 'completed', [task]);
      await close(page);
    });

    await t.test('cards of a column change places', async () => {
      await clear();
      const [a, b, c] = [await make(), await make(), await make()];
      const page = await openAs('operator', { tenant: 'quay', ...way });

      await page.goto('/tasks');
      await holds(page, 'pending', [a, b, c]);
      await choose(page, c, 'Up');
      await holds(page, 'pending', [a, c, b]);
      await choose(page, a, 'Down');
      await holds(page, 'pending', [c, a, b]);
      await close(page);
    });

    await t.test('what a task depends on is said, and can be changed', async () => {
      await clear();
      const [first, then] = [await make(), await make()];
      const page = await openAs('operator', { tenant: 'quay', ...way });

      await page.goto(`/tasks/${then.id}`);
      await page.getByLabel('Another task that must be completed first').selectOption(first.id);
      await page.getByRole('button', { name: 'Depend on it' }).click();
      await said(page, 'The task is saved');
      await page.getByText('Waits for 1 task').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Start', exact: true }).count(), 0);
      assert.equal(await page.locator('.button--primary').count(), 0, 'to cancel it is not what is expected');
      await page.getByRole('button', { name: `No longer depend on ${first.title}` }).click();
      await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
      await close(page);
    });
  });
}

test('a board by keys and by the mouse', { skip }, async (t) => {
  let tasks;
  let page;

  t.beforeEach(async () => {
    await clear();
    tasks = [await make(), await make(), await make()];
    page = await openAs('operator', { tenant: 'quay' });
    await page.goto('/tasks');
    await card(page, tasks[0]).locator('.task-card__head > a').focus();
  });
  t.afterEach(() => close(page));

  const focused = () => page.evaluate(() => document.activeElement.closest('[data-card]')?.id);

  await t.test('arrows lead from card to card', async () => {
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(), `task-${tasks[1].id}`);
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(), `task-${tasks[0].id}`);
  });

  await t.test('with Shift they take the card along, and the focus goes with it', async () => {
    await page.keyboard.press('Shift+ArrowDown');
    await holds(page, 'pending', [tasks[1], tasks[0], tasks[2]]);
    await page.waitForFunction((id) => document.activeElement.closest('[data-card]')?.id === id, `task-${tasks[0].id}`);
    await page.keyboard.press('Shift+ArrowRight');
    await holds(page, 'in_progress', [tasks[0]]);
    await page.waitForFunction((id) => document.activeElement.closest('[data-card]')?.id === id, `task-${tasks[0].id}`);
    await page.keyboard.press('Shift+ArrowLeft');
    await page.getByRole('alert').getByText('A task that is in progress cannot become pending from there.').waitFor();
    await page.keyboard.press('Shift+ArrowRight');
    await holds(page, 'completed', [tasks[0]]);
  });

  await t.test('the mouse drags it to another column, and among others', async () => {
    await card(page, tasks[1]).dragTo(column(page, 'in_progress'));
    await holds(page, 'in_progress', [tasks[1]]);
    await card(page, tasks[2]).dragTo(card(page, tasks[0]), { targetPosition: { x: 40, y: 3 } });
    await holds(page, 'pending', [tasks[2], tasks[0]]);
    await card(page, tasks[0]).dragTo(column(page, 'completed'));
    await page.getByRole('alert').getByText('A task that is pending cannot become completed from there.').waitFor();
    await holds(page, 'pending', [tasks[2], tasks[0]]);
  });

  await t.test('what somebody else moved meanwhile is told, and nothing is done', async () => {
    await operator.post(`/api/tasks/${tasks[0].id}/cancel`);
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByRole('alert').getByText(/version 2 now/).waitFor();
    assert.equal((await operator.get(`/api/tasks/${tasks[0].id}`)).body.task.status, 'cancelled');
  });

  await t.test('a viewer moves nothing', async () => {
    const theirs = await openAs('viewer', { tenant: 'quay' });

    await theirs.goto('/tasks');
    assert.equal(await theirs.locator('[data-card][draggable=true], [data-card] summary').count(), 0);
    await close(theirs);
  });
});
