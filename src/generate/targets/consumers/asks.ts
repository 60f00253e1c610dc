import { celProblem } from '../../../compile/cel-problem.js';
import { guardEnvironments } from '../../../compile/guard-environment.js';
import { guardNames } from '../../../compile/guard-names.js';
import { messageShapes } from '../../../compile/message-shape.js';
import { spanInside } from '../../../compile/span-inside.js';
import { compareText, type Diagnostic } from '../../../diagnostics/index.js';
import { nodeAt } from '../../../language/node.js';
import { guardToCel } from '../../../model/data-flow/guard.js';
import { namesOf } from '../../../model/graph.js';
import type { Catalog, EventDef, Reaction } from '../../../model/index.js';
import { parseGuard } from '../../../runtime/saga/guard.js';
import { generateDiagnostic } from '../../messages.js';
import type { PlannedHandler } from './service-plan.js';

/** Events that a reaction has to know of beside the one that it reacts to, sorted: what it needs, and what its guard and time ask for. */
export function asksOf(catalog: Catalog, reaction: Reaction): readonly EventDef[] {
  const own = reaction.on.length === 1 ? reaction.on[0]?.name : undefined;
  const time = timeOf(reaction);
  const names = [
    ...namesOf(reaction.needs),
    ...namesInGuard(reaction),
    ...(time?.event === undefined ? [] : [time.event]),
  ];
  const asked = [...new Set(names)].filter((name) => name !== own).sort(compareText);
  return asked.flatMap((name) => catalog.events.get(name) ?? []);
}

function namesInGuard({ when }: Reaction): readonly string[] {
  if (when === undefined) return [];
  try {
    return guardNames(parseGuard(guardToCel(when.text)).ast).map(({ name }) => name);
  } catch {
    // What is wrong with it is told by its own check.
    return [];
  }
}

/** Where the time stands that a reaction waits for: without an event, in the one that it reacts to. */
export function timeOf({ at }: Reaction): { readonly event?: string; readonly path: readonly string[] } | undefined {
  if (at === undefined) return undefined;
  const [root = '', ...path] = at.trim().split('.');
  const isEvent = path.length > 0 && /^[A-Z]/.test(root);
  return isEvent ? { event: root, path } : { path: [root, ...path] };
}

/** What is wrong with the guard and the time of a reaction, which only running code would tell otherwise. */
export function reactionProblems(
  catalog: Catalog,
  { reaction, flow, on, needs, asks }: PlannedHandler,
): readonly Diagnostic[] {
  if (reaction === undefined || flow === undefined) return [];
  const known = [...on, ...asks].map(({ id }) => id);
  const sure = on.length === 1 ? [...on, ...needs] : needs;
  const element = `flow ${flow.id}`;
  const event = timeOf(reaction)?.event;
  const isLost = event !== undefined && !sure.some(({ id }) => id === event);
  const place = nodeAt(reaction.node, 'at')?.span ?? reaction.span;
  const times = isLost
    ? [generateDiagnostic('reaction-time-unknown', place, { at: reaction.at ?? '' }, { element })]
    : [];
  if (reaction.when === undefined) return times;
  const { text, span } = reaction.when;
  const cel = guardToCel(text);
  const problem = celProblem(guardEnvironments(messageShapes(catalog, known))(new Map()).check(cel));
  if (problem === undefined) return times;
  const at = cel === text && problem.range ? spanInside(catalog, span, text, problem.range) : span;
  return [
    ...times,
    generateDiagnostic('reaction-guard-invalid', at, { guard: text, problem: problem.text }, { element }),
  ];
}
