import { addressFrom } from '../../../compat/schemas/json-schema/addresses.js';
import { type Node, nodeAt } from '../../../language/node.js';
import { textAt } from '../../../model/build/read.js';
import type { SchemaFile } from './describe-schema.js';

/** Files that others refer to as a whole: they are types of those, and no messages of their own. */
export function sharedFiles(schemas: readonly SchemaFile[]): ReadonlySet<SchemaFile> {
  const byAddress = new Map<string, SchemaFile>();
  for (const schema of schemas) {
    byAddress.set(schema.file.path, schema);
    const id = textAt(schema.root, '$id') ?? textAt(schema.root, 'id');
    if (id !== undefined) byAddress.set(id.replace(/#$/, ''), schema);
  }
  const uses = new Map(schemas.map((schema) => [schema, usedBy(schema, byAddress)]));
  const isUsed = (schema: SchemaFile) =>
    schemas.some((other) => other !== schema && uses.get(other)?.has(schema) && !uses.get(schema)?.has(other));
  return new Set(schemas.filter(isUsed));
}

function usedBy(schema: SchemaFile, byAddress: ReadonlyMap<string, SchemaFile>): ReadonlySet<SchemaFile> {
  const id = textAt(schema.root, '$id') ?? textAt(schema.root, 'id') ?? '';
  const found = refsIn(schema.root).flatMap((ref) => {
    const [path = '', fragment = ''] = ref.split('#', 2);
    if (path === '' || fragment !== '') return [];
    const targets = [addressFrom(schema.file.path, path), addressFrom(id === '' ? schema.file.path : id, path)];
    return targets.flatMap((target) => byAddress.get(target) ?? []);
  });
  return new Set(found);
}

function refsIn(root: Node): readonly string[] {
  const refs: string[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === 'list') waiting.push(...node.items);
    if (node.kind !== 'map') continue;
    const ref = nodeAt(node, '$ref');
    if (ref?.kind === 'scalar') refs.push(ref.text);
    waiting.push(...node.entries.map((entry) => entry.value));
  }
  return refs;
}
