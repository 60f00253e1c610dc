import type { JsonValue } from '../../../../model/index.js';
import { isList, isObject, isSchema, type JsonObject, under } from '../../json.js';
import { canonicalText } from '../canonical-text.js';
import { isModern } from '../dialect.js';
import type { JsonSchemaDocument, SchemaNode } from '../document.js';
import { REF_KEYWORDS } from '../document.js';
import { createNumbering, type Numbering } from './numbering.js';
import {
  BESIDE_TYPE,
  COMBINATIONS,
  classKeywords,
  classOfType,
  hasAny,
  hasStrangers,
  type KeywordClass,
  onlyEmptyProperties,
  PART_KEYWORDS,
} from './part-keywords.js';
import { readArray } from './read-array.js';
import { readObject } from './read-object.js';
import type { Combination, Shape, ShapeReader, Source } from './shape.js';
import { NO_KEYWORDS, nodeUnder, partOf } from './source.js';

/** Reads shapes of a document when they are asked for; each schema is read once. */
export function createShapeReader(document: JsonSchemaDocument): ShapeReader {
  const known = new Map<JsonValue, Shape>();
  let numbering: Numbering | undefined;
  const reader: ShapeReader = {
    shapeOf(node) {
      if (!isObject(node.schema)) return readShape(document, node, reader);
      const start = known.get(node.schema);
      if (start) return start;
      const target = hasRef(node.schema) ? followed(document, node) : node;
      const shape = known.get(target.schema) ?? readShape(document, target, reader);
      known.set(node.schema, shape);
      if (target !== node) known.set(target.schema, shape);
      return shape;
    },
    numberOf(value) {
      numbering ??= createNumbering();
      return numbering.numberOf(value);
    },
  };
  return reader;
}

function hasRef(schema: JsonObject): boolean {
  return schema['$ref'] !== undefined || schema['$dynamicRef'] !== undefined || schema['$recursiveRef'] !== undefined;
}

/** The schema at the end of a chain of references that have nothing beside them; `true` for a chain that is a ring. */
function followed(document: JsonSchemaDocument, start: SchemaNode): SchemaNode {
  const passed = new Set<JsonValue>();
  let node = start;
  while (isObject(node.schema) && hasRef(node.schema)) {
    if (passed.has(node.schema)) return { schema: true, place: start.place };
    passed.add(node.schema);
    const [target, second] = refTargets(document, node, node.schema);
    if (!target || second || hasPartsBesideRef(document, node, node.schema)) return node;
    node = target;
  }
  return node;
}

function refTargets(document: JsonSchemaDocument, node: SchemaNode, schema: JsonObject): readonly SchemaNode[] {
  if (!hasRef(schema)) return [];
  const targets: SchemaNode[] = [];
  for (const keyword of REF_KEYWORDS) {
    const ref = schema[keyword];
    const target = typeof ref === 'string' ? document.resolve(node, ref, keyword) : undefined;
    if (target) targets.push(target);
  }
  return targets;
}

/** Up to draft-07 what stands beside a reference does not count. */
function hasPartsBesideRef(document: JsonSchemaDocument, node: SchemaNode, schema: JsonObject): boolean {
  return isModern(document.dialectOf(node)) && Object.keys(schema).some((key) => PART_KEYWORDS.has(key));
}

function readShape(document: JsonSchemaDocument, node: SchemaNode, reader: ShapeReader): Shape {
  const schema = isObject(node.schema) ? node.schema : NO_KEYWORDS;
  const source: Source = { node, schema, dialect: document.dialectOf(node), remarks: schema, reader };
  if (node.schema === false) return { kind: 'never', source, pairs: undefined };
  if (isPlainlyTyped(source)) return readType(source, schema['type'] as JsonValue);
  const refs = refTargets(document, node, schema);
  const parts = partsOf(source);
  const [only] = parts;
  const count = parts.length + refs.length;
  if (count === 0) return { kind: 'any', source, pairs: undefined };
  if (count === 1 && only) return only(source);
  const inner = partOf(source);
  const members = () => [...refs.map((ref) => reader.shapeOf(ref)), ...parts.map((part) => part(inner))];
  return combined(source, 'allOf', members);
}

/** Whether the type is all that tells the shape: so it is for nearly all schemas, and quick to see. */
function isPlainlyTyped({ schema, dialect }: Source): boolean {
  const type = schema['type'];
  if (typeof type !== 'string' || hasRef(schema) || hasAny(schema, BESIDE_TYPE)) return false;
  return isModern(dialect) || !hasStrangers(schema, type);
}

