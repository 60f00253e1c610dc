import { compact } from '../../model/build/compact.js';
import type { JsonValue } from '../../model/type.js';
import type { DraftChannel, DraftElement, DraftMessage, DraftService, DraftTypeDef } from '../draft.js';
import { type Body, fieldsBody, typeBody } from './field-body.js';

/** A service as it is written. */
export function serviceBody(service: DraftService): Body {
  const { owner, domain, external } = service;
  return { ...compact({ owner, domain, external }), ...wordsBody(service), ...service.more, ...service.extensions };
}

/** A channel as it is written. */
export function channelBody(channel: DraftChannel): Body {
  const { broker, partitions, retention, key, kind, deadLetter } = channel;
  return {
    ...wordsBody(channel),
    ...compact({ broker, kind, key, partitions, retention }),
    ...(deadLetter !== undefined && { deadLetter: deadLetter === false ? false : compact(deadLetter) }),
    ...channel.more,
    ...channel.extensions,
  };
}

/** A type as it is written. */
export function typeDefBody(type: DraftTypeDef): Body {
  const words = wordsBody(type);
  switch (type.shape) {
    case 'record':
      return { ...words, ...type.extensions, ...closedBody(type), fields: fieldsBody(type.fields) };
    case 'enum':
      return { ...words, ...type.extensions, enum: type.values, ...compact({ unknown: type.unknown }) };
    case 'union': {
      const oneOf: Record<string, JsonValue> = Object.create(null);
      for (const { tag, type: name } of type.cases) oneOf[tag] = name;
      return { ...words, ...type.extensions, discriminator: type.discriminator, oneOf };
    }
    case 'scalar': {
      const avro = type.type.kind === 'json' ? undefined : type.avro;
      return { ...typeBody(type.type), ...type.constraints, ...compact({ avro }), ...words, ...type.extensions };
    }
  }
}

/** A message as it is written. */
export function messageBody(message: DraftMessage): Body {
  const { version, wire, channel, key, producer, handler, failureOf, examples } = message;
  return {
    ...compact({ version }),
    ...wordsBody(message),
    ...compact({ wire, producer, handler }),
    ...listed('consumers', message.consumers?.map(consumerBody)),
    ...listed('senders', message.senders),
    ...compact({ channel, key, failureOf }),
    ...message.extensions,
    ...payloadBody(message),
    ...oneOrMore('success', message.success),
    ...listed('failure', message.failure),
    ...message.more,
    ...listed('examples', examples),
  };
}

function payloadBody({ payload }: DraftMessage): Body {
  switch (payload.kind) {
    case 'fields': {
      const fields = fieldsBody(payload.fields);
      return { ...closedBody(payload), ...((payload.fields.length > 0 || payload.closed) && { payload: fields }) };
    }
    case 'schema':
      return { payload: { schema: payload.schema } };
    case 'avro':
      return { payload: { avro: payload.avro } };
  }
}

function consumerBody({ service, uses, group }: NonNullable<DraftMessage['consumers']>[number]): JsonValue {
  const body = { service, ...listed('uses', uses), ...compact({ group }) };
  return Object.keys(body).length === 1 ? service : body;
}

function wordsBody({ summary, docs, tags, deprecated }: DraftElement): Body {
  return {
    ...compact({ summary, docs }),
    ...listed('tags', tags),
    ...(deprecated && { deprecated: compact(deprecated) }),
  };
}

function closedBody({ closed }: { readonly closed?: true }): Body {
  return closed ? { closed } : {};
}

function listed(key: string, items: readonly JsonValue[] | undefined): Body {
  return items && items.length > 0 ? { [key]: items } : {};
}

function oneOrMore(key: string, items: readonly string[] | undefined): Body {
  const [only] = items ?? [];
  return items?.length === 1 && only !== undefined ? { [key]: only } : listed(key, items);
}
