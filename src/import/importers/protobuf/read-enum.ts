import type { ProtoEnum } from '../../../compat/schemas/protobuf/proto-files.js';
import type { LockEnum } from '../../../generate/targets/protobuf/lock.js';
import { enumPrefix, enumValueName, protoTypeName } from '../../../generate/targets/protobuf/names.js';
import type { DraftTypeDef } from '../../draft.js';
import type { Definitions, EnumDefinition } from './definitions.js';
import { leaveOut, type Reading, wordsFrom } from './reading.js';

/** An enum as a type, and the numbers of its values. */
export function readEnum(reading: Reading, { definition, file }: EnumDefinition, name: string): DraftTypeDef {
  const { fullName } = definition;
  const { values, aliases } = valuesOf(definition);
  for (const alias of aliases)
    leaveOut(reading, alias, `\`${alias.name}\``, `it is another name for the ${alias.number} of \`${fullName}\``);
  const key = `type ${name}`;
  const enumName = protoTypeName(name);
  reading.lock.enums.set(key, {
    of: key,
    values: values.map(({ value, number, name: protoName }) => {
      return { value, number, ...(protoName !== enumValueName(enumName, value) && { name: protoName }) };
    }),
    reserved: reservedOf(definition),
  });
  const zero = values.find(({ number }) => number === 0)?.value;
  const options = reading.definitions.optionsOf(file, fullName);
  return {
    shape: 'enum',
    // Protobuf wants a value in every enum, though not every parser does.
    values: values.length === 0 ? ['unspecified'] : values.map(({ value }) => value),
    ...(zero !== undefined && /^(unspecified|unknown)$/i.test(zero) && { unknown: zero }),
    ...wordsFrom(reading.definitions.about(definition)),
    ...(options['deprecated'] === true && { deprecated: {} }),
  };
}

function reservedOf({ reserved }: ProtoEnum): LockEnum['reserved'] {
  return [
    ...reserved.ranges.map(({ start, end }) => (start === end ? { number: start } : { number: start, to: end })),
    ...reserved.names.map((name) => ({ name })),
  ];
}

/** What a value of an enum is called in the catalog. */
export function enumValueOf(definitions: Definitions, enumName: string, protoName: string): string | undefined {
  const definition = definitions.enums.get(enumName)?.definition;
  const number = definition?.values.find(({ name }) => name === protoName)?.number;
  return definition && valuesOf(definition).values.find((value) => value.number === number)?.value;
}

interface Value {
  readonly value: string;
  readonly name: string;
  readonly number: number;
}

/** Values without the prefix that all of them have, in small letters; where they have none, as they are. */
function valuesOf(definition: ProtoEnum): { readonly values: readonly Value[]; readonly aliases: ProtoEnum['values'] } {
  const seen = new Set<number>();
  const own = definition.values.filter(({ number }) => !seen.has(number) && seen.add(number));
  const prefix = enumPrefix(definition.name.split('.').at(-1) ?? '');
  const short = own.map(({ name }) => (name.startsWith(prefix) ? name.slice(prefix.length).toLowerCase() : ''));
  const isPrefixed = short.every((text) => text !== '') && new Set(short).size === short.length;
  return {
    values: own.map(({ name, number }, index) => ({ value: isPrefixed ? (short[index] ?? name) : name, name, number })),
    aliases: definition.values.filter((value) => !own.includes(value)),
  };
}
