import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedFolder } from '../../../testing/shared.js';
import { canReadProtobuf, type ProtobufLevel } from './can-read-protobuf.js';
import type { ProtoFiles, ProtoSource } from './proto-files.js';
import { readProtobuf } from './read-protobuf.js';

type Given =
  | string
  | { readonly main: string; readonly imports: Readonly<Record<string, string>> }
  | { readonly files: Readonly<Record<string, string>> };

interface Vector {
  readonly id: string;
  readonly format: string;
  readonly new: Given;
  readonly old: Given;
  readonly tags?: readonly string[];
  readonly expect: { readonly buf?: Readonly<Record<string, boolean>> };
  readonly bufRules?: Readonly<Record<string, readonly string[]>>;
  readonly verdicts?: Readonly<Record<string, { readonly backward?: boolean; readonly forward?: boolean }>>;
}

interface ModeVector {
  readonly id: string;
  readonly format: string;
  readonly mode: string;
  readonly history: readonly Given[];
  readonly new: Given;
  readonly expect: { readonly compatible: boolean };
}

const LEVELS: readonly ProtobufLevel[] = ['WIRE', 'WIRE_JSON'];
const folder = sharedFolder('conformance/compat');

function vectors<T extends { readonly format: string }>(file: string): readonly T[] {
  const all = JSON.parse(readFileSync(join(folder ?? '', file), 'utf8')) as readonly T[];
  return all.filter((vector) => vector.format === 'protobuf');
}

function sourcesOf(given: Given): readonly ProtoSource[] {
  const texts =
    typeof given === 'string'
      ? { 'main.proto': given }
      : 'files' in given
        ? given.files
        : { 'main.proto': given.main, ...given.imports };
  return Object.entries(texts).map(([path, text]) => ({ path, text }));
}

async function filesOf(given: Given): Promise<ProtoFiles> {
  const { files, problems } = await readProtobuf(sourcesOf(given));
  expect(problems).toEqual([]);
  return files;
}

function rulesOf(reader: ProtoFiles, writer: ProtoFiles, level: ProtobufLevel): readonly string[] {
  return [...new Set(canReadProtobuf(reader, writer, level).breaks.map((found) => found.kind))].sort();
}

describe.skipIf(!folder)('vectors of buf', () => {
  const judged = folder ? vectors<Vector>('protobuf.json').filter(isJudged) : [];

  function isJudged(vector: Vector): boolean {
    return vector.expect.buf !== undefined || vector.verdicts?.['buf:WIRE'] !== undefined;
  }

  it('are there', () => {
    expect(judged.length).toBeGreaterThan(60);
  });

  it.each(judged.map((vector) => [vector.id, vector] as const))('%s', async (_, vector) => {
    const [reader, writer] = [await filesOf(vector.new), await filesOf(vector.old)];
    for (const level of LEVELS) {
      const rules = rulesOf(reader, writer, level);
      expect(rules, level).toEqual([...(vector.bufRules?.[level] ?? [])].sort());
      const verdict = vector.verdicts?.[`buf:${level}`];
      const backward = vector.expect.buf?.[level] ?? verdict?.backward;
      if (backward !== undefined) expect(rules.length === 0, `${level} backward`).toBe(backward);
      if (verdict?.forward === undefined) continue;
      expect(rulesOf(writer, reader, level).length === 0, `${level} forward`).toBe(verdict.forward);
    }
  });

  it('are equal to themselves, judged the same twice, and never throw', async () => {
    for (const vector of vectors<Vector>('protobuf.json')) {
      const [one, other] = [await readProtobuf(sourcesOf(vector.new)), await readProtobuf(sourcesOf(vector.old))];
      for (const level of LEVELS) {
        expect(canReadProtobuf(one.files, one.files, level).breaks, vector.id).toEqual([]);
        const first = canReadProtobuf(one.files, other.files, level);
        expect(canReadProtobuf(one.files, other.files, level), vector.id).toEqual(first);
      }
    }
  });
});

describe.skipIf(!folder)('vectors of modes', () => {
  const histories = folder ? vectors<ModeVector>('modes.json') : [];

  it.each(histories.map((vector) => [vector.id, vector] as const))('%s', async (_, vector) => {
    const newest = await filesOf(vector.new);
    const known = await Promise.all(vector.history.map(filesOf));
    const against = vector.mode.endsWith('TRANSITIVE') ? known : known.slice(-1);
    const pairs = against.flatMap((old): (readonly [ProtoFiles, ProtoFiles])[] => [
      ...(vector.mode.startsWith('FORWARD') ? [] : [[newest, old] as const]),
      ...(vector.mode.startsWith('BACKWARD') ? [] : [[old, newest] as const]),
    ]);
    const fits = pairs.every(([reader, writer]) => rulesOf(reader, writer, 'WIRE').length === 0);
    expect(fits).toBe(vector.expect.compatible);
  });
});
