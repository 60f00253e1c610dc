import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { sagaCallsSagaCycle } from './saga-calls-saga-cycle.js';

/** Sagas by name, each started by the command `Do<name>`. */
function build(sagas: Readonly<Record<string, string>>): string {
  const names = Object.keys(sagas);
  const commands = names.map((name) => `  Do${name}: { success: E }`);
  const bodies = names.map((name) => `  ${name}: { start: Do${name}, steps: [${sagas[name]}] }`);
  return `events: { E: {} }\ncommands:\n  Other: { success: E }\n${commands.join('\n')}\nsagas:\n${bodies.join('\n')}\n`;
}

describe('saga-calls-saga-cycle', () => {
  it.each([
    ['a chain', { A: 'do: DoB', B: 'do: DoC', C: 'do: Other' }],
    ['two ways to one saga', { A: '{ do: DoB }, { do: DoC }', B: 'do: DoD', C: 'do: DoD', D: 'do: Other' }],
    ['a saga that is used twice', { A: '{ do: DoB }, { do: DoB, name: again }', B: 'do: Other' }],
  ])('accepts %s', async (_, sagas) => {
    expect(await findingsOf(sagaCallsSagaCycle, build(sagas))).toEqual([]);
  });

  it('accepts a saga that an event starts: nobody waits for its end', async () => {
    const text = 'events: { E: {} }\ncommands: { A: { success: E } }\nsagas: { S: { start: E, steps: [do: A] } }\n';
    expect(await findingsOf(sagaCallsSagaCycle, text)).toEqual([]);
  });

  it.each([
    ['itself', { A: 'do: DoA' }, ['DoA: `A` starts itself with `DoA`: `A` -> `A`.']],
    [
      'a pair, once',
      { A: 'do: DoB', B: 'do: DoA' },
      ['DoB: `A` starts `B`, which leads back to it: `A` -> `B` -> `A`.'],
    ],
    [
      'a ring of three behind a saga that is in none',
      { A: 'do: DoB', B: 'do: DoC', C: 'do: DoD', D: 'do: DoB' },
      ['DoC: `B` starts `C`, which leads back to it: `B` -> `C` -> `D` -> `B`.'],
    ],
    [
      'the shorter of two rings, once',
      { A: '{ do: DoB }, { do: DoC }', B: 'do: DoC', C: 'do: DoA' },
      ['DoC: `A` starts `C`, which leads back to it: `A` -> `C` -> `A`.'],
    ],
    [
      'two rings apart',
      { A: 'do: DoB', B: 'do: DoA', C: 'do: DoD', D: 'do: DoC' },
      [
        'DoB: `A` starts `B`, which leads back to it: `A` -> `B` -> `A`.',
        'DoD: `C` starts `D`, which leads back to it: `C` -> `D` -> `C`.',
      ],
    ],
    [
      'what stands in a branch, a loop, an undo or behind a failure',
      {
        A: '{ parallel: [{ do: Other }, { do: DoB }] }',
        B: '{ forEach: 2, steps: [{ do: DoC }] }',
        C: '{ do: Other, undo: DoD }',
        D: '{ do: Other, onFailure: { timeout: { steps: [{ do: DoA }], then: retry } } }',
      },
      ['DoB: `A` starts `B`, which leads back to it: `A` -> `B` -> `C` -> `D` -> `A`.'],
    ],
  ])('finds %s', async (_, sagas, expected) => {
    expect(await findingsOf(sagaCallsSagaCycle, build(sagas))).toEqual(expected);
  });

  it('labels the rest of the ring', async () => {
    const text = build({ A: 'do: DoB', B: 'do: DoA' });
    const { findings } = await runRule(sagaCallsSagaCycle, text);
    const labels = findings.flatMap((finding) => finding.labels ?? []);
    expect(labels.map(({ span, text: label }) => `${text.slice(span.start, span.end)}: ${label}`)).toEqual([
      'DoA: starts `A`',
    ]);
  });

  it('walks a long chain and a dense net in no time', async () => {
    const chain = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`S${at}`, `do: DoS${at + 1}`]));
    expect(await findingsOf(sagaCallsSagaCycle, build({ ...chain, S300: 'do: Other' }))).toEqual([]);
  });
});
