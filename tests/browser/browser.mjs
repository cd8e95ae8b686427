// Browser: pages of the product under test in Chromium, with scripts or without.
// Where it listens and who may sign in: see ../http/client.mjs.

import assert from 'node:assert/strict';
import { after } from 'node:test';

import { chromium } from 'playwright-core';

import { forgetAttempts, password, skip, tokenOf, url } from '../http/client.mjs';

export { password, skip, url };

const options = {
  executablePath: process.env.MUSTER_TEST_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
};

let browser;

async function launched() {
  browser ??= chromium.launch(options);
  return browser;
}

after(async () => (await browser)?.close());

// Errors of the page itself. An answer that is an error by intent is none, nor is a
// refresh that was under way when the test went to the next page.
function watch(page) {
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d|Failed to fetch|network error/.test(message.text())) {
      page.problems.push(message.text());
    }
  });
  return page;
}

// A page of nobody, in a browser of its own.
export async function open({ script = true, scheme = 'light', width = 1400, height = 1000 } = {}) {
  const context = await (await launched()).newContext({
    baseURL: url, ignoreHTTPSErrors: true, javaScriptEnabled: script, colorScheme: scheme,
    viewport: { width, height }, reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(120_000); // of what never comes: a busy machine may take its time
  return watch(await context.newPage());
}

// The same for a demo account that is signed in already.
export async function openAs(role, { tenant, ...view } = {}) {
  const page = await open(view);

  await page.context().addCookies([{
    name: '__Host-muster', value: await tokenOf(role, tenant), url, secure: true, httpOnly: true,
    sameSite: 'Lax',
  }]);
  return page;
}

export async function close(page) {
  assert.deepEqual(page.problems, [], `${page.url()} in the console`);
  await page.context().close();
}

// Fill in the sign-in form that is shown and send it.
export async function signIn(page, email, secret = password()) {
  forgetAttempts();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

// Where a click led to: the page may be on its way still.
export async function heading(page) {
  await page.waitForLoadState();
  return (await page.getByRole('heading', { level: 1 }).textContent()).trim();
}

// Of a page that is there as a whole: what is counted behind it has all come.
export async function said(page, text) {
  await page.getByRole('status').filter({ hasText: text }).waitFor();
  await page.waitForLoadState();
}

// With and without scripts: pages must do the same.
export const ways = [
  { name: 'with scripts', script: true },
  { name: 'without scripts', script: false },
];
