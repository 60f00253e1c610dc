import {
  DEFAULT_DIALECT,
  DIALECTS,
  type Dialect,
  declaredDialect,
  isModern,
} from '../../compat/schemas/json-schema/dialect.js';
import type { JsonSchemaDocument, RefKeyword, SchemaNode } from '../../compat/schemas/json-schema/document.js';
import { followRefs } from '../../compat/schemas/json-schema/refs.js';
import { type Span, spanAt } from '../../diagnostics/index.js';
import { entryOf, type Node, nodeAt } from '../../language/node.js';
import { normalForm } from '../../model/foreign/json-schema-normal-form.js';
import { isObject, type NormalSchema } from '../../model/foreign/json-schema-words.js';
import type { JsonValue } from '../../model/type.js';
import type { DraftBuilder } from '../draft-builder.js';
import type { ImportContext } from '../importer.js';
import { createLocatedJson, inexactNumber } from './located-json.js';

interface Refs extends Pick<JsonSchemaDocument, 'resolve' | 'dialectOf'> {
  /** Some dialect is named; where none is, what stands beside a `$ref` counts. */
  readonly declared: boolean;
}

/** A schema that a reference leads to. */
export interface Target {
  readonly key: string;
  readonly schema: NormalSchema;
  /** What it is called where it stands: the last part of its pointer or the name of its file. */
  readonly name: string;
}

/** All schemas that one builder has been shown, over all files. */
export interface SchemaSet {
  /** The normal form of the schema at `node`, which stands in the document `root`. */
  open(source: {
    readonly node: Node;
    readonly root: Node;
    readonly file: string;
    readonly dialect?: string;
  }): NormalSchema;
  /** Where a `$ref` of a normal form leads. */
  target(key: string): Target | undefined;
  /** Where a schema was written; of one that was put together, its outermost part. */
  spanOf(schema: NormalSchema): Span | undefined;
  /** Lets a schema that was put together stand where another one does. */
  standsAt(schema: NormalSchema, other: NormalSchema): void;
}