type Part = (source: Source) => Shape;

/** The groups of keywords that a schema has, each of them a shape to be. */
function partsOf(source: Source): readonly Part[] {
  const { schema, dialect } = source;
  const parts: Part[] = [];
  if (isList(schema['enum'])) parts.push(readEnum);
  for (const combination of COMBINATIONS) {
    if (isList(schema[combination])) parts.push((from) => readCombined(from, combination));
  }
  if (isSchema(schema['not'])) parts.push(readNot);
  if (schema['const'] !== undefined && dialect !== 'draft-04') parts.push(readConst);
  if (isConditional(source)) parts.push((from) => ({ kind: 'conditional', source: from, pairs: undefined }));
  const type = schema['type'];
  if (type !== undefined) parts.push(readTypes);
  if (type === undefined || !isModern(dialect)) parts.push(...classParts(source, type));
  return parts;
}

/** In draft-07 `then` or `else` is enough. */
function isConditional({ schema, dialect }: Source): boolean {
  if (dialect === 'draft-07') return hasAny(schema, ['if', 'then', 'else']);
  return isModern(dialect) && schema['if'] !== undefined;
}

/** The keywords for kinds of values that the type does not name; they are a part of their own. */
function classParts({ schema, dialect }: Source, type: JsonValue | undefined): readonly Part[] {
  const keywords = classKeywords(dialect);
  const typed = new Set((isList(type) ? type : [type ?? null]).map(classOfType));
  const has = (each: KeywordClass) => !typed.has(each) && hasAny(schema, keywords[each]);
  const parts: Part[] = [];
  if (has('array')) parts.push(readArray);
  if (has('object') && !(isModern(dialect) && onlyEmptyProperties(schema))) parts.push(readObject);
  if (has('number')) parts.push((from) => readNumber(from, false));
  if (has('string')) parts.push(readString);
  return parts;
}

function readTypes(source: Source): Shape {
  const type = source.schema['type'] as JsonValue;
  if (!isList(type)) return readType(source, type);
  const inner = partOf(source);
  return combined(source, 'anyOf', () => [...new Set(type)].map((each) => readType(inner, each)));
}

function readType(source: Source, type: JsonValue): Shape {
  switch (type) {
    case 'string':
      return readString(source);
    case 'integer':
      return readNumber(source, true);
    case 'number':
      return readNumber(source, false);
    case 'object':
      return readObject(source);
    case 'array':
      return readArray(source);
    case 'boolean':
    case 'null':
      return { kind: type, source, pairs: undefined };
    default:
      return { kind: 'any', source, pairs: undefined };
  }
}

function readString(source: Source): Shape {
  return { kind: 'string', source, pairs: undefined };
}

function readNumber(source: Source, integer: boolean): Shape {
  return { kind: 'number', source, pairs: undefined, integer };
}

function readEnum(source: Source): Shape {
  const listed = source.schema['enum'] as readonly JsonValue[];
  const values = new Map(listed.map((value) => [canonicalText(value), value]));
  return { kind: 'enum', source, pairs: undefined, values };
}

function readConst(source: Source): Shape {
  return { kind: 'const', source, pairs: undefined, value: source.schema['const'] as JsonValue };
}

function readNot(source: Source): Shape {
  return {
    kind: 'not',
    source,
    pairs: undefined,
    inner: nodeUnder(source.node, 'not', source.schema['not'] as JsonValue),
  };
}

function readCombined(source: Source, combination: Combination): Shape {
  const schemas = source.schema[combination] as readonly JsonValue[];
  const around = { file: source.node.place.file, pointer: under(source.node.place.pointer, combination) };
  return combined(source, combination, () => {
    const nodes = schemas.map((schema, index) => nodeUnder({ schema, place: around }, index, schema));
    return withoutRepeats(nodes, source.reader).map((node) => source.reader.shapeOf(node));
  });
}

function withoutRepeats(nodes: readonly SchemaNode[], numbering: Numbering): readonly SchemaNode[] {
  if (nodes.length < 2) return nodes;
  const seen = new Set<number>();
  return nodes.filter(({ schema }) => {
    const number = numbering.numberOf(schema);
    return !seen.has(number) && seen.add(number);
  });
}

function combined(source: Source, combination: Combination, make: () => readonly Shape[]): Shape {
  let made: readonly Shape[] | undefined;
  const members = () => {
    made ??= make();
    return made;
  };
  return { kind: 'combined', source, pairs: undefined, combination, members };
}
