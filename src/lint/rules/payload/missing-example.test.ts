import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { missingExample as rule } from './missing-example.js';

describe('missing-example', () => {
  it('asks current public events on a channel', async () => {
    const yaml = `channels: { c: {} }
events:
  Public: { channel: c, payload: { id: uuid } }
  Empty: { channel: c, payload: { id: uuid }, examples: [] }
  Shown: { channel: c, payload: { id: int }, examples: [{ id: 1 }] }
  Internal: { channel: c, visibility: internal, payload: { id: uuid } }
  Reply: { payload: { id: uuid } }
  Public@1: { channel: c, payload: { id: uuid } }
  Old: { channel: c, deprecated: { since: 2026-01-01 }, payload: { id: uuid } }
commands:
  Do: { payload: { id: uuid } }
`;
    expect(await findingsOf(rule, yaml)).toEqual([
      'Public: `Public` is public and has no example.',
      'Empty: `Empty` is public and has no example.',
    ]);
  });
});
