import { expect, it } from 'vitest';
import type { Draft, DraftMessage } from './draft.js';
import { mergeDrafts } from './merge-drafts.js';

const field = (name: string, type: string) => ({ name, type: { kind: 'named' as const, name: type } });
const event = (...fields: readonly ReturnType<typeof field>[]): DraftMessage => ({
  kind: 'event',
  payload: { kind: 'fields', fields },
});
const record = (name: string) => ({
  shape: 'record' as const,
  fields: [{ name, type: { kind: 'primitive' as const, name: 'string' as const } }],
});
const draft = (parts: Partial<Draft>): Draft => ({
  services: new Map(),
  types: new Map(),
  channels: new Map(),
  messages: new Map(),
  ...parts,
});

it('drafts of several formats become one: what is the same is joined, what only has the same name is told apart', () => {
  const one = draft({
    types: new Map([['Money', record('a')]]),
    messages: new Map([
      ['Paid', event(field('total', 'Money'))],
      ['Known', event()],
    ]),
    services: new Map([['order', { owner: 'a' }]]),
  });
  const other = draft({
    types: new Map([['Money', record('b')]]),
    messages: new Map<string, DraftMessage>([
      ['Paid', event(field('total', 'Money'))],
      ['Known', { ...event(field('total', 'Money')), summary: 'Seen.' }],
      ['Refused', { ...event(), failureOf: 'Paid' }],
    ]),
    services: new Map([['order', { owner: 'b', domain: 'sales' }]]),
  });
  const { value, diagnostics } = mergeDrafts([one, other]);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    '`Money` is called `Money2` in the catalog: another format has a type of that name.',
    '`Paid` is called `Paid2` in the catalog: another format has a message of that name with another payload.',
  ]);
  expect([...value.types.keys()]).toEqual(['Money', 'Money2']);
  expect(Object.fromEntries(value.messages)).toEqual({
    Known: { ...event(field('total', 'Money2')), summary: 'Seen.' },
    Paid: event(field('total', 'Money')),
    Paid2: { ...event(field('total', 'Money2')), wire: 'Paid' },
    Refused: { ...event(), failureOf: 'Paid2' },
  });
  expect(value.services.get('order')).toEqual({ owner: 'a', domain: 'sales' });
});
