import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CommandHandlers,
  createMemoryStore,
  createVirtualClock,
  createWorker,
  type SagaDefinition,
  type StepDefinition,
} from '../runtime/index.js';
import { type FailurePath, failurePaths } from './failure-paths.js';
import type { UndoneSequence } from './undone-sequence.js';

/** A step without its name, or branches side by side. */
interface StepShape {
  readonly undo: boolean;
  readonly readOnly: boolean;
  readonly optional: boolean;
  readonly effectUnknown: boolean;
}
type Shape = StepShape | { readonly branches: readonly (readonly Shape[])[] };

const stepShape = fc.record<StepShape>({
  undo: fc.boolean(),
  readOnly: fc.boolean(),
  optional: fc.boolean(),
  effectUnknown: fc.boolean(),
});
const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    stepShape,
    fc.record({
      branches: fc.array(fc.array(tie('shape'), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
    }),
  ),
}));

function definitionOf(shapes: readonly Shape[], pivot: number): SagaDefinition {
  let count = 0;
  const call = (command: string, readOnly: boolean, effectUnknown: boolean) => ({
    command,
    service: 'other',
    input: [],
    success: [`${command}Done`],
    failure: [{ event: `${command}Failed`, retryable: false, effectUnknown }],
    retry: { attempts: 2, backoff: 'fixed', delayMs: 1, maxDelayMs: 1, jitter: 'none' } as const,
    readOnly,
  });
  const build = (one: Shape): StepDefinition => {
    count += 1;
    const name = `S${count}`;
    if ('branches' in one) return { kind: 'parallel', name, branches: one.branches.map((branch) => branch.map(build)) };
    return {
      kind: 'do',
      name,
      call: call(name, one.readOnly, one.effectUnknown),
      pivot: count === pivot,
      optional: one.optional && count !== pivot,
      ...(one.undo && { undo: { call: call(`Undo${name}`, false, false) } }),
      onFailure: [],
    };
  };
  const base = { format: 1, saga: 'Run', version: '1.0.0', service: 'own', correlation: 'id', repeat: false } as const;
  const rest = { complete: [], abort: [], ids: [], hears: [], cancelOn: [], messages: {} };
  return { ...base, start: { message: 'Started', kind: 'event' }, steps: shapes.map(build), ...rest };
}

/** What the engine itself does on a path. */
async function play(
  definition: SagaDefinition,
  path: FailurePath,
): Promise<{ ends: string; undone: readonly string[] }> {
  const store = createMemoryStore();
  const answer = async (command: string) => {
    if (command !== path.step) return { outcome: `${command}Done`, data: {} };
    if (path.by === 'timeout') throw new Error('lost');
    return { outcome: path.by, data: {} };
  };
  const names = Array.from({ length: 40 }, (_, index) => [`S${index + 1}`, `UndoS${index + 1}`]).flat();
  const handlers: CommandHandlers = Object.fromEntries(names.map((name) => [name, () => answer(name)]));
  const worker = createWorker({ store, sagas: [definition], handlers, clock: createVirtualClock(), pollMs: 0 });
  const { instance } = await worker.start('Run', { id: 'x' });
  await worker.run({ untilIdle: true });
  const status = (await store.load(instance))?.status ?? 'unknown';
  const journal = await store.journal(instance);
  return {
    ends: status,
    undone: journal.flatMap((entry) =>
      entry.type === 'command-sent' && entry.direction === 'undo' ? [entry.step] : [],
    ),
  };
}

function leaves(sequence: UndoneSequence): readonly string[] {
  return sequence.flatMap((entry) => (typeof entry === 'string' ? [entry] : entry.flatMap(leaves)));
}

/** Pairs of which the first is undone before the second. */
function orders(sequence: UndoneSequence): readonly (readonly [string, string])[] {
  const inside = sequence.flatMap((entry) => (typeof entry === 'string' ? [] : entry.flatMap(orders)));
  const across = sequence.flatMap((entry, index) =>
    leaves([entry]).flatMap((before) => leaves(sequence.slice(index + 1)).map((after) => [before, after] as const)),
  );
  return [...inside, ...across];
}

function problemsOf(expected: UndoneSequence, actual: readonly string[]): readonly string[] {
  const plain = (name: string) => name.replace(/\?$/, '');
  const missing = leaves(expected).filter((name) => !name.endsWith('?') && !actual.includes(name));
  const surplus = actual.filter(
    (name, index) => !leaves(expected).map(plain).includes(name) || actual.indexOf(name) !== index,
  );
  const swapped = orders(expected).filter(([before, after]) => {
    const [first, second] = [actual.indexOf(plain(before)), actual.indexOf(plain(after))];
    return first !== -1 && second !== -1 && first > second;
  });
  return [
    ...missing.map((name) => `missing ${name}`),
    ...surplus.map((name) => `surplus ${name}`),
    ...swapped.map(String),
  ];
}

describe('failurePaths', () => {
  it('foretells what the engine does, whatever the saga looks like', async () => {
    const sagas = fc.tuple(fc.array(shape, { minLength: 1, maxLength: 3 }), fc.nat(8));
    const property = fc.asyncProperty(sagas, async ([shapes, pivot]) => {
      const definition = definitionOf(shapes, pivot);
      for (const path of failurePaths(definition)) {
        const { ends, undone } = await play(definition, path);
        expect({ path, ends, problems: problemsOf(path.undone, undone) }).toEqual({
          path,
          ends: path.ends,
          problems: [],
        });
      }
    });
    await fc.assert(property, { numRuns: 100 });
  }, 60_000);
});
