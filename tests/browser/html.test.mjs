// Every page is valid HTML, as it is sent.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HtmlValidate } from 'html-validate';

import { tokenOf } from '../http/client.mjs';
import { skip, url } from './browser.mjs';
import * as pages from './pages.mjs';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // HTML allows both; the templates say what is shorter
    'no-implicit-button-type': 'off',
    'void-style': 'off',
    'doctype-style': ['error', { style: 'lowercase' }],
    // a list of boxes is one value
    'form-dup-name': ['error', { shared: ['radio', 'button', 'reset', 'submit', 'checkbox'] }],
    // titles are words of users, too
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    // files are our own, under a name that changes with them
    'require-sri': 'off',
  },
});

async function fetched(path, headers = {}) {
  const answer = await fetch(url + path, { headers, redirect: 'manual' });

  assert.match(answer.headers.get('content-type'), /^text\/html/, path);
  return answer.text();
}

async function problems(path, headers) {
  const report = await validator.validateString(await fetched(path, headers));

  return report.results.flatMap(({ messages }) =>
    messages.map((m) => `${path}:${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
}

async function problemsOf(paths, headers) {
  const all = [];

  for (const path of paths) {
    all.push(...await problems(path, headers));
  }
  return all;
}

test('markup', { skip }, async (t) => {
  await t.test('of pages that are open to anyone is valid', async () => {
    assert.deepEqual(await problemsOf(pages.open), []);
  });

  await t.test('of pages of somebody who is signed in is valid', async () => {
    const cookie = `__Host-muster=${await tokenOf('admin')}`;

    assert.deepEqual(await problemsOf(await pages.signedIn(), { cookie }), []);
  });

  await t.test('of an organisation without anything is valid', async () => {
    const { tenant, paths } = pages.empty();
    const cookie = `__Host-muster=${await tokenOf('admin', tenant)}`;

    assert.deepEqual(await problemsOf(paths, { cookie }), []);
  });

  await t.test('of what people and programs write is valid', async () => {
    const cookie = `__Host-muster=${await tokenOf('admin')}`;

    assert.deepEqual(await problemsOf(await pages.hostile(), { cookie }), []);
  });
});
