import { type Diagnostic, didYouMean, type Outcome } from '../../diagnostics/index.js';
import type { CallDefinition, Direction, SagaDefinition, StepDefinition } from '../../runtime/index.js';
import { allSteps } from '../../runtime/saga/plan.js';
import { problem } from '../problems.js';

/**
 * Something that answers a saga: a command under its step's name, an undo or a check under its own, and the world under
 * the name of the step that awaits its event.
 */
export interface PlannedAnswer {
  readonly name: string;
  readonly step: string;
  readonly direction: Direction | 'await';
  /** Missing for an awaited event. */
  readonly command?: string;
  readonly service: string;
  /** Events that it may end by: the usual one, and failures. */
  readonly usual: string;
  readonly failures: readonly string[];
}

/** What shall go wrong, by the name of the planned call. */
export interface Faults {
  /** Name to the failure event that it answers with. */
  readonly failing: ReadonlyMap<string, string>;
  /** Does its work and never answers. */
  readonly silent: ReadonlySet<string>;
  /** The process is killed once it has answered. */
  readonly crashAfter: PlannedAnswer | undefined;
}

/** `--fail`, `--timeout` and `--crash-after` as typed. */
export interface FaultFlags {
  readonly fail?: readonly string[];
  readonly timeout?: readonly string[];
  readonly crashAfter?: string;
}

/** Everything that may answer the saga, in order of the steps. */
export function plannedAnswers(definition: SagaDefinition): readonly PlannedAnswer[] {
  return allSteps(definition.steps).flatMap(answersOfStep);
}

function answersOfStep(step: StepDefinition): readonly PlannedAnswer[] {
  switch (step.kind) {
    case 'await': {
      const { name, events, failure } = step;
      return [{ name, step: name, direction: 'await', service: '', usual: events[0] ?? '', failures: failure }];
    }
    case 'do':
      return [
        answerOf(step.name, 'do', step.name, step.call),
        ...(step.check ? [answerOf(step.check.command, 'check', step.name, step.check)] : []),
        ...(step.undo ? [answerOf(step.undo.call.command, 'undo', step.name, step.undo.call)] : []),
      ];
    case 'undo':
      return [answerOf(step.undo.call.command, 'undo', step.name, step.undo.call)];
    case 'parallel':
    case 'forEach':
    case 'wait':
      return [];
  }
}

function answerOf(name: string, direction: Direction, step: string, call: CallDefinition): PlannedAnswer {
  const { command, service, success, failure } = call;
  const failures = failure.map(({ event }) => event);
  return { name, step, direction, command, service, usual: success[0] ?? '', failures };
}

/** Checks the flags against the saga: each must name one of its steps or undos, and one of their failure events. */
export function readFaults(definition: SagaDefinition, flags: FaultFlags): Outcome<Faults> {
  const answers = plannedAnswers(definition);
  const diagnostics: Diagnostic[] = [];

  function find(name: string): PlannedAnswer | undefined {
    const found = answers.find((entry) => entry.name === name) ?? answers.find((entry) => entry.command === name);
    if (!found) diagnostics.push(unknownStep(definition, name, answers));
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

function failureEvent(answer: PlannedAnswer, wanted: string | undefined, into: Diagnostic[]): string | undefined {
  const { name, failures, command } = answer;
  const event = wanted ?? failures[0];
  if (event !== undefined && failures.includes(event)) return event;
  const what = command === undefined ? `\`${name}\`` : `\`${command}\``;
  const help =
    failures.length === 0
      ? `${what} names no failure event; \`--timeout ${name}\` leaves it without an answer.`
      : `It can fail with ${failures.map((entry) => `\`${entry}\``).join(', ')}.`;
  into.push(problem('no-such-failure', undefined, { step: name, event: wanted ?? 'a failure event' }, { help }));
  return undefined;
}

function unknownStep(definition: SagaDefinition, name: string, answers: readonly PlannedAnswer[]): Diagnostic {
  const names = answers.map((entry) => entry.name);
  const help = didYouMean(name, names) ?? `It has ${[...new Set(names)].map((entry) => `\`${entry}\``).join(', ')}.`;
  return problem('unknown-step', undefined, { saga: definition.saga, step: name }, { help });
}
