import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { eventCycle as rule } from './event-cycle.js';

const EVENTS =
  'services:\n  s: {}\n  t: {}\nevents:\n  A: { producer: s }\n  B: { producer: s }\n  C: { producer: s }\n  D: { producer: s }\n';
const found = (...reactions: readonly string[]) =>
  findingsOf(rule, `${EVENTS}flows:\n  F:\n    reactions:\n${reactions.map((one) => `      - { ${one} }\n`).join('')}`);

describe('event-cycle', () => {
  it('prints the shortest way round, once', async () => {
    expect(
      await found(
        'on: A, by: s, emits: B',
        'on: B, by: t, emits: [C, D]',
        'on: C, by: s, emits: A',
        'on: D, by: s, emits: C',
      ),
    ).toEqual(['A: `A` leads back to itself: `A` -> `B` -> `C` -> `A`.']);
  });

  it('finds a circle of one, over failures and over flows', async () => {
    expect(await found('on: A, by: s, emits: A')).toEqual(['A: `A` leads back to itself: `A` -> `A`.']);
    expect(await found('on: A, by: s, emits: B, fails: [C]', 'on: C, by: s, emits: A')).toEqual([
      'A: `A` leads back to itself: `A` -> `C` -> `A`.',
    ]);
    const flows =
      'flows:\n  F: { reactions: [{ on: A, by: s, emits: B }] }\n  G: { reactions: [{ on: B, by: t, emits: A }] }\n';
    const { findings } = await runRule(rule, EVENTS + flows);
    expect(findings).toMatchObject([{ element: 'flow G', labels: [{ text: '`s` answers `A` with it' }] }]);
  });

  it('tells two circles apart', async () => {
    expect(
      await found('on: A, emits: B', 'on: B, emits: A', 'on: B, emits: C', 'on: C, emits: D', 'on: D, emits: C'),
    ).toEqual(['A: `A` leads back to itself: `A` -> `B` -> `A`.', 'C: `C` leads back to itself: `C` -> `D` -> `C`.']);
  });

  it('asks for a bound where a timer stands in it, and no more where it has a condition', async () => {
    for (const timer of ['after: 1h', 'at: A.due', 'after: 1h, restart: true']) {
      const definitions = EVENTS.replace(
        'A: { producer: s }',
        'A: { producer: s, payload: { due: timestamp, left: int } }',
      );
      const flow = (reaction: string) =>
        `${definitions}flows:\n  F:\n    reactions:\n      - { ${reaction} }\n      - { on: B, by: t, emits: A }\n`;
      expect(await findingsOf(rule, flow(`on: A, by: s, emits: B, ${timer}`))).toEqual([
        'A: `A` comes round again after a time, and nothing says how often: `A` -> `B` -> `A`.',
      ]);
      expect(await findingsOf(rule, flow(`on: A, by: s, emits: B, ${timer}, when: "A.left > 0"`))).toEqual([]);
    }
  });

  it('says that only a condition ends a circle without a pause', async () => {
    expect(await found('on: A, emits: B, when: not C', 'on: B, emits: A')).toEqual([
      'A: `A` leads back to itself, and only a condition ends that: `A` -> `B` -> `A`.',
    ]);
  });

  it('looks for a circle without a pause behind one that has it', async () => {
    expect(await found('on: A, emits: B, after: 1h', 'on: B, emits: A', 'on: A, emits: C', 'on: C, emits: A')).toEqual([
      'A: `A` leads back to itself: `A` -> `C` -> `A`.',
    ]);
  });

  it('goes through sagas that may run again', async () => {
    const definitions = (rest: string) =>
      `${EVENTS}commands:\n  Do: { handler: t, success: B }\nsagas:\n  S: { service: s, start: A, steps: [{ do: Do }], complete: C${rest} }\nflows:\n  F: { reactions: [{ on: C, by: t, emits: A }] }\n`;
    expect(await findingsOf(rule, definitions(', repeat: true'))).toEqual([
      'A: `A` leads back to itself: `A` -> `C` -> `A`.',
    ]);
    expect(await findingsOf(rule, definitions(', repeat: true').replace('on: C', 'on: B'))).toEqual([
      'A: `A` leads back to itself: `A` -> `B` -> `A`.',
    ]);
    expect(await findingsOf(rule, definitions(''))).toEqual([]);
  });

  it.each([
    ['a diamond', ['on: A, emits: [B, C]', 'on: B, emits: D', 'on: C, emits: D']],
    ['what is only needed', ['on: A, emits: B', 'on: C, emits: A, needs: [B], onMissing: park']],
    ['a reaction to several events', ['on: [A, B], emits: C', 'on: C, emits: D']],
  ])('is silent about %s', async (_, reactions) => {
    expect(await found(...reactions)).toEqual([]);
  });

  it('follows a chain of any length, in time', async () => {
    const size = 5_000;
    const events = Array.from({ length: size }, (_, index) => `  E${index}: { producer: s }\n`).join('');
    const reactions = Array.from(
      { length: size },
      (_, index) => `      - { on: E${index}, emits: E${(index + 1) % size} }\n`,
    );
    const definitions = `services:\n  s: {}\nevents:\n${events}flows:\n  F:\n    reactions:\n${reactions.join('')}`;
    const findings = await findingsOf(rule, definitions);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain('-> ... ->');
  });
});
