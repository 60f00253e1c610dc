import type { Catalog, MessageDef } from '../../../model/index.js';
import { brokerOfMessage, cloudEventsPrefix, protocolOf } from './brokers.js';
import { componentRef, type Json } from './json.js';

/** The headers that messages of one kind share: a message trait, and where its correlation id is. */
export interface HeaderSet {
  /** Key of the trait and of the correlation id. */
  readonly name: string;
  readonly trait: Json;
  readonly correlationId: Json;
  /** Headers that must be there. Of several traits the last one's list would count, so the message repeats them all. */
  readonly required: readonly string[];
}

/** A header as a schema. */
type Headers = Readonly<Record<string, Json>>;

const TEXT = { type: 'string' };

/** What the header sets of a message are: its envelope, and what commands and their answers carry besides. */
export function headerSetsOf(catalog: Catalog, message: MessageDef, isAnswer: boolean): readonly HeaderSet[] {
  const envelope = envelopeSet(catalog, message);
  if (message.kind === 'command') return [envelope, COMMAND];
  return isAnswer ? [envelope, ANSWER] : [envelope];
}

/** The header that says which message it is, as a constant. */
export function typeHeaders(catalog: Catalog, message: MessageDef): Json {
  const prefix = prefixOf(catalog, message);
  const type = { [`${prefix}type`]: { type: 'string', const: message.wire ?? message.name } };
  const version = message.version === undefined ? {} : { [`${prefix}version`]: majorPattern(message.version) };
  return { type: 'object', properties: { ...type, ...version } };
}

/** Readers go by the major version: a later minor is the same message. */
function majorPattern(version: string): Json {
  const major = /^\d+(?=\.)/.exec(version)?.[0];
  return major === undefined ? TEXT : { type: 'string', pattern: `^${major}\\.`, examples: [version] };
}

export function traitRef(set: HeaderSet): Json {
  return componentRef('messageTraits', set.name);
}

export function correlationRef(set: HeaderSet): Json {
  return componentRef('correlationIds', set.name);
}

function prefixOf(catalog: Catalog, message: MessageDef): string {
  return catalog.settings.envelope === 'plain' ? '' : cloudEventsPrefix(brokerOfMessage(catalog, message));
}

function envelopeSet(catalog: Catalog, message: MessageDef): HeaderSet {
  if (catalog.settings.envelope === 'plain') return PLAIN;
  const broker = brokerOfMessage(catalog, message);
  const prefix = cloudEventsPrefix(broker);
  const named = prefix === 'ce-' ? '' : `-${protocolOf(broker)}`;
  return headerSet(
    `cloudEvents${named}`,
    'CloudEvents 1.0 in binary mode: the attributes are headers, the payload is the data.',
    cloudEventHeaders(prefix),
    ['specversion', 'id', 'source', 'type', 'time'].map((name) => prefix + name),
    `${prefix}correlationid`,
  );
}

function cloudEventHeaders(prefix: string): Headers {
  const attributes: Headers = {
    specversion: { type: 'string', const: '1.0' },
    id: { type: 'string', minLength: 1, description: 'Unique for its source.' },
    source: { type: 'string', format: 'uri-reference', minLength: 1, description: 'Who made it.' },
    type: TEXT,
    time: { type: 'string', format: 'date-time' },
    version: { type: 'string', description: 'SemVer of the payload.' },
    subject: TEXT,
    dataschema: { type: 'string', format: 'uri' },
    correlationid: { type: 'string', description: 'What it belongs to.' },
    causationid: { type: 'string', description: 'Id of the message that it follows from.' },
    traceparent: { type: 'string', description: 'W3C Trace Context.' },
  };
  return Object.fromEntries(Object.entries(attributes).map(([name, schema]) => [prefix + name, schema]));
}

const PLAIN = headerSet(
  'plainEnvelope',
  'What goes with every message of this catalog.',
  {
    id: { type: 'string', minLength: 1 },
    type: TEXT,
    version: { type: 'string', description: 'SemVer of the payload.' },
    source: { type: 'string', description: 'Who made it.' },
    time: { type: 'string', format: 'date-time' },
    subject: TEXT,
    correlationId: { type: 'string', description: 'What it belongs to.' },
    causationId: { type: 'string', description: 'Id of the message that it follows from.' },
    traceparent: { type: 'string', description: 'W3C Trace Context.' },
  },
  ['id', 'type', 'source', 'time'],
  'correlationId',
);

const REPEATED: Headers = {
  'idempotency-key': {
    type: 'string',
    description: 'Equal in all attempts of a command; an answer has that of its command.',
  },
  'sagac-attempt': { type: 'string', pattern: '^[0-9]+$', description: 'From 1; an answer has that of its command.' },
  'correlation-id': { type: 'string', description: 'The saga instance that it is about.' },
  'causation-id': { type: 'string', description: 'Of an answer: id of the command.' },
};

const COMMAND = headerSet(
  'command',
  'What a command carries, so that it has one effect and its answer finds back.',
  {
    ...REPEATED,
    'reply-to': { type: 'string', description: 'Where the answer goes.' },
    'sagac-instance': { type: 'string', description: 'Instance of the saga that sends it.' },
    'sagac-step': { type: 'string', description: 'Path of the step in its saga.' },
    'sagac-direction': { type: 'string', enum: ['do', 'undo', 'check'] },
    'sagac-success': { type: 'string', description: 'Events that mean success, with commas between them.' },
    'sagac-undoes': { type: 'string', description: 'Of an undo: the key of the command that it undoes.' },
    'sagac-timeout-ms': { type: 'string', pattern: '^[0-9]+$', description: 'Time of the attempt.' },
  },
  ['idempotency-key', 'sagac-attempt', 'reply-to'],
  'correlation-id',
);

const ANSWER = headerSet(
  'answer',
  'What an answer repeats of its command.',
  REPEATED,
  ['idempotency-key', 'sagac-attempt'],
  'correlation-id',
);

function headerSet(
  name: string,
  description: string,
  properties: Headers,
  required: readonly string[],
  correlation: string,
): HeaderSet {
  return {
    name,
    required,
    // A description of the trait itself would become that of every message without one.
    trait: { headers: { type: 'object', description, required, properties } },
    correlationId: { description: 'Tells what belongs together.', location: `$message.header#/${correlation}` },
  };
}
