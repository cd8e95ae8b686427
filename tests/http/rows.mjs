// Rows: one of each noun that a path names, as the document of the API tells: from its list,
// or made by the example of its call.

import assert from 'node:assert/strict';

import { send, sql } from './client.mjs';
import { operationsOf } from './openapi.mjs';

const idOf = (row) => row._id ?? row.id;

export const exampleOf = (operation) => Object.values(operation?.requestBody?.content ?? {})[0]?.example;

// A file that is no document of anything.
const upload = {
  headers: { 'content-type': 'multipart/form-data; boundary=b' },
  body: '--b\r\nContent-Disposition: form-data; name="files"; filename="a.json"\r\n\r\n{}\r\n--b--',
};

// Paths are those of the document, with "{id}" in them; tokenOf gives the token of who asks;
// where an example is not enough, makers[path](rows) makes one.
export function rowsOf(document, tokenOf, makers = {}) {
  const operations = new Map(operationsOf(document).map((operation) => [`${operation.method} ${operation.path}`, operation.operation]));
  const ask = async (method, path, more) => send(method, path, { ...more, token: await tokenOf() });

  // Ids in an example are of nobody: those that name a noun get a row of it.
  async function withRows(example) {
    const body = structuredClone(example);
    for (const name of Object.keys(body ?? {})) {
      const path = `/api/${name.replace(/Id$/, '')}s`;
      if (name.endsWith('Id') && operations.has(`POST ${path}`)) body[name] = await rowOf(path);
    }
    return body;
  }

  // The id of what is made there; undefined where none is told.
  async function post(path, sent) {
    const made = await ask('POST', path, sent);
    assert.ok(made.status < 300, `${path} ${made.text}`);
    return idOf(Object.values(made.body).find((member) => member && idOf(member)) ?? made.body);
  }

  async function make(template, path = template) {
    if (makers[template]) return makers[template](rows);
    return post(path, template === '/api/import' ? upload : { body: await withRows(exampleOf(operations.get(`POST ${template}`))) });
  }

  async function list(path) {
    const { body, text } = await ask('GET', path);
    const found = Object.values(body).find(Array.isArray);
    assert.ok(found, `${path} is a list: ${text}`);
    return found.filter((row) => !row.isCurrent && row.isOwn !== false);
  }

  // The id of a row there, made where there is none.
  async function rowOf(template, path = template) {
    let found = await list(path);
    if (found.length === 0 && (makers[template] ?? operations.has(`POST ${template}`))) {
      const id = await make(template, path);
      if (id) return id;
      found = await list(path);
    }
    assert.ok(found.length > 0, `there is a row at ${path}`);
    return idOf(found[0]);
  }

  // The path with ids of rows that are there.
  async function fill(path) {
    let [filled, template] = ['', ''];
    for (const part of path.split('/').slice(1)) {
      if (/^\{(id|\w+Id)\}$/.test(part)) filled += `/${await rowOf(template, filled)}`;
      else filled += part.startsWith('{') ? '/1' : `/${part}`;
      template += `/${part}`;
    }
    return filled;
  }

  const rows = { operations, withRows, post, make, rowOf, fill };
  return rows;
}
