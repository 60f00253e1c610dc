import { compact } from '../../../model/build/compact.js';
import type { DraftTypeDef } from '../../draft.js';
import type { MessageDefinition } from './definitions.js';
import { readEnum } from './read-enum.js';
import { fieldNames, oneofsOf, readFields } from './read-fields.js';
import { type Reading, wordsFrom } from './reading.js';
import { EMPTY } from './roles.js';

/** Reads a message or an enum as a type of the catalog. */
export function readTypeDefinition(reading: Reading, fullName: string): void {
  const name = reading.names.get(fullName);
  if (name === undefined) return;
  const message = reading.definitions.messages.get(fullName);
  const found = reading.definitions.enums.get(fullName);
  if (message) reading.types.set(name, readRecord(reading, message, name));
  else if (fullName === EMPTY) reading.types.set(name, { shape: 'record', fields: [] });
  else if (found) reading.types.set(name, readEnum(reading, found, name));
}

function readRecord(reading: Reading, definition: MessageDefinition, name: string): DraftTypeDef {
  const { message, file } = definition;
  const fields = readFields(reading, definition, `type ${name}`);
  const options = reading.definitions.optionsOf(file, message.fullName);
  const about = {
    ...wordsFrom(reading.definitions.about(message)),
    ...compact({ deprecated: options['deprecated'] === true ? {} : undefined }),
  };
  const discriminator = reading.unions.get(message.fullName);
  if (discriminator === undefined) {
    return { shape: 'record', fields, ...about, ...compact({ extensions: oneofsOf(definition) }) };
  }
  const names = fieldNames(definition);
  const cases = definition.fields.flatMap((field) => {
    const type = 'name' in field.type ? reading.names.get(field.type.name) : undefined;
    return type === undefined ? [] : [{ tag: names.get(field) ?? field.name, type }];
  });
  return { shape: 'union', discriminator, cases, ...about };
}
