import { describe, expect, it } from 'vitest';
import { settingFrom, testYaml, type Walk, walkThrough } from './testing/simulate-yaml.js';

const HOLD_AND_PAY = '- { do: Hold, undo: UndoHold }\n- { do: Pay, undo: UndoPay }';

async function walkTest(steps: string, more: Partial<Parameters<typeof testYaml>[0]> = {}): Promise<Walk> {
  return walkThrough(await settingFrom(testYaml({ commands: ['Hold', 'Pay'], steps, ...more })));
}

describe('what may happen to a command', () => {
  it('is every answer, and every way in which an answer does not come', async () => {
    const walk = await walkTest(HOLD_AND_PAY);
    expect(walk.moves()).toEqual([
      'answer do Hold 1 HoldDone',
      'answer do Hold 1 HoldRefused',
      'crash answer do Hold 1 HoldDone',
      'answer do Hold 1 HoldDone twice',
      'lose do Hold 1 done 0',
      'lose do Hold 1 underway 1',
      'lose do Hold 1 done 0 for good',
      'lose do Hold 1 done 1 for good',
      'lose do Hold 1 underway 2 for good',
      'lose do Hold 1 done 3 for good soon',
      'timer deadline!',
    ]);
  });

  it('is the same for an undo', async () => {
    const walk = (await walkTest(HOLD_AND_PAY)).go('answer do Hold', 'answer do Pay 1 PayRefused');
    const kinds = walk.moves().map((id) => id.replace(/ \d.*$/, ''));
    expect(new Set(kinds)).toEqual(
      new Set(['answer undo Hold', 'crash answer undo Hold', 'lose undo Hold', 'timer deadline!']),
    );
  });

  it('costs a fault unless it is kind', async () => {
    const setting = await settingFrom(testYaml({ commands: ['Hold', 'Pay'], steps: HOLD_AND_PAY }));
    const { choicesOf } = await import('./choices.js');
    const world = walkThrough(setting).world();
    expect(
      choicesOf(setting, world, true)
        .filter(({ faults }) => faults === 0)
        .map(({ id }) => id),
    ).toEqual(['answer do Hold 1 HoldDone']);
    expect(choicesOf(setting, world, false).map(({ id }) => id)).toEqual(['answer do Hold 1 HoldDone']);
  });

  it('is bound by what the participant has answered before', async () => {
    const walk = (await walkTest(HOLD_AND_PAY)).go('crash answer do Hold 1 HoldDone');
    expect(walk.world().facts['Hold']).toMatchObject({ effects: 1, answer: { event: 'HoldDone' } });
    expect(walk.moves().filter((id) => id.startsWith('answer'))).toEqual([
      'answer do Hold 1 HoldDone',
      'answer do Hold 1 HoldDone twice',
    ]);
    expect(walk.go('answer do Hold 1 HoldDone').world().facts['Hold']).toMatchObject({ effects: 1 });
  });

  it('is a late answer that comes at any time while it matters', async () => {
    const walk = (await walkTest(HOLD_AND_PAY)).go('lose do Hold 1 done 0');
    expect(walk.moves()).toEqual(['timer Hold', 'arrive reply do Hold HoldDone', 'timer deadline!']);
    expect(walk.go('arrive reply do Hold').world().saga.steps['Hold']?.do).toMatchObject({ status: 'succeeded' });
  });

  it('is a command that is carried out only after it was given up', async () => {
    const walk = (await walkTest(HOLD_AND_PAY)).go('lose do Hold 1 underway 2 for good');
    expect(walk.world()).toMatchObject({ saga: { status: 'unwinding' }, facts: { Hold: { effects: 0 } } });
    const before = walk.go('answer undo Hold 1 UndoHoldDone').world();
    // The undo came first: the participant refuses what comes behind it, so nothing is on its way any more.
    expect(before).toMatchObject({
      saga: { status: 'aborted' },
      facts: { Hold: { effects: 0, closed: true } },
      stragglers: [],
    });
  });

  it('is a refusal to every attempt where it is worth another one', async () => {
    const yaml = testYaml({ commands: ['Hold', 'Pay'], steps: HOLD_AND_PAY }).replace(
      'failureOf: HoldDone',
      'failureOf: HoldDone, retryable: true',
    );
    const walk = walkThrough(await settingFrom(yaml));
    expect(walk.moves()).toContain('answer do Hold 1 HoldRefused always');
    walk.go('answer do Hold 1 HoldRefused always');
    expect(walk.world().saga).toMatchObject({
      status: 'aborted',
      steps: { Hold: { do: { status: 'failed', attempt: 3 } } },
    });
  });

  it('may leave something behind where a failure says so', async () => {
    const yaml = testYaml({ commands: ['Hold', 'Pay'], steps: HOLD_AND_PAY }).replace(
      'failureOf: HoldDone',
      'failureOf: HoldDone, effect: unknown',
    );
    const walk = walkThrough(await settingFrom(yaml)).go('answer do Hold 1 HoldRefused leaving');
    expect(walk.world()).toMatchObject({ saga: { status: 'unwinding' }, facts: { Hold: { effects: 1 } } });
  });
});

