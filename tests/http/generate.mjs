// Generate: values for a schema, that fit it, lie at its bounds, or are made to hurt.
// All of them follow from a seed.

import { resolve } from './openapi.mjs';

// Mulberry32.
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = (random, list) => list[Math.floor(random() * list.length)];

// Texts that have hurt somebody: escapes, directions, quoting, encodings, formats.
export const hostileTexts = [
  '', ' ', '\t', '\n', 'null', 'undefined', 'true', 'NaN', '0', '-1', '9223372036854775808', '1e400', '0x10',
  "'", '"', "';--", "' or 1=1 --", '$1', '%', '%s%n', '\\', '\\u0000', '{}', '[]', '<b>&amp;', '../../etc/passwd',
  '{"a":', '\u202eabc', '\u2066', '\ufeff', '\u00a0', '\u2028', 'é\u0301', '\u{1f9ea}', '\u{10ffff}', '\uffff', '\u0001',
  '\u007f', 'a'.repeat(256), 'a'.repeat(10001), '\u{1f9ea}'.repeat(256), '2026-02-30T00:00:00Z', '9999999-01-01',
  '01890a5d-ac96-774b-bcce-b302099a8057', '01890a5dac96774bbcceb302099a8057', 'a,b,,c', '*', '(', '[a-',
];

// What JSON can hold that a member of another type does not.
export const hostileValues = [
  null, true, 0, -1, 1.5, 1e300, -1e-300, Number.MAX_SAFE_INTEGER, '', 'text', [], [[]], [null], {}, { a: {} }, { '': 0 },
  { __proto__x: 1, constructor: 2 }, Array.from({ length: 2000 }, (_, i) => i),
];

// Bodies that are sent as they are: what is no JSON, or not what it seems.
export const hostileBodies = [
  '', ' ', '{', '}', '{"a"', '{"a":1,}', "{'a':1}", '[1,]', 'nul', 'NaN', '1', '"text"', 'null', '[]', '[{}]', '\u0000',
  '{"name":"\\ud800"}', '{"name":"\\u0000"}', '{"name":"a","name":"b"}', '{"name":1e999}', '{"name":18446744073709551616}',
  `{"name":"a","configuration":{"n":1${'0'.repeat(2000)}}}`, '['.repeat(5000), `${'['.repeat(400)}${']'.repeat(400)}`,
  `{"configuration":${'{"a":'.repeat(600)}1${'}'.repeat(600)}}`, `{"name":"${'a'.repeat(200000)}"}`, '\ufeff{}',
  '{"a":1}{"b":2}', '{"\\u0000":1}', '{"/":1,"~":2,"":3}',
];

export function generatorOf(document, seed) {
  const random = randomOf(seed);
  const typeOf = (schema) => (Array.isArray(schema.type) ? schema.type[0] : schema.type);

  function number(schema) {
    const min = schema.minimum ?? 0;
    const max = Math.min(schema.maximum ?? min + 1000, min + 1000);
    return min + Math.floor(random() * (max - min + 1));
  }

  function text(schema) {
    if (schema.enum) return pick(random, schema.enum.filter((word) => word !== null));
    if (schema.format === 'email') return 'stranger@harbour.example';
    if (schema.format === 'uri-reference') return '';
    if (schema.format === 'uri') return 'https://192.0.2.1/mcp'; // of nobody (RFC 5737), and not called
    if (schema.format === 'uuid') return '01890a5d-ac96-774b-bcce-b302099a8057';
    if (schema.format === 'date-time') return new Date(1.7e12 + Math.floor(random() * 1e11)).toISOString();
    const length = Math.max(schema.minLength ?? 0, Math.min(schema.maxLength ?? 20, 1 + Math.floor(random() * 20)));
    return Array.from({ length }, () => pick(random, [...'abcdefghijklmnopqrstuvwxyzäß 0123456789'])).join('').trim()
      .padEnd(Math.max(schema.minLength ?? 0, 1), 'a');
  }

  function object(schema) {
    const wanted = new Set([...(schema.required ?? []), ...(schema.anyOf?.[0].required ?? [])]);
    return Object.fromEntries(Object.entries(schema.properties ?? {})
      .filter(([name]) => wanted.has(name) || random() < 0.4).map(([name, inner]) => [name, value(inner)]));
  }

  // A value that fits.
  function value(schema) {
    const s = resolve(document, schema);
    if (s.anyOf && !s.properties) return value(pick(random, s.anyOf));
    switch (typeOf(s)) {
      case 'integer': return number(s);
      case 'number': return (s.minimum ?? 0) + random() * ((s.maximum ?? 100) - (s.minimum ?? 0));
      case 'boolean': return random() < 0.5;
      case 'string': return text(s);
      case 'array': return Array.from({ length: Math.max(s.minItems ?? 0, Math.floor(random() * 3)) }, () => value(s.items ?? {}));
      case 'object': return object(s);
      default: return pick(random, hostileValues);
    }
  }

  function edgesOfText(s) {
    if (s.enum) return [...s.enum, `${s.enum[0]}x`, String(s.enum[0]).toUpperCase()];
    if (s.format === 'uuid') return ['01890A5D-AC96-774B-BCCE-B302099A8057', '01890a5d-ac96-774b-bcce-b302099a805'];
    if (s.format === 'date-time') {
      return ['2026-03-12T14:31:52Z', '2026-03-12T14:31:52.123456+02:00', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z',
        '10000-01-01T00:00:00Z', '2026-03-12', '2026-03-12T24:00:00Z', '2016-12-31T23:59:60Z'];
    }
    const [min, max] = [s.minLength ?? 0, s.maxLength];
    return ['a'.repeat(min), 'a'.repeat(Math.max(min - 1, 0)), ...(max ? ['é'.repeat(max), '\u{1f9ea}'.repeat(max), 'a'.repeat(max + 1)] : [])];
  }

  // Values at the bounds, and just behind them.
  function edges(schema) {
    const s = resolve(document, schema);
    switch (typeOf(s)) {
      case 'integer': {
        const [min, max] = [s.minimum ?? -9007199254740991, s.maximum ?? 9007199254740991];
        return [min, max, min - 1, max + 1, min + 0.5];
      }
      case 'number': return s.maximum === undefined ? [0, -1.5] : [s.minimum, s.maximum, s.minimum - 0.1, s.maximum + 0.1];
      case 'string': return edgesOfText(s);
      case 'boolean': return [true, false];
      case 'array': {
        const one = value(s.items ?? {});
        const counts = [0, 1, s.maxItems, s.maxItems && s.maxItems + 1].filter((n) => n !== undefined && n <= 1001);
        return counts.map((length) => Array.from({ length }, () => one));
      }
      default: return [{}, []];
    }
  }

  return { value, edges, random, pick: (list) => pick(random, list), some: (list, n) => Array.from({ length: n }, () => pick(random, list)) };
}
