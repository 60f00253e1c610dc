import type { Span } from '../../../diagnostics/index.js';
import { type Catalog, messagesIn } from '../../../model/index.js';
import { generateDiagnostic } from '../../messages.js';
import type { Lock } from './lock.js';
import { NameScope, protoTypeName } from './names.js';
import { ownShape } from './shape.js';
import type { Writing } from './writing.js';

/** A definition of the catalog that is one of the package too. */
interface Named {
  readonly key: string;
  readonly id: string;
  /** In a sentence. */
  readonly words: string;
  readonly span: Span;
}

/**
 * Names of all messages and types in Protobuf, by key. What the lock knows keeps its name; then messages choose before
 * types. One that is taken, also in other letters, gets a number behind it and is told.
 */
export function definitionNames(
  catalog: Catalog,
  earlier: Lock,
  diagnostics: Writing['diagnostics'],
): ReadonlyMap<string, string> {
  const scope = new NameScope();
  const names = new Map<string, string>();
  const all = namedIn(catalog);
  for (const { key, id, words } of all) {
    const entry = earlier.messages.get(key) ?? earlier.enums.get(key);
    const name = entry && (entry.as ?? protoTypeName(id));
    if (name === undefined || scope.ownerOf(name) !== undefined) continue;
    names.set(key, name);
    scope.take(name, words);
  }
  for (const { key, id, words, span } of all) {
    if (names.has(key)) continue;
    const wanted = protoTypeName(id);
    const other = scope.ownerOf(wanted);
    const given = scope.claim(wanted, words);
    names.set(key, given);
    if (other === undefined) continue;
    diagnostics.push(generateDiagnostic('protobuf-name-clash', span, { one: words, other, wanted, given }));
  }
  return names;
}

function namedIn(catalog: Catalog): readonly Named[] {
  const messages = messagesIn(catalog).map(({ id, kind, nameSpan }): Named => {
    return { key: `message ${id}`, id, words: `${kind} \`${id}\``, span: nameSpan };
  });
  const types = [...catalog.types.values()].filter(({ id }) => ownShape(catalog, id) !== undefined);
  return [
    ...messages,
    ...types.map(({ id, nameSpan }): Named => ({ key: `type ${id}`, id, words: `type \`${id}\``, span: nameSpan })),
  ];
}
