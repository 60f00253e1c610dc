import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Dice,
  diceFor,
  randomInstance,
} from '../../../compat/schemas/json-schema/sound/testing/random-instances.js';
import type { JsonValue } from '../../../model/index.js';
import { sampleMessage } from '../../../model/values/sample.js';
import { sharedFolder } from '../../../testing/shared.js';
import { catalogOfImport, importFrom, schemasOf } from '../../testing/imported.js';
import { judgeFor } from '../../testing/judge.js';

const corpora = sharedFolder('corpora');
const INSTANCES = 40;

/** JSON Schemas of a folder by path, with their own `$schema` taken off where only their registry knows it. */
function schemasBelow(folder: string): readonly (readonly [string, Readonly<Record<string, JsonValue>>])[] {
  const paths = readdirSync(join(corpora ?? '', folder), { recursive: true, encoding: 'utf8' }).sort();
  return paths.flatMap((path) => {
    const file = join(corpora ?? '', folder, path);
    if (!statSync(file).isFile() || !/\.json$|jsonschema\/[\d-]+$/.test(path)) return [];
    return [[path, JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, JsonValue>>] as const];
  });
}

/** An example with a change somewhere: a value of another kind, one more property, or one less. */
function mutated(value: JsonValue, dice: Dice): JsonValue {
  if (typeof value !== 'object' || value === null || dice(6) === 0) return OTHERS[dice(OTHERS.length)] ?? null;
  if (Array.isArray(value))
    return value.map((item) => (dice(value.length) === 0 ? mutated(item as JsonValue, dice) : item));
  const entries = Object.entries(value as Readonly<Record<string, JsonValue>>);
  const at = dice(entries.length + 1);
  if (at === entries.length) return { ...value, other: 1 };
  const changed = entries.map(([key, item], index) => [key, index === at ? mutated(item, dice) : item] as const);
  return Object.fromEntries(dice(5) === 0 ? entries.filter((_, index) => index !== at) : changed);
}

const OTHERS: readonly JsonValue[] = [null, true, -1, 1.5, 70000, '', 'a', 'x'.repeat(5000), [], ['a'], {}];

describe.skipIf(corpora === undefined)('schemas of the corpora', () => {
  it.each(['iglu-central', 'cloudevents', 'protobuf'])(
    'of %s let pass and refuse the same values when they come out again',
    (folder) => {
      let judged = 0;
      for (const [path, source] of schemasBelow(folder)) {
        const imported = importFrom({ [path]: source });
        const catalog = catalogOfImport(imported);
        const [[id, made] = ['', false]] = schemasOf(catalog);
        const { $schema: _dialect, ...plain } = source;
        const [judge, other] = [judgeFor('draft-07', plain), judgeFor('2020-12', made)];
        // The meta-schema of the registry refers to one on the web.
        if (!judge) continue;
        const guessed = imported.diagnostics.some(({ code }) => code === 'import-assumed-type');
        const dice = diceFor(judged);
        const example = sampleMessage(catalog, id) as JsonValue;
        const values = Array.from({ length: INSTANCES }, (_, index) =>
          index % 2 === 0 ? randomInstance([plain], dice) : mutated(example, dice),
        );
        for (const value of [example, ...values]) {
          const [expected, found] = [judge(value), other?.(value)];
          if (guessed && expected) continue;
          expect({ path, value, found }).toEqual({ path, value, found: expected });
          judged++;
        }
      }
      expect(judged).toBeGreaterThan(INSTANCES - 1);
    },
  );
});
