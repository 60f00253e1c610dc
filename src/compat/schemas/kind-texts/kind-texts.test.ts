import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readJsonSchema } from '../json-schema/read-json-schema.js';
import { canReadSound } from '../json-schema/sound/can-read-sound.js';
import { PROTOBUF_RULES } from '../protobuf/rules/index.js';
import { kindTexts } from './index.js';
import { SOUND_KINDS } from './json-schema-kinds.js';
import { PROTOBUF_KINDS } from './protobuf-kinds.js';

describe('the texts of kinds of differences', () => {
  it('have each kind once, in capitals', () => {
    const kinds = kindTexts.map(({ kind }) => kind);
    expect(kinds.length).toBeGreaterThan(150);
    expect(kinds.filter((kind, index) => kinds.indexOf(kind) !== index)).toEqual([]);
    for (const kind of kinds) expect(kind).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });

  it('are sentences without holes', () => {
    for (const { message, help = 'None.' } of kindTexts) {
      for (const text of [message, help]) expect(text).toMatch(/^[A-Z`][^{}\n]*\.$/);
    }
  });

  it('have every kind that an engine writes out', () => {
    const schemas = new URL('../', import.meta.url);
    const files = readdirSync(schemas, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const sources = files.filter((name) => !/test\.ts$|testing/.test(name));
    const texts = sources.map((name) => readFileSync(new URL(name, schemas), 'utf8'));
    const written = texts.flatMap((text) => [...text.matchAll(/\bkind: '([A-Z][A-Z_]+)'/g)].map(([, kind]) => kind));
    expect(written.length).toBeGreaterThan(4);
    expect(written.filter((kind) => !kindTexts.some((entry) => entry.kind === kind))).toEqual([]);
  });

  it.each([
    [{ type: 'string' }, 'TYPE'],
    [{ additionalProperties: false }, 'ADDITIONAL_PROPERTIES'],
    [
      { $schema: 'https://json-schema.org/draft/2020-12/schema', unevaluatedProperties: false },
      'UNEVALUATED_PROPERTIES',
    ],
    [false, 'FALSE'],
  ])('have the kind that comes of reading anything by %j', (schema, kind) => {
    const { breaks } = canReadSound(readJsonSchema('reader', schema), readJsonSchema('writer', true));
    expect(breaks.map((entry) => entry.kind)).toEqual([kind]);
    expect(SOUND_KINDS.map((entry) => entry.kind)).toContain(kind);
  });

  it('have every rule of Protobuf', () => {
    const told = PROTOBUF_KINDS.filter(({ effect }) => effect === 'breaks').map(({ kind }) => kind);
    expect(told).toEqual(PROTOBUF_RULES.map(({ id }) => id).sort());
  });
});