/** An empty set; files are read through `context`, and what cannot be read is told to `builder`. */
export function createSchemaSet(builder: DraftBuilder, context: ImportContext): SchemaSet {
  const json = createLocatedJson();
  const refsOf = new Map<Node, Refs>();
  const targets = new Map<string, { readonly node: SchemaNode; readonly refs: Refs }>();
  const keys = new Map<JsonValue, string>();
  const normals = new Map<JsonValue, NormalSchema>();
  const places = new WeakMap<NormalSchema, Node>();
  const told = new Set<string>();

  function fileJson(path: string): JsonValue | undefined {
    const file = context.readFile(path, '');
    const tree = file && context.parse(file);
    return tree && json.jsonOf(tree);
  }

  function refsFor(root: Node, file: string, dialect: Dialect | undefined): Refs {
    let refs = refsOf.get(root);
    if (!refs) {
      const value = json.jsonOf(root);
      const own = declaredDialect(value) ?? dialect ?? DEFAULT_DIALECT;
      const found = followRefs({ schema: value, place: { file, pointer: '' } }, own, { resolveFile: fileJson });
      refs = { ...found, declared: (declaredDialect(value) ?? dialect) !== undefined };
      refsOf.set(root, refs);
    }
    return refs;
  }

  function normalOf(node: SchemaNode, refs: Refs): NormalSchema {
    const known = isObject(node.schema) ? normals.get(node.schema) : undefined;
    if (known) return known;
    const written = json.nodeOf(node.schema);
    const dialect = refs.declared ? refs.dialectOf(node) : undefined;
    const normal = normalForm(node.schema, {
      modern: !refs.declared || isModern(refs.dialectOf(node)),
      keyOf: (ref, keyword) => keyFor(node, refs, ref, keyword),
      inner: (schema) => normalOf({ schema, place: node.place }, refs),
      bound: (keyword, value, integers) => boundOf(nodeAt(written, keyword), value, integers),
      ignores: (keyword) => isTooNew(keyword, dialect, written),
    });
    for (const keyword of ['enum', 'const', 'multipleOf']) tellInexact(nodeAt(written, keyword));
    if (isObject(node.schema)) normals.set(node.schema, normal);
    if (written) places.set(normal, written);
    return normal;
  }

  function keyFor(from: SchemaNode, refs: Refs, ref: string, keyword: RefKeyword): string | undefined {
    const node = refs.resolve(from, ref, keyword);
    if (!node) {
      const written = nodeAt(json.nodeOf(from.schema), keyword);
      const span = written?.span ?? spanAt(from.place.file, 0);
      if (!told.has(`${span.file} ${span.start}`))
        builder.leftOut(
          `The reference \`${ref}\``,
          'it leads nowhere in these files, so any value is let pass there',
          span,
        );
      told.add(`${span.file} ${span.start}`);
      return undefined;
    }
    const known = isObject(node.schema) ? keys.get(node.schema) : undefined;
    if (known !== undefined) return known;
    const key = `${node.place.file}#${node.place.pointer}`;
    if (isObject(node.schema)) keys.set(node.schema, key);
    targets.set(key, { node, refs });
    return key;
  }

  /** A dialect passes over the keywords that came after it, and so do we: what they say was never asked for. */
  function isTooNew(keyword: string, dialect: Dialect | undefined, written: Node | undefined): boolean {
    const since = dialect && Object.hasOwn(SINCE, keyword) ? SINCE[keyword] : undefined;
    if (!dialect || !since || DIALECTS.indexOf(dialect) >= DIALECTS.indexOf(since)) return false;
    const place = entryOf(written, keyword)?.key.span;
    builder.leftOut(`\`${keyword}\``, `${dialect}, which \`$schema\` names, has no such keyword`, place);
    return true;
  }

  /** A value that stands for itself cannot be left out; that it is another one now is told. */
  function tellInexact(node: Node | undefined): void {
    if (node?.kind === 'list') for (const item of node.items) tellInexact(item);
    const exact = inexactNumber(node);
    if (exact !== undefined) builder.leftOut(`The exact value of ${exact}`, EXACT, node?.span);
  }

  /** What `long` itself allows is no bound; another one that no number can hold exactly is told and left out. */
  function boundOf(node: Node | undefined, value: number, integers: boolean): number | undefined {
    const exact = inexactNumber(node);
    if (exact === undefined || !node) return value;
    if (integers && (exact === LONGEST || exact === -LONGEST - 1n)) return undefined;
    const reason = exact > LONGEST || exact < -LONGEST - 1n ? 'it is beyond what `long` holds' : EXACT;
    builder.leftOut(`The bound ${exact}`, reason, node.span);
    return undefined;
  }

  return {
    open({ node, root, file, dialect }) {
      const refs = refsFor(root, file, dialect === 'openapi-3.0' ? 'draft-07' : (dialect as Dialect | undefined));
      return normalOf({ schema: json.jsonOf(node), place: { file, pointer: '' } }, refs);
    },
    target(key) {
      const found = targets.get(key);
      return found && { key, schema: normalOf(found.node, found.refs), name: nameOfKey(key) };
    },
    spanOf: (schema) => places.get(schema)?.span,
    standsAt(schema, other) {
      const place = places.get(other);
      if (place) places.set(schema, place);
    },
  };
}

const LONGEST = 2n ** 63n - 1n;
const EXACT = 'numbers of JSON are held exactly up to 9007199254740991 only';

/** The dialect that a keyword came with; older ones are read by everybody wherever they stand. */
const SINCE: Readonly<Record<string, Dialect>> = {
  dependentRequired: '2019-09',
  dependentSchemas: '2019-09',
  unevaluatedItems: '2019-09',
  unevaluatedProperties: '2019-09',
  prefixItems: '2020-12',
};

/** `defs/address` of a pointer is `address`, the file `schemas/address.json` is `address`. */
function nameOfKey(key: string): string {
  const [file = '', pointer = ''] = key.split('#');
  const last = pointer.split('/').at(-1) ?? '';
  if (last !== '') return last.replaceAll('~1', '/').replaceAll('~0', '~');
  const name = file.split('/').at(-1) ?? '';
  return name.replace(/(\.(schema|json|ya?ml|jsonschema))+$/i, '');
}
