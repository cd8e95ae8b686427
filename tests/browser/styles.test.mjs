// What templates name is there, and nothing is there that no template names.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const top = fileURLToPath(new URL('../../', import.meta.url));

function texts(folder, ending) {
  return readdirSync(`${top}${folder}`, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(`${top}${folder}/${name}`, 'utf8'));
}

function found(list, pattern) {
  return new Set(list.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1])));
}

const templates = texts('templates', '.mustache');
const styles = texts('static/css', '.css');
const scripts = texts('static/js', '.js').filter((text) => !text.startsWith('var htmx'));

// Classes that a value decides: is-failed of is-{{state}}.
const states = [
  'active', 'cancelled', 'completed', 'error', 'expired', 'failed', 'inactive', 'offline', 'paused',
  'pending', 'revoked', 'running', 'skipped', 'timeout', 'waiting',
];

// Kinds of lines of a comparison, and marks of compared steps.
const lines = ['added', 'changed', 'faster', 'gap', 'missing', 'removed', 'slower'];

function classesOfTemplates() {
  const attributes = [...found(templates, /class="([^"]*)"/g)];
  const words = attributes.flatMap((value) => value.replace(/\{\{[#^/][^}]*\}\}/g, ' ').split(/\s+/));

  return new Set([...words.filter((word) => word && !word.includes('{{')), ...[...states, ...lines].map((s) => `is-${s}`)]);
}

function classesOf(sheets) {
  return found(sheets.map((text) => text.replace(/\/\*[^]*?\*\//g, '')), /\.([a-z][a-z0-9_-]*)/g);
}

test('every class of a template has a style', () => {
  const styled = classesOf(styles);

  assert.deepEqual([...classesOfTemplates()]
    .filter((word) => !styled.has(word) && !word.startsWith('is-')).sort(), []);
});

// What a script gives and takes away: each is removed by its name.
function classesOfScripts() {
  const removed = scripts.flatMap((text) => [...text.matchAll(/classList\.remove\(([^)]*)\)/g)].map((match) => match[1]));

  return found(removed, /'([^']+)'/g);
}

test('every class of a sheet that pages load is in a template, or a script gives it', () => {
  const loaded = [...found(templates, /\/css\/([a-z]+)\.css/g)]
    .map((name) => readFileSync(`${top}static/css/${name}.css`, 'utf8'));
  const named = new Set([...classesOfTemplates(), ...classesOfScripts()]);

  assert.deepEqual([...classesOf(loaded)].filter((word) => !named.has(word)).sort(), []);
});

test('every icon is drawn, and every drawing is used', () => {
  const drawn = found([readFileSync(`${top}static/img/icons.svg`, 'utf8')], /<symbol id="([^"]+)"/g);
  const used = new Set([
    ...[...found(templates, /icons\.svg#([a-z-]+)["{]/g)].filter((id) => id !== 'is-'),
    ...found(texts('fcgi-app/app/pages', 'run_view.c'), /\{ (?:"\w+"|NULL), "(\w+)" \}/g),
    ...found([readFileSync(`${top}fcgi-app/flow/kind.c`, 'utf8')], /"([a-z]+)",\s+KIND_/g),
    ...states.map((state) => `is-${state}`), 'up', 'down',
  ]);

  assert.deepEqual([...used].filter((id) => !drawn.has(id)).sort(), []);
  assert.deepEqual([...drawn].filter((id) => !used.has(id)).sort(), []);
});

test('a hook of a script is in a template', () => {
  const hooks = found(scripts, /\[(data-[a-z-]+)/g);
  const given = found(templates, /(data-[a-z-]+)/g);

  assert.deepEqual([...hooks].filter((name) => !given.has(name)).sort(), []);
});

test('colours stand in the tokens alone', () => {
  for (const name of ['base', 'components', 'lists', 'pictures', 'diff', 'flow']) {
    const text = readFileSync(`${top}static/css/${name}.css`, 'utf8').replace(/\/\*[^]*?\*\//g, '');

    assert.deepEqual(text.match(/#[0-9a-f]{3,8}\b|oklch\([^)]*\)|rgba?\([^)]*\)/gi) ?? [], [], name);
  }
});

test('sizes of text stand in the tokens alone, but for those of drawings', () => {
  for (const name of ['base', 'board', 'compare', 'components', 'diff', 'editor', 'lists', 'messages', 'pictures', 'reference']) {
    const text = readFileSync(`${top}static/css/${name}.css`, 'utf8');
    const sizes = [...text.matchAll(/font(?:-size)?: ([^;]*);/g)].map((match) => match[1]);

    assert.deepEqual(sizes.filter((size) => size !== 'inherit' && !size.includes('var(--text-')), [], name);
  }
});

test('no file of ours breaks the content security policy', () => {
  for (const text of templates) {
    assert.doesNotMatch(text, / style="| on[a-z]+="|<script>|<style|javascript:/);
  }
});