describe('what may happen side by side', () => {
  it('is every order of answers', async () => {
    const walk = await walkTest('- parallel:\n    - { do: Hold, undo: UndoHold }\n    - { do: Pay, undo: UndoPay }');
    expect(walk.moves().filter((id) => /^answer do \w+ 1 \w+Done$/.test(id))).toEqual([
      'answer do Hold 1 HoldDone',
      'answer do Pay 1 PayDone',
    ]);
    expect(walk.go('answer do Pay').moves()[0]).toBe('answer do Hold 1 HoldDone');
  });

  it('is one undo after the other, for their order makes no difference', async () => {
    const yaml = testYaml({
      commands: ['Hold', 'Pay', 'Ship'],
      steps:
        '- parallel:\n    - { do: Hold, undo: UndoHold }\n    - { do: Pay, undo: UndoPay }\n- { do: Ship, undo: UndoShip }',
    });
    const walk = walkThrough(await settingFrom(yaml)).go(
      'answer do Hold',
      'answer do Pay',
      'answer do Ship 1 ShipRefused',
    );
    expect(walk.moves().filter((id) => id.startsWith('answer undo'))).toEqual([
      'answer undo Hold 1 UndoHoldDone',
      'answer undo Hold 1 UndoHoldRefused',
      'answer undo Hold 1 UndoHoldDone twice',
    ]);
  });
});

describe('what may come from outside', () => {
  const WAIT =
    '- { do: Hold, undo: UndoHold }\n- { await: Approved, failure: [Declined], timeout: 10m }\n- { do: Pay, undo: UndoPay }';
  const EVENTS = [
    'Approved: { version: 1.0.0, producer: other, payload: { orderId: uuid } }',
    'Declined: { version: 1.0.0, producer: other, failureOf: Approved, payload: { orderId: uuid } }',
    'Off: { version: 1.0.0, producer: other, payload: { orderId: uuid } }',
  ];
  const walkWait = () => walkTest(WAIT, { events: EVENTS, more: 'cancelOn: [Off]' });
  const events = (walk: Walk) => walk.moves().filter((id) => id.startsWith('event'));

  it('is an event before its step, and a cancel', async () => {
    expect(events(await walkWait())).toEqual(['event Off cancel', 'event Approved early', 'event Declined early']);
  });

  it('is an event in its turn, a refusal, or nothing at all', async () => {
    const walk = (await walkWait()).go('answer do Hold');
    expect(walk.moves()).toEqual([
      'event Approved awaited',
      'timer Approved',
      'timer deadline!',
      'event Off cancel',
      'event Declined refusal',
    ]);
  });

  it('is an event once more', async () => {
    const walk = (await walkWait()).go('answer do Hold', 'event Approved awaited');
    expect(events(walk)).toContain('event Approved again');
    expect(events(walk.go('event Approved again'))).not.toContain('event Approved again');
  });

  it('is an event that comes when nobody waits for it any more', async () => {
    const walk = (await walkWait()).go('answer do Hold', 'timer Approved');
    expect(walk.moves()).toContain('arrive event Approved');
  });

  it('is kept when it comes early, and taken in its turn', async () => {
    const walk = (await walkWait()).go('event Approved early', 'answer do Hold');
    expect(walk.world().saga.steps['Approved']?.do).toMatchObject({ status: 'succeeded' });
  });
});
