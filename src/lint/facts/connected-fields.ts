import { flattenSteps, memoised } from '../../model/graph.js';
import type { Catalog, Field, Mapping, SagaDef, Step, ValueExpr } from '../../model/index.js';
import { undoOf } from '../../model/step-parts.js';
import { type DeclaredField, declarationsIn } from './declared-fields.js';
import { spokenName } from './identity-fields.js';
import { mappingsOf } from './saga-mappings.js';

/**
 * Whether a field may get another type without another one having to follow: sagas hand values on under the same name, so every
 * field of that name has to be changed with it (`changed`) or fit already, and no `with` or guard may name it.
 */
export function canChangeAlone(
  catalog: Catalog,
  changed: ReadonlySet<Field>,
  fits: (declared: DeclaredField) => boolean,
): (field: Field) => boolean {
  const held = new Set(writtenNames(catalog));
  for (const declared of declarationsIn(catalog).fields) {
    if (!changed.has(declared.field) && !fits(declared)) held.add(spokenName(declared.field.name));
  }
  return (field) => !held.has(spokenName(field.name));
}

/** Names in `with`, on both sides, and in guards. */
const writtenNames = memoised((catalog): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const saga of catalog.sagas.values()) for (const name of namesInSaga(saga)) names.add(spokenName(name));
  for (const flow of catalog.flows.values()) {
    for (const { when, at } of flow.reactions) {
      for (const name of [...wordsIn(when?.text), ...wordsIn(at)]) names.add(spokenName(name));
    }
  }
  return names;
});

function namesInSaga(saga: SagaDef): readonly string[] {
  const mappings = mappingsOf(saga).flatMap((one) => one.with);
  const statements = saga.statements.flatMap(({ text }) => wordsIn(text));
  return [
    ...mappings.flatMap(namesInMapping),
    ...statements,
    ...flattenSteps(saga.steps).flatMap(({ step }) => namesInStep(step)),
  ];
}

function namesInStep(step: Step): readonly string[] {
  const texts = [step.when?.text, undoOf(step)?.when?.text, step.kind === 'wait' ? step.for.text : undefined];
  return texts.flatMap(wordsIn);
}

function namesInMapping({ field, value }: Mapping): readonly string[] {
  return [field.name, ...namesInValue(value)];
}

function namesInValue(value: ValueExpr): readonly string[] {
  if (value.kind === 'path') return value.path;
  return value.kind === 'cause' ? value.cases.flatMap((one) => namesInValue(one.value)) : [];
}

function wordsIn(text: string | undefined): readonly string[] {
  return text?.match(/[A-Za-z_]\w*/g) ?? [];
}
