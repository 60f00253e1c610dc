import type { Span } from '../../diagnostics/index.js';
import type { Node, ScalarNode, ScalarValue } from '../../language/node.js';
import type { Catalog, Field, JsonValue, SagaDef, ValueExpr } from '../../model/index.js';
import { constantFits } from '../../model/values/assignable.js';
import { validateFields } from '../../model/values/validate-value.js';
import { fieldOf, valueType } from '../../model/values/value-type.js';
import type { Finding } from '../rule.js';
import { mappingsOf } from './saga-mappings.js';

/** Constants of mappings that are of the right type and break a bound, a pattern or a format of it all the same. */
export function brokenConstants(catalog: Catalog, saga: SagaDef): readonly Finding[] {
  return mappingsOf(saga).flatMap(({ message, with: mappings }) =>
    mappings.flatMap(({ field: ref, value }) => {
      const field = fieldOf(catalog, message.name, ref.name);
      if (field === undefined) return [];
      return constantsIn(value).flatMap((constant) => problemOf(catalog, saga, message.name, field, constant) ?? []);
    }),
  );
}

type Constant = Extract<ValueExpr, { readonly kind: 'const' }>;

function constantsIn(value: ValueExpr): readonly Constant[] {
  if (value.kind === 'const') return [value];
  return value.kind === 'cause' ? value.cases.flatMap((one) => constantsIn(one.value)) : [];
}

function problemOf(
  catalog: Catalog,
  saga: SagaDef,
  message: string,
  field: Field,
  { value, span }: Constant,
): Finding | undefined {
  // A constant of another type the compiler refuses already.
  if (!constantFits(catalog, value, valueType(field))) return undefined;
  const record: Node = {
    kind: 'map',
    entries: [{ key: scalar(field.name, span), value: nodeOf(value, span) }],
    flow: true,
    span,
  };
  const [problem] = validateFields(catalog, [field], record);
  if (problem === undefined) return undefined;
  return {
    span,
    message: `The value written for \`${message}.${problem.path}\` ${problem.problem}.`,
    labels: [{ span: field.typeSpan, text: 'the type of the field' }],
    help: problem.help ?? 'Write a value that the type allows.',
    element: saga,
  };
}

/** The value as it would stand in an example, everything at the place of the whole. */
function nodeOf(value: JsonValue, span: Span): Node {
  if (isList(value)) return { kind: 'list', items: value.map((item) => nodeOf(item, span)), flow: true, span };
  if (value === null || typeof value !== 'object') return scalar(value, span);
  const entries = Object.entries(value).map(([key, inner]) => ({ key: scalar(key, span), value: nodeOf(inner, span) }));
  return { kind: 'map', entries, flow: true, span };
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function scalar(value: ScalarValue, span: Span): ScalarNode {
  return { kind: 'scalar', value, text: String(value), quoted: typeof value === 'string', span };
}
