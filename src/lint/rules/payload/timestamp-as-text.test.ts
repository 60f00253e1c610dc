import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { timestampAsText as rule } from './timestamp-as-text.js';

const TYPES = `types:
  Text: { type: string, maxLength: 80 }
  IsoDay: { type: string, pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }
  Stamp: { type: timestamp }
`;
const found = async (payload: string) =>
  (await findingsOf(rule, `${TYPES}events:\n  Sent: { payload: ${payload} }\n`)).map((text) => text.split('`')[1]);

describe('timestamp-as-text', () => {
  it.each([
    [
      '{ createdAt: string, sent_at: string?, at: string, timestamp: long }',
      ['createdAt', 'sent_at', 'at', 'timestamp'],
    ],
    [
      '{ paidAt: int, createdAtMs: long, eventTime: string, startTime: Text }',
      ['paidAt', 'createdAtMs', 'eventTime', 'startTime'],
    ],
    [
      '{ birthDate: string, releaseDate: string, date: string, validUntil: string }',
      ['birthDate', 'releaseDate', 'date', 'validUntil'],
    ],
  ])('finds %s', async (payload, names) => {
    expect(await found(payload)).toEqual(names);
  });

  it.each([
    ['{ createdAt: timestamp, dueDate: date, sentAt: Stamp, startTime: time, validUntil: IsoDay }'],
    [
      '{ createdAt: { type: string, pattern: "Z$" }, expiryDate: { type: string, maxLength: 5 }, cardExpiryDate: string }',
    ],
    ['{ locatedAt: string, worksAt: string, soldAt: string, lookAt: string, habitat: string, format: string }'],
    [
      '{ responseTime: long, leadTimeDays: int, uptime: long, date: int, dueDate: int, days: int, runtimeMs: long, yearToDate: long }',
    ],
    ['{ dateFormat: string, update: string, candidate: string, timeZone: string, timeout: string, until: string }'],
    ['{ createdAt: enum(now|later), deletedAt: boolean, kind: string }'],
  ])('passes %s', async (payload) => {
    expect(await found(payload)).toEqual([]);
  });

  it('gives a fix only where the type is certain and nothing else has to change', async () => {
    const yaml = `events:
  A: { payload: { paidAt: string, dueDate: string, seenAts: string, list: "string[]", madeAt: { type: string, maxLength: 30 } } }
  B: { payload: { sentAt: string, dueAt: string }, examples: [{ sentAt: yesterday, dueAt: never }] }
  C: { payload: { dueAt: string } }
`;
    const { findings } = await runRule(rule, yaml);
    expect(findings.map(({ message, fix }) => `${message.split('`')[1]}: ${fix?.title}`)).toEqual([
      'paidAt: Write `timestamp`',
      'dueDate: undefined',
      'madeAt: undefined',
      'sentAt: undefined',
      'dueAt: undefined',
      'dueAt: undefined',
    ]);
  });
});
