import type { TypeFact } from '../../../change.js';
import { breaks, type Ruling, risks } from '../../../check.js';
import { choiceRuling } from './choices.js';
import { isText } from './json-types.js';
import type { Way } from './way.js';

/** On which side a value may be null. */
interface Nullable {
  readonly reader: boolean;
  readonly writer: boolean;
}

/** Whether the JSON Schema of one type lets pass what that of another describes, by the rules of the profile. */
export function readSchemaType(way: Way, reader: TypeFact, writer: TypeFact, nullable: Nullable): Ruling | undefined {
  const { words } = way;
  if (reader.kind === 'unknown' || writer.kind === 'unknown')
    return risks(
      `${words.schema} says \`${reader.text}\` where \`${writer.text}\` is written, and one of the two is not known here.`,
    );
  if (reader.kind === 'anyOf' || writer.kind === 'anyOf') return choiceRuling(way, reader, writer);
  if (reader.kind === 'json' || writer.kind === 'json') return rawRuling(way, reader, writer);
  if (isText(reader) && isText(writer)) return textRuling(way, reader, writer, nullable);
  const [wanted, given] = [jsonTypeOf(reader), jsonTypeOf(writer)];
  if (wanted === given && wanted !== 'object') return undefined;
  if (wanted === 'number' && given === 'integer') return undefined;
  return breaks(`${words.schema} asks for ${spelled(reader)}, and ${words.written} have ${spelled(writer)}.`);
}

/** What a raw schema lets pass is not looked into here. */
function rawRuling({ words }: Way, reader: TypeFact, writer: TypeFact): Ruling | undefined {
  if (reader.kind !== 'json')
    return breaks(`${words.schema} asks for ${spelled(reader)}, and ${words.written} may have any value.`);
  if (reader.free) return undefined;
  return risks(
    `${words.schema} has a schema of its own for \`${reader.text}\`, which \`${writer.text}\` may or may not fit.`,
  );
}

/** Formats and encodings are notes in a JSON Schema; patterns (of decimals) and values (of enumerations) count. */
function textRuling(way: Way, reader: TypeFact, writer: TypeFact, nullable: Nullable): Ruling | undefined {
  const { profile, words } = way;
  if (reader.kind === 'decimal') {
    const isRoomy =
      writer.kind === 'decimal' &&
      reader.scale >= writer.scale &&
      reader.precision - reader.scale >= writer.precision - writer.scale;
    if (isRoomy && profile === 'sound') return undefined;
    return breaks(
      isRoomy
        ? `${words.schema} has another pattern for \`${reader.text}\`, and Confluent's rules take any other pattern for a break.`
        : `${words.schema} has a pattern for \`${reader.text}\` that ${words.written} (\`${writer.text}\`) need not match.`,
    );
  }
  if (reader.kind === 'enum')
    return breaks(`${words.schema} lists values, and ${words.written} may have any \`${writer.text}\`.`);
  const isPlain = writer.kind === 'enum' && (isSpelledEnum(writer) || !nullable.writer);
  return nullable.reader && isPlain ? combinedRuling(way, writer.text) : undefined;
}

/** Whether a type is an enumeration that is written out at its place. */
export function isSpelledEnum(type: TypeFact): boolean {
  return type.kind === 'enum' && type.text.startsWith('enum(');
}

/** Confluent compares schemas that are put together of others part by part, and finds no partner where they are put together otherwise. */
export function combinedRuling({ profile, words }: Way, text: string): Ruling | undefined {
  if (profile === 'sound') return undefined;
  return breaks(
    `${words.schema} says what \`${text}\` or \`null\` may be in another form than the one that ${words.written} go by, and Confluent's rules do not see that it means the same.`,
  );
}

function jsonTypeOf(type: TypeFact): string {
  if (isText(type)) return 'string';
  if (type.kind === 'list') return 'array';
  if (type.kind !== 'primitive') return 'object';
  if (type.name === 'boolean') return 'boolean';
  return type.name === 'int' || type.name === 'long' ? 'integer' : 'number';
}

function spelled(type: TypeFact): string {
  return `\`${jsonTypeOf(type)}\` (\`${type.text}\`)`;
}
