import { compact } from '../../../model/build/compact.js';
import type { DraftMessage } from '../../draft.js';
import type { ImportOptions } from '../../importer.js';
import { serviceName } from '../../names.js';
import { majorOf } from './majors.js';
import { oneofsOf, readFields } from './read-fields.js';
import { type Reading, wordsFrom } from './reading.js';

/** A message as an event or command, by its id. A package `shop.v2` says that its version is 2. */
export function readMessage(
  reading: Reading,
  fullName: string,
  id: string,
  { as, service }: ImportOptions,
): [string, DraftMessage] {
  const { definitions } = reading;
  const definition = definitions.messages.get(fullName);
  if (!definition) return [id, { kind: as, payload: { kind: 'fields', fields: [] } }];
  const options = definitions.optionsOf(definition.file, fullName);
  const major = majorOf(definitions, fullName);
  const message: DraftMessage = {
    kind: as,
    payload: { kind: 'fields', fields: readFields(reading, definition, `message ${id}`) },
    ...wordsFrom(definitions.about(definition.message)),
    ...compact({
      version: major === undefined ? undefined : `${major}.0.0`,
      wire: cloudEventType(options),
      deprecated: options['deprecated'] === true ? {} : undefined,
      extensions: oneofsOf(definition),
      [as === 'event' ? 'producer' : 'handler']: service === undefined ? undefined : serviceName(service),
    }),
  };
  return [id, message];
}

/** Google's option for the name that an event has on the wire. */
function cloudEventType(options: Readonly<Record<string, unknown>>): string | undefined {
  const found = Object.entries(options).find(([name]) => /\bcloud_event_type\)?$/.test(name))?.[1];
  return typeof found === 'string' ? found : undefined;
}
