import { compact } from '../../model/build/compact.js';
import { isList, type NormalSchema } from '../../model/foreign/json-schema-words.js';
import type { DraftType } from '../draft.js';
import { typeText } from '../yaml/type-text.js';
import { type Made, readMade, readValue } from './read-value.js';
import { namesFor, type Reading, type ValuePlace } from './reading.js';
import type { SchemaValue } from './schema-value.js';

/** One of several schemas that a value may fit: without `$ref` and `allOf`, or a plain reference as it was written. */
export type Option = { readonly flat: NormalSchema } | { readonly ref: NormalSchema };

/** Choices within choices multiply; and a type expression has at most 500 characters. */
const MOST_OPTIONS = 16;
const LONGEST_TEXT = 400;

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'flag',
  array: 'list',
  object: 'object',
};

/** A choice that only the form of a value tells: `string|int`. Where one option is no type, none of it is. */
export function readOptions(reading: Reading, options: readonly Option[], place: ValuePlace): Made {
  const types: DraftType[] = [];
  let nullable = false;
  for (const [index, option] of options.entries()) {
    const read = readOption(reading, option, { ...place, name: nameOf(option, place, index) });
    if ('reason' in read) return read;
    const inner = read.type.kind === 'anyOf' ? read.type.options : [read.type];
    types.push(...inner);
    nullable ||= read.nullable === true;
  }
  const distinct = [...new Map(types.map((type) => [JSON.stringify(type), type])).values()];
  const [only] = distinct;
  if (distinct.length > MOST_OPTIONS || (typeText({ kind: 'anyOf', options: distinct })?.length ?? 0) > LONGEST_TEXT)
    return { reason: 'it is a choice of too many types to be written' };
  const type: DraftType = distinct.length === 1 && only ? only : { kind: 'anyOf', options: distinct };
  return { type, ...(nullable && { nullable: true as const }) };
}

function nameOf(option: Option, { name }: ValuePlace, index: number): string {
  const type = 'flat' in option ? option.flat['type'] : undefined;
  return `${name} ${WORDS[String(isList(type) ? type[0] : type)] ?? index + 1}`;
}

type OptionType = Pick<SchemaValue, 'type' | 'nullable'>;

/** An option has no bounds of its own in the choice, so with bounds it gets a name. */
function readOption(reading: Reading, option: Option, place: ValuePlace): OptionType | { readonly reason: string } {
  const schema = 'ref' in option ? option.ref : option.flat;
  const made = 'ref' in option ? readValue(reading, schema, place) : readMade(reading, schema, place);
  if ('reason' in made) return made;
  const span = reading.set.spanOf(schema);
  const [preferred = place.name, ...hints] = namesFor(schema, place);
  const nullable = compact({ nullable: made.nullable });
  const named = (definition: Parameters<typeof reading.builder.type>[1]): OptionType => ({
    type: { kind: 'named', name: reading.builder.type(preferred, definition, { hints, span }) },
    ...nullable,
  });
  if ('definition' in made) return named(made.definition);
  const { type, constraints } = made;
  if (type.kind === 'json') return { reason: 'one of the schemas that it may fit is no type' };
  if (constraints === undefined) return { type, ...nullable };
  return named({ shape: 'scalar', type, constraints });
}
