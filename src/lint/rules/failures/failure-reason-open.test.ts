import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith, runRule } from '../../rule-tester.js';
import { failureReasonOpen as rule } from './failure-reason-open.js';

const BASE = `types:
  Why: { enum: [a, b] }
  Text: { type: string, maxLength: 80 }
services: { s: {} }
commands:
  Book: { handler: s, payload: { id: uuid }, success: Booked, failure: [Refused] }
events:
  Booked: { producer: s, payload: { id: uuid } }
`;
const found = (payload: string) => findingsOf(rule, `${BASE}  Refused: { producer: s, payload: ${payload} }\n`);

describe('failure-reason-open', () => {
  it.each([
    ['{ id: uuid, reason: string }', 'string: `reason` of `Refused` is a free text, which nobody can decide by.'],
    ['{ id: uuid, errorCode: Text? }', 'Text?: `errorCode` of `Refused` is a free text, which nobody can decide by.'],
    [
      '{ id: uuid, failure_reason: "string|null" }',
      '"string|null": `failure_reason` of `Refused` is a free text, which nobody can decide by.',
    ],
  ])('finds %s', async (payload, line) => {
    expect(await found(payload)).toEqual([line]);
  });

  it.each([
    ['{ id: uuid, reason: Why }'],
    ['{ id: uuid, reason: enum(a|b), errorMessage: string }'],
    ['{ id: uuid, countryCode: string, message: string }'],
    ['{ id: uuid }'],
    ['{ id: uuid, reasons: list<Why> }'],
  ])('passes %s', async (payload) => {
    expect(await found(payload)).toEqual([]);
  });

  it('asks no event that is no failure, and none whose name is the reason', async () => {
    const yaml = `${BASE.replace('[Refused]', '[Full, Closed]')}  Full: { producer: s, payload: { id: uuid, reason: string } }
  Closed: { producer: s, payload: { id: uuid, reason: string } }
  Cancelled: { producer: s, payload: { id: uuid, reason: string } }
`;
    expect(await findingsOf(rule, yaml)).toEqual([]);
  });

  it('knows failures that nothing is linked to by their names', async () => {
    const yaml = `events:
  PaymentDeclined: { payload: { id: uuid, reason: string } }
  OrderCancelled: { payload: { id: uuid, reason: string } }
  PaymentDeclined@1: { payload: { id: uuid, reason: string } }
`;
    expect(await findingsOf(rule, yaml)).toEqual([
      'string: `reason` of `PaymentDeclined` is a free text, which nobody can decide by.',
    ]);
  });

  it('takes over the reasons of examples', async () => {
    const yaml = `${BASE}  Refused:
    producer: s
    payload: { id: uuid, reason: "string?" } # why
    examples:
      - { id: 6f9619ff-8b86-4011-b42d-00cf4fc964ff, reason: full }
      - { id: 6f9619ff-8b86-4011-b42d-00cf4fc964ff }
      - { id: 6f9619ff-8b86-4011-b42d-00cf4fc964ff, reason: closed }
`;
    expect((await fixWith(rule, yaml)).text).toContain(
      'payload: { id: uuid, reason: "enum(full|closed|unknown)?" } # why',
    );
  });

  it.each([
    [
      'payload: { id: uuid, reason: string }, examples: [{ id: 6f9619ff-8b86-4011-b42d-00cf4fc964ff, reason: It was full. }]',
    ],
    ['payload: { id: uuid, reason: { type: string, maxLength: 80 } }'],
    ['payload: { id: uuid, reason: Text }'],
    ['payload: { schema: { type: object, properties: { reason: { type: string } } } }'],
  ])('gives no fix for %s', async (body) => {
    const { findings } = await runRule(rule, `${BASE}  Refused: { producer: s, ${body} }\n`);
    expect(findings.map(({ fix }) => fix)).toEqual([undefined]);
  });

  it('leaves what a saga fills to a person', async () => {
    const yaml = `${BASE}  Refused: { producer: s, payload: { id: uuid, reason: enum(full|unknown) } }
  Started: { producer: s, payload: { id: uuid } }
  Done: { producer: s, payload: { id: uuid } }
  Failed: { producer: s, failureOf: Done, payload: { id: uuid, reason: string } }
sagas:
  Run: { service: s, start: Started, correlation: id, steps: [do: Book], complete: Done, abort: { emit: Failed, with: { reason: { else: late } } } }
`;
    const { findings } = await runRule(rule, yaml);
    expect(findings.map(({ element, fix }) => [element, fix])).toEqual([['event Failed', undefined]]);
  });
});
