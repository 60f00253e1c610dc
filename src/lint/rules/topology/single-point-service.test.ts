import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { singlePointService as rule } from './single-point-service.js';

const services = (...names: readonly string[]) => `services:\n${names.map((name) => `  ${name}: {}\n`).join('')}`;
const events = (hub: number, others: number, rest: string) =>
  `events:\n${Array.from({ length: hub }, (_, index) => `  H${index}: { producer: hub, ${rest} }\n`).join('')}${Array.from({ length: others }, (_, index) => `  O${index}: { producer: a, consumers: [b] }\n`).join('')}`;
const FIVE = services('hub', 'a', 'b', 'c', 'd');

describe('single-point-service', () => {
  it('prints the sum of messages', async () => {
    expect(await findingsOf(rule, FIVE + events(7, 4, 'consumers: [a]'))).toEqual([
      'hub: `hub` is a single point of 5 services: 7 of 11 messages between services (63 %) depend on it, more than 60 %.',
    ]);
  });

  it('counts handlers of commands and every service of a saga', async () => {
    const sagas = Array.from(
      { length: 5 },
      (_, index) => `  S${index}: { service: a, start: Begun, steps: [{ do: Do }] }\n`,
    );
    const definitions = `${FIVE}events:\n  Begun: { producer: b }\n  Done: { producer: hub }\ncommands:\n  Do: { handler: hub, success: Done }\nsagas:\n${sagas.join('')}`;
    expect(await findingsOf(rule, definitions)).toEqual([
      'hub: `hub` is a single point of 5 services: 5 of 5 sagas and flows (100 %) depend on it, more than 60 %.',
      'a: `a` is a single point of 5 services: 5 of 5 sagas and flows (100 %) depend on it, more than 60 %.',
    ]);
  });

  it('takes its limits from the options', async () => {
    const settings = (options: string) => `catalog: test\nlint: { rules: { single-point-service: { ${options} } } }\n`;
    const definitions = FIVE + events(7, 4, 'consumers: [a]');
    expect(await findingsOf(rule, definitions, settings('percent: 70'))).toEqual([]);
    expect(await findingsOf(rule, definitions, settings('services: 6'))).toEqual([]);
  });

  it.each([
    ['exactly 60 %', FIVE + events(6, 4, 'consumers: [a]')],
    ['few services', services('hub', 'a', 'b', 'c') + events(7, 3, 'consumers: [a]')],
    ['few messages', FIVE + events(9, 0, 'consumers: [a]')],
    ['messages that stay inside', FIVE + events(20, 0, 'consumers: [hub]')],
    [
      'an external service',
      FIVE.replace('hub: {}', 'hub: { external: true }').concat('  e: {}\n') + events(7, 3, 'consumers: [a]'),
    ],
    [
      'who only listens',
      `${FIVE}events:\n${['a', 'b', 'c', 'd'].flatMap((name) => [1, 2, 3].map((index) => `  E${name}${index}: { producer: ${name}, consumers: [hub] }\n`)).join('')}`,
    ],
  ])('is silent about %s', async (_, definitions) => {
    expect(await findingsOf(rule, definitions)).toEqual([]);
  });
});
