import { isBeforePivot } from '../model/graph.js';
import type { Catalog, EndEvent, FlowDef, NameRef, Reaction, SagaDef, Step } from '../model/index.js';
import { undoOf } from '../model/step-parts.js';
import { type Fact, fact, type SheetTable, tableOf } from './sheet.js';

type Body = { readonly facts: readonly Fact[]; readonly tables: readonly SheetTable[] };

/** A step with its number (`3b.1`), for each step and those inside it. */
interface NumberedStep {
  readonly number: string;
  readonly depth: number;
  readonly step: Step;
}

/** What is known of a saga: how it begins and ends, its steps with their way back, and what may go wrong. */
export function sagaBody(catalog: Catalog, saga: SagaDef): Body {
  const steps = numbered(saga.steps, '', 0);
  return {
    facts: [
      ...fact('version', saga.version),
      ...fact('run by', saga.service?.name),
      ...fact('starts with', saga.start?.name),
      ...fact(
        'one run per',
        saga.correlation && `${saga.correlation.name}${saga.repeat ? ', one after the other' : ''}`,
      ),
      ...fact('deadline', saga.deadline?.text),
      ...fact('completes as', ...endNames(saga.complete)),
      ...fact('aborts as', ...endNames(saga.abort)),
      ...fact('cancelled by', ...names(saga.cancelOn)),
      ...fact('hears', ...names(saga.hears)),
      ...fact('makes ids', ...names(saga.ids)),
      ...fact('when stuck', saga.stuck?.alert && `alerts ${saga.stuck.alert}`, saga.stuck?.runbook),
    ],
    tables: [
      ...tableOf(
        'steps',
        ['', 'step', 'service', 'undo', 'notes'],
        steps.map((entry) => stepRow(catalog, entry)),
      ),
      ...tableOf('what may go wrong', ['step', 'failure', 'then'], failureRows(catalog, saga, steps)),
    ],
  };
}

function numbered(steps: readonly Step[], prefix: string, depth: number): readonly NumberedStep[] {
  return steps.flatMap((step, index) => {
    const number = `${prefix}${index + 1}`;
    return [{ number, depth, step }, ...inner(step, number, depth + 1)];
  });
}

function inner(step: Step, number: string, depth: number): readonly NumberedStep[] {
  switch (step.kind) {
    case 'parallel':
      return step.branches.flatMap((branch, index) => branchSteps(branch, number + letter(index), depth));
    case 'forEach':
      return numbered(step.steps, `${number}.`, depth);
    case 'do':
    case 'await':
      return step.onFailure.flatMap((handler) => numbered(handler.steps, `${number} ${handler.on.name} `, depth));
    case 'undo':
    case 'wait':
      return [];
  }
}

/** A branch of one step has the branch's number itself. */
function branchSteps(branch: readonly Step[], number: string, depth: number): readonly NumberedStep[] {
  const [only, ...more] = branch;
  if (!only || more.length > 0) return numbered(branch, `${number}.`, depth);
  return [{ number, depth, step: only }, ...inner(only, number, depth + 1)];
}

function letter(index: number): string {
  return String.fromCharCode(97 + (index % 26));
}

function stepRow(catalog: Catalog, { number, depth, step }: NumberedStep): readonly string[] {
  const command = commandNameOf(step);
  const service = command === undefined ? undefined : catalog.commands.get(command)?.handler?.name;
  const undo = undoOf(step)?.command.name;
  return [
    number,
    `${'  '.repeat(depth)}${titleOf(step)}`,
    service ?? '',
    undo ?? '',
    notesOf(catalog, step).join(', '),
  ];
}

function commandNameOf(step: Step): string | undefined {
  if (step.kind === 'undo') return step.undo.command.name;
  return step.kind === 'do' ? step.command.name : undefined;
}

function titleOf(step: Step): string {
  switch (step.kind) {
    case 'do':
      return step.name === step.command.name ? step.name : `${step.name} (${step.command.name})`;
    case 'undo':
      return '(done by the start)';
    case 'parallel':
      return 'at the same time';
    case 'await':
      return `await ${names(step.events).join(' or ')}`;
    case 'wait':
      return `wait ${step.for.text}${step.until ? ` or until ${step.until.name}` : ''}`;
    case 'forEach':
      return `for each of ${step.items.text}${step.parallel ? ', all at once' : ''}`;
  }
}

function notesOf(catalog: Catalog, step: Step): readonly string[] {
  return [
    ...(step.pivot ? ['point of no return'] : []),
    ...(step.optional ? ['optional'] : []),
    ...(step.when ? [`when ${step.when.text}`] : []),
    ...(step.kind === 'do' && step.check ? [`checked by ${step.check.name}`] : []),
    ...(step.kind === 'do' && step.noUndo !== undefined ? [`no undo: ${step.noUndo}`] : []),
    ...(step.kind === 'await' && step.timeout ? [`at most ${step.timeout.text}`] : []),
    ...(step.kind === 'do' && catalog.commands.get(step.command.name)?.effect === 'none' ? ['only reads'] : []),
  ];
}

function failureRows(catalog: Catalog, saga: SagaDef, steps: readonly NumberedStep[]): readonly (readonly string[])[] {
  return steps.flatMap(({ step }) => {
    const unwinds = step.pivot || isBeforePivot(saga, step);
    return failuresOf(catalog, step).map((failure) => [step.name, failure, consequence(step, failure, unwinds)]);
  });
}

function failuresOf(catalog: Catalog, step: Step): readonly string[] {
  if (step.kind === 'await') return [...names(step.failure), ...(step.timeout ? ['timeout'] : [])];
  if (step.kind !== 'do') return [];
  return names(catalog.commands.get(step.command.name)?.failure ?? []);
}

function consequence(step: Step, failure: string, unwinds: boolean): string {
  const handler =
    step.kind === 'do' || step.kind === 'await' ? step.onFailure.find(({ on }) => on.name === failure) : undefined;
  if (handler) return handler.steps.length > 0 ? `own steps, then ${handler.then}` : handler.then;
  if (step.optional) return 'goes on without it';
  return unwinds ? 'unwinds' : 'retried, else parked as stuck';
}

/** What is known of a choreography: who reacts to what, with what. */
export function flowBody(flow: FlowDef): Body {
  const columns = ['on', 'by', 'emits', 'or fails as', 'notes'];
  return {
    facts: [...fact('owner', flow.owner), ...fact('one run per', flow.correlation?.name)],
    tables: tableOf('reactions', columns, flow.reactions.map(reactionRow)),
  };
}

function reactionRow(reaction: Reaction): readonly string[] {
  const notes = [
    ...(reaction.when ? [`when ${reaction.when.text}`] : []),
    ...(reaction.after ? [`after ${reaction.after.text}`] : []),
    ...(reaction.at === undefined ? [] : [`at ${reaction.at}`]),
    ...(reaction.needs.length > 0 ? [`needs ${names(reaction.needs).join(', ')}`] : []),
    ...(reaction.onMissing === undefined ? [] : [`${reaction.onMissing}s when missing`]),
    ...(reaction.idempotentBy.length > 0 ? [`idempotent by ${names(reaction.idempotentBy).join(', ')}`] : []),
  ];
  return [
    names(reaction.on).join(', '),
    reaction.by?.name ?? '',
    names(reaction.emits).join(', '),
    names(reaction.fails).join(', '),
    notes.join(', '),
  ];
}

function endNames(ends: readonly EndEvent[]): readonly string[] {
  return ends.map((end) => end.event.name);
}

function names(refs: readonly NameRef[]): readonly string[] {
  return refs.map((ref) => ref.name);
}
