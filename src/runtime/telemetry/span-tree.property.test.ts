import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomSaga } from '../testing/random-saga.js';
import { runSchedule } from '../testing/random-schedule.js';
import { type SpanNode, spanTree } from './span-tree.js';
import { isEnd, lastStretch } from './stretch.js';

const schedule = fc.array(fc.nat({ max: 5_000 }), { maxLength: 60 });

describe('the spans of any saga under any schedule', () => {
  it('are closed, lie inside of one another, and show every attempt once', () => {
    const judge = (...[definition, choices, operated]: [Definition, number[], boolean]) => {
      const { journal } = runSchedule(definition, choices, { operated, help: ['retry', 'skip'] });
      const ends = journal.flatMap((entry, index) => (isEnd(entry) ? [index] : []));
      const trees = ends.map((end) => spanTree(lastStretch(journal.slice(0, end + 1)), true));
      for (const tree of trees) expectNested(tree);
      const sent = journal.slice(0, (ends.at(-1) ?? -1) + 1).filter(({ type }) => type === 'command-sent');
      const attempts = trees.flatMap(all).filter(({ kind }) => kind === 'attempt');
      expect(attempts.map(({ startAt, name }) => `${startAt} ${name}`).toSorted()).toEqual(
        sent.map((entry) => `${entry.at} attempt ${'command' in entry && entry.command}`).toSorted(),
      );
    };
    fc.assert(fc.property(randomSaga, schedule, fc.boolean(), judge), { numRuns: 200 });
  });
});

type Definition = Parameters<typeof runSchedule>[0];

function expectNested(span: SpanNode): void {
  for (const child of span.children) {
    expect(child.startAt).toBeGreaterThanOrEqual(span.startAt);
    expect(child.endAt).toBeGreaterThanOrEqual(child.startAt);
    expect(child.endAt).toBeLessThanOrEqual(span.endAt ?? 0);
    expectNested(child);
  }
  for (const { at } of span.events) expect(at).toBeLessThanOrEqual(span.endAt ?? 0);
}

function all(span: SpanNode): readonly SpanNode[] {
  return [span, ...span.children.flatMap(all)];
}
