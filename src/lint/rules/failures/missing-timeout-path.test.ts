import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { missingTimeoutPath } from './missing-timeout-path.js';

const saga = (steps: string, more = '') => `sagas: { S: { start: E, correlation: id, ${more}steps: ${steps} } }
events: { E: { payload: { id: uuid } } }
`;

describe('missing-timeout-path', () => {
  it('reports a command once, however often sagas wait for it', async () => {
    const text = `${saga('[{ do: A, check: B }, { do: A, name: again, undo: C }]')}commands: { A: {}, B: {}, C: {}, Unsent: {} }`;
    expect(await findingsOf(missingTimeoutPath, text)).toEqual([
      'A: `S` waits for `A` without a time limit.',
      'B: `S` waits for `B` without a time limit.',
      'C: `S` waits for `C` without a time limit.',
    ]);
  });

  it('accepts a limit in the settings, and one of the undo itself', async () => {
    const text = `${saga('[{ do: A, undo: { do: U, timeout: 5s } }]')}commands: { A: { timeout: 1s }, U: {} }`;
    expect(await findingsOf(missingTimeoutPath, text)).toEqual([]);
    const settings = 'catalog: t\ndefaults: { command: { timeout: 10s } }\n';
    expect(await findingsOf(missingTimeoutPath, `${saga('[{ do: A }]')}commands: { A: {} }`, settings)).toEqual([]);
  });

  it('finds attempts without end, unless something else ends them', async () => {
    const commands = 'commands: { A: { timeout: 1s, retry: { attempts: unlimited } }, B: { timeout: 1s } }';
    expect(await findingsOf(missingTimeoutPath, `${saga('[{ do: A }, { do: B }]')}${commands}`)).toEqual([
      'A: The time limit of `A` leads nowhere: it is tried again without end.',
    ]);
    expect(await findingsOf(missingTimeoutPath, `${saga('[{ do: A }]', 'deadline: 1h, ')}${commands}`)).toEqual([]);
    expect(await findingsOf(missingTimeoutPath, `${saga('[{ do: B, pivot: true }, { do: A }]')}${commands}`)).toEqual(
      [],
    );
    const within = commands.replace('unlimited }', 'unlimited, within: 5m }');
    expect(await findingsOf(missingTimeoutPath, `${saga('[{ do: A }]')}${within}`)).toEqual([]);
  });

  it('writes the limit wherever there is room', async () => {
    const text = `${saga('[{ do: A }, { do: B }]')}commands:\n  A:\n    success: E # a\n  B: { payload: { x: int } } # b\n`;
    const { text: fixed } = await fixWith(missingTimeoutPath, text);
    expect(fixed).toContain('    success: E # a\n    timeout: 30s\n  B: { payload: { x: int }, timeout: 30s } # b\n');
  });
});
