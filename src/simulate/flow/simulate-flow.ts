import type { Catalog, FlowDef } from '../../model/index.js';
import { explore, type FoundBreach, type Watcher } from '../explore/explore.js';
import { exploredOf } from '../explore/explored.js';
import { type RandomRuns, walk } from '../explore/random-walks.js';
import { flowInvariants } from '../invariants/flow/index.js';
import type { ProcessReport, SimulationBounds, SimulationViolation } from '../report.js';
import { compareViolations } from '../violation-order.js';
import { lastEvents } from './ends.js';
import type { FlowBreach, FlowInvariant } from './flow-invariant.js';
import { flowModel } from './flow-model.js';
import { failureModes } from './modes.js';
import { flowNotes } from './notes.js';
import { type FlowSetting, flowSetting } from './setting.js';
import { coverageOf, createTaken } from './taken.js';
import { tellTrace } from './tell-trace.js';
import { EMPTY_WORLD, type FlowMove, type FlowWorld } from './world.js';

/** Looks at every run of a flow within the bounds, or at some by chance, and tells what can go wrong and what comes of it. */
export function simulateFlow(
  catalog: Catalog,
  flow: FlowDef,
  bounds: SimulationBounds,
  random?: RandomRuns,
): ProcessReport {
  const setting = flowSetting(catalog, flow);
  const model = flowModel(setting);
  const taken = createTaken();
  const ends = new Set<string>();
  const cut = new Set<number>();

  function lookAt(world: FlowWorld): void {
    for (const index of world.cut) cut.add(index);
    // Where technical faults stand in the way, a run says nothing about how the story is meant to end.
    if (world.faulty || world.cut.length > 0 || !model.isEnd(world)) return;
    for (const event of lastEvents(world)) ends.add(event);
  }

  lookAt(EMPTY_WORLD);
  const watcher: Watcher<FlowWorld, FlowMove> = {
    move(before, move, after, from) {
      taken.note(before, move, after, from);
      lookAt(after);
    },
  };
  const exploration = random ? walk(model, bounds, random, watcher) : explore(model, bounds, watcher);
  const explored = exploredOf(exploration, random);
  return {
    kind: 'flow',
    name: flow.id,
    span: flow.nameSpan,
    ...(flow.summary !== undefined && { summary: flow.summary }),
    explored,
    ends: [...ends].sort(),
    modes: failureModes(setting, taken, (node) => exploration.runTo(node).moves),
    coverage: coverageOf(setting, taken),
    violations: violationsOf(setting, exploration.breaches),
    notes: flowNotes(setting, explored, cut),
  };
}

function violationsOf(setting: FlowSetting, found: readonly FoundBreach<FlowMove>[]): readonly SimulationViolation[] {
  const all = flowInvariants.flatMap((invariant) => [
    ...found
      .filter(({ breach }) => breach.invariant === invariant.id)
      .map(({ breach, run }) => violationOf(setting, invariant, breach, run.moves)),
    ...(invariant.judge.by === 'definition' ? invariant.judge.check(setting) : []).map((breach) =>
      violationOf(setting, invariant, breach),
    ),
  ]);
  return withoutRepeats(all.sort(compareViolations));
}

function violationOf(
  setting: FlowSetting,
  { id, severity }: FlowInvariant,
  { about, message, help }: FlowBreach,
  moves?: readonly FlowMove[],
): SimulationViolation {
  const facts = setting.reactions.find(({ name }) => about === name || about.startsWith(`${name}: `));
  return {
    id,
    severity,
    number: 0,
    message,
    ...(help !== undefined && { help }),
    span: facts?.reaction.span ?? setting.flow.nameSpan,
    ...(moves && { trace: tellTrace(setting, moves, message) }),
  };
}

/** Several reactions may have one and the same fault, such as a failure event that nobody hears. */
function withoutRepeats(violations: readonly SimulationViolation[]): readonly SimulationViolation[] {
  const seen = new Set<string>();
  return violations.filter(({ id, message }) => {
    const key = `${id}\n${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
