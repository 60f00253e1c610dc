import { describe, expect, it } from 'vitest';
import { answering, carryOut, deliveryOf } from './participant.js';
import type { SagaSetting } from './setting.js';
import { settingFrom, testYaml, walkThrough } from './testing/simulate-yaml.js';
import { factOf, type World } from './world.js';

const STEPS = '- { do: Hold, undo: UndoHold, check: Look }\n- { do: Pay, undo: UndoPay }';
const LOOK = ', effect: none';

async function setUp(calls = ''): Promise<{ readonly setting: SagaSetting; readonly world: World }> {
  const yaml = testYaml({
    commands: ['Hold', 'Pay', 'Look'],
    steps: STEPS,
    of: { Look: LOOK, Hold: calls, UndoHold: calls },
  });
  const setting = await settingFrom(yaml);
  return { setting, world: walkThrough(setting).world() };
}

/** Carries out one command after the other and tells what came of it. */
function carried(
  setting: SagaSetting,
  world: World,
  ...done: readonly (readonly ['do' | 'undo' | 'check', string])[]
): World {
  return done.reduce(
    (now, [direction, event]) => carryOut(setting, now, deliveryOf(setting, 'Hold', direction), { event, data: {} }),
    world,
  );
}

describe('a participant', () => {
  it('is free until it has answered, and then says the same again', async () => {
    const { setting, world } = await setUp();
    const hold = deliveryOf(setting, 'Hold', 'do');
    expect(answering(world, hold)).toEqual({ kind: 'free' });
    expect(answering(carried(setting, world, ['do', 'HoldDone']), hold)).toEqual({
      kind: 'bound',
      event: 'HoldDone',
      data: {},
    });
    expect(answering(carried(setting, world, ['do', 'HoldRefused']), hold)).toEqual({
      kind: 'bound',
      event: 'HoldRefused',
      data: {},
    });
  });

  it('has one effect for a key', async () => {
    const { setting, world } = await setUp();
    const twice = carried(
      setting,
      world,
      ['do', 'HoldDone'],
      ['do', 'HoldDone'],
      ['undo', 'UndoHoldDone'],
      ['undo', 'UndoHoldDone'],
    );
    expect(factOf(twice, 'Hold')).toMatchObject({ effects: 1, undone: 1 });
  });

  it('does it again where what it calls does not recognise the call', async () => {
    const { setting, world } = await setUp(', calls: [{ service: other }]');
    const twice = carried(
      setting,
      world,
      ['do', 'HoldDone'],
      ['do', 'HoldDone'],
      ['undo', 'UndoHoldDone'],
      ['undo', 'UndoHoldDone'],
    );
    expect(factOf(twice, 'Hold')).toMatchObject({ effects: 2, undone: 2 });
    expect((await setUp(', calls: [{ service: other, idempotentBy: orderId }]')).setting.repeating).toEqual(new Set());
  });

  it('refuses a do that its undo has overtaken, and the undo is harmless', async () => {
    const { setting, world } = await setUp();
    const overtaken = carried(setting, world, ['undo', 'UndoHoldDone']);
    expect(factOf(overtaken, 'Hold')).toMatchObject({ effects: 0, undone: 0, closed: true });
    expect(answering(overtaken, deliveryOf(setting, 'Hold', 'do'))).toEqual({ kind: 'refuses' });
  });

  it('forgets that an undo has failed', async () => {
    const { setting, world } = await setUp();
    const failed = carried(setting, world, ['do', 'HoldDone'], ['undo', 'UndoHoldRefused']);
    expect(factOf(failed, 'Hold')).toMatchObject({ effects: 1, undone: 0 });
    expect(answering(failed, deliveryOf(setting, 'Hold', 'undo'))).toEqual({ kind: 'free' });
  });

  it('answers a check by what is true, and a no is final', async () => {
    const { setting, world } = await setUp();
    const look = deliveryOf(setting, 'Hold', 'check');
    expect(answering(carried(setting, world, ['do', 'HoldDone']), look)).toEqual({
      kind: 'truth',
      events: ['LookDone'],
    });
    expect(answering(world, look)).toEqual({ kind: 'truth', events: ['LookRefused'] });
    const asked = carried(setting, world, ['check', 'LookRefused']);
    expect(answering(asked, deliveryOf(setting, 'Hold', 'do'))).toEqual({ kind: 'refuses' });
  });
});
