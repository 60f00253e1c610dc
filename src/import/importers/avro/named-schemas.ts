import type { Node } from '../../../language/node.js';
import { nodeAt } from '../../../language/node.js';
import { textAt } from '../../../model/build/read.js';
import { fullName, namespaceOf } from '../../../model/foreign/avro-names.js';

/** A schema with a name, and where it stands. */
export interface NamedSchema {
  /** Namespace and name: `com.acme.Order`. */
  readonly fullName: string;
  readonly node: Node & { readonly kind: 'map' };
  /** The namespace of what stands within it. */
  readonly namespace: string;
  readonly file: string;
}

/** The named schemas of all files. A name means that of its own file first, and else the one that came first. */
export interface NamedSchemas {
  find(name: string, namespace: string, file: string): NamedSchema | undefined;
  /** By the node that defines it. */
  at(node: Node): NamedSchema | undefined;
  /** Names that schemas other than itself refer to. */
  readonly referred: ReadonlySet<NamedSchema>;
}

const NAMED = new Set(['record', 'error', 'enum', 'fixed']);

/** Finds every named schema below the roots, and who refers to it. */
export function collectNamedSchemas(roots: readonly { readonly file: string; readonly node: Node }[]): NamedSchemas {
  const byNode = new Map<Node, NamedSchema>();
  const byFile = new Map<string, NamedSchema>();
  const byName = new Map<string, NamedSchema>();
  const uses: {
    readonly name: string;
    readonly namespace: string;
    readonly file: string;
    readonly inside: readonly Node[];
  }[] = [];

  function visit(node: Node, namespace: string, file: string, inside: readonly Node[]): void {
    if (node.kind === 'scalar') {
      uses.push({ name: node.text, namespace, file, inside });
      return;
    }
    if (node.kind === 'list') {
      for (const item of node.items) visit(item, namespace, file, inside);
      return;
    }
    const named = register(node, namespace, file);
    const within = named ? [...inside, node] : inside;
    for (const part of partsOf(node)) visit(part, named?.namespace ?? namespace, file, within);
  }

  function register(node: Node & { kind: 'map' }, outer: string, file: string): NamedSchema | undefined {
    const name = textAt(node, 'name');
    if (name === undefined || !NAMED.has(textAt(node, 'type') ?? '')) return undefined;
    const namespace = namespaceOf(node, outer);
    const schema = { fullName: fullName(name, namespace), node, namespace, file };
    byNode.set(node, schema);
    const local = `${file}\n${schema.fullName}`;
    if (!byFile.has(local)) byFile.set(local, schema);
    if (!byName.has(schema.fullName)) byName.set(schema.fullName, schema);
    return schema;
  }

  function find(name: string, namespace: string, file: string): NamedSchema | undefined {
    for (const candidate of [fullName(name, namespace), name]) {
      const found = byFile.get(`${file}\n${candidate}`) ?? byName.get(candidate);
      if (found) return found;
    }
    return undefined;
  }

  for (const { file, node } of roots) visit(node, '', file, []);
  const referred = new Set<NamedSchema>();
  for (const { name, namespace, file, inside } of uses) {
    const target = find(name, namespace, file);
    if (target && !inside.includes(target.node)) referred.add(target);
  }
  return { find, at: (node) => byNode.get(node), referred };
}

/** The schemas directly within a schema. */
function partsOf(node: Node & { kind: 'map' }): readonly Node[] {
  const fields = nodeAt(node, 'fields');
  const ofFields = fields?.kind === 'list' ? fields.items.map((field) => nodeAt(field, 'type')) : [];
  const own = NAMED.has(textAt(node, 'type') ?? '') ? undefined : nodeAt(node, 'type');
  const parts = [own, nodeAt(node, 'items'), nodeAt(node, 'values'), ...ofFields];
  return parts.flatMap((part) => part ?? []);
}
