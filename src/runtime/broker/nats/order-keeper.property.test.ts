import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConsumerState, createOrderKeeper } from './order-keeper.js';

/** What may happen between a consumer of JetStream and those who read it. */
const STEPS = fc.array(
  fc.oneof(
    // The server hands out what comes again, or else what is new: to us, to somebody else, or to nobody because the network loses it.
    fc.record({ kind: fc.constant('deliver' as const), to: fc.constantFrom('us', 'us', 'us', 'other', 'nobody') }),
    fc.record({ kind: fc.constant('expire' as const), pick: fc.nat() }),
    fc.record({ kind: fc.constant('finish' as const), pick: fc.nat() }),
    fc.record({ kind: fc.constant('otherFinishes' as const), pick: fc.nat() }),
    // What the server says may be old when it arrives.
    fc.record({ kind: fc.constant('ask' as const) }),
    fc.record({ kind: fc.constant('hear' as const) }),
    fc.record({ kind: fc.constant('doubt' as const) }),
  ),
  { maxLength: 80 },
);

type Step = typeof STEPS extends fc.Arbitrary<(infer S)[]> ? S : never;

/** A consumer as the server keeps it, and we beside it. */
function createWorld() {
  const keeper = createOrderKeeper();
  let last = 0;
  let deliveries = 0;
  /** With whom a message that is not acknowledged was last seen. */
  const pending = new Map<number, 'us' | 'other' | 'nobody'>();
  const again: number[] = [];
  /** In our hands, by the number of their first delivery to us. */
  const here = new Map<number, number>();
  const begun: number[] = [];
  let said: ConsumerState | undefined;
  const problems: string[] = [];

  function begin(): void {
    for (const sequence of keeper.release()) {
      const older = [...pending.keys()].filter((one) => one < sequence && !(here.has(one) && begun.includes(one)));
      if (older.length > 0) problems.push(`${sequence} was begun before ${older.join(', ')}`);
      begun.push(sequence);
    }
  }

  function deliver(to: 'us' | 'other' | 'nobody'): void {
    const sequence = again.shift() ?? last + 1;
    last = Math.max(last, sequence);
    deliveries += 1;
    pending.set(sequence, to);
    if (to !== 'us') return;
    if (here.has(sequence)) keeper.noteAgain(deliveries);
    else {
      here.set(sequence, deliveries);
      keeper.arrive({ sequence, delivery: deliveries });
    }
    begin();
  }

  const steps: { readonly [K in Step['kind']]: (step: Extract<Step, { kind: K }>) => void } = {
    deliver: ({ to }) => deliver(to),
    expire({ pick }) {
      const open = [...pending.keys()].filter((sequence) => !again.includes(sequence));
      const sequence = open[pick % Math.max(1, open.length)];
      if (sequence !== undefined) again.push(sequence);
    },
    finish({ pick }) {
      const own = begun.filter((sequence) => here.has(sequence));
      const sequence = own[pick % Math.max(1, own.length)];
      if (sequence === undefined) return;
      here.delete(sequence);
      forget(sequence);
    },
    otherFinishes({ pick }) {
      // Who is not sure that a message is still his does not acknowledge it.
      const theirs = [...pending].filter(([sequence, who]) => who === 'other' && !here.has(sequence));
      const sequence = theirs[pick % Math.max(1, theirs.length)]?.[0];
      if (sequence !== undefined) forget(sequence);
    },
    ask() {
      said = { deliveries, pending: pending.size };
    },
    hear() {
      if (said === undefined || keeper.isCertain) return;
      keeper.settle(said, (count) => [...here.values()].filter((first) => first <= count).length);
      said = undefined;
      begin();
    },
    doubt() {
      keeper.doubt();
      // Asked before it came to doubt, it is not asked any more.
      said = undefined;
    },
  };

  function forget(sequence: number): void {
    pending.delete(sequence);
    const at = again.indexOf(sequence);
    if (at !== -1) again.splice(at, 1);
  }

  return {
    problems,
    run: (step: Step) => (steps[step.kind] as (step: Step) => void)(step),
    /** The network is whole and nobody else is there any more: what is open comes to us. */
    end() {
      for (const sequence of [...pending.keys()].sort((a, b) => a - b)) {
        if (!here.has(sequence) && !again.includes(sequence)) again.push(sequence);
      }
      steps.doubt({ kind: 'doubt' });
      while (again.length > 0) deliver('us');
      steps.ask({ kind: 'ask' });
      steps.hear({ kind: 'hear' });
      return [...here.keys()].filter((sequence) => !begun.includes(sequence));
    },
  };
}

describe('order', () => {
  it('never begins a message while an older one is with nobody or somebody else, and begins all in the end', () => {
    const seed = process.env['SAGAC_SEED'];
    fc.assert(
      fc.property(STEPS, (steps) => {
        const world = createWorld();
        for (const step of steps) world.run(step);
        const left = world.end();
        expect(world.problems).toEqual([]);
        expect(left).toEqual([]);
      }),
      { numRuns: Number(process.env['SAGAC_RUNS'] ?? 2_000), ...(seed !== undefined && { seed: Number(seed) }) },
    );
  });
});
