import { describe, expect, it } from 'vitest';
import { findingsOf, fixWith } from '../../rule-tester.js';
import { exactlyOnceAcrossSystems } from './exactly-once-across-systems.js';

const claim = (
  service: string,
  broker = 'broker: kafka, ',
  rest = '',
) => `services: { a: { ${service} }, pay: { external: true } }
channels: { c: { ${broker}delivery: exactly-once } }
events: { E: { channel: c, consumers: [a], payload: { id: uuid } } }
${rest}`;
const claimed = 'exactly-once: `c` claims to deliver exactly once, but';
const uncovered = `${claimed} no transaction of the broker covers what \`a\` does outside of it.`;

describe('exactly-once-across-systems', () => {
  it('finds a store behind the claim', async () => {
    expect(await findingsOf(exactlyOnceAcrossSystems, claim('store: postgres'))).toEqual([uncovered]);
    expect(await findingsOf(exactlyOnceAcrossSystems, claim('store: postgres', ''))).toEqual([uncovered]);
  });

  it('finds a call behind the claim', async () => {
    const flow = (calls: string) => `flows: { F: { reactions: [{ on: E, by: a, calls: [${calls}] }] } }\n`;
    expect(await findingsOf(exactlyOnceAcrossSystems, claim('', undefined, flow('pay')))).toEqual([uncovered]);
    const keyed = flow('{ service: pay, idempotentBy: id }');
    expect(await findingsOf(exactlyOnceAcrossSystems, claim('', undefined, keyed))).toEqual([]);
    const command = `services: { a: {}, pay: { external: true } }
channels: { c: { broker: kafka, delivery: exactly-once } }
commands: { Do: { channel: c, handler: a, calls: [pay] } }
`;
    expect(await findingsOf(exactlyOnceAcrossSystems, command)).toEqual([uncovered]);
  });

  it.each(['', 'store: kafka-streams', 'store: none', 'store: postgres, inbox: true', 'store: x, external: true'])(
    'accepts it on Kafka for { %s }',
    async (service) => {
      expect(await findingsOf(exactlyOnceAcrossSystems, claim(service))).toEqual([]);
    },
  );

  it('never believes another broker', async () => {
    expect(await findingsOf(exactlyOnceAcrossSystems, claim('inbox: true', 'broker: sqs, '))).toEqual([
      `${claimed} \`sqs\` delivers at least once.`,
    ]);
    expect(
      await findingsOf(exactlyOnceAcrossSystems, 'channels: { c: { broker: nats, delivery: exactly-once } }'),
    ).toHaveLength(1);
  });

  it('is silent about other claims and about none', async () => {
    for (const delivery of ['at-least-once', 'at-most-once']) {
      const yaml = claim('store: postgres', 'broker: sqs, ').replace('exactly-once', delivery);
      expect(await findingsOf(exactlyOnceAcrossSystems, yaml)).toEqual([]);
    }
    const none = claim('store: postgres', 'broker: sqs').replace('sqsdelivery: exactly-once', 'sqs');
    expect(await findingsOf(exactlyOnceAcrossSystems, none)).toEqual([]);
  });

  it('writes what is true', async () => {
    const yaml = claim('store: postgres');
    expect((await fixWith(exactlyOnceAcrossSystems, yaml)).text).toBe(yaml.replace('exactly-once', 'at-least-once'));
  });
});
