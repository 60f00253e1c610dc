import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { synchronousDependency as rule } from './synchronous-dependency.js';

const SERVICES =
  'services:\n  a: {}\n  b: {}\n  out: { external: true }\nevents:\n  X: { producer: b, payload: { id: uuid } }\n  Z: { producer: b }\n';
const flow = (reaction: string) =>
  findingsOf(rule, `${SERVICES}flows:\n  F: { reactions: [{ on: X, ${reaction} }] }\n`);

describe('synchronous-dependency', () => {
  it('points at each service of ours that is called', async () => {
    expect(await flow('by: a, calls: [b, out]')).toEqual([
      'b: `a` calls `b` while it reacts to `X`, so it works only while both are up.',
    ]);
    expect(await flow('by: a, calls: { service: b, idempotentBy: id }')).toEqual([
      'b: `a` calls `b` while it reacts to `X`, so it works only while both are up.',
    ]);
  });

  it('names all events, and does without the name of who reacts', async () => {
    const definitions = `${SERVICES}flows:\n  F: { reactions: [{ on: [X, Z], calls: [b] }] }\n`;
    expect(await findingsOf(rule, definitions)).toEqual([
      'b: The reaction calls `b` while it reacts to `X` and `Z`, so it works only while both are up.',
    ]);
  });

  it.each([
    ['external services', 'by: a, calls: [out]'],
    ['itself', 'by: b, calls: [b]'],
    ['services that are not declared', 'by: a, calls: [ghost]'],
    ['nobody', 'by: a'],
  ])('is silent about a call of %s', async (_, reaction) => {
    expect(await flow(reaction)).toEqual([]);
  });

  it('does not judge the handlers of commands', async () => {
    expect(await findingsOf(rule, `${SERVICES}commands:\n  Do: { handler: a, calls: [b], success: X }\n`)).toEqual([]);
  });
});
