import { describe, expect, it } from 'vitest';
import type { DraftTypeDef } from './draft.js';
import { createDraftBuilder } from './draft-builder.js';

const record = (...names: readonly string[]): DraftTypeDef => ({
  shape: 'record',
  fields: names.map((name) => ({ name, type: { kind: 'primitive', name: 'string' } })),
});

describe('the builder of drafts', () => {
  it('gives equal types one name, and different ones a better name or a number', () => {
    const builder = createDraftBuilder();
    const names = [
      builder.type('Address', record('a')),
      builder.type('Address', { ...record('a'), summary: 'Where.' }),
      builder.type('Address', record('b'), { hints: ['OrderAddress'] }),
      builder.type('address', record('c')),
      builder.type('string', record('d')),
      builder.type('JSON', record('e')),
    ];
    expect(names).toEqual(['Address', 'Address', 'OrderAddress', 'Address2', 'StringValue', 'JSONValue']);
    const { value, diagnostics } = builder.finish();
    expect(value.types.get('Address')?.summary).toBe('Where.');
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '`Address` is called `Address2` in the catalog: another type has that name.',
    ]);
  });

  it('lets a type contain itself, and joins equal ones', () => {
    const builder = createDraftBuilder();
    const define = () => {
      const slot = builder.typeSlot('Tree');
      slot.define({
        shape: 'record',
        fields: [{ name: 'next', type: { kind: 'named', name: slot.name }, optional: true }],
      });
      return slot.name;
    };
    const user = builder.type('User', {
      shape: 'record',
      fields: [{ name: 'tree', type: { kind: 'named', name: define() } }],
    });
    const other = builder.type('Other', {
      shape: 'record',
      fields: [{ name: 'tree', type: { kind: 'named', name: define() } }],
    });
    const { types } = builder.finish().value;
    expect([...types.keys()]).toEqual(['Other', 'Tree', 'User']);
    expect([user, other].map((name) => types.get(name))).toMatchObject([
      { fields: [{ type: { name: 'Tree' } }] },
      { fields: [{ type: { name: 'Tree' } }] },
    ]);
  });

  it('gives messages, services and channels names of the language', () => {
    const builder = createDraftBuilder();
    const message = { kind: 'event', payload: { kind: 'fields', fields: [] } } as const;
    const ids = [
      builder.message('order.created', message),
      builder.message('order.created', message),
      builder.message('OrderCreated', { ...message, version: '2.0.0' }),
      builder.message('OrderCreated', message, { major: 1 }),
    ];
    expect(ids).toEqual(['OrderCreated', 'OrderCreated', 'OrderCreated2', 'OrderCreated@1']);
    expect(builder.messageNamed('OrderCreated')?.wire).toBe('order.created');
    expect(builder.messageNamed('OrderCreated2')?.wire).toBe('OrderCreated');
    expect([builder.service('Order API', { owner: 'a' }), builder.service('order-api', { domain: 'b' })]).toEqual([
      'order-api',
      'order-api',
    ]);
    expect([builder.channel('a/b'), builder.channel('a.b'), builder.channel('a/b')]).toEqual(['a.b', 'a.b-2', 'a.b']);
    expect(builder.finish().value.services.get('order-api')).toEqual({ owner: 'a', domain: 'b' });
  });
});
