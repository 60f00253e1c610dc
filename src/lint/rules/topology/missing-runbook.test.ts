import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { missingRunbook as rule } from './missing-runbook.js';

const saga = (rest: string, service = '') =>
  findingsOf(
    rule,
    `services:\n  a: { ${service} }\nevents:\n  X: {}\nsagas:\n  S: { service: a, start: X, steps: []${rest} }\n`,
  );

describe('missing-runbook', () => {
  it('points at what alerts somebody', async () => {
    expect(await saga(', stuck: { alert: team }')).toEqual([
      'stuck: `team` is alerted when `S` is stuck, and no runbook says what to do then.',
    ]);
    expect(await saga(', stuck: {}')).toEqual([
      'stuck: Somebody is alerted when `S` is stuck, and no runbook says what to do then.',
    ]);
  });

  it('is content with a runbook of the saga or of its service, and leaves a saga without `stuck` to others', async () => {
    expect(await saga(', stuck: { alert: team, runbook: docs/s.md }')).toEqual([]);
    expect(await saga(', stuck: { alert: team }', 'runbook: docs/a.md')).toEqual([]);
    expect(await saga('')).toEqual([]);
  });
});
