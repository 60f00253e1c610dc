import { stepsBehindPivot } from '../../../model/after-pivot.js';
import { flattenSteps, namesOf, pivotOf } from '../../../model/graph.js';
import type { Catalog, DoStep, NameRef, SagaDef, Step, Undo } from '../../../model/index.js';
import { undoOf } from '../../../model/step-parts.js';
import type { TemplateView } from '../../template.js';
import { cell } from './alert-page.js';

/** What a run of a saga can be stuck with, in the order of the steps, each with the commands that settle it. */
export function problemViews(catalog: Catalog, saga: SagaDef): readonly TemplateView[] {
  const behind = stepsBehindPivot(saga);
  const pivot = pivotOf(saga)?.step;
  return flattenSteps(saga.steps).flatMap(({ step }): readonly TemplateView[] => {
    const undo = undoOf(step);
    return [
      ...(step.kind === 'do' && step === pivot && !undo ? [unknownPivot(catalog, step)] : []),
      ...(step.kind === 'do' && behind.has(step) && !step.optional ? [unfinished(catalog, step)] : []),
      ...(undo && !behind.has(step) ? [undoFailed(catalog, step, undo)] : []),
    ];
  });
}

function undoFailed(catalog: Catalog, step: Step, undo: Undo): TemplateView {
  const service = handlerOf(catalog, undo.command.name);
  const what = step.kind === 'do' ? commandText(catalog, step.command.name) : 'what the start brought with it';
  const failures = namesOf(catalog.commands.get(undo.command.name)?.failure ?? []);
  return {
    title: `\`${undo.command.name}\`, the undo of \`${step.name}\`, has failed for good`,
    meaning: `What \`${step.name}\` did is still there (${what}); all other undos have run.`,
    cause:
      failures.length === 0
        ? ''
        : `\`${service}\` may have answered ${failures.map((name) => `\`${name}\``).join(' or ')}, or not at all.`,
    ask: askText(catalog, service),
    acts: [
      act('it can be undone now', `retry INSTANCE --step ${step.name} --why "${service} can do it now"`),
      act('it is undone by hand', `resolve INSTANCE --step ${step.name} --why "undone by hand"`),
      act('it may stay as it is', `skip INSTANCE --step ${step.name} --why "it may stay"`),
    ],
  };
}

function unknownPivot(catalog: Catalog, step: DoStep): TemplateView {
  const service = handlerOf(catalog, step.command.name);
  return {
    title: `Nobody knows whether \`${step.name}\`, the point of no return, has happened`,
    meaning: `Nothing was undone, because it may have happened (${commandText(catalog, step.command.name)}).`,
    cause: `\`${service}\` has not answered, however often it was asked.`,
    ask: askText(catalog, service),
    acts: outcomeActs(catalog, step),
  };
}

function unfinished(catalog: Catalog, step: DoStep): TemplateView {
  const service = handlerOf(catalog, step.command.name);
  return {
    title: `\`${step.name}\` has failed for good after the point of no return`,
    meaning: `The run has to be finished: nothing was undone, and this is not done (${commandText(catalog, step.command.name)}).`,
    cause: '',
    ask: askText(catalog, service),
    acts: [
      act('it would work now', `retry INSTANCE --step ${step.name} --why "${service} can do it now"`),
      ...outcomeActs(catalog, step),
      act('it need not be done', `skip INSTANCE --step ${step.name} --why "not needed any more"`),
    ],
  };
}

/** One act for each event that the participant should have sent. */
function outcomeActs(catalog: Catalog, step: DoStep): readonly TemplateView[] {
  const command = catalog.commands.get(step.command.name);
  const events = (refs: readonly NameRef[], known: string) =>
    namesOf(refs).map((event) =>
      act(
        `${known}: \`${event}\``,
        `resolve INSTANCE --step ${step.name} --event ${event} --data @answer.json --why "asked the service"`,
      ),
    );
  return [...events(command?.success ?? [], 'it has happened'), ...events(command?.failure ?? [], 'it has not')];
}

function act(known: string, command: string): TemplateView {
  return { known, command: `sagac ops ${command}` };
}

function handlerOf(catalog: Catalog, command: string): string {
  return catalog.commands.get(command)?.handler?.name ?? 'the service';
}

function askText(catalog: Catalog, service: string): string {
  const owner = catalog.services.get(service)?.owner;
  return owner === undefined ? `\`${service}\`` : `\`${service}\`, of ${cell(owner)}`;
}

function commandText(catalog: Catalog, command: string): string {
  const summary = catalog.commands.get(command)?.summary;
  return cell(`\`${command}\`${summary === undefined ? '' : `: ${summary.trim().replace(/\.$/, '')}`}`);
}
