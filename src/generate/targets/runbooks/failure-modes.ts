import { compileSaga } from '../../../compile/compile-saga.js';
import { failurePaths } from '../../../compile/failure-paths.js';
import type { UndoneSequence } from '../../../compile/undone-sequence.js';
import { flattenSteps } from '../../../model/graph.js';
import type { Catalog, SagaDef } from '../../../model/index.js';
import type { TemplateView } from '../../template.js';
import { cell } from './alert-page.js';

const ENDS = {
  completed: 'it goes on, and completes',
  aborted: 'the run is aborted',
  stuck: 'the run is stuck',
} as const;

/** Every way in which a step can fail, what is undone then and how the run ends; none of a saga that does not compile. */
export function failureRows(catalog: Catalog, saga: SagaDef): readonly TemplateView[] {
  const definition = compileSaga(catalog, saga).value;
  if (definition === undefined) return [];
  return failurePaths(definition).map(({ step, by, ends, undone }) => ({
    step: `\`${step}\``,
    by: by === 'timeout' ? silenceText(saga, step) : cell(`\`${by}\``),
    undone: undone.length === 0 ? 'nothing' : sequenceText(undone),
    ends: ENDS[ends],
  }));
}

function silenceText(saga: SagaDef, name: string): string {
  const step = flattenSteps(saga.steps).find((place) => place.step.name === name)?.step;
  if (step?.kind === 'await') return 'it does not come in time';
  const check = step?.kind === 'do' ? step.check : undefined;
  if (check) return `no answer, however often it is asked, and \`${check.name}\` says that it has happened`;
  return 'no answer, however often it is asked';
}

function sequenceText(sequence: UndoneSequence): string {
  const entries = sequence.map((entry) =>
    typeof entry === 'string' ? stepText(entry) : `(${entry.map(sequenceText).join(' beside ')})`,
  );
  return entries.join(', then ');
}

/** A `?` behind a name says that the step may not have been reached. */
function stepText(name: string): string {
  return name.endsWith('?') ? `\`${name.slice(0, -1)}\` if it was done` : `\`${name}\``;
}
