import { callSite } from '../../runtime/saga/sites.js';
import type { Model } from '../explore/model.js';
import type { Run } from '../explore/run.js';
import type { Trace, TraceLine } from '../report.js';
import type { SagaMove } from './moves.js';
import type { SagaSetting } from './setting.js';
import { linesOfEntries, linesOfMove } from './tell-lines.js';
import { factOf, type World } from './world.js';

/** Tells a run as a picture with a lane a service; the last line says what is wrong with it. */
export function tellTrace(
  setting: SagaSetting,
  model: Model<World, SagaMove>,
  run: Run<SagaMove>,
  problem: string,
): Trace {
  const { service } = setting.plan.definition;
  let world = model.starts[run.start] as World;
  const lines: TraceLine[] = [];
  for (const move of run.moves) {
    const after = model.next(world, move);
    lines.push(...effectsOf(setting, world, after, move), ...linesOfMove(setting, world, move));
    lines.push(...linesOfEntries(setting, after.last.entries));
    world = after;
  }
  lines.push({ kind: 'note', text: problem.replaceAll('`', ''), tone: 'violation' });
  return { faults: run.moves.filter(({ faults }) => faults > 0).length, lanes: lanesOf(service, lines), lines };
}

/** What has really happened in a move, where its answer alone does not say so. */
function effectsOf(setting: SagaSetting, before: World, after: World, move: SagaMove): readonly TraceLine[] {
  if (move.kind === 'crash') return [];
  return Object.keys(after.facts).flatMap((path) => {
    const [old, now] = [factOf(before, path), factOf(after, path)];
    const isLate = move.kind !== 'answer';
    if (now.effects > old.effects && (isLate || now.effects > 1)) {
      const again = now.effects > 1 ? ' once more' : '';
      return effect(setting, path, 'do', `does it${again}`);
    }
    return now.undone > old.undone && (isLate || now.undone > now.effects)
      ? effect(setting, path, 'undo', 'takes it back')
      : [];
  });
}

function effect(setting: SagaSetting, path: string, direction: 'do' | 'undo', text: string): readonly TraceLine[] {
  const lane = callSite(setting.plan, path, direction)?.call.service;
  return lane === undefined ? [] : [{ kind: 'note', lane, text, tone: 'effect' }];
}

/** Services in the order in which they come in; the one that runs the saga first. */
function lanesOf(first: string, lines: readonly TraceLine[]): readonly string[] {
  const named = lines.flatMap((line) => (line.kind === 'message' ? [line.from, line.to] : [line.lane ?? first]));
  return [...new Set([first, ...named])];
}
