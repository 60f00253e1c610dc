import type { Catalog, FlowDef } from '../../model/index.js';
import { explore, type Watcher } from '../explore/explore.js';
import { exploredOf } from '../explore/explored.js';
import { type RandomRuns, walk } from '../explore/random-walks.js';
import type { ProcessReport, SimulationBounds } from '../report.js';
import { lastEvents } from './ends.js';
import { flowModel } from './flow-model.js';
import { failureModes } from './modes.js';
import { flowNotes } from './notes.js';
import { flowSetting } from './setting.js';
import { coverageOf, createTaken } from './taken.js';
import { unreachedReactions } from './unreached.js';
import { violationsOf } from './violations.js';
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
    taken.noteEnd(setting, world);
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
  const isAll = exploration.complete && random === undefined;
  return {
    kind: 'flow',
    name: flow.id,
    span: flow.nameSpan,
    ...(flow.summary !== undefined && { summary: flow.summary }),
    explored,
    ends: [...ends].sort(),
    modes: failureModes(setting, taken, (node) => exploration.runTo(node).moves),
    coverage: coverageOf(setting, taken),
    violations: violationsOf(
      setting,
      exploration.breaches,
      isAll ? unreachedReactions(setting, taken, bounds.maxFaults) : [],
    ),
    notes: flowNotes(setting, explored, cut),
  };
}
