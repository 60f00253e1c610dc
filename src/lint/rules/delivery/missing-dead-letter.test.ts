import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { missingDeadLetter } from './missing-dead-letter.js';

const channel = (body: string, event = 'consumers: [a]', services = 'a: { owner: team-a }') =>
  `services: { ${services} }
channels: { c: { ${body} } }
events: { E: { channel: c, ${event} } }
`;
const finding = 'c: What `a` cannot handle of `c` has nowhere to go: it blocks the channel, or is lost.';

describe('missing-dead-letter', () => {
  it.each(['', 'broker: kafka', 'broker: sqs, kind: queue', 'delivery: at-least-once'])(
    'finds a consumed channel of { %s }',
    async (body) => expect(await findingsOf(missingDeadLetter, channel(body))).toEqual([finding]),
  );

  it.each(['deadLetter: false', 'deadLetter: { channel: c.dlq }', 'broker: memory', 'delivery: at-most-once'])(
    'is silent about { %s }',
    async (body) => {
      expect(await findingsOf(missingDeadLetter, channel(body))).toEqual([]);
    },
  );

  it('asks nothing of a channel that nobody of ours consumes', async () => {
    expect(await findingsOf(missingDeadLetter, channel('', 'producer: a'))).toEqual([]);
    expect(await findingsOf(missingDeadLetter, channel('', 'consumers: [a]', 'a: { external: true }'))).toEqual([]);
  });

  it('counts handlers of commands, reactions and sagas', async () => {
    const yaml = `services: { a: {} }
channels: { c: {}, d: {}, e: {} }
events: { D: { channel: d }, E: { channel: e } }
commands: { Do: { handler: a, channel: c } }
flows: { F: { reactions: [{ on: D, by: a }] } }
sagas: { S: { service: a, start: E, steps: [] } }
`;
    expect(await findingsOf(missingDeadLetter, yaml)).toEqual([
      finding,
      finding.replaceAll(/\bc:|`c`/g, (text) => text.replace('c', 'd')),
      finding.replaceAll(/\bc:|`c`/g, (text) => text.replace('c', 'e')),
    ]);
  });

  it('asks for no dead letters of dead letters', async () => {
    const yaml = `services: { a: {} }
channels: { c: { deadLetter: { channel: dead } }, dead: {} }
events: { E: { channel: c, consumers: [a] }, F: { channel: dead, consumers: [a] } }
`;
    expect(await findingsOf(missingDeadLetter, yaml)).toEqual([]);
  });

  it('writes one only where it knows whose it is', async () => {
    const two = 'a: { owner: team-a }, b: { owner: team-b }';
    for (const yaml of [channel('', 'consumers: [a, b]', two), channel('', 'consumers: [a]', 'a: {}')]) {
      expect((await fixWith(missingDeadLetter, yaml)).text).toBe(yaml);
    }
    const same = 'a: { owner: team-a }, b: { owner: team-a }';
    expect((await fixWith(missingDeadLetter, channel('', 'consumers: [a, b]', same))).text).toBe(
      channel('deadLetter: { channel: c.dlq, owner: team-a }', 'consumers: [a, b]', same),
    );
  });
});
