import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { mappingTypeMismatch } from './mapping-type-mismatch.js';
import { unmappedInput } from './unmapped-input.js';

const DEFINITIONS = `services: { lab: {}, courier: {} }
types:
  Money: { fields: { amount: decimal(12.2), currency: string } }
  Sample: { fields: { code: string, volume: int, price: Money } }
  Label: { fields: { code: string, volume: long } }
  Reason: { enum: [spilled, lost, unknown], unknown: unknown }
events:
  SampleTaken: { producer: lab, payload: { runId: uuid, sample: Sample, samples: 'list<Sample>', count: int, note: string|null, mail: email, why: enum(lost|unknown), at: timestamp, old: 'decimal(6.2)' } }
  SampleSent: { producer: courier, payload: { runId: uuid, parcel: string, weight: double } }
  SampleNotSent: { producer: courier, payload: { runId: uuid, cause: Reason } }
  SampleFound: { producer: courier, effect: none, payload: { runId: uuid } }
  SampleCalledBack: { producer: courier, payload: { runId: uuid } }
  Ended: { producer: lab, payload: { runId: uuid } }
  Dropped: { producer: lab, payload: { runId: uuid, reason: Reason, parts: int } }
`;

const build = (step: string, payload = '{ runId: uuid }', more = '') => `${DEFINITIONS}commands:
  Send: { handler: courier, payload: ${payload}, success: SampleSent, failure: [SampleNotSent] }
  CallBack: { handler: courier, payload: { runId: uuid, reason: Reason? }, success: SampleCalledBack }
sagas:
  Analyse: { service: lab, start: SampleTaken, correlation: runId, steps: [${step}]${more} }
`;

const mapped = (type: string, value: string) => build(`{ do: Send, with: { x: ${value} } }`, `{ x: ${type} }`);

