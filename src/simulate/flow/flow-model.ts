import type { Breach, Model } from '../explore/model.js';
import { flowInvariants } from '../invariants/flow/index.js';
import { flowChoices } from './choices.js';
import { keyOfFlow } from './key.js';
import { judgeFlowStatements } from './own-statements.js';
import { performFlow } from './perform.js';
import type { FlowSetting } from './setting.js';
import { upcoming } from './upcoming.js';
import { EMPTY_WORLD, type FlowMove, type FlowWorld } from './world.js';

/** A flow as a world that can be explored. */
export function flowModel(setting: FlowSetting): Model<FlowWorld, FlowMove> {
  const isEnd = (world: FlowWorld) => upcoming(setting, world).mayEnd;
  const breachesOfOwn = judgeFlowStatements(setting.statements);
  return {
    starts: [EMPTY_WORLD],
    choices: (world) => flowChoices(setting, world),
    next: (world, move) => performFlow(setting, world, move),
    keyOf: (world) => keyOfFlow(setting, world),
    isEnd,
    breaches(before, move, after) {
      const ends = isEnd(after);
      return [...breachesOf(setting, before, move, after, ends), ...breachesOfOwn(after, ends)];
    },
  };
}

function breachesOf(
  setting: FlowSetting,
  before: FlowWorld,
  move: FlowMove,
  after: FlowWorld,
  ends: boolean,
): readonly Breach[] {
  return flowInvariants.flatMap(({ id, judge }) =>
    judge.by === 'step'
      ? judge.check({ setting, before, move, after, ends }).map((breach) => ({ ...breach, invariant: id }))
      : [],
  );
}
