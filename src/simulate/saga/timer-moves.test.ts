import { describe, expect, it } from 'vitest';
import { settingFrom, testYaml, type Walk, walkThrough } from './testing/simulate-yaml.js';

const EVENTS = ['Soon', 'Later'].map(
  (name) => `${name}: { version: 1.0.0, producer: other, payload: { orderId: uuid } }`,
);

async function walkTest(steps: string): Promise<Walk> {
  return walkThrough(await settingFrom(testYaml({ commands: ['Hold'], steps, events: EVENTS })));
}

function timers(walk: Walk): readonly string[] {
  return walk.moves().filter((id) => id.startsWith('timer'));
}

describe('the order in which time runs out', () => {
  it('is that of their lengths where timers were set together', async () => {
    const walk = await walkTest(
      '- parallel:\n    - { await: Later, timeout: 30m }\n    - { await: Soon, timeout: 10m }',
    );
    expect(timers(walk)).toEqual(['timer Soon']);
    expect(timers(walk.go('event Soon awaited'))).toEqual(['timer Later']);
  });

  it('is any where the longer one was set before', async () => {
    const walk = await walkTest(
      '- parallel:\n    - { await: Later, timeout: 30m }\n    - [{ do: Hold, undo: UndoHold }, { await: Soon, timeout: 10m }]',
    );
    expect(timers(walk)).toEqual(['timer Later']);
    // Nobody knows how long the command took: the first wait may be over before the second one.
    expect(timers(walk.go('answer do Hold'))).toEqual(['timer Later', 'timer Soon']);
  });

  it('lets the deadline come at any time after a transition of its own', async () => {
    const walk = (await walkTest('- { do: Hold, undo: UndoHold }\n- { await: Later, timeout: 30m }')).go(
      'answer do Hold',
    );
    expect(timers(walk)).toEqual(['timer Later', 'timer deadline!']);
  });

  it('lets the deadline come before whatever is longer', async () => {
    const walk = await walkTest('- { await: Later, timeout: 2h }');
    expect(timers(walk)).toEqual(['timer deadline!']);
  });
});
