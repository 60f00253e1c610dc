import type { JsonValue } from '../../../model/index.js';
import { isObject, type JsonObject, own } from '../json.js';
import { fullName, isAvroName } from './avro-names.js';
import {
  type AvroArray,
  type AvroField,
  type AvroMap,
  type AvroRecord,
  type AvroType,
  type AvroUnion,
  isPrimitiveName,
} from './avro-type.js';
import { define, NAME_HELP, readAliases, readEnum, readFixed, readNames } from './read-named.js';
import { note, type Reading, refuse, type Site, shown, standIn, textMember } from './reading.js';

/** How deep types may be written inside each other. */
const MAX_DEPTH = 500;

/** Reads a type: a name, a list (a union) or an object. What cannot be one is reported, and a stand-in is given. */
export function readType(reading: Reading, json: JsonValue, site: Site): AvroType {
  if (typeof json === 'string') return readReference(reading, json, site.pointer, site.namespace, undefined);
  if (site.depth > MAX_DEPTH)
    return refuse(
      reading,
      site.pointer,
      `Types are written more than ${MAX_DEPTH} deep inside each other here.`,
      'Define the inner types by name, and use their names.',
    );
  if (Array.isArray(json)) return readUnion(reading, json, site);
  if (isObject(json)) return readObject(reading, json, site);
  const help = 'Write the name of a type, an object with a `type`, or a list of the types of a union.';
  return refuse(reading, site.pointer, `Instead of a type there is ${shown(json)} here.`, help);
}

function readReference(
  reading: Reading,
  name: string,
  pointer: string,
  namespace: string,
  logical: string | undefined,
): AvroType {
  if (isPrimitiveName(name)) {
    if (name === 'bytes') reading.doubtful = true;
    return { kind: name, id: reading.size++, pointer, logical };
  }
  const known = reading.named.get(fullName(name, namespace)) ?? reading.named.get(fullName(name, ''));
  if (known) return known;
  const pending = standIn(reading, pointer);
  reading.pending.set(pending, { name, namespace });
  return pending;
}

function readUnion(reading: Reading, json: readonly JsonValue[], site: Site): AvroUnion {
  const branches = json.map((branch, index) => readType(reading, branch, inside(site, `/${index}`)));
  const union: AvroUnion = { kind: 'union', id: reading.size++, pointer: site.pointer, logical: undefined, branches };
  reading.unions.push(union);
  return union;
}

function inside(site: Site, path: string): Site {
  return { pointer: site.pointer + path, namespace: site.namespace, depth: site.depth + 1 };
}

function readObject(reading: Reading, json: JsonObject, site: Site): AvroType {
  const type = own(json, 'type');
  if (typeof type === 'string') return readComplex(reading, json, type, site);
  const help = 'Say what it is with `type`.';
  if (type === undefined) return refuse(reading, site.pointer, 'This object has no `type`.', help);
  note(
    reading,
    `${site.pointer}/type`,
    `The \`type\` of a type must be a name, but there is ${shown(type)} here.`,
    'Write what is in there instead of the object around it.',
  );
  return readType(reading, type, inside(site, '/type'));
}

function readComplex(reading: Reading, json: JsonObject, type: string, site: Site): AvroType {
  switch (type) {
    case 'record':
    case 'error':
      return readRecord(reading, json, site);
    case 'enum':
      return readEnum(reading, json, site, logicalOf(reading, json));
    case 'fixed':
      return readFixed(reading, json, site, logicalOf(reading, json));
    case 'array':
      return readArray(reading, json, site);
    case 'map':
      return readMap(reading, json, site);
    default:
      return readReference(reading, type, site.pointer, site.namespace, logicalOf(reading, json));
  }
}

function readRecord(reading: Reading, json: JsonObject, site: Site): AvroType {
  const names = readNames(reading, json, site, 'record');
  if (names === undefined) return standIn(reading, site.pointer);
  const { name, aliases } = names;
  const { pointer } = site;
  const fields = new Map<string, AvroField>();
  const id = reading.size++;
  const logical = logicalOf(reading, json);
  const record: AvroRecord = { kind: 'record', id, pointer, logical, name, fullName: names.fullName, aliases, fields };
  define(reading, record);
  readFields(reading, json, record, fields, { pointer, namespace: names.namespace, depth: site.depth + 1 });
  return record;
}

