import { type Node, toValue } from '../../language/node.js';
import { resolveRef } from '../../language/refs.js';
import { textAt } from '../build/read.js';
import type { JsonType, JsonValue } from '../type.js';
import { spend } from './budget.js';
import { normalForm } from './json-schema-normal-form.js';
import type { SchemaScope } from './json-schema-refs.js';

/** What stands with the field, and so not in its raw schema. */
const WORDS = ['title', 'description', 'default', 'deprecated', 'x-pii', 'x-secret', 'writeOnly'];

/**
 * A value that no type can say, as JSON Schema 2020-12 that is complete in itself: what its references lead to comes along
 * under `$defs`, each schema once.
 */
export function rawSchema(scope: SchemaScope, node: Node): JsonType {
  const names = new Map<Node, string>();
  const waiting: { readonly name: string; readonly scope: SchemaScope; readonly node: Node }[] = [];

  function nameOf(from: SchemaScope, ref: string): string | undefined {
    const { schemaFiles, roots } = from.context;
    const target = resolveRef((file) => schemaFiles.get(file)?.root ?? roots.get(file), from.file, ref, from.root);
    if (!target) return undefined;
    const known = names.get(target.node);
    if (known !== undefined) return known;
    const plain = (ref.split(/[/#]/).at(-1) ?? '').replaceAll(/[^A-Za-z0-9_-]+/g, '_') || 'schema';
    const taken = new Set(names.values());
    let name = plain;
    for (let number = 2; taken.has(name); number++) name = `${plain}${number}`;
    names.set(target.node, name);
    waiting.push({ name, scope: { ...from, file: target.file, root: target.root }, node: target.node });
    return name;
  }

  function normal(from: SchemaScope, schema: JsonValue): Record<string, JsonValue> {
    if (!spend(from.context, from.budget)) return {};
    const form = normalForm(schema, {
      modern: !/draft-0[467]/.test(textAt(from.root, '$schema') ?? ''),
      keyOf: (ref) => {
        const name = nameOf(from, ref);
        return name === undefined ? undefined : `#/$defs/${name}`;
      },
      inner: (inner) => normal(from, inner),
      bound: (_keyword, value) => value,
    });
    return { ...form };
  }

  const schema = normal(scope, toValue(node) as JsonValue);
  for (const word of WORDS) delete schema[word];
  const definitions: Record<string, JsonValue> = {};
  for (let next = waiting.shift(); next; next = waiting.shift())
    definitions[next.name] = normal(next.scope, toValue(next.node) as JsonValue);
  if (Object.keys(definitions).length > 0) schema['$defs'] = definitions;
  return Object.keys(schema).length === 0 ? { kind: 'json' } : { kind: 'json', schema };
}
