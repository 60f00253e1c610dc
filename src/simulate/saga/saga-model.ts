import { isEnded } from '../../runtime/saga/state.js';
import type { Breach, Model } from '../explore/model.js';
import { originOf } from './begin.js';
import { choicesOf } from './choices.js';
import { keyOf } from './key.js';
import type { SagaMove } from './moves.js';
import { perform } from './perform.js';
import type { SagaSetting } from './setting.js';
import type { World } from './world.js';

/** Judges a transition of a saga. */
export type SagaJudge = (before: World, move: SagaMove, after: World) => readonly Breach[];

/** A saga and the world around it, ready to be explored. */
export function sagaModel(setting: SagaSetting, judge: SagaJudge): Model<World, SagaMove> {
  return {
    starts: [originOf(setting)],
    choices: (world, mayFail) => choicesOf(setting, world, mayFail),
    next: (world, move) => perform(setting, world, move),
    kept: (world) => ({ ...world, last: NOTHING }),
    keyOf: (world) => keyOf(setting, world),
    isEnd: (world) => isEnded(world.saga),
    breaches: judge,
  };
}

/** What the last move has written matters only while it is judged. */
const NOTHING: World['last'] = { entries: [], messages: [] };
