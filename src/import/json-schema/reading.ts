import type { Span } from '../../diagnostics/index.js';
import { ANNOTATIONS, ASSERTIONS, type NormalSchema, textIn } from '../../model/foreign/json-schema-words.js';
import type { DraftBuilder } from '../draft-builder.js';
import type { ImportContext } from '../importer.js';
import { typeName } from '../names.js';
import { createSchemaSet, type SchemaSet } from './schema-set.js';
import type { SchemaValue } from './schema-value.js';
import { sliceOf } from './slice.js';

/** What all schemas of one builder are read with. */
export interface Reading {
  readonly builder: DraftBuilder;
  readonly set: SchemaSet;
  /** What references lead to, by key, once it has been read. */
  readonly targets: Map<string, SchemaValue>;
  /** The schemas that are being read right now, one within the other. */
  readonly open: Set<NormalSchema>;
  /** How many schemas the choice that is being read may still lead to, with those within it; a reference begins anew. */
  readonly branches?: { left: number };
}

const readings = new WeakMap<DraftBuilder, Reading>();

/** The reading of a builder: schemas that several messages refer to are read once. */
export function readingOf(builder: DraftBuilder, context: ImportContext): Reading {
  const known = readings.get(builder);
  if (known) return known;
  const reading = {
    builder,
    set: createSchemaSet(builder, context),
    targets: new Map(),
    open: new Set<NormalSchema>(),
  };
  readings.set(builder, reading);
  return reading;
}

/** Where a value stands, for what is told of it and what its types are called. */
export interface ValuePlace {
  /** As it begins a sentence: `` The field `total` of `Order` ``. */
  readonly what: string;
  /** The message or type at the top. */
  readonly root: string;
  /** Of an older major of the message: what its types are called where the newest has others (`OrderPlacedV1`). */
  readonly older?: string | undefined;
  /** The type around it. */
  readonly parent: string;
  /** The field it is in, or what its items are called. */
  readonly name: string;
  /** What its type is called, where that is known. */
  readonly names?: readonly string[];
}

/** The place of a field. */
export function fieldPlace(
  { root, older }: Pick<ValuePlace, 'root' | 'older'>,
  parent: string,
  name: string,
): ValuePlace {
  return { what: `The field \`${name}\` of \`${parent}\``, root, older, parent, name };
}

/** What a type of this place is called, best name first: `title`, then message and field, then the way to it. */
export function namesFor(schema: NormalSchema, place: ValuePlace): readonly string[] {
  if (place.names) return place.names;
  const { root, older, parent, name } = place;
  const title = textIn(schema, 'title');
  const own = typeName(name);
  const names = [
    own.startsWith(root) && own !== root ? own : `${root}${own}`,
    ...(older === undefined ? [] : [`${older}${own}`]),
    `${parent}${own}`,
  ];
  return title !== undefined && isNameLike(title) ? [typeName(title), ...names] : names;
}

/** A title of up to three words is a name, a longer one a sentence. */
export function isNameLike(title: string): boolean {
  return /^\p{L}[\p{L}\p{N}]*([ _-][\p{L}\p{N}]+){0,2}$/u.test(title) && title.length <= 40;
}

/** Keeps a value as the schema that it was, which is told. */
export function rawValue(
  { builder, set }: Reading,
  schema: NormalSchema,
  place: ValuePlace,
  reason: string,
): SchemaValue {
  builder.keptRaw(place.what, reason, set.spanOf(schema));
  return { type: { kind: 'json', schema: sliceOf(set, withoutWords(schema)) } };
}

const WORDS = new Set([
  'title',
  'description',
  'default',
  'deprecated',
  'examples',
  'readOnly',
  'writeOnly',
  '$comment',
  'x-pii',
  'x-secret',
]);

function withoutWords(schema: NormalSchema): NormalSchema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !WORDS.has(keyword)));
}

/** Counts the words of a schema that have no place in a catalog, so that they are told once a file. */
export function noteLeftOut({ builder, set }: Reading, schema: NormalSchema, keywords: readonly string[]): void {
  const span: Span | undefined = set.spanOf(schema);
  for (const keyword of keywords) builder.leftOutKeyword(keyword, span);
}

/** The words of a schema that nothing of the language stands for. */
export function strangeWords(schema: NormalSchema): readonly string[] {
  return Object.keys(schema).filter(
    (keyword) =>
      (!ASSERTIONS.has(keyword) && !ANNOTATIONS.has(keyword) && !TAKEN.has(keyword) && !/^x-parser-/.test(keyword)) ||
      LEFT_OUT.has(keyword),
  );
}

const TAKEN = new Set(['x-pii', 'x-secret', 'minContains', 'maxContains', 'discriminator']);
const LEFT_OUT = new Set(['readOnly', 'contentMediaType', 'contentSchema']);
