import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { missingOccurredAt as rule } from './missing-occurred-at.js';

const TYPES = `types:
  Meta: { fields: { recordedAt: timestamp, by: string } }
  Period: { fields: { from: timestamp, until: timestamp } }
  Stamp: { type: timestamp }
`;
const found = (payload: string, more = 'channel: c') =>
  findingsOf(rule, `${TYPES}channels: { c: {} }\nevents:\n  Booked: { ${more}, payload: ${payload} }\n`);

describe('missing-occurred-at', () => {
  it.each([
    ['{ id: uuid }'],
    ['{ id: uuid, dueAt: timestamp, validUntil: timestamp, startsAt: timestamp }'],
    ['{ id: uuid, arriveOn: date, birthDate: date, departure: date }'],
    ['{ id: uuid, period: Period, hour: time, place: string, locatedAt: string }'],
  ])('finds %s', async (payload) => {
    expect(await found(payload)).toEqual([`${payload}: \`Booked\` does not say when it happened.`]);
  });

  it.each([
    ['{ bookedAt: timestamp }'],
    ['{ when: Stamp, id: uuid }'],
    ['{ meta: Meta }'],
    ['{ bookedOn: date }'],
    ['{ bookingDate: date, dueAt: timestamp }'],
    ['{ bookedAt: string }'],
    ['{ startTime: timestamp }'],
  ])('passes %s', async (payload) => {
    expect(await found(payload)).toEqual([]);
  });

  it('knows the time of an event whose deed is a plan', async () => {
    const yaml = (field: string) =>
      `channels: { c: {} }\nevents:\n  ShowPlanned: { channel: c, payload: { id: uuid, ${field}: timestamp } }\n`;
    expect(await findingsOf(rule, yaml('plannedAt'))).toEqual([]);
    expect(await findingsOf(rule, yaml('startsAt'))).toHaveLength(1);
    expect(await findingsOf(rule, yaml('dueAt'))).toHaveLength(1);
  });

  it('asks neither internal answers, ends of sagas, old majors nor what is on its way out', async () => {
    const yaml = `channels: { c: {} }
events:
  Asked: { producer: s, channel: c, payload: { id: uuid, askedAt: timestamp } }
  Done: { channel: c, payload: { id: uuid } }
  Undone: { channel: c, payload: { id: uuid } }
  Answered: { payload: { id: uuid } }
  Gone@1: { channel: c, payload: { id: uuid } }
  Gone: { channel: c, deprecated: { since: 2026-01-01 }, payload: { id: uuid } }
  NoChannel: { payload: { id: uuid } }
commands:
  Answer: { handler: s, payload: { id: uuid }, success: Answered }
services: { s: {} }
sagas:
  Run: { service: s, start: Asked, correlation: id, steps: [do: Answer], complete: Done, abort: Undone }
`;
    expect(await findingsOf(rule, yaml)).toEqual([]);
  });

  it('spells the field as the others are spelled', async () => {
    const yaml = 'channels: { c: {} }\nevents:\n  A: { channel: c, payload: { order_id: uuid } }\n';
    const { findings } = await runRule(rule, yaml);
    expect(findings[0]?.help).toBe('Add a `timestamp` to its payload, such as `occurred_at`.');
  });
});
