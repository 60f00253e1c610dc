import { nameOfPath } from '../../runtime/saga/paths.js';
import { triesForEver } from '../../runtime/saga/retry.js';
import { callSite } from '../../runtime/saga/sites.js';
import { callsIn, isEnded, isPending, type SagaState } from '../../runtime/saga/state.js';
import { explore } from '../explore/explore.js';
import type { SimulationBounds } from '../report.js';
import { judgeSaga } from '../saga/judge.js';
import { sagaModel } from '../saga/saga-model.js';
import type { SagaSetting } from '../saga/setting.js';
import { factOf, type World } from '../saga/world.js';

/** Every way in which the runs of a saga end or never do, one text each, and whether a bound cut the search short. */
export interface Outcomes {
  readonly texts: ReadonlySet<string>;
  readonly complete: boolean;
  /** Ids of the invariants that a transition has broken: found on the same way, and no part of what an outcome is. */
  readonly broken: readonly string[];
}

/** Looks at all runs within the bounds. `told`: events that others wait for at the end. */
export function outcomesOf(setting: SagaSetting, bounds: SimulationBounds, told: ReadonlySet<string>): Outcomes {
  const texts = new Set<string>();
  const model = sagaModel(setting, judgeSaga(setting));
  const { complete, breaches } = explore(model, bounds, {
    move(_before, _move, after) {
      if (isEnded(after.saga)) texts.add(endOf(setting, after, told));
      else if (isEndless(setting, after.saga)) texts.add(`waits for ever: ${effectsOf(after)}`);
    },
  });
  return { texts, complete, broken: [...new Set(breaches.map(({ breach }) => breach.invariant))].sort() };
}

/** What is sure to be in the first alone: of what was cut short nobody knows what is missing. */
export function without(some: Outcomes, others: Outcomes): readonly string[] {
  return others.complete ? [...some.texts].filter((text) => !others.texts.has(text)).sort() : [];
}

function endOf({ plan }: SagaSetting, world: World, told: ReadonlySet<string>): string {
  const { status, messages, replyTo, answered } = world.saga;
  const alert = status === 'stuck' ? `, ${plan.definition.stuck?.alert ?? 'nobody'} is alerted` : '';
  const events = [...told].filter((event) => Object.hasOwn(messages, event)).sort();
  const starter = replyTo === undefined ? '' : `, starter ${answered ? 'told' : 'not told'}`;
  return `${status}${alert}, told [${events.join()}]${starter}: ${effectsOf(world)}`;
}

/** By step, how many effects stand, and what happened more than once for one key. */
function effectsOf(world: World): string {
  const standing = new Map<string, number>();
  const twice = new Set<string>();
  for (const path of Object.keys(world.facts)) {
    const { effects, undone } = factOf(world, path);
    const name = nameOfPath(path);
    if (effects !== undone) standing.set(name, (standing.get(name) ?? 0) + effects - undone);
    if (effects > 1 || undone > 1) twice.add(name);
  }
  const parts = [...standing].map(([name, count]) => (count === 1 ? name : `${count} ${name}`)).sort();
  return `[${parts.join(', ')}]${twice.size === 0 ? '' : ` twice [${[...twice].sort().join()}]`}`;
}

/** Whatever is open has no limit, and no time that runs out and no answer that is on its way ends it. */
function isEndless({ plan }: SagaSetting, saga: SagaState): boolean {
  if (Object.values(saga.timers).some(({ timer }) => timer.kind !== 'retry')) return false;
  return callsIn(saga, ['do', 'undo', 'check']).every(({ step, direction, call }) => {
    const retry = callSite(plan, step, direction)?.call.retry;
    if (!isPending(call) || retry === undefined) return true;
    return call.status === 'backing-off' && triesForEver(retry);
  });
}
