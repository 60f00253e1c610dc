import { entryOf, type Node, nodeAt } from '../../language/node.js';
import type { BuildContext } from '../build/build-context.js';
import { compact } from '../build/compact.js';
import { modelDiagnostic } from '../build/messages.js';
import { itemsAt, numberAt, textAt } from '../build/read.js';
import { patternAt } from '../build/read-pattern.js';
import { FALLBACK_TYPE } from '../build/read-type.js';
import type { Constraints, Primitive, TypeExpr } from '../type.js';

/** What is said about a value without narrowing it, or is read with the field. */
const ANNOTATIONS = [
  ...['$schema', '$id', '$comment', '$defs', 'definitions', '$anchor', 'title', 'description', 'default', 'examples'],
  ...['example', 'deprecated', 'readOnly', 'writeOnly'],
];

const UNDERSTOOD = new Set([
  ...ANNOTATIONS,
  'nullable',
  ...['type', 'format', 'enum', 'const', 'properties', 'required', 'additionalProperties', 'items', 'prefixItems'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'pattern'],
  ...['minItems', 'maxItems', 'contentEncoding', 'contentMediaType', 'unevaluatedProperties'],
]);

/** Keywords that say what a value is, and so must not be dropped with a warning. */
const STRUCTURAL = new Set(['not', 'if', 'then', 'else', 'patternProperties', 'dependentSchemas', 'contains']);

const FORMATS: Readonly<Record<string, Primitive>> = {
  uuid: 'uuid',
  date: 'date',
  time: 'time',
  'date-time': 'timestamp',
  duration: 'duration',
  uri: 'uri',
  email: 'email',
  byte: 'bytes',
};

/** Reports the keywords of one schema that fields cannot express. */
export function checkKeywords(context: BuildContext, node: Node): void {
  for (const { key } of node.kind === 'map' ? node.entries : []) {
    const keyword = key.text;
    if (UNDERSTOOD.has(keyword) || keyword.startsWith('x-')) continue;
    const problem = `\`${keyword}\` has no counterpart in fields.`;
    if (STRUCTURAL.has(keyword)) context.report(modelDiagnostic('schema-not-representable', key.span, { problem }));
    else context.report(modelDiagnostic('schema-detail-ignored', key.span, { keyword }));
  }
}

/** Reports what stands beside a `$ref` or a choice and would be lost, for only the `main` keyword is followed. */
export function checkSiblings(context: BuildContext, node: Node, main: readonly string[]): void {
  for (const { key } of node.kind === 'map' ? node.entries : []) {
    const keyword = key.text;
    if (main.includes(keyword) || ANNOTATIONS.includes(keyword) || keyword.startsWith('x-')) continue;
    context.report(modelDiagnostic('schema-detail-ignored', key.span, { keyword }));
  }
}

/** The type of a schema with `type: string`. */
export function stringType(context: BuildContext, node: Node): TypeExpr {
  const constant = nodeAt(node, 'const');
  const values = constant
    ? [constant]
    : itemsAt(node, 'enum').filter((item) => item.kind !== 'scalar' || item.value !== null);
  if (values.length > 0) return enumType(context, values);
  if (textAt(node, 'contentEncoding') === 'base64') return { kind: 'primitive', name: 'bytes' };
  const format = textAt(node, 'format');
  if (format === undefined) return { kind: 'primitive', name: 'string' };
  const known = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (known) return { kind: 'primitive', name: known };
  const entry = entryOf(node, 'format');
  if (entry)
    context.report(modelDiagnostic('schema-detail-ignored', entry.value.span, { keyword: `format: ${format}` }));
  return { kind: 'primitive', name: 'string' };
}

function enumType(context: BuildContext, values: readonly Node[]): TypeExpr {
  const odd = values.find((item) => item.kind !== 'scalar' || typeof item.value !== 'string');
  if (odd) {
    const problem = 'Only texts can be the values of an enumeration.';
    context.report(modelDiagnostic('schema-not-representable', odd.span, { problem }));
    return FALLBACK_TYPE;
  }
  return { kind: 'enum', values: values.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])) };
}

/** The one schema of an array's items; undefined, with a report, for tuples and arrays of anything. */
export function arrayItems(context: BuildContext, node: Node): Node | undefined {
  const items = nodeAt(node, 'items');
  const tuple = nodeAt(node, 'prefixItems');
  if (items?.kind === 'map' && tuple === undefined) return items;
  const problem =
    tuple || items?.kind === 'list'
      ? 'A tuple has no counterpart in fields.'
      : 'An array without `items` holds anything.';
  context.report(modelDiagnostic('schema-not-representable', (tuple ?? items ?? node).span, { problem }));
  return undefined;
}

/** The bounds of a schema; `type` is the name of its JSON type. */
export function schemaConstraints(context: BuildContext, node: Node, type: string): Constraints {
  return compact({
    min: numberAt(node, 'minimum') ?? exclusiveBound(context, node, 'exclusiveMinimum', type, 1),
    max: numberAt(node, 'maximum') ?? exclusiveBound(context, node, 'exclusiveMaximum', type, -1),
    minLength: numberAt(node, 'minLength') ?? numberAt(node, 'minItems'),
    maxLength: numberAt(node, 'maxLength') ?? numberAt(node, 'maxItems'),
    pattern: patternAt(context, node),
  });
}

/** An exclusive bound of whole numbers is the next one; of others it has no counterpart. */
function exclusiveBound(context: BuildContext, node: Node, keyword: string, type: string, step: number) {
  const entry = entryOf(node, keyword);
  const bound = numberAt(node, keyword);
  if (entry === undefined) return undefined;
  if (bound !== undefined && type === 'integer') return bound + step;
  context.report(modelDiagnostic('schema-detail-ignored', entry.key.span, { keyword }));
  return undefined;
}
