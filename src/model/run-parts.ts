import { parseDuration, printDuration } from './build/parse-duration.js';
import type { Catalog } from './catalog.js';
import { readItems } from './data-flow/step-texts.js';
import type { CommandDef, RetryPolicy } from './message.js';
import type { AwaitStep, DoStep, FailureHandler, ForEachStep, SagaDef, Step } from './saga.js';
import { longestAttempts, pauseAfter } from './saga-duration.js';
import { sagasStartedBy } from './saga-starts.js';

/** Longer sums are shortened in the middle. */
const MOST_TERMS = 12;

/** What one step adds to the longest run of a saga, with the sum that it is worked out by: `3 x 30s + 1s + 2s`. */
export interface RunPart {
  readonly step: string;
  readonly ms: number;
  readonly sum: string;
  /** It has no known end, and counts as little as it can. */
  readonly isOpen?: true;
}

/**
 * The longest that a saga is known to take, step by step: every attempt times out but the last, every pause is waited
 * for, and of branches the longest counts.
 */
export function longestParts(catalog: Catalog, saga: SagaDef): readonly RunPart[] {
  return partsOf(catalog, saga.steps);
}

/** The longest that the steps of a saga may take until they have all succeeded, in milliseconds; undefined where it has no known end. */
export function longestRun(catalog: Catalog, saga: SagaDef): number | undefined {
  const parts = longestParts(catalog, saga);
  return parts.some((part) => part.isOpen) ? undefined : totalOf(parts);
}

/** The time of some parts together, in milliseconds. */
export function totalOf(parts: readonly RunPart[]): number {
  return parts.reduce((total, part) => total + part.ms, 0);
}

function partsOf(catalog: Catalog, steps: readonly Step[]): readonly RunPart[] {
  return steps.flatMap((step) => partsOfStep(catalog, step));
}

function partsOfStep(catalog: Catalog, step: Step): readonly RunPart[] {
  switch (step.kind) {
    case 'undo':
      return [];
    case 'do':
      return withHandlers(catalog, step, [
        callPart(catalog, step.name, step.command.name),
        ...checkPart(catalog, step),
      ]);
    case 'await':
      return withHandlers(catalog, step, [partOf(step.name, step.timeout?.ms, step.timeout?.text)]);
    case 'wait':
      return [partOf(step.name, parseDuration(step.for.text), step.for.text.trim())];
    case 'parallel':
      return longestOf(step.branches.map((branch) => partsOf(catalog, branch)));
    case 'forEach':
      return roundParts(step, partsOf(catalog, step.steps));
  }
}

function partOf(step: string, ms: number | undefined, sum = ''): RunPart {
  return ms === undefined ? { step, ms: 0, sum: '0s', isOpen: true } : { step, ms, sum };
}

function checkPart(catalog: Catalog, { name, check }: DoStep): readonly RunPart[] {
  return check ? [callPart(catalog, `${name}, ${check.name}`, check.name)] : [];
}

/** A command that starts a saga takes as long as that saga, unless it has a time limit of its own. */
function callPart(catalog: Catalog, step: string, name: string): RunPart {
  const command = catalog.commands.get(name);
  const isDefault = command?.timeout === catalog.settings.commandDefaults.timeout;
  const limit = isDefault && sagasStartedBy(catalog, name).length > 0 ? undefined : command?.timeout;
  return command && limit ? { step, ...attemptsOf(command, limit.ms) } : partOf(step, undefined);
}

function attemptsOf({ retry }: CommandDef, timeoutMs: number): Omit<RunPart, 'step'> {
  const limit = printDuration(timeoutMs);
  const { attempts, withinMs } = retry;
  const ms = longestAttempts(retry, timeoutMs);
  if (ms === undefined) return { ms: timeoutMs, sum: limit, isOpen: true };
  if (withinMs !== undefined && ms === withinMs + timeoutMs)
    return { ms, sum: `${printDuration(withinMs)} + ${limit}` };
  const times = attempts === 1 ? limit : `${attempts} x ${limit}`;
  return { ms, sum: [times, ...pausesOf(retry, Number(attempts))].join(' + ') };
}

/** The pauses between attempts, equal ones together: `1s`, `2s`, `3 x 4s`. */
function pausesOf(retry: RetryPolicy, attempts: number): readonly string[] {
  const runs: { ms: number; count: number }[] = [];
  for (let attempt = 1; attempt < attempts; attempt++) {
    const ms = pauseAfter(retry, attempt);
    const last = runs.at(-1);
    if (last?.ms === ms) last.count += 1;
    else runs.push({ ms, count: 1 });
  }
  const printed = runs
    .filter(({ ms }) => ms > 0)
    .map(({ ms, count }) => (count === 1 ? printDuration(ms) : `${count} x ${printDuration(ms)}`));
  return printed.length > MOST_TERMS ? [...printed.slice(0, 3), '...', ...printed.slice(-1)] : printed;
}

/** What follows a failure comes on top, and where it leads back to the step, the step once more for every round. */
function withHandlers(catalog: Catalog, step: DoStep | AwaitStep, once: readonly RunPart[]): readonly RunPart[] {
  const after = step.onFailure.map((handler) => handlerParts(catalog, handler, once));
  return [...once, ...longestOf(after)];
}

function handlerParts(catalog: Catalog, handler: FailureHandler, once: readonly RunPart[]): readonly RunPart[] {
  const steps = partsOf(catalog, handler.steps);
  return handler.then === 'retry' ? times(handler.rounds ?? 1, [...steps, ...once]) : steps;
}

/** Rounds side by side take as long as one; of a list, one item is taken for granted, and there may be more. */
function roundParts({ name, parallel, items }: ForEachStep, round: readonly RunPart[]): readonly RunPart[] {
  if (parallel) return round;
  const read = readItems(items.text);
  if (read?.kind === 'count') return times(read.count, round);
  return [...round, partOf(name, undefined)];
}

function times(rounds: number, parts: readonly RunPart[]): readonly RunPart[] {
  if (rounds === 1) return parts;
  return parts.map((part) => ({ ...part, ms: part.ms * rounds, sum: `${rounds} x (${part.sum})` }));
}

/** The longest branch, and of the others what has no known end. */
function longestOf(branches: readonly (readonly RunPart[])[]): readonly RunPart[] {
  const longest = branches.reduce((most, branch) => (totalOf(branch) > totalOf(most) ? branch : most), []);
  const open = branches
    .filter((branch) => branch !== longest)
    .flatMap((branch) => branch.filter((part) => part.isOpen));
  return [...longest, ...open.map(({ step }) => partOf(step, undefined))];
}
