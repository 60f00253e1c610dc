import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../model/index.js';
import { declaredDialect } from '../dialect.js';
import { readJsonSchema } from '../read-json-schema.js';
import { canReadSound } from './can-read-sound.js';
import { judgeFor } from './testing/judge.js';

/** A pair that was called compatible once, and an instance that disproves it. */
interface Regression {
  readonly what: string;
  readonly old: JsonValue;
  readonly new: JsonValue;
  readonly instance: JsonValue;
}

const FOLDER = new URL('../../../../../fixtures/compat/json-schema/sound/regressions/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

function dialectOf(schema: JsonValue): 'draft-07' | '2019-09' | '2020-12' {
  const dialect = declaredDialect(schema);
  return dialect === '2019-09' || dialect === '2020-12' ? dialect : 'draft-07';
}

describe('pairs that were called compatible and are not', () => {
  it.each(FILES)('%s', (name) => {
    const regression: Regression = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
    expect(judgeFor(dialectOf(regression.old), regression.old)?.(regression.instance)).toBe(true);
    expect(judgeFor(dialectOf(regression.new), regression.new)?.(regression.instance)).toBe(false);
    const reader = readJsonSchema('new.json', regression.new);
    const { breaks, doubts } = canReadSound(reader, readJsonSchema('old.json', regression.old));
    expect(breaks.length + doubts.length).toBeGreaterThan(0);
  });
});
