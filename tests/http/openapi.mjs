// OpenAPI: operations of the document, and whether an answer is what it declares.

import assert from 'node:assert/strict';

import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020.js';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

// {id, method, path, operation}, in the order of the document.
export function operationsOf(document) {
  return Object.entries(document.paths).flatMap(([path, item]) => methods
    .filter((method) => item[method])
    .map((method) => ({ id: item[method].operationId, method: method.toUpperCase(), path, operation: item[method] })));
}

export function resolve(document, value) {
  if (!value?.$ref) return value;
  const target = value.$ref.slice(2).split('/').reduce((at, name) => at[name.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  return resolve(document, target);
}

const mediaType = (text) => (text ?? '').split(';')[0].trim();

export function checkerOf(document) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  const compiled = new Map();
  addFormats(ajv);
  ajv.addSchema({ $id: 'muster:api', ...document }, undefined, undefined, false);

  function validatorOf(pointer) {
    if (!compiled.has(pointer)) compiled.set(pointer, ajv.compile({ $ref: `muster:api#${pointer}` }));
    return compiled.get(pointer);
  }

  const escape = (name) => name.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D');

  // The pointer to the response of a status: the operation's own, or what it refers to.
  function responseOf({ method, path, operation }, status) {
    const response = operation.responses[status];
    if (response?.$ref) return { pointer: response.$ref.slice(1), response: resolve(document, response) };
    return { pointer: `/paths/${escape(path)}/${method.toLowerCase()}/responses/${status}`, response };
  }

  // Throws unless status, content type, headers and body are declared.
  return function check(operation, res, sent) {
    const told = () => `${operation.method} ${sent.slice(0, 400)}\n${res.status} ${res.text.slice(0, 500)}`;
    const { pointer, response } = responseOf(operation, res.status);
    const type = mediaType(res.headers.get('content-type'));

    assert.ok(response, `status is declared: ${told()}`);
    if (!response.content) return assert.equal(res.text, '', told());
    assert.ok(response.content[type], `content type ${type} is declared: ${told()}`);
    if (res.body === undefined) return assert.equal(response.content[type].schema.type, 'string', told());
    const validate = validatorOf(`${pointer}/content/${escape(type)}/schema`);
    assert.ok(validate(res.body), `${JSON.stringify(validate.errors?.slice(0, 5))} ${told()}`);
  };
}
