import { type Node, nodeAt } from '../../language/node.js';
import type { BuildContext } from '../build/build-context.js';
import { compact } from '../build/compact.js';
import { modelDiagnostic } from '../build/messages.js';
import { flagAt, itemsAt, numberAt, textAt } from '../build/read.js';
import { patternAt } from '../build/read-pattern.js';
import type { Constraints, Primitive, TypeExpr } from '../type.js';
import { FORMAT_TYPES } from './json-schema-words.js';

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
  ...[
    'minItems',
    'maxItems',
    'contentEncoding',
    'contentMediaType',
    'unevaluatedProperties',
    'uniqueItems',
    'multipleOf',
  ],
]);

/** Whether a keyword says something about a value without narrowing it. */
export function isAnnotation(keyword: string): boolean {
  return ANNOTATIONS.includes(keyword) || keyword.startsWith('x-');
}

/** Keywords that say what a value is, and so must not be dropped with a warning. */
const STRUCTURAL = new Set(['not', 'if', 'then', 'else', 'patternProperties', 'dependentSchemas', 'contains']);

/** Reports the keywords of one schema that fields cannot express, and gives the first that says what the value is. */
export function checkKeywords(context: BuildContext, node: Node): Problem | undefined {
  let structural: Problem | undefined;
  for (const { key } of node.kind === 'map' ? node.entries : []) {
    const keyword = key.text;
    if (UNDERSTOOD.has(keyword) || keyword.startsWith('x-')) continue;
    if (STRUCTURAL.has(keyword)) structural ??= { place: key, problem: `\`${keyword}\` has no counterpart in fields.` };
    else context.report(modelDiagnostic('schema-detail-ignored', key.span, { keyword }));
  }
  return structural;
}

/** Why no type can say what a schema says, and the keyword that is to blame. */
export interface Problem {
  readonly place: Pick<Node, 'span'>;
  readonly problem: string;
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
export function stringType(node: Node): TypeExpr | Problem {
  const constant = nodeAt(node, 'const');
  const values = constant
    ? [constant]
    : itemsAt(node, 'enum').filter((item) => item.kind !== 'scalar' || item.value !== null);
  if (values.length > 0) return enumType(values);
  if (textAt(node, 'contentEncoding') === 'base64') return { kind: 'primitive', name: 'bytes' };
  return { kind: 'primitive', name: formatType(node) ?? 'string' };
}

function formatType(node: Node): Primitive | undefined {
  const format = textAt(node, 'format') ?? '';
  return format === 'byte' ? 'bytes' : Object.hasOwn(FORMAT_TYPES, format) ? FORMAT_TYPES[format] : undefined;
}

function enumType(values: readonly Node[]): TypeExpr | Problem {
  const odd = values.find((item) => item.kind !== 'scalar' || typeof item.value !== 'string');
  if (odd) return { place: odd, problem: 'Only texts can be the values of an enumeration.' };
  return { kind: 'enum', values: values.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])) };
}

/** The one schema of an array's items; undefined for arrays of anything. */
export function arrayItems(node: Node): Node | Problem | undefined {
  const items = nodeAt(node, 'items');
  const tuple = nodeAt(node, 'prefixItems');
  if (tuple || items?.kind === 'list')
    return { place: tuple ?? items ?? node, problem: 'A tuple has no counterpart in fields.' };
  if (items?.kind === 'scalar' && items.value === false) return { place: items, problem: 'The array is always empty.' };
  return items?.kind === 'map' ? items : undefined;
}

/** From here on a bound says no more than `long` itself does. */
const LONGEST = 2 ** 63;

/** The bounds of a schema; `type` is the name of its JSON type. */
export function schemaConstraints(context: BuildContext, node: Node, type: string): Constraints {
  const bound = (keyword: string) => {
    const value = numberAt(node, keyword);
    return value !== undefined && type === 'integer' && Math.abs(value) >= LONGEST ? undefined : value;
  };
  const [above, below] = [bound('exclusiveMinimum'), bound('exclusiveMaximum')];
  const isWhole = type === 'integer';
  const format = type === 'string' && formatType(node) === undefined ? textAt(node, 'format') : undefined;
  return compact({
    min: bound('minimum') ?? (isWhole && above !== undefined ? above + 1 : undefined),
    max: bound('maximum') ?? (isWhole && below !== undefined ? below - 1 : undefined),
    exclusiveMin: isWhole ? undefined : above,
    exclusiveMax: isWhole ? undefined : below,
    multipleOf: numberAt(node, 'multipleOf'),
    minLength: numberAt(node, 'minLength') ?? numberAt(node, 'minItems'),
    maxLength: numberAt(node, 'maxLength') ?? numberAt(node, 'maxItems'),
    pattern: patternAt(context, node),
    format,
    unique: flagAt(node, 'uniqueItems') ? (true as const) : undefined,
  });
}
