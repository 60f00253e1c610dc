import type { DraftMessage } from '../../draft.js';
import { keysBeyond } from './own.js';
import { isMap, type JsonMap, present, textAt, textsAt } from './values.js';

const EVENT_KEYS = ['channel', 'key', 'producer', 'consumers', 'failureOf'];
const COMMAND_KEYS = ['channel', 'key', 'handler', 'senders', 'success', 'failure'];

/** A message of our own document with all that its definition in the catalog said. */
export function ownMessage(draft: DraftMessage, definition: JsonMap): DraftMessage {
  const shared = {
    ...draft,
    ...(present({ channel: textAt(definition, 'channel'), key: textAt(definition, 'key') }) as object),
  };
  if (draft.kind === 'event') {
    const consumers = consumersIn(definition);
    const longer = hasLongConsumers(definition);
    return {
      ...shared,
      ...(present({ producer: textAt(definition, 'producer'), failureOf: textAt(definition, 'failureOf') }) as object),
      ...(consumers.length > 0 && !longer && { consumers }),
      ...keysBeyond(definition, longer ? EVENT_KEYS.filter((key) => key !== 'consumers') : EVENT_KEYS),
    };
  }
  const lists = Object.fromEntries(
    (['senders', 'success', 'failure'] as const).map((key) => [key, textsAt(definition, key)] as const),
  );
  return {
    ...shared,
    ...(present({ handler: textAt(definition, 'handler') }) as object),
    ...Object.fromEntries(Object.entries(lists).filter(([, names]) => names.length > 0)),
    ...keysBeyond(definition, COMMAND_KEYS),
  };
}

function consumersIn(definition: JsonMap): NonNullable<DraftMessage['consumers']> {
  const { consumers } = definition;
  const items = Array.isArray(consumers) ? consumers : consumers === undefined ? [] : [consumers];
  return items.flatMap((item) => {
    if (typeof item === 'string') return [{ service: item }];
    const service = textAt(item, 'service');
    const group = textAt(item, 'group');
    const uses = textsAt(item, 'uses');
    if (service === undefined) return [];
    return [{ service, ...(uses.length > 0 && { uses }), ...(group !== undefined && { group }) }];
  });
}

/** A consumer with `perSecond` or `instances` is written as it was. */
function hasLongConsumers(definition: JsonMap): boolean {
  const { consumers } = definition;
  const known = ['service', 'uses', 'group'];
  const items = Array.isArray(consumers) ? consumers : [];
  return items.some((item) => isMap(item) && Object.keys(item).some((key) => !known.includes(key)));
}
