import { isDeepStrictEqual } from 'node:util';
import { type CommandMessage, commandId } from '../../runtime/saga/effects.js';
import { idempotencyKey } from '../../runtime/saga/names.js';
import type { SagaStore } from '../../runtime/store.js';
import { answerTo } from '../saga/arrive.js';
import type { ArriveMove, EventMove } from '../saga/moves.js';
import type { LateReply } from '../saga/world.js';
import { type Difference, differenceOf, plain } from './difference.js';
import type { OpenCall } from './silent-participants.js';
import type { SimulatedRun, SimulatedStep } from './simulated-run.js';
import { type Stage, setStage } from './stage.js';

/**
 * Plays a simulated run on the real engine, with a store that holds nothing yet, and tells the first thing in which they
 * differ. After every move both have to have written the same, at the same time of the clock.
 */
export async function replay(simulated: SimulatedRun, store: SagaStore): Promise<Difference | undefined> {
  const stage = await setStage(simulated.setting.plan, store);
  try {
    return (await playAll(simulated, stage)) ?? (await compareEnds(simulated, stage, store));
  } finally {
    await stage.end();
  }
}

async function playAll({ setting, steps }: SimulatedRun, stage: Stage): Promise<Difference | undefined> {
  let seen = 0;
  let difference: Difference | undefined;
  for (const [index, step] of steps.entries()) {
    if (difference !== undefined) return difference;
    const name = `move ${index}, ${step.move.id}`;
    try {
      await stage.clock.moveTo(step.after.now);
      await act(stage, setting, step, index);
      await settle(stage);
    } catch (error) {
      return { of: name, simulated: plain(step.after.last.entries), engine: String(error) };
    }
    const written = stage.written.slice(seen);
    seen = stage.written.length;
    difference = differenceOf(`the entries of ${name}`, step.after.last.entries, written);
  }
  return difference;
}

/** Everything that follows by itself at this time follows. Whether an attempt is lost is a move of its own. */
async function settle({ clock, participants, assertWell }: Stage): Promise<void> {
  await clock.quiet();
  await clock.ringDue(participants.isLimit);
  assertWell();
}

async function act(
  stage: Stage,
  setting: SimulatedRun['setting'],
  { before, move }: SimulatedStep,
  index: number,
): Promise<void> {
  switch (move.kind) {
    case 'begin':
      return stage.start(move.data);
    case 'answer':
      return callOf(stage, move.message).answer({ outcome: move.event, data: move.data });
    case 'lose':
      return runOut(stage, callOf(stage, move.message));
    case 'throw':
      return callOf(stage, move.message).refuse();
    case 'crash':
      return stage.crash(callOf(stage, move.message), { outcome: move.event, data: move.data });
    case 'arrive':
      return arrive(stage, setting, before, move, index);
    case 'timer':
      // The clock is there already.
      return;
    case 'event':
      return bring(stage, before.saga.instance, move, index);
  }
}

function callOf({ participants: { calls } }: Stage, { id, input }: CommandMessage): OpenCall {
  const call = calls.get(id);
  if (call === undefined) throw new Error(`nobody was called with ${id}, only with ${[...calls.keys()].join(', ')}`);
  if (!isDeepStrictEqual(call.input, input)) throw new Error(`the input is ${JSON.stringify(call.input)}`);
  return call;
}

function runOut({ clock }: Stage, { limit }: OpenCall): void {
  if (limit.at !== clock.now()) throw new Error(`its time is up at ${limit.at}, and now it is ${clock.now()}`);
  limit.ring();
}

async function arrive(
  stage: Stage,
  setting: SimulatedRun['setting'],
  before: SimulatedStep['before'],
  { straggler }: ArriveMove,
  index: number,
): Promise<void> {
  switch (straggler.kind) {
    case 'reply':
      return reply(stage, before.saga.instance, straggler, index);
    case 'command': {
      const answer = answerTo(setting, before, straggler);
      return answer && reply(stage, before.saga.instance, answer, index);
    }
    case 'event':
      throw new Error('in real time, events are late by themselves');
  }
}

/** The participant comes back late; what it says once more, or to a worker that is gone, comes as mail. */
async function reply(
  { participants, worker }: Stage,
  instance: string,
  { path, direction, attempt, event, data }: LateReply,
  index: number,
): Promise<void> {
  const key = idempotencyKey(instance, path, direction);
  const call = participants.calls.get(commandId(key, attempt));
  if (call !== undefined) return call.answer({ outcome: event, data });
  await worker().receiveReply({ id: `late ${index}`, key, attempt, answer: { kind: 'outcome', event, data } });
}

async function bring({ worker }: Stage, instance: string, { event, data }: EventMove, index: number): Promise<void> {
  const { posted } = await worker().receive(event, data, { id: `event ${index}` });
  if (!posted.includes(instance)) throw new Error(`\`${event}\` does not find \`${instance}\``);
}

/** What a store keeps is all there is when a worker comes back, so it is compared as well. */
async function compareEnds(
  { steps }: SimulatedRun,
  { told }: Stage,
  store: SagaStore,
): Promise<Difference | undefined> {
  const last = steps.at(-1)?.after;
  if (last === undefined) throw new Error('a run begins at least');
  const notices = steps.flatMap(({ after }) => after.last.messages).filter(({ kind }) => kind !== 'command');
  const entries = steps.flatMap(({ after }) => after.last.entries);
  const { instance } = last.saga;
  return (
    differenceOf('the journal', entries, await store.journal(instance)) ??
    differenceOf('the final state', last.saga, await store.load(instance)) ??
    differenceOf('what was told', notices.map(({ id }) => id).sort(), [...told].sort())
  );
}
