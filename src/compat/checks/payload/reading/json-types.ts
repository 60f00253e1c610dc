import type { Primitive } from '../../../../model/index.js';
import type { TypeFact } from '../../../change.js';
import { breaks, type Ruling, risks } from '../../../check.js';
import { choiceRuling } from './choices.js';
import type { Way } from './way.js';

const NUMBERS: readonly Primitive[] = ['int', 'long', 'float', 'double'];

/** Whether a reader of one type can read what was written as another, in this catalog's own JSON. */
export function readJsonType(way: Way, reader: TypeFact, writer: TypeFact): Ruling | undefined {
  if (reader.kind === 'anyOf' || writer.kind === 'anyOf') return choiceRuling(way, reader, writer);
  const fault = jsonFault(reader, writer);
  if (fault === undefined) return undefined;
  const { words } = way;
  return fault.level === 'break'
    ? breaks(`${words.reader} expects \`${reader.text}\`, and in ${words.written} ${fault.what}.`)
    : risks(`${words.reader} reads \`${writer.text}\` as \`${reader.text}\`, and ${fault.what}.`);
}

interface Fault {
  readonly level: Ruling['level'];
  readonly what: string;
}

function jsonFault(reader: TypeFact, writer: TypeFact): Fault | undefined {
  if (reader.kind === 'unknown' || writer.kind === 'unknown')
    return { level: 'risk', what: 'one of the two is not known here' };
  if (reader.kind === 'json' || writer.kind === 'json') return rawFault(reader);
  if (isText(reader) && isText(writer)) return textFault(reader, writer);
  if (reader.kind === 'primitive' && writer.kind === 'primitive' && isNumber(reader) && isNumber(writer))
    return numberFault(reader.name, writer.name);
  return fault(`there is ${formOf(writer)}`);
}

/** What a raw schema lets pass is not looked into here. */
function rawFault(reader: TypeFact): Fault | undefined {
  if (reader.kind !== 'json') return fault('there may be any JSON value');
  return reader.free
    ? undefined
    : { level: 'risk', what: `only the schema of \`${reader.text}\` says what it lets pass` };
}

function textFault(reader: TypeFact, writer: TypeFact): Fault | undefined {
  if (reader.kind === 'primitive' && reader.name === 'string') return undefined;
  if (reader.kind === 'decimal' && writer.kind === 'decimal') {
    const fits = reader.scale >= writer.scale && roomOf(reader) >= roomOf(writer);
    return fits ? undefined : fault(`there may be more digits (\`${writer.text}\`)`);
  }
  return fault(`there may be any \`${writer.text}\``);
}

function roomOf({ precision, scale }: { readonly precision: number; readonly scale: number }): number {
  return precision - scale;
}

function numberFault(reader: Primitive, writer: Primitive): Fault | undefined {
  if (reader === 'int')
    return fault(writer === 'long' ? 'numbers may go beyond 32 bits' : 'numbers may have fractions');
  if (reader === 'long') return writer === 'int' ? undefined : fault('numbers may have fractions');
  if (reader === 'float' && writer === 'double') return fault('numbers may be too large for 32 bits');
  const isExact = writer === 'float' || (writer === 'int' && reader === 'double');
  return isExact ? undefined : { level: 'risk', what: 'large numbers lose their last digits' };
}

function fault(what: string): Fault {
  return { level: 'break', what };
}

function isNumber(type: TypeFact): boolean {
  return type.kind === 'primitive' && NUMBERS.includes(type.name);
}

/** Whether values are texts in JSON. */
export function isText(type: TypeFact): boolean {
  if (type.kind === 'primitive') return type.name !== 'boolean' && !isNumber(type);
  return type.kind === 'decimal' || type.kind === 'enum';
}

function formOf(type: TypeFact): string {
  if (isText(type)) return `a text (\`${type.text}\`)`;
  if (isNumber(type)) return `a number (\`${type.text}\`)`;
  if (type.kind === 'primitive') return '`true` or `false`';
  return type.kind === 'list' ? `a list (\`${type.text}\`)` : `a map of fields (\`${type.text}\`)`;
}