/** Fills `fields`, which are those of the record: they may refer to it. */
function readFields(
  reading: Reading,
  json: JsonObject,
  record: AvroRecord,
  fields: Map<string, AvroField>,
  site: Site,
): void {
  const written = own(json, 'fields');
  if (!Array.isArray(written)) {
    const help = 'Give it a list of `fields`, which may be empty.';
    note(reading, site.pointer, `Record \`${record.fullName}\` has no list of \`fields\`.`, help);
    return;
  }
  for (let index = 0; index < written.length; index++) {
    const pointer = `${site.pointer}/fields/${index}`;
    const field = readField(reading, written[index], index, { pointer, namespace: site.namespace, depth: site.depth });
    if (field === undefined) continue;
    if (!fields.has(field.name)) fields.set(field.name, field);
    else
      note(
        reading,
        pointer,
        `Record \`${record.fullName}\` has a second field \`${field.name}\` here.`,
        'Take one of them out.',
      );
  }
}

function readField(reading: Reading, json: JsonValue, index: number, site: Site): AvroField | undefined {
  const { pointer } = site;
  const name = isObject(json) ? textMember(json, 'name') : undefined;
  if (!isObject(json) || name === undefined) {
    const there = isObject(json) ? 'This field has no `name`.' : `Instead of a field there is ${shown(json)} here.`;
    refuse(reading, pointer, there, 'Write an object with `name` and `type`.');
    return undefined;
  }
  if (!isAvroName(name)) note(reading, `${pointer}/name`, `\`${name}\` cannot be the name of a field.`, NAME_HELP);
  const written = own(json, 'type');
  const type =
    typeof written === 'string'
      ? readReference(reading, written, `${pointer}/type`, site.namespace, undefined)
      : readFieldType(reading, name, written, site);
  const field: AvroField = {
    name,
    pointer,
    index,
    aliases: readAliases(reading, json, pointer),
    type,
    default: own(json, 'default'),
  };
  hold(reading, field);
  if (field.aliases.length > 0) reading.doubtful = true;
  if (field.default !== undefined) reading.defaults.push(field);
  return field;
}

function readFieldType(reading: Reading, name: string, written: JsonValue | undefined, site: Site): AvroType {
  if (written !== undefined)
    return readType(reading, written, {
      pointer: `${site.pointer}/type`,
      namespace: site.namespace,
      depth: site.depth,
    });
  return refuse(reading, site.pointer, `Field \`${name}\` has no \`type\`.`, 'Say what it is with `type`.');
}

/** What was read before it is known by now, unless something is pending. */
function hold(reading: Reading, holder: AvroArray | AvroMap | AvroField): void {
  if (reading.pending.size > 0) reading.holders.push(holder);
}

function readArray(reading: Reading, json: JsonObject, site: Site): AvroType {
  const items = readInner(reading, json, 'items', site);
  const array = {
    kind: 'array',
    id: reading.size++,
    pointer: site.pointer,
    logical: logicalOf(reading, json),
    items,
  } as const;
  hold(reading, array);
  return array;
}

function readMap(reading: Reading, json: JsonObject, site: Site): AvroType {
  const values = readInner(reading, json, 'values', site);
  const map = {
    kind: 'map',
    id: reading.size++,
    pointer: site.pointer,
    logical: logicalOf(reading, json),
    values,
  } as const;
  hold(reading, map);
  return map;
}

function readInner(reading: Reading, json: JsonObject, key: 'items' | 'values', site: Site): AvroType {
  const inner = own(json, key);
  if (inner !== undefined) return readType(reading, inner, inside(site, `/${key}`));
  const [what, each] = key === 'items' ? ['array', 'items'] : ['map', 'values'];
  return refuse(
    reading,
    site.pointer,
    `This ${what} has no \`${key}\`.`,
    `Name the type of its ${each} with \`${key}\`.`,
  );
}

function logicalOf(reading: Reading, json: JsonObject): string | undefined {
  const logical = textMember(json, 'logicalType');
  if (logical === undefined) return undefined;
  reading.doubtful = true;
  // More digits change no value, another scale does.
  return logical === 'decimal' ? `decimal of scale ${String(own(json, 'scale') ?? 0)}` : logical;
}
