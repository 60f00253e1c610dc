import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { keyNotInPayload } from './key-not-in-payload.js';

const event = (body: string, channel = 'key: orderId') => `channels: { c: { ${channel} } }
types: { Ref: { fields: { id: uuid, old: uuid? } } }
events: { E: { channel: c, ${body} } }
`;

describe('key-not-in-payload', () => {
  it('finds an event or command without the key of its channel', async () => {
    const noKey = '`E` has no field `orderId`, which is the key of its channel `c`.';
    const yaml = event('payload: { id: uuid }');
    expect(await findingsOf(keyNotInPayload, yaml)).toEqual([`{ id: uuid }: ${noKey}`]);
    expect(await findingsOf(keyNotInPayload, yaml.replace('events', 'commands'))).toEqual([`{ id: uuid }: ${noKey}`]);
    expect(await findingsOf(keyNotInPayload, event('version: 1.0.0'))).toEqual([`E: ${noKey}`]);
  });

  it('finds a key that may be missing or null, on the way as well', async () => {
    const loose = (name: string, how: string, path = '') =>
      `\`${name}\`${path} of \`E\` may be ${how}, and it is the key: such a message has no place in the order.`;
    const at = async (body: string) => findingsOf(keyNotInPayload, event(body, ''));
    expect(await at('key: a, payload: { a: uuid? }')).toEqual([`uuid?: ${loose('a', 'absent')}`]);
    expect(await at('key: a, payload: { a: uuid|null }')).toEqual([`uuid|null: ${loose('a', 'null')}`]);
    expect(await at('key: a, payload: { a: { type: string, optional: true } }')).toEqual([
      `string: ${loose('a', 'absent')}`,
    ]);
    expect(await at('key: r.id, payload: { r: Ref? }')).toEqual([`Ref?: ${loose('r', 'absent', ' in `r.id`')}`]);
    expect(await at('key: r.old, payload: { r: Ref }')).toEqual([`uuid?: ${loose('old', 'absent', ' in `r.old`')}`]);
  });

  it.each([
    ['a required field', 'payload: { orderId: uuid }'],
    ['a key of its own', 'key: id, payload: { id: uuid }'],
    ['a key inside a record', 'key: ref.id, payload: { ref: Ref }'],
    [
      'an absent field that stands for something',
      'payload: { orderId: { type: string, optional: true, default: none } }',
    ],
  ])('accepts %s', async (_, body) => {
    expect(await findingsOf(keyNotInPayload, event(body))).toEqual([]);
  });

  it('leaves a key of its own that is no field to unknown-reference', async () => {
    expect(await findingsOf(keyNotInPayload, event('key: nope, payload: { orderId: uuid }'))).toEqual([]);
  });

  it('says nothing of a schema that could not be read', async () => {
    const { before, findings } = await runRule(keyNotInPayload, event('payload: { schema: { type: string } }'));
    expect(before).toHaveLength(1);
    expect(findings).toEqual([]);
  });

  it('lets a key be absent where no order is kept', async () => {
    const loose = event('payload: { orderId: uuid? }', 'key: orderId, ordering: none');
    expect(await findingsOf(keyNotInPayload, loose)).toEqual([]);
  });

  it('is silent about messages that go over no channel and about old versions', async () => {
    expect(await findingsOf(keyNotInPayload, 'events: { E: { key: a, payload: { a: uuid? } } }')).toEqual([]);
    const old = event('payload: { orderId: uuid }').replace(
      'events: { ',
      'events: { E@1: { channel: c, payload: { x: int } }, ',
    );
    expect(await findingsOf(keyNotInPayload, old)).toEqual([]);
  });
});
