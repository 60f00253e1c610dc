import type { JsonValue } from '../../../../model/index.js';
import { isObject, own, under } from '../../json.js';
import { isModern } from '../dialect.js';
import type { JsonSchemaDocument, SchemaNode } from '../document.js';
import { keywordsOf } from './keywords.js';
import type { Scope } from './scope.js';
import type { Check, Shape } from './shape.js';

/** The shapes of a document: the one of its root, and all that can be reached from there, each before those it leads to. */
export interface Shapes {
  readonly root: Shape;
  readonly schema: JsonValue;
  readonly all: readonly Shape[];
}

interface Task {
  readonly node: SchemaNode;
  readonly checks: Check[];
}

/**
 * Reads a schema and all that it leads to as shapes, each schema once. What its dialect does not know or what has no
 * proper value says nothing, as for a validator; what cannot be understood becomes an `opaque` check.
 */
export function readShapes(document: JsonSchemaDocument): Shapes {
  const made = new Map<JsonValue, Shape>();
  const all: Shape[] = [];
  const tasks: Task[] = [];
  const shapeOf = (node: SchemaNode): Shape => {
    const known = typeof node.schema === 'object' ? made.get(node.schema) : undefined;
    if (known) return known;
    const checks: Check[] = [];
    const shape = { id: -1, place: node.place, checks, unevaluated: hasUnevaluated(document, node) };
    if (typeof node.schema === 'object') made.set(node.schema, shape);
    all.push(shape);
    tasks.push({ node, checks });
    return shape;
  };
  const root = shapeOf(document.root);
  for (let next = 0; next < tasks.length; next++) {
    const task = tasks[next];
    if (task) readSchema(document, task, shapeOf);
  }
  return { root, schema: document.root.schema, all };
}

function hasUnevaluated(document: JsonSchemaDocument, node: SchemaNode): boolean {
  const { schema } = node;
  if (!isObject(schema)) return false;
  if (!Object.hasOwn(schema, 'unevaluatedProperties') && !Object.hasOwn(schema, 'unevaluatedItems')) return false;
  return isModern(document.dialectOf(node));
}

function readSchema(document: JsonSchemaDocument, { node, checks }: Task, shapeOf: (node: SchemaNode) => Shape): void {
  const { schema } = node;
  if (schema === true) return;
  if (schema === false) {
    checks.push({ kind: 'type', keyword: 'false', at: '', mask: 0 });
    return;
  }
  if (!isObject(schema)) {
    checks.push({
      kind: 'opaque',
      keyword: '',
      at: '',
      reason: 'a schema is an object or a boolean, and this is neither',
    });
    return;
  }
  const dialect = document.dialectOf(node);
  const scope: Scope = {
    document,
    node,
    schema,
    dialect,
    checks,
    shapeAt: (value, ...keys) => shapeOf(childOf(node, value, keys)),
    shapeOf,
  };
  const keywords = keywordsOf(dialect);
  if (!isModern(dialect) && typeof own(schema, '$ref') === 'string') {
    keywords.get('$ref')?.(scope, schema['$ref'] as string);
    return;
  }
  for (const key of Object.keys(schema)) keywords.get(key)?.(scope, schema[key] as JsonValue);
}

function childOf({ place }: SchemaNode, schema: JsonValue, keys: readonly (string | number)[]): SchemaNode {
  let pointer = place.pointer;
  for (const key of keys) pointer = under(pointer, key);
  return { schema, place: { file: place.file, pointer } };
}
