import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../model/index.js';
import { sharedFolder } from '../../../../testing/shared.js';
import type { SchemaVerdict } from '../../schema-verdict.js';
import { readJsonSchema } from '../read-json-schema.js';
import { canReadSound } from './can-read-sound.js';

type Direction = 'backward' | 'forward';

interface Vector {
  readonly id: string;
  readonly profile: string;
  readonly new: JsonValue;
  readonly old: JsonValue;
  readonly expect: { readonly [direction in Direction]?: boolean };
  readonly counterexample?: { readonly [direction in Direction]?: JsonValue };
  readonly tags?: readonly string[];
}

/** One direction of a vector, judged. */
interface Judged {
  readonly id: string;
  readonly vector: Vector;
  readonly direction: Direction;
  readonly verdict: SchemaVerdict;
  readonly milliseconds: number;
}

const folder = sharedFolder('conformance/compat');
const vectors: readonly Vector[] = folder ? JSON.parse(readFileSync(join(folder, 'json-schema.json'), 'utf8')) : [];

function verdictOf(vector: Vector, direction: Direction): SchemaVerdict {
  const older = readJsonSchema('old.json', vector.old);
  const newer = readJsonSchema('new.json', vector.new);
  return direction === 'backward' ? canReadSound(newer, older) : canReadSound(older, newer);
}

function judged(vector: Vector, direction: Direction): Judged {
  const start = process.cpuUsage();
  const verdict = verdictOf(vector, direction);
  const milliseconds = process.cpuUsage(start).user / 1000;
  return { id: `${vector.id} ${direction}`, vector, direction, verdict, milliseconds };
}

function isCompatible({ breaks, doubts }: SchemaVerdict): boolean {
  return breaks.length === 0 && doubts.length === 0;
}

function isUndecided({ breaks, doubts }: SchemaVerdict): boolean {
  return breaks.length === 0 && doubts.length > 0;
}

describe.skipIf(!folder)('the sound profile on schema pairs of other projects', () => {
  const all = vectors.flatMap((vector) => [judged(vector, 'backward'), judged(vector, 'forward')]);

  it('never calls compatible what an example disproves', () => {
    const wrong = all.filter(
      ({ vector, direction, verdict }) => vector.counterexample?.[direction] !== undefined && isCompatible(verdict),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('gives an example for each break', () => {
    const bare = all.filter(({ verdict }) => verdict.breaks.some(({ counterexample }) => counterexample === undefined));
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  it('calls no pair compatible that the exact subset relation does not hold for', () => {
    const exact = all.filter(({ vector }) => vector.profile === 'jsonsubschema');
    const wrong = exact.filter(
      ({ vector, direction, verdict }) => vector.expect[direction] === false && isCompatible(verdict),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('leaves next to nothing undecided', () => {
    const exact = all.filter(({ vector, direction }) => vector.profile === 'jsonsubschema' && vector.expect[direction]);
    expect(exact.filter(({ verdict }) => isUndecided(verdict)).map(({ id }) => id)).toEqual([]);
    expect(all.filter(({ verdict }) => isUndecided(verdict)).length).toBeLessThanOrEqual(5);
  });

  it('calls a schema compatible with itself, and is quick', () => {
    const same = all.filter(({ vector }) => vector.tags?.includes('identity'));
    expect(same.filter(({ verdict }) => !isCompatible(verdict)).map(({ id }) => id)).toEqual([]);
    expect(all.filter(({ milliseconds }) => milliseconds > 1000).map(({ id }) => id)).toEqual([]);
  });

  it('says the same each time', () => {
    for (const { vector, direction, verdict } of all) expect(verdictOf(vector, direction)).toEqual(verdict);
  });
});
