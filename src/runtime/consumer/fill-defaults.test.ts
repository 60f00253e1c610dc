import { describe, expect, it } from 'vitest';
import type { MessageShape } from '../saga/definition.js';
import { withDefaults } from './fill-defaults.js';
import { definitionOf, handlerOf, messageOf, setUp } from './testing/set-up.js';

const price = { record: { amount: 'decimal', currency: 'string' }, defaults: { currency: 'EUR' } } as const;
const shape: MessageShape = {
  fields: {
    orderId: 'string',
    lines: { list: price },
    byShop: { map: { nullable: price } },
    how: { oneOf: { card: { record: { retries: 'int' }, defaults: { retries: 3 } } }, by: 'kind' },
    ['__proto__']: 'string',
  },
  optional: ['lines', 'byShop', 'how'],
  defaults: JSON.parse('{ "orderId": "o0", "__proto__": "p" }'),
};

describe('defaults of absent fields', () => {
  const filled = (data: string) => JSON.stringify(withDefaults({ messages: { M: shape } }, 'M', JSON.parse(data)));

  it('are filled in at every depth', () => {
    expect(
      filled(
        '{ "lines": [{ "amount": "1" }], "byShop": { "a": { "amount": "2" }, "b": null }, "how": { "kind": "card" } }',
      ),
    ).toBe(
      '{"lines":[{"amount":"1","currency":"EUR"}],"byShop":{"a":{"amount":"2","currency":"EUR"},"b":null},"how":{"kind":"card","retries":3},"orderId":"o0","__proto__":"p"}',
    );
  });

  it('take the place of nothing that is there, right or wrong', () => {
    const data = '{"orderId":null,"lines":3,"how":{"kind":"cash"},"__proto__":"mine"}';
    expect(filled(data)).toBe(data);
  });

  it('leave a message alone that lacks nothing', () => {
    const data = JSON.parse('{ "orderId": "o1", "__proto__": "p", "lines": [{ "amount": "1", "currency": "USD" }] }');
    expect(withDefaults({ messages: { M: shape } }, 'M', data)).toBe(data);
    expect(withDefaults({ messages: {} }, 'M', data)).toBe(data);
  });

  it('let messages of an earlier version through to their handlers', async () => {
    const definition = definitionOf([handlerOf()]);
    const OrderPlaced: MessageShape = {
      fields: { orderId: 'string', currency: 'string' },
      defaults: { currency: 'EUR' },
    };
    const seen: unknown[] = [];
    const world = await setUp(
      { ...definition, messages: { ...definition.messages, OrderPlaced } },
      { Mail: async (data) => void seen.push(data) },
    );
    await world.publish(messageOf('m1'));
    await world.until(() => world.events.length === 1);
    expect(world.kinds()).toEqual(['handled']);
    expect(seen).toEqual([{ orderId: 'o1', currency: 'EUR' }]);
    await world.ends();
  });
});
