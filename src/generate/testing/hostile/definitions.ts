import type { JsonValue } from '../../../model/index.js';
import type { HostileNames } from './names.js';

/** What a hostile catalog is made of; a pure function makes its definitions of it. */
export interface HostileParts {
  readonly names: HostileNames;
  /** Handed out one after the other, round and round, to every place that takes a text. */
  readonly texts: readonly string[];
}

type Json = { readonly [key: string]: JsonValue };

/** The sections of a catalog with every kind of definition, in which every name and text is one of `parts`. */
export function hostileDefinitions(parts: HostileParts): Json {
  const made = new Making(parts);
  return {
    services: services(made),
    channels: channels(made),
    types: types(made),
    events: events(made),
    commands: commands(made),
    sagas: sagas(made),
    flows: flows(made),
  };
}

class Making {
  #next = 0;
  constructor(readonly parts: HostileParts) {}

  get names(): HostileNames {
    return this.parts.names;
  }

  text(): string {
    return this.parts.texts[this.#next++ % this.parts.texts.length] ?? 'word';
  }

  /** Texts that differ from one another, whatever they are. */
  distinct(count: number): readonly string[] {
    return Array.from({ length: count }, (_, index) => `${this.text()}${index}`);
  }

  type = (index: number) => this.names.types[index] ?? `Type${index}`;
  message = (index: number) => this.names.messages[index] ?? `Message${index}`;
  service = (index: number) => this.names.services[index] ?? `service${index}`;
  channel = (index: number) => this.names.channels[index] ?? `channel${index}`;
  step = (index: number) => this.names.steps[index] ?? `step${index}`;
  field = (index: number) => this.names.fields[index] ?? `field${index}`;

  words(): Json {
    return { summary: this.text(), docs: this.text(), tags: [this.text()], deprecated: this.deprecated() };
  }

  deprecated(): Json {
    return { since: this.text(), sunset: this.text(), use: this.text() };
  }
}

/** An object whose keys may be any words, `__proto__` too. */
function named(entries: readonly (readonly [string, JsonValue])[]): Json {
  return Object.fromEntries(entries);
}

function services(made: Making): Json {
  const { service } = made;
  return named([
    [
      service(0),
      {
        ...made.words(),
        owner: made.text(),
        domain: made.text(),
        store: 'postgres',
        outbox: true,
        inbox: true,
        runbook: made.text(),
      },
    ],
    [
      service(1),
      { ...made.words(), owner: made.text(), store: 'sqlite', outbox: { keep: '2d' }, inbox: { window: '7d' } },
    ],
    [service(2), { ...made.words(), owner: made.text(), domain: made.text(), store: made.text(), outbox: true }],
    [service(3), { external: true, owner: made.text() }],
    [service(4), {}],
  ]);
}

function channels(made: Making): Json {
  const { channel, field } = made;
  const dead = { channel: channel(6), owner: made.text(), alertAfter: 2 };
  const busy = { key: field(0), retention: '7d', retryDelays: ['1m', '5m'], peakPerSecond: 9, maxBytes: 900 };
  return named([
    [channel(0), { ...made.words(), ...busy, broker: 'kafka', partitions: 3, deadLetter: dead }],
    [channel(1), { ...made.words(), ...busy, broker: 'nats', ordering: 'none', deadLetter: dead }],
    [channel(2), { ...made.words(), broker: 'rabbitmq', kind: 'queue', retryDelays: ['1m'], deadLetter: dead }],
    [channel(3), { ...made.words(), broker: 'memory', deadLetter: false }],
    [channel(4), { ...made.words(), public: true }],
    [channel(5), { broker: 'sqs', kind: 'queue' }],
    [channel(6), { broker: 'kafka', retention: '30d' }],
  ]);
}

function types(made: Making): Json {
  const { type, field } = made;
  const [first = '', ...others] = made.distinct(3);
  const values = [
    first,
    ...others,
    ...made.names.types.slice(0, 6),
    '__proto__',
    'constructor',
    'Null',
    '2nd',
    '-',
    '*/',
  ];
  return named([
    [
      type(0),
      {
        ...made.words(),
        fields: named([
          [field(1), 'decimal(12.2)'],
          [field(2), long(made, 'string')],
          [field(3), type(2)],
        ]),
      },
    ],
    [type(1), { ...made.words(), enum: [...new Set(values)], unknown: first }],
    [type(2), { enum: [...new Set([...made.names.services, 'a b', 'A_B'])] }],
    [
      type(3),
      {
        ...made.words(),
        oneOf: named([
          [made.text(), type(4)],
          ['__proto__', type(5)],
          ['constructor', type(6)],
        ]),
        discriminator: field(4),
      },
    ],
    [type(4), { fields: named([[field(5), 'string']]) }],
    [type(5), { fields: named([[field(6), `${type(0)}?`]]), closed: true }],
    [
      type(6),
      {
        oneOf: named([
          ['toString', type(10)],
          [made.text(), type(7)],
        ]),
        discriminator: field(7),
      },
    ],
    [
      type(7),
      {
        ...made.words(),
        fields: named([
          [field(8), `list<${type(7)}>`],
          [field(9), `${type(7)}|null`],
        ]),
      },
    ],
    [type(8), { ...made.words(), type: 'string', pii: true, pattern: patternOf(made.text()) }],
    [type(9), { ...made.words(), type: `map<list<${type(1)}>>` }],
    [type(10), { fields: {} }],
    [type(11), { schema: rawSchema(made) }],
    [type(12), { type: 'timestamp', avro: { type: 'long', logicalType: 'timestamp-millis' } }],
    [type(13), { ...made.words(), type: 'string', secret: true, format: 'ipv4' }],
    [
      type(14),
      {
        fields: named([
          [field(10), type(3)],
          [field(11), 'json'],
        ]),
        closed: true,
      },
    ],
  ]);
}

function rawSchema(made: Making): Json {
  // No URI has half of a pair, and every key of a schema is in one somewhere.
  const [definition = '', value = '', other = ''] = made.distinct(3).map((text) => text.replace(/\p{Cs}/gu, '_'));
  return {
    title: made.text(),
    description: made.text(),
    $comment: made.text(),
    anyOf: [{ type: 'string', enum: [value, '__proto__', other] }, { $ref: `#/$defs/${pointer(definition)}` }],
    $defs: named([
      [
        definition,
        {
          type: 'object',
          properties: named([
            [other, { type: 'string' }],
            ['constructor', { const: value }],
          ]),
        },
      ],
    ]),
  };
}

function pointer(text: string): string {
  return encodeURIComponent(
    text
      .replace(/\p{Cs}/gu, '_')
      .replaceAll('~', '~0')
      .replaceAll('/', '~1'),
  );
}

/** A regular expression with the text in it. */
function patternOf(text: string): string {
  return `^(x|${text.replace(/[\\^$.*+?()[\]{}|/-]/g, (unit) => (unit === '-' ? '\\x2d' : `\\${unit}`))})*$`;
}

function long(made: Making, type: string, more: Json = {}): Json {
  return { type, summary: made.text(), docs: made.text(), deprecated: made.deprecated(), since: made.text(), ...more };
}

function events(made: Making): Json {
  const { message, service, channel, field, type } = made;
  const everyone = [service(1), { service: service(2), group: made.text(), uses: [field(0)] }];
  const event = (producer: number, on: number | undefined, payload: JsonValue, more: Json = {}): Json => ({
    version: '1.0.0',
    producer: service(producer),
    ...(on !== undefined && { channel: channel(on) }),
    payload,
    ...made.words(),
    ...more,
  });
  const id = named([[field(0), 'uuid']]);
  return named([
    [
      message(0),
      event(0, 0, everyField(made), {
        version: '2.1.0',
        key: field(0),
        consumers: everyone,
        wire: made.text(),
        examples: [named([[field(1), made.text()]])],
      }),
    ],
    [`${message(0)}@1`, event(0, 0, id, { version: '1.3.0', key: field(0) })],
    [
      message(1),
      event(
        1,
        0,
        named([
          [field(0), 'uuid'],
          [field(1), type(0)],
        ]),
      ),
    ],
    [
      message(2),
      event(
        1,
        1,
        named([
          [field(0), 'uuid'],
          [field(2), type(1)],
        ]),
        { cannotFail: made.text() },
      ),
    ],
    [message(3), event(1, undefined, id)],
    [message(4), event(0, 1, id, { consumers: everyone, wire: made.text(), closed: true })],
    [message(5), event(0, 2, id, { consumers: [service(1)] })],
    [
      message(6),
      event(
        3,
        2,
        named([
          [field(0), 'uuid'],
          [field(3), long(made, 'string?')],
        ]),
        { consumers: [service(0)] },
      ),
    ],
    [message(7), event(3, 3, id)],
    [message(8), event(2, 4, { schema: rawSchema(made) }, { consumers: [service(4)] })],
    [message(9), event(2, 5, named([[field(0), 'uuid'], ...odd(made)]), { consumers: [service(0)] })],
  ]);
}

function everyField(made: Making): Json {
  const { field, type } = made;
  const hinted = {
    avro: [
      'string',
      {
        type: 'record',
        name: 'Record',
        doc: made.text(),
        fields: [{ name: 'default', type: 'int', doc: made.text() }],
      },
    ],
  };
  return named([
    [field(0), 'uuid'],
    [field(1), long(made, 'string', { default: made.text() })],
    [field(2), long(made, 'string', { pattern: patternOf(made.text()), renamedFrom: field(20), aliases: [field(21)] })],
    [field(3), type(3)],
    [field(4), long(made, type(1))],
    [field(5), `list<${type(7)}>`],
    [field(6), `map<${type(2)}>`],
    [field(7), { type: 'string', keyPattern: undefined, secret: true, optional: true } as unknown as Json],
    [field(8), 'json?'],
    [field(9), type(11)],
    [field(10), { ...hinted, optional: true }],
    [field(11), type(12)],
    [field(12), { type: 'map<string>', keyPattern: patternOf(made.text()) }],
    [field(13), 'enum(class|null|__proto__|a-b)|null'],
    [field(14), { schema: rawSchema(made), nullable: true }],
    [field(15), `${type(14)}?`],
    [field(16), type(9)],
    [field(17), { type: 'bytes', default: 'AQID' }],
    [field(18), `list<${type(8)}|null>`],
    [field(19), { type: 'list<string>', unique: true }],
    ['note', long(made, 'string')],
    ['several', `string|int|${type(10)}|null`],
    ['others', long(made, `list<boolean|${type(0)}>`)],
  ]);
}

function odd(made: Making): readonly (readonly [string, JsonValue])[] {
  const fields = ['smtp-id', '$type', '@id', 'k:b', 'l/b', 'm+b'].filter((name) => name !== made.field(0));
  return fields.map((name, index) => [name, index % 2 === 0 ? 'string?' : long(made, 'int', { default: index })]);
}

function commands(made: Making): Json {
  const { message, service, channel, field } = made;
  const command = (handler: number, success: number, more: Json = {}): Json => ({
    version: '1.0.0',
    handler: service(handler),
    success: message(success),
    payload: named([[field(0), 'uuid']]),
    timeout: '10s',
    retry: { attempts: 2 },
    ...made.words(),
    ...more,
  });
  const told = named([
    [field(0), 'uuid'],
    [field(1), long(made, 'string', { default: made.text() })],
  ]);
  const all = {
    payload: told,
    senders: [service(2)],
    failure: [message(2)],
    calls: [{ service: service(3), idempotentBy: field(0) }],
  };
  return named([
    [message(10), command(1, 1, { ...all, channel: channel(1), wire: made.text() })],
    [message(11), command(1, 3, { payload: told, cannotFail: made.text() })],
    [message(12), command(2, 1, { effect: 'none', failure: [message(2)] })],
    [message(13), command(0, 3, { payload: {}, cannotFail: made.text(), senders: [service(1)] })],
  ]);
}

function sagas(made: Making): Json {
  const { message, service, field, step } = made;
  const told = (to: number, more: Json = {}): Json => ({
    do: message(to),
    with: named([[field(1), { const: made.text() }]]),
    ...more,
  });
  const steps: JsonValue = [
    { ...told(10), name: step(0), summary: made.text(), docs: made.text(), undo: told(11), check: message(12) },
    { await: message(6), failure: [message(7)], timeout: '14d', name: step(1), summary: made.text() },
    {
      parallel: [
        { do: message(13), name: step(2), noUndo: made.text() },
        [{ do: message(13), name: step(3), noUndo: made.text() }],
      ],
    },
    { ...told(10), name: step(4), when: `${message(0)}.note != ${celText(made.text())}`, undo: told(11) },
    { wait: '1m', name: step(5) },
    { do: message(13), name: step(6), pivot: true, noUndo: made.text() },
  ];
  return named([
    [
      made.names.processes[0] ?? 'Process',
      {
        ...made.words(),
        version: '1.0.0',
        service: service(0),
        start: message(0),
        correlation: field(0),
        deadline: '9d',
        steps,
        complete: message(4),
        abort: message(5),
        stuck: { alert: made.text(), runbook: made.text() },
      },
    ],
    [
      made.names.processes[1] ?? 'Other',
      {
        service: service(1),
        start: message(4),
        correlation: field(0),
        steps: [{ do: message(13), name: step(7), noUndo: made.text() }],
      },
    ],
  ]);
}

/** A string of CEL. */
function celText(text: string): string {
  return JSON.stringify(text);
}

function flows(made: Making): Json {
  const { message, service, field } = made;
  const text = celText(made.text());
  const reactions: JsonValue = [
    {
      on: message(0),
      by: service(1),
      emits: message(1),
      fails: message(2),
      idempotentBy: field(0),
      summary: made.text(),
      when: `${message(0)}.note != ${text}`,
    },
    {
      on: [message(4), message(5)],
      by: service(2),
      emits: message(9),
      needs: message(0),
      onMissing: 'park',
      after: '1h',
      docs: made.text(),
    },
  ];
  const [, , first = 'Flow', second = 'Second'] = made.names.processes;
  return named([
    [first, { ...made.words(), owner: made.text(), correlation: field(0), reactions }],
    [second, { correlation: field(0), reactions: [{ on: message(6), by: service(0) }] }],
  ]);
}
