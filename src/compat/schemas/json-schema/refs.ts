import type { JsonValue } from '../../../model/index.js';
import { isObject, isSchema, member, pointerKeys, under } from '../json.js';
import type { SchemaProblem } from '../schema-problem.js';
import { addressFrom, fragmentOf, hasScheme } from './addresses.js';
import { type Dialect, declaredDialect } from './dialect.js';
import type { JsonSchemaDocument, RefKeyword, SchemaNode } from './document.js';
import { deadFile, deadRef, openDynamicRef } from './ref-problems.js';
import { fileResource, noResources, type Reference, type Resource, type Resources, walkSchemas } from './resources.js';

/** The files that references may lead to, beside the one that is read. */
export interface RefFiles {
  /** Loaded files by name, as relative references name them from the main file; the main file may be left out. */
  readonly files?: ReadonlyMap<string, JsonValue>;
  /** Another way to a file, asked for names that `files` does not have; undefined for one that must not be read. */
  readonly resolveFile?: (path: string) => JsonValue | undefined;
}

/** Where the references of a document lead. */
type Refs = Pick<JsonSchemaDocument, 'problems' | 'resolve' | 'dialectOf'>;

interface Index extends RefFiles {
  readonly main: Resource;
  readonly found: Resources;
  readonly opened: Map<string, Resource | undefined>;
  readonly targets: Map<Resource, Map<string, SchemaNode | undefined>>;
  readonly problems: SchemaProblem[];
}

/** Walks through a schema and all that its references lead to, and remembers where each of them leads. */
export function followRefs(root: SchemaNode, dialect: Dialect, files: RefFiles): Refs {
  const main = fileResource(root.place.file, root.schema, dialect);
  const opened = new Map<string, Resource | undefined>([[main.address, main]]);
  const index: Index = { ...files, main, found: noResources(), opened, targets: new Map(), problems: [] };
  opened.set(main.address, walkFile(index.found, main));
  for (const reference of index.found.references) follow(index, reference);
  return {
    problems: index.problems,
    resolve: (from, ref, keyword = '$ref') => targetOf(index, from, ref, keyword),
    dialectOf: (node) => around(index, node).dialect,
  };
}

function follow(index: Index, reference: Reference): void {
  const { from, keyword, ref } = reference;
  if (targetOf(index, from, ref, keyword)) return;
  const [path = ''] = ref.split('#', 1);
  const start = resourceAt(index, around(index, from), ref);
  index.problems.push(start ? deadRef(reference, start.node.place.file) : deadFile(reference, path));
}

function around(index: Index, node: SchemaNode): Resource {
  return index.found.around.get(node.schema) ?? index.opened.get(node.place.file) ?? index.main;
}

function targetOf(index: Index, from: SchemaNode, ref: string, keyword: RefKeyword): SchemaNode | undefined {
  const base = around(index, from);
  let known = index.targets.get(base);
  if (!known) {
    known = new Map();
    index.targets.set(base, known);
  }
  const key = `${keyword} ${ref}`;
  if (known.has(key)) return known.get(key);
  const target = keyword === '$ref' ? staticTarget(index, base, ref) : dynamicTarget(index, base, from, ref, keyword);
  known.set(key, target);
  return target;
}

function staticTarget(index: Index, base: Resource, ref: string): SchemaNode | undefined {
  const start = resourceAt(index, base, ref);
  const fragment = fragmentOf(ref);
  if (!start || fragment === '') return start?.node;
  const keys = pointerKeys(fragment);
  if (!keys) return start.anchors.get(fragment);
  const target = schemaAt(index, start, keys);
  if (target) walkSchemas(index.found, target.node, target.inner);
  return target?.node;
}

/** The resource that a reference starts from, once its files have been opened. */
function resourceAt(index: Index, base: Resource, ref: string): Resource | undefined {
  const address = addressFrom(base.address, ref);
  if (address === base.address) return base;
  const known = index.found.byAddress.get(address);
  if (known) return known;
  const file = hasScheme(address) ? undefined : openFile(index, address);
  if (file) return file;
  const [path = ''] = ref.split('#', 1);
  // An `$id` on the web is often only a name, and the file that is meant stands beside this one.
  const beside = hasScheme(path) ? undefined : openFile(index, addressFrom(base.node.place.file, ref));
  return beside ?? resourceInAnyFile(index, address);
}

function openFile(index: Index, file: string): Resource | undefined {
  if (index.opened.has(file)) return index.opened.get(file);
  const schema = index.files?.get(file) ?? index.resolveFile?.(file);
  const plain = schema === undefined ? undefined : fileResource(file, schema, dialectOfFile(index, schema));
  const opened = plain && walkFile(index.found, plain);
  index.opened.set(file, opened);
  return opened;
}

/** The resource that a file is once its `$id` is known. */
function walkFile(found: Resources, plain: Resource): Resource {
  walkSchemas(found, plain.node, plain);
  return found.around.get(plain.node.schema) ?? plain;
}

function dialectOfFile(index: Index, schema: JsonValue): Dialect {
  return declaredDialect(schema) ?? index.main.dialect;
}

function resourceInAnyFile(index: Index, address: string): Resource | undefined {
  for (const file of index.files?.keys() ?? []) openFile(index, file);
  return index.found.byAddress.get(address);
}

function schemaAt(index: Index, start: Resource, keys: readonly string[]) {
  let schema: JsonValue | undefined = start.node.schema;
  let pointer = start.node.place.pointer;
  let inner = start;
  for (const key of keys) {
    schema = member(schema, key);
    if (schema === undefined) return undefined;
    pointer = under(pointer, key);
    inner = index.found.around.get(schema) ?? inner;
  }
  if (!isSchema(schema)) return undefined;
  return { node: { schema, place: { file: start.node.place.file, pointer } }, inner };
}

/**
 * The target of a reference that depends on the way by which validation came. It is settled without data where the main
 * schema has the anchor, since every way starts there, or where no other schema has it.
 */
function dynamicTarget(index: Index, base: Resource, from: SchemaNode, ref: string, keyword: RefKeyword) {
  const target = staticTarget(index, base, ref);
  const name = fragmentOf(ref);
  const anchor =
    keyword === '$recursiveRef' ? recursiveAnchor : (resource: Resource) => resource.dynamicAnchors.get(name);
  const start = resourceAt(index, base, ref);
  if (!target || !start || !anchor(start)) return target;
  const outermost = anchor(around(index, index.main.node));
  if (outermost) return outermost;
  const others = [...index.opened.values(), ...index.found.byAddress.values()];
  if (others.some((other) => other && other.node.schema !== start.node.schema && anchor(other)))
    index.problems.push(openDynamicRef({ from, keyword, ref }));
  return target;
}

function recursiveAnchor({ node }: Resource): SchemaNode | undefined {
  return isObject(node.schema) && node.schema['$recursiveAnchor'] === true ? node : undefined;
}
