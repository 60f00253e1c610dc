import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toValue } from '../../../language/node.js';
import { parseYaml } from '../../../language/yaml.js';
import { avroDifferences } from './testing/avro-differences.js';
import { jsonDifferences } from './testing/json-differences.js';
import { jsonSchemaDifferences } from './testing/json-schema-differences.js';
import { type PairText, tapes } from './testing/random-pairs.js';

const FOLDER = new URL('../../../../fixtures/compat/payload/', import.meta.url);

/** Both states of a fixture, each as the text of a file. */
function pairOf(file: string): PairText {
  const { value } = parseYaml(file, readFileSync(new URL(file, FOLDER), 'utf8'));
  if (!value) throw new Error(`${file} is no YAML.`);
  const { before, after } = toValue(value) as { before: unknown; after: unknown };
  return { before: JSON.stringify(before), after: JSON.stringify(after) };
}

describe('pairs on which verdict and judge once differed', () => {
  it.each(readdirSync(FOLDER).filter((file) => file.endsWith('.yaml')))('%s', (file) => {
    const pair = pairOf(file);
    expect(avroDifferences(pair)).toEqual([]);
    expect(jsonDifferences(pair, fc.sample(tapes, { numRuns: 40, seed: 1 }))).toEqual([]);
    for (const open of [true, false]) expect(jsonSchemaDifferences(pair, open), `open: ${open}`).toEqual([]);
  });
});