describe('mapping-type-mismatch', () => {
  it.each([
    ['Label', 'SampleTaken.sample'],
    ["'list<Label>'", 'SampleTaken.samples'],
    ['long', 'SampleTaken.count'],
    ['double', 'SampleTaken.count'],
    ['string', 'SampleTaken.mail'],
    ['string', 'SampleTaken.why'],
    ['Reason', 'SampleTaken.why'],
    ['string|null', 'SampleTaken.note'],
    ["'decimal(12.2)'", 'SampleTaken.old'],
    ['timestamp', 'now'],
    ['Reason', 'lost'],
    ['string', '{ const: SampleTaken.runId }'],
  ])('accepts for %s the value %s', async (type, value) => {
    expect(await findingsOf(mappingTypeMismatch, mapped(type, value))).toEqual([]);
  });

  it.each([
    ['Money', 'SampleTaken.sample', '`Send.x` wants `Money`, and `SampleTaken.sample` is `Sample`.'],
    [
      'int',
      'SampleTaken.sample.price.amount',
      '`Send.x` wants `int`, and `SampleTaken.sample.price.amount` is `decimal(12.2)`.',
    ],
    ['string', 'SampleTaken.note', '`Send.x` wants `string`, and `SampleTaken.note` is `string|null`.'],
    ['uuid', 'SampleTaken.mail', '`Send.x` wants `uuid`, and `SampleTaken.mail` is `email`.'],
    ["'list<Label>'", 'SampleTaken.sample', '`Send.x` wants `list<Label>`, and `SampleTaken.sample` is `Sample`.'],
    [
      "'decimal(6.2)'",
      'SampleTaken.sample.price.amount',
      '`Send.x` wants `decimal(6.2)`, and `SampleTaken.sample.price.amount` is `decimal(12.2)`.',
    ],
    [
      'enum(spilled|unknown)',
      'SampleTaken.why',
      '`Send.x` wants `enum(spilled|unknown)`, and `SampleTaken.why` is `enum(lost|unknown)`.',
    ],
    ['date', 'now', '`Send.x` wants `date`, and `now` is `timestamp`.'],
    ['int', 'many', '`Send.x` wants `int`, and `"many"` is none.'],
    ['Reason', 'spiled', '`Send.x` wants `Reason`, and `"spiled"` is none.'],
  ])('finds for %s the value %s', async (type, value, message) => {
    expect(await findingsOf(mappingTypeMismatch, mapped(type, value))).toEqual([`${value}: ${message}`]);
  });

  it.each([
    ['{ type: int, min: 1, max: 9 }', '0', 'The value written for `Send.x` is 0, and at least 1 is needed.'],
    [
      '{ type: string, maxLength: 3 }',
      'long',
      'The value written for `Send.x` has 4 characters, and at most 3 are allowed.',
    ],
    [
      '{ type: string, pattern: "^[A-Z]+$" }',
      'eur',
      'The value written for `Send.x` does not match the pattern `^[A-Z]+$`.',
    ],
    ['uuid', 'none', 'The value written for `Send.x` is `none`, which is no UUID.'],
    [
      'Sample',
      '{ const: { code: a, volume: 2147483648, price: { amount: "1.00", currency: EUR } } }',
      'The value written for `Send.x.volume` is 2147483648, which has no room in `int` (32 bits).',
    ],
  ])('finds for %s the constant %s', async (type, value, message) => {
    const found = await findingsOf(mappingTypeMismatch, mapped(type, value));
    expect(found.map((line) => line.slice(line.indexOf(': The') + 2))).toEqual([message]);
  });

  it.each([
    ['{ type: int, min: 1, max: 9 }', '9'],
    ['uuid', '3f3d7a52-91d0-4b8e-8c2f-2d2f4f6f9c01'],
    ["'decimal(6.2)'", '"12.50"'],
    ['date', '"2026-01-01"'],
    ['string', 'anything'],
  ])('accepts for %s the constant %s', async (type, value) => {
    expect(await findingsOf(mappingTypeMismatch, mapped(type, value))).toEqual([]);
  });

  it('is found for optional fields too, for what is written must fit', async () => {
    expect(await findingsOf(mappingTypeMismatch, mapped('int?', 'SampleTaken.mail'))).toHaveLength(1);
  });

  it('judges undos, ends and each cause, and points at the value', async () => {
    const step = '{ do: Send, undo: { do: CallBack, with: { reason: { deadline: late, else: unknown } } } }';
    const ends =
      ', complete: { emit: Ended, with: { runId: SampleTaken.count } }, abort: { emit: Dropped, with: { reason: { SampleNotSent: SampleNotSent.cause, else: SampleTaken.mail }, parts: 3 } }';
    expect(await findingsOf(mappingTypeMismatch, build(step, undefined, ends))).toEqual([
      'late: `CallBack.reason` wants `Reason`, and `"late"` is none.',
      'SampleTaken.count: `Ended.runId` wants `uuid`, and `SampleTaken.count` is `int`.',
      'SampleTaken.mail: `Dropped.reason` wants `Reason`, and `SampleTaken.mail` is `email`.',
    ]);
  });

  it('finds each wrong cause of a map', async () => {
    const end =
      ', abort: { emit: Dropped, with: { reason: { SampleNotSent: spilt, deadline: lost, timeout: SampleTaken.mail, else: nothing }, parts: 1 } }';
    const found = await findingsOf(mappingTypeMismatch, build('{ do: Send }', undefined, end));
    expect(found.map((line) => line.slice(0, line.indexOf(':')))).toEqual(['spilt', 'SampleTaken.mail', 'nothing']);
  });

  it('judges what a loop hands to its rounds', async () => {
    const loop = (value: string) =>
      build(`{ forEach: SampleTaken.samples, as: one, steps: [{ do: Send, with: { x: ${value} } }] }`, '{ x: Money }');
    expect(await findingsOf(mappingTypeMismatch, loop('one.price'))).toEqual([]);
    expect(await findingsOf(mappingTypeMismatch, loop('one.volume'))).toEqual([
      'one.volume: `Send.x` wants `Money`, and `one.volume` is `int`.',
    ]);
  });

  it('helps with the value that was meant, the values there are, and what fits', async () => {
    const help = async (type: string, value: string) =>
      (await runRule(mappingTypeMismatch, mapped(type, value))).findings.map((finding) => finding.help);
    expect(await help('Reason', 'spiled')).toEqual(['Did you mean `spilled`?']);
    expect(await help('Reason', 'nobody_home')).toEqual(['Write one of `spilled`, `lost`, `unknown`.']);
    expect(await help('Money', 'SampleTaken.runId')).toEqual([
      'Write a value of the type `Money`, or change the type of `x`. Close: `SampleTaken.sample.price` (`Money`, fits).',
    ]);
  });

  it.each([
    ['a field without a source', build('{ do: Send }', '{ missing: int }'), 1],
    ['a namesake of another type, which nobody wrote', build('{ do: Send }', '{ sample: int }'), 1],
    ['a written value of the wrong type', mapped('int', 'SampleTaken.mail'), 0],
  ])('leaves to unmapped-input what nobody wrote: %s', async (_, text, unmapped) => {
    expect(await findingsOf(unmappedInput, text)).toHaveLength(unmapped);
    expect(await findingsOf(mappingTypeMismatch, text)).toHaveLength(1 - unmapped);
  });

  it.each([
    ['a path to nothing', mapped('int', 'SampleTaken.cuont')],
    ['a field of nothing', build('{ do: Send, with: { y: SampleTaken.mail } }')],
    ['a type of nothing', mapped('Unknown', 'SampleTaken.mail')],
  ])('says nothing of %s: unknown-reference does', async (_, text) => {
    expect(await findingsOf(mappingTypeMismatch, text)).toEqual([]);
  });
});
