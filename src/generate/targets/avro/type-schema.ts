import type { Span } from '../../../diagnostics/index.js';
import type { JsonType, Primitive, ScalarType, TypeDef, TypeExpr, UnionType } from '../../../model/index.js';
import { generateDiagnostic } from '../../messages.js';
import { type AvroNode, type AvroSchema, branchesOf, withNull } from './avro-schema.js';
import { type AvroWriter, claimName, distinctNames } from './avro-writer.js';
import { avroName, avroTypeName } from './names.js';
import { rawSchema } from './raw-schema.js';
import { recordSchema } from './record-schema.js';
import { tagsAttribute } from './union-tags.js';

/** Where an inline enumeration or record gets its name from: the record and field that it stands in. */
export interface Place {
  readonly path: string;
  readonly span: Span;
}

/** The Avro schema of a type. A named type is written out where it comes first in a file and is a name from then on. */
export function typeSchema(writer: AvroWriter, type: TypeExpr, place: Place): AvroSchema {
  switch (type.kind) {
    case 'primitive':
      return primitiveSchema(type.name);
    case 'decimal':
      return { type: 'bytes', logicalType: 'decimal', precision: type.precision, scale: type.scale };
    case 'named':
      return namedSchema(writer, type.ref.name, place);
    case 'list':
      return {
        type: 'array',
        items: typeSchema(writer, type.items, place),
        ...tagsAttribute(writer, type.items),
      };
    case 'map':
      return {
        type: 'map',
        values: typeSchema(writer, type.values, place),
        ...tagsAttribute(writer, type.values),
      };
    case 'enum':
      return inlineSchema(writer, place, (name) => enumSchema(writer, name, type.values, place.span));
    case 'record':
      return inlineSchema(writer, place, (name) => recordSchema(writer, name, type.fields));
    case 'anyOf':
      return choiceSchema(writer, type.options, place);
    case 'json':
      return jsonSchema(writer, type, place);
    case 'nullable':
      return withNull(typeSchema(writer, type.inner, place), true);
  }
}

/** A union; options that Avro cannot tell apart (a text and a UUID) are one branch, lists and maps of different things are not. */
function choiceSchema(writer: AvroWriter, options: readonly TypeExpr[], place: Place): AvroSchema {
  const seen = new Map<string, string>();
  const branches = options.flatMap((option) => branchesOf(typeSchema(writer, option, place)));
  return branches.filter((branch) => {
    const name = branchName(writer, branch);
    const known = seen.get(name);
    const text = JSON.stringify(branch);
    if (known === undefined) seen.set(name, text);
    else if (known !== text && (name === 'array' || name === 'map')) {
      const params = { union: place.path, type: name };
      writer.diagnostics.push(generateDiagnostic('avro-ambiguous-union', place.span, params));
    }
    return known === undefined;
  });
}

/** A value of any kind is its JSON text, unless a foreign schema says how Avro has it. */
function jsonSchema(writer: AvroWriter, { avro }: JsonType, place: Place): AvroSchema {
  if (avro === undefined) return { type: 'string', contentType: 'application/json' };
  return rawSchema(writer, avro, place.span);
}

function primitiveSchema(name: Primitive): AvroSchema {
  switch (name) {
    case 'boolean':
    case 'int':
    case 'long':
    case 'float':
    case 'double':
    case 'bytes':
    case 'string':
      return name;
    case 'uuid':
      return { type: 'string', logicalType: 'uuid' };
    case 'date':
      return { type: 'int', logicalType: 'date' };
    case 'time':
      return { type: 'long', logicalType: 'time-micros' };
    case 'timestamp':
      return { type: 'long', logicalType: 'timestamp-micros' };
    case 'duration':
    case 'uri':
    case 'email':
      return 'string';
  }
}

function namedSchema(writer: AvroWriter, id: string, place: Place): AvroSchema {
  const def = writer.catalog.types.get(id);
  if (!def) return 'string';
  if (def.shape === 'scalar') return scalarSchema(writer, def, place);
  if (def.shape === 'union') return unionSchema(writer, def, place);
  const name = avroTypeName(id);
  if (claimName(writer, name, `type ${id}`, def.nameSpan) === 'known') return fullName(writer, name);
  return withNotes(def, definitionSchema(writer, def, name));
}

/** Lists, maps and the like have no names in Avro, so one that contains itself cannot be written. */
function scalarSchema(writer: AvroWriter, def: ScalarType, place: Place): AvroSchema {
  if (def.avro !== undefined) return rawSchema(writer, def.avro, place.span);
  if (writer.open.has(def.id)) {
    const params = { type: def.id };
    writer.diagnostics.push(
      generateDiagnostic('avro-endless-type', def.nameSpan, params, { element: `type ${def.id}` }),
    );
    return 'string';
  }
  writer.open.add(def.id);
  const schema = typeSchema(writer, def.type, { ...place, path: avroTypeName(def.id) });
  writer.open.delete(def.id);
  return schema;
}

function definitionSchema(
  writer: AvroWriter,
  def: Exclude<TypeDef, { shape: 'scalar' | 'union' }>,
  name: string,
): AvroNode {
  if (def.shape === 'record') return recordSchema(writer, name, def.fields);
  return enumSchema(writer, name, def.values, def.nameSpan, def.unknown);
}

function withNotes(def: TypeDef, schema: AvroNode): AvroNode {
  const { type, name, ...rest } = schema;
  return { type, name, ...(def.summary !== undefined && { doc: def.summary }), ...rest };
}

/** An inline type stands once, so its name is that of its place; a list in a list shares it with what it holds. */
function inlineSchema(writer: AvroWriter, place: Place, write: (name: string) => AvroNode): AvroSchema {
  const name = avroTypeName(place.path);
  return claimName(writer, name, place.path, place.span) === 'known' ? fullName(writer, name) : write(name);
}

function fullName(writer: AvroWriter, name: string): string {
  return `${writer.namespace}.${name}`;
}

/** `values` keeps what each symbol stands for where a value is no Avro name; the reader's fallback is the default. */
function enumSchema(
  writer: AvroWriter,
  name: string,
  values: readonly string[],
  span: Span,
  unknown?: string,
): AvroNode {
  const symbols = distinctNames(writer, values, avroName, () => span);
  const renamed = [...symbols].filter(([value, symbol]) => value !== symbol).map(([value, symbol]) => [symbol, value]);
  return {
    type: 'enum',
    name,
    symbols: [...symbols.values()],
    ...(unknown !== undefined && { default: avroName(unknown) }),
    ...(renamed.length > 0 && { values: Object.fromEntries(renamed) }),
  };
}

/** The cases' own types: Avro marks each value with its branch, so the discriminator is not written. */
function unionSchema(writer: AvroWriter, union: UnionType, place: Place): AvroSchema {
  const seen = new Set<string>();
  return union.cases.flatMap(({ type: ref }) => {
    const branches = branchesOf(typeSchema(writer, { kind: 'named', ref }, place));
    const fresh = branches.filter((branch) => !seen.has(branchName(writer, branch)));
    if (fresh.length < branches.length) {
      const params = { union: union.id, type: ref.name };
      writer.diagnostics.push(
        generateDiagnostic('avro-ambiguous-union', ref.span, params, { element: `type ${union.id}` }),
      );
    }
    for (const branch of branches) seen.add(branchName(writer, branch));
    return fresh;
  });
}

function branchName(writer: AvroWriter, branch: string | AvroNode): string {
  if (typeof branch === 'string') return branch;
  return typeof branch['name'] === 'string' ? fullName(writer, branch['name']) : branch.type;
}
