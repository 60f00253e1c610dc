import type { Field, JsonValue, TypeExpr, UnionType } from '../../../../model/index.js';
import { constantFits } from '../../../../model/values/assignable.js';
import { TEXT_FORMATS } from '../../../../model/values/text-formats.js';
import { resolveType } from '../../../../model/values/value-type.js';
import { objectKey, stringLiteral } from '../../../text.js';
import type { TypeStyle } from '../print-type.js';

/** Code of a field's default as a value of its TypeScript type; undefined where it has none, or none that fits. */
export function printDefault(style: TypeStyle, field: Field): string | undefined {
  const { default: value, type, nullable } = field;
  if (value === undefined) return undefined;
  if (!constantFits(style.catalog, value, { type, nullable, optional: false })) return undefined;
  return printValue(style, type, value);
}

function printValue(style: TypeStyle, type: TypeExpr, value: JsonValue): string | undefined {
  if (value === null) return 'null';
  const resolved = resolveType(style.catalog, type);
  switch (resolved.kind) {
    case 'list':
      return Array.isArray(value)
        ? wrapped(
            '[',
            value.map((item) => printValue(style, resolved.items, item)),
            ']',
          )
        : undefined;
    case 'map':
      return printMembers(value, (_, member) => printValue(style, resolved.values, member));
    case 'record':
      return printRecord(style, resolved.fields, value);
    case 'union':
      return printUnion(style, resolved.def, value);
    case 'primitive':
      return printPrimitive(style, resolved.name, value);
    case 'decimal':
    case 'enum':
      return printPlain(value);
    case 'json':
      return printJson(value);
    case 'anyOf':
      return printPlain(value);
    case 'unknown':
      return undefined;
  }
}

function printPrimitive(style: TypeStyle, name: string, value: JsonValue): string | undefined {
  if (name === 'uuid' && style.brandedIds) {
    return TEXT_FORMATS.uuid?.matches(String(value)) ? `uuid(${stringLiteral(String(value))})` : undefined;
  }
  if (name === 'long' && style.long === 'bigint') return Number.isSafeInteger(value) ? `${value}n` : undefined;
  if (name === 'bytes' && style.bytes === 'Uint8Array') return undefined;
  return printPlain(value);
}

function printPlain(value: JsonValue): string | undefined {
  if (typeof value === 'string') return stringLiteral(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function printJson(value: JsonValue): string | undefined {
  if (value === null) return 'null';
  if (Array.isArray(value)) return wrapped('[', value.map(printJson), ']');
  return typeof value === 'object' ? printMembers(value, (_, member) => printJson(member)) : printPlain(value);
}

function printRecord(style: TypeStyle, fields: readonly Field[], value: JsonValue): string | undefined {
  return printMembers(value, (name, member) => {
    const field = fields.find((candidate) => candidate.name === name);
    return field && printValue(style, field.type, member);
  });
}

function printUnion(style: TypeStyle, union: UnionType, value: JsonValue): string | undefined {
  const tag = isObject(value) ? value[union.discriminator] : undefined;
  const chosen = union.cases.find((candidate) => candidate.tag === tag);
  if (!isObject(value) || !chosen) return undefined;
  const { [union.discriminator]: _, ...rest } = value;
  const inner = printValue(style, { kind: 'named', ref: chosen.type }, rest);
  const mark = `${objectKey(union.discriminator)}: ${stringLiteral(chosen.tag)}`;
  return inner === undefined ? undefined : `{ ${mark}, ...${inner} }`;
}

type JsonObject = Readonly<Record<string, JsonValue>>;

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function printMembers(
  value: JsonValue,
  print: (name: string, member: JsonValue) => string | undefined,
): string | undefined {
  if (!isObject(value)) return undefined;
  const members = Object.entries(value).map(([name, member]) => {
    const code = print(name, member);
    return code === undefined ? undefined : `${objectKey(name)}: ${code}`;
  });
  return members.length === 0 ? '{}' : wrapped('{ ', members, ' }');
}

/** Undefined where one of the parts is. */
function wrapped(open: string, parts: readonly (string | undefined)[], close: string): string | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? `${open}${known.join(', ')}${close}` : undefined;
}
