import { isEnded } from '../../runtime/saga/state.js';
import type { Breach, Model } from '../explore/model.js';
import { choicesOf } from './choices.js';
import { feed } from './feed.js';
import { keyOf } from './key.js';
import type { SagaMove } from './moves.js';
import { perform } from './perform.js';
import { type SagaSetting, START_TIME } from './setting.js';
import type { Fact, World } from './world.js';

/** Judges a transition of a saga. */
export type SagaJudge = (before: World, move: SagaMove, after: World) => readonly Breach[];

/** A saga and the world around it, ready to be explored. */
export function sagaModel(setting: SagaSetting, judge: SagaJudge): Model<World, SagaMove> {
  return {
    starts: setting.samples.starts.map((data) => begin(setting, data)),
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

/** The instance has just begun, and its first commands are out. */
function begin(setting: SagaSetting, data: SagaSetting['samples']['starts'][number]): World {
  const { decide } = setting.engine;
  const { definition, steps } = setting.plan;
  const replyTo = definition.start.kind === 'command' ? { replyTo: { key: 'Starter', attempt: 1 } } : {};
  const decision = decide(setting.plan, undefined, { type: 'start', now: START_TIME, data, run: 1, ...replyTo });
  const done: Fact = { effects: 1, undone: 0 };
  const ofStart = [...steps.values()].filter(({ kind }) => kind === 'undo').map(({ name }) => [name, done] as const);
  const empty: World = {
    // What the start has set going is told below, as of a state without timers.
    saga: { ...decision.state, timers: {} },
    facts: Object.fromEntries(ofStart),
    stragglers: [],
    sent: {},
    timerAges: [],
    now: START_TIME,
    limits: {},
    last: { entries: [], messages: [] },
  };
  const begun = feed({ ...setting, engine: { decide: () => decision } }, empty, { type: 'tick' });
  return setting.time === 'real' ? feed(setting, begun, { type: 'tick' }) : begun;
}
