import type { Primitive } from '../../../../model/index.js';
import type { TypeFact } from '../../../change.js';
import { breaks, type Ruling, risks } from '../../../check.js';
import { choiceRuling } from './choices.js';
import type { Way } from './way.js';

/** Readers of each type, by what they can take beside it. */
const PROMOTIONS: Readonly<Record<string, readonly string[]>> = {
  long: ['int'],
  float: ['int', 'long'],
  double: ['int', 'long', 'float'],
  string: ['bytes'],
  bytes: ['string'],
};

/** What a type is in Avro: its own type and the logical type that says what the bytes mean. */
interface AvroForm {
  readonly type: string;
  readonly logical?: string;
}

/**
 * Whether an Avro reader of one type can take what was written as another. Stricter than Apache's rules, which do not look at
 * logical types: where a value would be read without an error and mean something else, that is a break.
 */
export function readAvroType(way: Way, reader: TypeFact, writer: TypeFact): Ruling | undefined {
  const { words } = way;
  if (reader.kind === 'anyOf' || writer.kind === 'anyOf') return choiceRuling(way, reader, writer);
  const [to, from] = [formOf(reader), formOf(writer)];
  if (to === undefined || from === undefined)
    return risks(
      `${words.reader} reads \`${writer.text}\` as \`${reader.text}\`, and one of the two is not known here.`,
    );
  if (!apacheReads(to.type, from.type)) {
    return breaks(
      `${words.reader} cannot read Avro's \`${from.type}\` (\`${writer.text}\`) as \`${to.type}\` (\`${reader.text}\`).`,
    );
  }
  return wrongValue(way, reader, writer, to, from);
}

/** Whether Apache's rules let a change of types pass, whatever the values then mean. */
export function apacheReadsType(reader: TypeFact, writer: TypeFact): boolean {
  const [to, from] = [formOf(reader), formOf(writer)];
  return to !== undefined && from !== undefined && apacheReads(to.type, from.type);
}

function apacheReads(reader: string, writer: string): boolean {
  if (reader === writer) return true;
  return PROMOTIONS[reader]?.includes(writer) ?? false;
}

/** What can be read without an error and is not what was written. */
function wrongValue(
  { words }: Way,
  reader: TypeFact,
  writer: TypeFact,
  to: AvroForm,
  from: AvroForm,
): Ruling | undefined {
  if (reader.kind === 'decimal' && writer.kind === 'decimal') return decimalRuling(words, reader, writer);
  if (to.type === 'string' && to.logical === undefined && from.logical === 'uuid') return undefined;
  if (to.logical === from.logical && to.type !== 'string' && to.type !== 'bytes') return undefined;
  if (to.logical === from.logical && to.type === from.type) return undefined;
  if (to.logical === 'uuid')
    return breaks(`${words.reader} takes texts for UUIDs, and ${words.written} have any \`${writer.text}\`.`);
  return breaks(
    `${words.reader} takes the bytes of \`${writer.text}\` for \`${reader.text}\` without an error, and reads another value; Apache's rules do not look at that.`,
  );
}

function decimalRuling(
  words: Way['words'],
  reader: TypeFact & { readonly kind: 'decimal' },
  writer: TypeFact & { readonly kind: 'decimal' },
): Ruling | undefined {
  if (reader.scale !== writer.scale) {
    return breaks(
      `${words.reader} puts the point of decimals in ${words.written} ${reader.scale} digits from the end instead of ${writer.scale}: Avro writes a decimal as a whole number, and Apache's rules do not look at its scale.`,
    );
  }
  if (reader.precision >= writer.precision) return undefined;
  return breaks(
    `${words.reader} has ${reader.precision} digits for what has up to ${writer.precision} in ${words.written}.`,
  );
}

function formOf(type: TypeFact): AvroForm | undefined {
  switch (type.kind) {
    case 'primitive':
      return primitiveForm(type.name);
    case 'decimal':
      return { type: 'bytes', logical: 'decimal' };
    case 'list':
      return { type: 'array' };
    case 'anyOf':
      return { type: 'union' };
    case 'map':
    case 'enum':
    case 'record':
    case 'union':
      return { type: type.kind };
    case 'json':
      return type.text === 'avro' ? undefined : { type: 'string' };
    case 'unknown':
      return undefined;
  }
}

function primitiveForm(name: Primitive): AvroForm {
  switch (name) {
    case 'uuid':
      return { type: 'string', logical: 'uuid' };
    case 'date':
      return { type: 'int', logical: 'date' };
    case 'time':
      return { type: 'long', logical: 'time-micros' };
    case 'timestamp':
      return { type: 'long', logical: 'timestamp-micros' };
    case 'duration':
    case 'uri':
    case 'email':
      return { type: 'string' };
    default:
      return { type: name };
  }
}
