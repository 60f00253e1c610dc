import type { JsonValue } from '../../../model/index.js';
import { isObject, type JsonObject } from '../json.js';
import { addressFrom, fragmentOf } from './addresses.js';
import { type Dialect, declaredDialect, idKeyword, isModern } from './dialect.js';
import { REF_KEYWORDS, type RefKeyword, type SchemaNode } from './document.js';
import { eachSubSchema } from './sub-schemas.js';

/** A schema with an address of its own: a file, or what has an `$id`. References inside it start from that address. */
export interface Resource {
  /** A URL, or the path of a file. */
  readonly address: string;
  readonly node: SchemaNode;
  readonly dialect: Dialect;
  readonly anchors: Map<string, SchemaNode>;
  /** Of the anchors those that a `$dynamicRef` may go to. */
  readonly dynamicAnchors: Map<string, SchemaNode>;
}

/** A reference and the schema in which it stands. */
export interface Reference {
  readonly from: SchemaNode;
  readonly keyword: RefKeyword;
  readonly ref: string;
}

/** What a walk through schemas has found. */
export interface Resources {
  /** The first resource of each address. */
  readonly byAddress: Map<string, Resource>;
  /** The resource in which each schema stands that was walked through. */
  readonly around: Map<JsonValue, Resource>;
  readonly references: Reference[];
}

/** Nothing found yet. */
export function noResources(): Resources {
  return { byAddress: new Map(), around: new Map(), references: [] };
}

/** A file as a resource; its `$id`, where it has one, is a second address of it. */
export function fileResource(file: string, schema: JsonValue, dialect: Dialect): Resource {
  return resource(file, { schema, place: { file, pointer: '' } }, dialect);
}

/** Walks through a schema and all below it, level by level, and takes down what it finds; what is known is passed by. */
export function walkSchemas(found: Resources, start: SchemaNode, around: Resource): void {
  const queue: { readonly node: SchemaNode; readonly outer: Resource }[] = [{ node: start, outer: around }];
  for (const { node, outer } of queue) {
    if (!isObject(node.schema) || found.around.has(node.schema)) continue;
    const inner = resourceOf(found, node, node.schema, outer);
    found.around.set(node.schema, inner);
    takeAnchors(inner, node, node.schema);
    takeReferences(found, node, node.schema);
    eachSubSchema(node, inner.dialect, (child) => queue.push({ node: child, outer: inner }));
  }
}

function resource(address: string, node: SchemaNode, dialect: Dialect): Resource {
  return { address, node, dialect, anchors: new Map(), dynamicAnchors: new Map() };
}

function resourceOf(found: Resources, node: SchemaNode, schema: JsonObject, outer: Resource): Resource {
  const dialect = declaredDialect(schema) ?? outer.dialect;
  const id = schema[idKeyword(dialect)];
  const moves = typeof id === 'string' && (isModern(dialect) || schema['$ref'] === undefined);
  const address = moves ? addressFrom(outer.address, id) : outer.address;
  if (address === outer.address) return outer;
  const inner = resource(address, node, dialect);
  if (!found.byAddress.has(address)) found.byAddress.set(address, inner);
  return inner;
}

/** Anchors of 2019-09 and 2020-12 are taken of older schemas, too: many name no dialect, and there they mean nothing else. */
function takeAnchors(inner: Resource, node: SchemaNode, schema: JsonObject): void {
  takeAnchor(inner.anchors, schema['$anchor'], node);
  takeAnchor(inner.anchors, schema['$dynamicAnchor'], node);
  takeAnchor(inner.dynamicAnchors, schema['$dynamicAnchor'], node);
  const id = schema[idKeyword(inner.dialect)];
  if (typeof id === 'string' && !isModern(inner.dialect)) takeAnchor(inner.anchors, fragmentOf(id), node);
}

function takeAnchor(anchors: Map<string, SchemaNode>, name: JsonValue | undefined, node: SchemaNode): void {
  if (typeof name === 'string' && name !== '' && !name.startsWith('/') && !anchors.has(name)) anchors.set(name, node);
}

function takeReferences(found: Resources, from: SchemaNode, schema: JsonObject): void {
  for (const keyword of REF_KEYWORDS) {
    const ref = schema[keyword];
    if (typeof ref === 'string') found.references.push({ from, keyword, ref });
  }
}
