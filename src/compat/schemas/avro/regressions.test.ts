import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonValue } from '../../../model/index.js';
import { refusalOfJson } from './testing/avsc-refusal.js';
import { breaksOf } from './testing/read-avro.js';

interface Regression {
  readonly name: string;
  readonly reader: JsonValue;
  readonly writer: JsonValue;
  readonly breaks: readonly string[];
}

const FILE = new URL('../../../../fixtures/compat/avro/regressions.yaml', import.meta.url);
const regressions = parse(readFileSync(FILE, 'utf8')) as readonly Regression[];

it.each(regressions.map((regression) => [regression.name, regression] as const))('%s', (_, regression) => {
  const { reader, writer, breaks } = regression;
  expect(breaksOf(reader, writer)).toEqual(breaks);
  expect(refusalOfJson(reader, writer, 1) !== undefined).toBe(breaks.length > 0);
});
