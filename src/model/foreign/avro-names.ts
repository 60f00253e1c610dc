import type { Node } from '../../language/node.js';
import { textAt } from '../build/read.js';
import type { Primitive } from '../type.js';

/** Avro's own types that have a counterpart, by name. */
export const AVRO_PRIMITIVES: Readonly<Record<string, Primitive>> = {
  boolean: 'boolean',
  int: 'int',
  long: 'long',
  float: 'float',
  double: 'double',
  bytes: 'bytes',
  string: 'string',
};

/** The full name of an Avro schema that `name` means in a namespace. */
export function fullName(name: string, namespace: string): string {
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}

/** The namespace that holds within a named schema. */
export function namespaceOf(node: Node, outer: string): string {
  const name = textAt(node, 'name') ?? '';
  const prefix = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : undefined;
  return prefix ?? textAt(node, 'namespace') ?? outer;
}
