import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { missingSummary as rule } from './missing-summary.js';

describe('missing-summary', () => {
  it('asks what others build on', async () => {
    const definitions =
      'services:\n  a: {}\nevents:\n  X: {}\n  Y: { summary: "  " }\ncommands:\n  Do: { handler: a }\nsagas:\n  S: { service: a, start: X, steps: [] }\n';
    expect(await findingsOf(rule, definitions)).toEqual([
      'a: The service `a` has no summary.',
      'X: The event `X` has no summary.',
      'Y: The event `Y` has no summary.',
      'Do: The command `Do` has no summary.',
      'S: The saga `S` has no summary.',
    ]);
  });

  it('asks nobody else', async () => {
    const definitions =
      'types:\n  T: { enum: [a] }\nchannels:\n  c: {}\nevents:\n  X: { visibility: internal }\n  Y@1: {}\n  Y: { summary: Why. }\nflows:\n  F: { reactions: [{ on: Y }] }\n';
    expect(await findingsOf(rule, definitions)).toEqual([]);
  });
});
