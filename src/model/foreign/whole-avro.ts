import { type MapNode, type Node, toValue } from '../../language/node.js';
import { textAt } from '../build/read.js';
import type { JsonValue } from '../type.js';
import { fullName, namespaceOf } from './avro-names.js';

/** Where names of an Avro schema lead: to schemas beside it, by full name. */
export interface AvroNames {
  readonly namespace: string;
  find(fullName: string): Node | undefined;
}

/** An Avro schema that is complete in itself: what it names of the schemas around it is written out where it comes first, under its full name. */
export function wholeAvro(names: AvroNames, node: Node): JsonValue {
  return copied({ ...names, written: new Set() }, node);
}

interface Copying extends AvroNames {
  /** Full names that stand in the copy already. */
  readonly written: Set<string>;
}

function copied(copying: Copying, node: Node): JsonValue {
  if (node.kind === 'list') return node.items.map((item) => copied(copying, item));
  if (node.kind === 'scalar') return named(copying, node.text) ?? (toValue(node) as JsonValue);
  const name = textAt(node, 'name');
  if (name === undefined) return within(copying, node);
  const namespace = namespaceOf(node, copying.namespace);
  const full = fullName(name, namespace);
  if (copying.written.has(full)) return full;
  copying.written.add(full);
  return { ...within({ ...copying, namespace }, node), name: full };
}

/** The schema that a name means, or its full name where it is in the copy; undefined for Avro's own types and unknown names. */
function named(copying: Copying, name: string): JsonValue | undefined {
  const full = [fullName(name, copying.namespace), name].find((candidate) => copying.find(candidate) !== undefined);
  const target = full === undefined ? undefined : copying.find(full);
  if (full === undefined || target === undefined) return undefined;
  if (copying.written.has(full)) return full;
  const namespace = full.includes('.') ? full.slice(0, full.lastIndexOf('.')) : '';
  return copied({ ...copying, namespace }, target);
}

/** The parts of a schema that are schemas themselves are copied as such; the rest stays as it is. */
function within(copying: Copying, node: MapNode): { readonly [key: string]: JsonValue } {
  const result = Object.create(null) as Record<string, JsonValue>;
  for (const { key, value } of node.entries) {
    if (key.text === 'namespace') continue;
    if (key.text === 'fields' && value.kind === 'list')
      result['fields'] = value.items.map((field) => fieldCopy(copying, field));
    else if (['type', 'items', 'values'].includes(key.text) && isSchemaKey(node, key.text))
      result[key.text] = copied(copying, value);
    else result[key.text] = toValue(value) as JsonValue;
  }
  return result;
}

/** `type` is the kind of a record, enum and so on, and a schema elsewhere. */
function isSchemaKey(node: MapNode, key: string): boolean {
  if (key !== 'type') return true;
  return !['record', 'error', 'enum', 'fixed', 'array', 'map'].includes(textAt(node, 'type') ?? '');
}

function fieldCopy(copying: Copying, field: Node): JsonValue {
  if (field.kind !== 'map') return toValue(field) as JsonValue;
  const result = Object.create(null) as Record<string, JsonValue>;
  for (const { key, value } of field.entries) {
    result[key.text] = key.text === 'type' ? copied(copying, value) : (toValue(value) as JsonValue);
  }
  return result;
}
