import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { overEngineered as rule } from './over-engineered.js';

const scale = (text: string, options = '') =>
  `catalog: shop\nscale: { ${text} }\n${options && `lint: { rules: { over-engineered: { ${options} } } }\n`}`;
const services = (count: number, rest = '') =>
  `services:\n${Array.from({ length: count }, (_, index) => `  s${index}: { ${rest} }\n`).join('')}`;

describe('over-engineered', () => {
  it('says nothing where no scale is declared', async () => {
    expect(await findingsOf(rule, rule.bad, 'catalog: test\n')).toEqual([]);
    expect(await findingsOf(rule, rule.bad, scale(''))).toEqual([]);
  });

  it('sets services against developers, and points at the one that is named least', async () => {
    const events = 'events:\n  A: { producer: s0, consumers: [s2] }\n';
    expect(await findingsOf(rule, services(3) + events, scale('developers: 2'))).toEqual([
      's1: In `shop` 3 services for 2 developers are 1.5 each, more than 1; `s1` is named least.',
    ]);
    expect(await findingsOf(rule, services(3), scale('developers: 3'))).toEqual([]);
    expect(await findingsOf(rule, services(9, 'external: true'), scale('developers: 1'))).toEqual([]);
    expect(await findingsOf(rule, services(4), scale('developers: 2', 'servicesPerDeveloper: 2'))).toEqual([]);
  });

  it('sets sagas against developers', async () => {
    const sagas = Array.from(
      { length: 4 },
      (_, index) => `  S${index}: { start: E, steps: [${'{ wait: 1m }, '.repeat(index + 1)}] }\n`,
    );
    const definitions = `events:\n  E: {}\nsagas:\n${sagas.join('')}`;
    expect(await findingsOf(rule, definitions, scale('developers: 1'))).toEqual([
      'S0: In `shop` 4 sagas for 1 developer are 4 each, more than 3; `S0` is the smallest.',
    ]);
  });

  it('counts brokers under a small load, those of one cloud once', async () => {
    const channels = (...brokers: readonly string[]) =>
      `channels:\n${brokers.map((broker, index) => `  c${index}: { broker: ${broker} }\n`).join('')}`;
    const two = channels('kafka', 'kafka', 'nats');
    expect(await findingsOf(rule, two, scale('peakPerSecond: 20'))).toEqual([
      'nats: `kafka` and `nats` are 2 brokers for 20 events a second at the peak, fewer than 100.',
    ]);
    expect(await findingsOf(rule, two, scale('eventsPerDay: 86400'))).toEqual([
      'nats: `kafka` and `nats` are 2 brokers for 4 events a second at the peak, fewer than 100.',
    ]);
    expect(await findingsOf(rule, two, scale('peakPerSecond: 100'))).toEqual([]);
    expect(await findingsOf(rule, channels('sqs', 'eventbridge', 'memory'), scale('peakPerSecond: 1'))).toEqual([]);
  });

  it('sets many partitions against the peak', async () => {
    const channels = (one: number, two: number) =>
      `channels:\n  a: { partitions: ${one} }\n  b: { partitions: ${two} }\n`;
    expect(await findingsOf(rule, channels(40, 80), scale('peakPerSecond: 30'))).toEqual([
      '80: 120 partitions for 30 events a second at the peak are 0.25 a second each, less than 1; `b` has most of them, 80.',
    ]);
    expect(await findingsOf(rule, channels(50, 50), scale('peakPerSecond: 1'))).toEqual([]);
    expect(await findingsOf(rule, channels(500, 500), scale('peakPerSecond: 1000'))).toEqual([]);
  });

  it('sets event sourcing against the events of a day', async () => {
    const definitions = services(2, 'tags: [Event Sourcing]');
    expect(await findingsOf(rule, definitions, scale('eventsPerDay: 900'))).toEqual([
      'tags: `s0` and `s1` use event sourcing or CQRS for 900 events a day, fewer than 10000.',
    ]);
    expect(await findingsOf(rule, definitions, scale('eventsPerDay: 10000'))).toEqual([]);
    expect(await findingsOf(rule, services(1, 'tags: [core]'), scale('eventsPerDay: 9'))).toEqual([]);
  });
});
