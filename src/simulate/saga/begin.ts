import type { JsonObject } from '../../runtime/json.js';
import { initialState } from '../../runtime/saga/initial-state.js';
import type { StartInput } from '../../runtime/saga/input.js';
import { feedDecision } from './feed.js';
import type { BeginMove } from './moves.js';
import { type SagaSetting, START_TIME } from './setting.js';
import type { Fact, World } from './world.js';

/** The world before the instance is there: the start message is about to come, and what it says was done is done. */
export function originOf(setting: SagaSetting): World {
  const [first] = decisionOn(setting, setting.samples.starts[0] ?? {}).entries;
  if (first?.type !== 'saga-started') throw new Error('a decision on a start begins with the start');
  const done: Fact = { effects: 1, undone: 0 };
  const ofStart = [...setting.plan.steps.values()]
    .filter(({ kind }) => kind === 'undo')
    .map(({ name }) => [name, done]);
  return {
    saga: { ...initialState(first), messages: {}, timers: {} },
    facts: Object.fromEntries(ofStart),
    stragglers: [],
    sent: {},
    timerAges: [],
    now: START_TIME,
    begun: false,
    limits: {},
    last: { entries: [], messages: [] },
  };
}

/** One beginning for each set of data that makes a difference. */
export function beginMoves({ samples }: SagaSetting): readonly BeginMove[] {
  return samples.starts.map((data, index) => ({ kind: 'begin', id: `begin ${index}`, faults: 0, data }));
}

/** The start message comes: the instance is there, and its first commands are out. */
export function begin(setting: SagaSetting, origin: World, { data }: BeginMove): World {
  return { ...feedDecision(setting, origin, decisionOn(setting, data)), begun: true };
}

function decisionOn({ engine, plan }: SagaSetting, data: JsonObject) {
  const replyTo = plan.definition.start.kind === 'command' ? { replyTo: { key: 'Starter', attempt: 1 } } : {};
  const input: StartInput = { type: 'start', now: START_TIME, data, run: 1, ...replyTo };
  return engine.decide(plan, undefined, input);
}
