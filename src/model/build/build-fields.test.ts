import { describe, expect, test } from 'vitest';
import { catalogFrom, pointedAt } from '../../testing/catalog-from.js';

function fieldsOf(payload: string) {
  const built = catalogFrom(`events:\n  E:\n    payload:\n${payload.replace(/^/gm, '      ')}`);
  return { ...built, fields: built.catalog.events.get('E')?.payload.fields ?? [], said: pointedAt(built) };
}

describe('fields', () => {
  test('the long form says everything about a field', () => {
    const { fields, said } = fieldsOf(
      'email: { type: email, summary: S, optional: true, nullable: true, default: a@b, minLength: 3, maxLength: 9, pattern: x, pii: true, secret: true, deprecated: { since: 1.0.0 }, since: 1.1.0, renamedFrom: mail, aliases: [m] }',
    );
    expect(said).toEqual([]);
    expect(fields[0]).toMatchObject({
      name: 'email',
      type: { kind: 'primitive', name: 'email' },
      optional: true,
      nullable: true,
      default: 'a@b',
      constraints: { minLength: 3, maxLength: 9, pattern: 'x' },
      pii: true,
      secret: true,
      deprecated: true,
      since: '1.1.0',
      renamedFrom: 'mail',
      aliases: ['m'],
    });
  });

  test('marks in the type and flags beside it mean the same', () => {
    const { fields } = fieldsOf(
      'a: { type: string?|null }\nb: { type: string, optional: true, nullable: true }\nc: string|null?',
    );
    for (const field of fields)
      expect(field).toMatchObject({ optional: true, nullable: true, type: { kind: 'primitive' } });
  });

  test('a list or map may name its items apart', () => {
    const { fields, said } = fieldsOf('a: { type: list, items: Money }\nb: { type: map?, items: int|null }');
    expect(said).toEqual([]);
    expect(fields[0]?.type).toMatchObject({ kind: 'list', items: { kind: 'named', ref: { name: 'Money' } } });
    expect(fields[1]).toMatchObject({ optional: true, type: { kind: 'map', values: { kind: 'nullable' } } });
  });

  test('bounds on the items of a list are not lost silently', () => {
    const { fields, said } = fieldsOf('a: { type: list, items: { type: string, nullable: true, maxLength: 3 } }');
    expect(said).toEqual(['schema-detail-ignored: maxLength']);
    expect(fields[0]?.type).toMatchObject({ kind: 'list', items: { kind: 'nullable' } });
  });

  test('a bad type is reported at its character, and its field stays', () => {
    const { fields, said } = fieldsOf('a: list<Money\nb: "enum(x|x)"\nc:\nd: string|string');
    expect(said).toEqual(['invalid-type: ', 'invalid-type: x', 'invalid-type: ', 'invalid-type: string|string']);
    expect(fields.map((field) => field.name)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('fields may be called like parts of the prototype', () => {
    expect(fieldsOf('__proto__: string\nconstructor: int').fields.map((field) => field.name)).toEqual([
      '__proto__',
      'constructor',
    ]);
  });
});

describe('types', () => {
  test('records, enumerations, unions and named scalars', () => {
    const { catalog, diagnostics } = catalogFrom(`types:
  Money: { fields: { amount: decimal(12.2), currency: string } }
  Reason: { enum: [a, b, unknown], unknown: unknown }
  Method: { oneOf: { card: Card, transfer: Transfer }, discriminator: kind }
  Iban: { type: string, pii: true, maxLength: 34 }`);
    expect(diagnostics).toEqual([]);
    expect(catalog.types.get('Money')).toMatchObject({
      shape: 'record',
      fields: [{ name: 'amount' }, { name: 'currency' }],
    });
    expect(catalog.types.get('Reason')).toMatchObject({
      shape: 'enum',
      values: ['a', 'b', 'unknown'],
      unknown: 'unknown',
    });
    expect(catalog.types.get('Method')).toMatchObject({
      shape: 'union',
      discriminator: 'kind',
      cases: [{ tag: 'card', type: { name: 'Card' } }, { tag: 'transfer' }],
    });
    expect(catalog.types.get('Iban')).toMatchObject({ shape: 'scalar', pii: true, constraints: { maxLength: 34 } });
  });
});

describe('messages', () => {
  test('an event says who makes it, who reads it and how', () => {
    const { catalog } = catalogFrom(`events:
  E:
    version: 1.0
    wire: My.Event
    producer: a
    consumers: [b, { service: c, uses: [x, y], group: g, perSecond: 5, instances: 2 }]
    visibility: internal
    carries: delta
    failureOf: F
    retryable: true
    effect: unknown
    cannotFail: Because.
    examples: [{ x: 1 }]`);
    const event = catalog.events.get('E');
    expect(event).toMatchObject({
      version: '1.0',
      wire: 'My.Event',
      visibility: 'internal',
      carries: 'delta',
      failureOf: { name: 'F' },
      retryable: true,
      effect: 'unknown',
      cannotFail: 'Because.',
    });
    expect(event?.consumers[0]).not.toHaveProperty('uses');
    expect(event?.consumers[1]).toMatchObject({
      service: { name: 'c' },
      uses: [{ name: 'x' }, { name: 'y' }],
      group: 'g',
    });
    expect(event?.examples).toHaveLength(1);
  });

  test('a command takes one outcome or a list of them', () => {
    const { catalog } = catalogFrom(`commands:
  A: { success: X, failure: Y, effect: none, senders: [desk], refusedAfter: [Z], calls: [mail, { service: stripe, idempotentBy: [a, b] }] }
  B: { success: [X, Y] }`);
    expect(catalog.commands.get('A')).toMatchObject({
      success: [{ name: 'X' }],
      failure: [{ name: 'Y' }],
      effect: 'none',
      senders: [{ name: 'desk' }],
      refusedAfter: [{ name: 'Z' }],
      calls: [
        { service: { name: 'mail' }, idempotentBy: [] },
        { service: { name: 'stripe' }, idempotentBy: [{ name: 'a' }, { name: 'b' }] },
      ],
    });
    expect(catalog.commands.get('B')).toMatchObject({ success: [{ name: 'X' }, { name: 'Y' }], effect: 'some' });
  });

  test('a reaction says what it waits for and what it makes', () => {
    const { catalog } = catalogFrom(`flows:
  F:
    owner: us
    correlation: id
    reactions:
      - { on: [A, B], by: s, emits: C, fails: [D], needs: [E], onMissing: park, when: "A.x > 1", after: 1h, restart: true, idempotentBy: id, calls: [t] }`);
    expect(catalog.flows.get('F')?.reactions[0]).toMatchObject({
      on: [{ name: 'A' }, { name: 'B' }],
      by: { name: 's' },
      emits: [{ name: 'C' }],
      fails: [{ name: 'D' }],
      needs: [{ name: 'E' }],
      onMissing: 'park',
      when: { text: 'A.x > 1' },
      after: { ms: 3_600_000 },
      restart: true,
      idempotentBy: [{ name: 'id' }],
      calls: [{ service: { name: 't' } }],
    });
  });
});
