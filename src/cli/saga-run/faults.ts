import { type Diagnostic, didYouMean, type Outcome } from '../../diagnostics/index.js';
import type { CallDefinition, SagaDefinition, StepDefinition } from '../../runtime/index.js';
import { problem } from '../problems.js';

/** A command that the saga may send: forward under its step's name, an undo under its own. */
export interface PlannedCall {
  readonly name: string;
  readonly step: string;
  readonly direction: 'do' | 'undo';
  readonly call: CallDefinition;
}

/** What shall go wrong, by the name of the planned call. */
export interface Faults {
  /** Name to the failure event that it answers with. */
  readonly failing: ReadonlyMap<string, string>;
  /** Does its work and never answers. */
  readonly silent: ReadonlySet<string>;
  /** The process is killed once it has answered. */
  readonly crashAfter: PlannedCall | undefined;
}

/** `--fail`, `--timeout` and `--crash-after` as typed. */
export interface FaultFlags {
  readonly fail?: readonly string[];
  readonly timeout?: readonly string[];
  readonly crashAfter?: string;
}

/** Every command that the saga may send, in order of the steps; forms that are not run yet send nothing here. */
export function plannedCalls(definition: SagaDefinition): readonly PlannedCall[] {
  return definition.steps.flatMap(callsOfStep);
}

function callsOfStep(step: StepDefinition): readonly PlannedCall[] {
  if (step.kind === 'parallel') return step.branches.flatMap((branch) => branch.flatMap(callsOfStep));
  if (step.kind !== 'do' && step.kind !== 'undo') return [];
  const undo = step.undo?.call;
  const undoing: PlannedCall[] = undo ? [{ name: undo.command, step: step.name, direction: 'undo', call: undo }] : [];
  return step.kind === 'undo'
    ? undoing
    : [{ name: step.name, step: step.name, direction: 'do', call: step.call }, ...undoing];
}

/** Checks the flags against the saga: each must name one of its steps or undos, and one of their failure events. */
export function readFaults(definition: SagaDefinition, flags: FaultFlags): Outcome<Faults> {
  const calls = plannedCalls(definition);
  const diagnostics: Diagnostic[] = [];

  function find(name: string): PlannedCall | undefined {
    const found = calls.find((entry) => entry.name === name) ?? calls.find((entry) => entry.call.command === name);
    if (!found) diagnostics.push(unknownStep(definition, name, calls));
    return found;
  }

  const failing = new Map<string, string>();
  for (const text of flags.fail ?? []) {
    const [name = '', wanted] = text.split(':', 2);
    const found = find(name);
    const event = found && failureEvent(found, wanted, diagnostics);
    if (found && event !== undefined) failing.set(found.name, event);
  }
  const silent = new Set((flags.timeout ?? []).flatMap((name) => find(name)?.name ?? []));
  const crashAfter = flags.crashAfter === undefined ? undefined : find(flags.crashAfter);
  return { value: { failing, silent, crashAfter }, diagnostics };
}

function failureEvent({ name, call }: PlannedCall, wanted: string | undefined, into: Diagnostic[]): string | undefined {
  const events = call.failure.map((entry) => entry.event);
  const event = wanted ?? events[0];
  if (event !== undefined && events.includes(event)) return event;
  const help =
    events.length === 0
      ? `\`${call.command}\` names no failure event; \`--timeout ${name}\` leaves it without an answer.`
      : `It can fail with ${events.map((entry) => `\`${entry}\``).join(', ')}.`;
  into.push(problem('no-such-failure', undefined, { step: name, event: wanted ?? 'a failure event' }, { help }));
  return undefined;
}

function unknownStep(definition: SagaDefinition, name: string, calls: readonly PlannedCall[]): Diagnostic {
  const names = calls.map((entry) => entry.name);
  const help = didYouMean(name, names) ?? `It has ${[...new Set(names)].map((entry) => `\`${entry}\``).join(', ')}.`;
  return problem('unknown-step', undefined, { saga: definition.saga, step: name }, { help });
}
