import { spanAt } from '../../diagnostics/index.js';
import { addToMap, type Edits, printFlow } from '../../edit/index.js';
import { nodeAt } from '../../language/node.js';
import { memoised } from '../../model/graph.js';
import { type Catalog, type Field, type JsonValue, messagesIn } from '../../model/index.js';
import { canChangeAlone } from './connected-fields.js';
import { type DeclaredField, typesOfMessages } from './declared-fields.js';

/** A field and where it is written. */
export type WrittenField = Pick<DeclaredField, 'field' | 'owner' | 'path'>;

/** A type of one word with its marks, perhaps in quotes: `string`, `"double?"`. */
const PLAIN_TYPE = /^(["']?)([A-Za-z]+)((?:\s*(?:\?|\|\s*null))*)\1$/;

/** Writes another type for a field of a plain one and keeps its marks; undefined where that cannot be done safely. */
export function retypeField(catalog: Catalog, declared: WrittenField, type: string): Edits {
  const node = fieldNode(declared);
  if (node === undefined) return undefined;
  const span = declared.field.typeSpan;
  const written = catalog.texts.get(span.file)?.slice(span.start, span.end) ?? '';
  const [found, quote = '', , marks = ''] = PLAIN_TYPE.exec(written) ?? [];
  if (found === undefined) return undefined;
  return [{ span, text: `${quote}${type}${marks}${quote}` }];
}

/**
 * The edits that give fields another type, only where nothing else has to follow: no default, no example, and no field that a
 * saga fills from this one and that is neither given another type with it nor `fits` already.
 */
export function editsToRetype(
  catalog: Catalog,
  wanted: Iterable<readonly [DeclaredField, type: string]>,
  fits: (declared: DeclaredField) => boolean,
): ReadonlyMap<Field, Edits> {
  const edits = new Map<Field, Edits>();
  for (const [declared, type] of wanted) {
    if (declared.field.default !== undefined || isInExamples(catalog, declared)) continue;
    const retyped = retypeField(catalog, declared, type);
    if (retyped) edits.set(declared.field, retyped);
  }
  const isFree = canChangeAlone(catalog, new Set(edits.keys()), fits);
  return new Map([...edits].filter(([field]) => isFree(field)));
}

/** Adds keys to a field, which is brought into its long form for that; undefined where that cannot be done safely. */
export function extendField(
  catalog: Catalog,
  declared: WrittenField,
  keys: Readonly<Record<string, JsonValue>>,
): Edits {
  const node = fieldNode(declared);
  if (node === undefined) return undefined;
  if (node.kind === 'map') return addToMap(catalog.texts, node, keys);
  if (node.kind !== 'scalar' || node.text === '') return undefined;
  const span = spanAt(node.span.file, node.span.start, node.span.end);
  return [{ span, text: printFlow({ type: node.text, ...keys }) }];
}

/** The field as written; undefined in foreign schemas, and where only an alias of it stands here. */
function fieldNode({ field, owner, path }: WrittenField) {
  if (path !== field.name) return undefined;
  if (owner.kind !== 'type' && owner.payload.origin !== 'fields') return undefined;
  const record = nodeAt(owner.node, owner.kind === 'type' ? 'fields' : 'payload');
  const node = nodeAt(record, field.name);
  return node && node.span.start >= field.nameSpan.end ? node : undefined;
}

/** Whether examples show the field, so that another type would make them wrong. */
export function isInExamples(catalog: Catalog, { owner }: WrittenField): boolean {
  return owner.kind === 'type' ? typesInExamples(catalog).has(owner.id) : owner.examples.length > 0;
}

const typesInExamples = memoised((catalog) => {
  const messages = messagesIn(catalog);
  return typesOfMessages(
    catalog,
    messages.filter((message) => message.examples.length > 0),
  );
});
