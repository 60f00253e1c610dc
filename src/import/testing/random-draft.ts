import fc from 'fast-check';
import type { Constraints, JsonValue } from '../../model/index.js';
import { PRIMITIVES } from '../../model/type.js';
import type { Draft, DraftField, DraftMessage, DraftType, DraftTypeDef } from '../draft.js';

const TYPES = ['Money', 'Line', 'Kind', 'Iban', 'Choice'] as const;
/** Texts that YAML, comments and templates have traps for. */
const HOSTILE = [
  ...[
    'a',
    'null',
    'true',
    'yes',
    '~',
    '1',
    '1e3',
    '0x1f',
    '1.10',
    '2026-01-01',
    '12:30',
    '- a',
    '? a',
    '# a',
    'a # b',
    'a: b',
  ],
  ...[
    '{a}',
    '[a]',
    '*a',
    '&a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a`',
    "it's",
    '"',
    '\\',
    'a, b',
    '$' + '{x}',
    '{{x}}',
    '*/',
    '-->',
  ],
  ...[
    'two\nlines',
    'end\n',
    '\nbegin',
    ' lead',
    'trail ',
    'tab\there',
    'a\r\nb',
    '\u2028',
    '\u0000',
    '\ufeff',
    '__proto__',
    'é ß',
    '😀',
  ],
  'A long text of many words that does not fit on one line of the file and so is folded into several of them, as a person would.',
  'First line.\n\nSecond paragraph with - a dash: and a colon.',
];
const text = fc
  .oneof(fc.constantFrom(...HOSTILE), fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }))
  .filter((value) => /\S/.test(value));
const name = fc.constantFrom(
  'id',
  'total',
  'y',
  'null',
  'type',
  'smtp-id',
  '@at',
  'a:b',
  'x/y',
  '$id',
  'schema',
  'fields',
);
const json: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom(0.5, -1e-7, 1e21)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b: c', '#', '- d', 'null'), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).value;
const schema = json.filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value));

const leaf: fc.Arbitrary<DraftType> = fc.oneof(
  fc.constantFrom(...PRIMITIVES).map((primitive) => ({ kind: 'primitive' as const, name: primitive })),
  fc.constant<DraftType>({ kind: 'decimal', precision: 12, scale: 2 }),
  fc.constantFrom(...TYPES).map((type) => ({ kind: 'named' as const, name: type })),
  fc.constant<DraftType>({ kind: 'enum', values: ['a', 'b-c', '1'] }),
  fc.constant<DraftType>({ kind: 'json' }),
  schema.map((value): DraftType => ({ kind: 'json', schema: value })),
);
const type: fc.Arbitrary<DraftType> = fc.letrec<{ type: DraftType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    leaf,
    fc.record({ kind: fc.constant('list' as const), items: tie('type') }),
    fc.record({ kind: fc.constant('map' as const), values: tie('type') }),
    leaf
      .filter(({ kind }) => kind !== 'json')
      .map((inner) => ({ kind: 'list' as const, items: { kind: 'nullable' as const, inner } })),
  ),
})).type;
const yes = fc.constant<true | undefined>(true);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const constraints = fc
  .record({
    min: maybe(fc.integer()),
    maxLength: maybe(fc.nat()),
    pattern: maybe(fc.constantFrom('^[A-Z]{3}$', '^a|b: #')),
    unique: maybe(yes),
    format: maybe(fc.constant('ipv4')),
  })
  .map((bounds) => defined(bounds) as Constraints);
const fieldBody = fc
  .record({
    type,
    optional: maybe(yes),
    nullable: maybe(yes),
    constraints: maybe(constraints),
    summary: maybe(text),
    default: maybe(json),
    pii: maybe(yes),
    deprecated: maybe(yes),
  })
  .map((body) =>
    defined(body.type.kind === 'json' && body.type.schema === undefined ? { ...body, nullable: undefined } : body),
  );
const fields: fc.Arbitrary<readonly DraftField[]> = fc
  .uniqueArray(fc.tuple(name, fieldBody), { selector: ([key]) => key, maxLength: 5 })
  .map((entries) => entries.map(([key, body]) => ({ name: key, ...body }) as DraftField));

const words = fc.record({
  summary: maybe(text),
  docs: maybe(text),
  tags: maybe(fc.array(text, { minLength: 1, maxLength: 2 })),
  comment: maybe(text),
});
const definition: fc.Arbitrary<DraftTypeDef> = fc
  .tuple(
    words,
    fc.oneof(
      fc.record({ shape: fc.constant('record' as const), fields, closed: maybe(yes) }),
      fc.record({ shape: fc.constant('enum' as const), values: fc.uniqueArray(text, { minLength: 1, maxLength: 4 }) }),
      fc.record({
        shape: fc.constant('scalar' as const),
        type: leaf.filter(({ kind }) => kind !== 'named'),
        constraints: maybe(constraints),
      }),
    ),
  )
  .map(([about, body]) => defined({ ...about, ...body }) as DraftTypeDef);
const message: fc.Arbitrary<DraftMessage> = fc
  .tuple(
    words,
    fc.record({
      kind: fc.constantFrom('event' as const, 'command' as const),
      version: maybe(fc.constant('1.2.0')),
      wire: maybe(text),
      payload: fc.oneof(
        fc
          .record({ kind: fc.constant('fields' as const), fields: fields.filter(isNoTrap), closed: maybe(yes) })
          .map(defined),
        schema.map((value) => ({
          kind: 'schema' as const,
          schema: { type: 'array', ...(value as object) } as JsonValue,
        })),
      ),
      examples: maybe(fc.array(schema, { minLength: 1, maxLength: 2 })),
    }),
  )
  .map(([about, body]) => defined({ ...about, ...body }) as DraftMessage);
/** Drafts of types and messages, with texts and names that YAML has traps for. */
export const randomDraft: fc.Arbitrary<Draft> = fc
  .tuple(
    fc.array(definition, { minLength: TYPES.length, maxLength: TYPES.length }),
    fc.array(message, { minLength: 1, maxLength: 3 }),
  )
  .map(([types, messages]) => ({
    services: new Map(),
    channels: new Map(),
    types: new Map(TYPES.map((key, index) => [key, types[index] ?? { shape: 'enum', values: ['a'] }])),
    messages: new Map(messages.map((body, index) => [`M${index}`, body])),
  }));

/** A payload that the language would read as something else: importers keep such ones raw. */
function isNoTrap(list: readonly DraftField[]): boolean {
  return !list.some((field) => field.name === '$ref') && !(list.length === 1 && list[0]?.name === 'schema');
}

/** An object without the keys that are undefined. */
export function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
