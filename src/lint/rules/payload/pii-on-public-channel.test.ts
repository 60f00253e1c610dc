import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { piiOnPublicChannel as rule } from './pii-on-public-channel.js';

const BASE = `types:
  Iban: { type: string, pii: true }
  Person: { fields: { name: { type: string, pii: true }, knows: "Person[]" } }
  Company: { fields: { vat: string } }
  Party: { oneOf: { person: Person, company: Company }, discriminator: kind }
channels:
  open: { public: true }
  closed: {}
`;

describe('pii-on-public-channel', () => {
  it('looks into named scalars, lists, maps, unions and types that contain themselves', async () => {
    const payload = '{ id: uuid, accounts: map<Iban>, party: Party, email: { type: email, pii: true } }';
    expect(await findingsOf(rule, `${BASE}events:\n  A: { channel: open, payload: ${payload} }\n`)).toEqual([
      'open: `A` carries `accounts`, `party.name` and `email`, which are personal, over the public channel `open`.',
    ]);
  });

  it('names a few and counts the rest', async () => {
    const fields = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}: Iban`).join(', ');
    expect(await findingsOf(rule, `${BASE}events:\n  A: { channel: open, payload: { ${fields} } }\n`)).toEqual([
      'open: `A` carries `a`, `b`, `c`, `d` and 2 others, which are personal, over the public channel `open`.',
    ]);
  });

  it('also finds what an old major still sends', async () => {
    const yaml = `${BASE}events:\n  A@1: { channel: open, payload: { iban: Iban } }\n  A: { channel: open, payload: { id: uuid } }\n`;
    expect(await findingsOf(rule, yaml)).toEqual([
      'open: `A@1` carries `iban`, which is personal, over the public channel `open`.',
    ]);
  });

  it('passes other channels, replies, and what is not marked or allowed', async () => {
    const yaml = `${BASE}events:
  A: { channel: closed, payload: { iban: Iban } }
  B: { payload: { iban: Iban } }
  C: { channel: open, payload: { email: email, company: Company } }
  D: { channel: open, payload: { customerId: { type: uuid, pii: true } } }
`;
    const settings =
      'catalog: t\nlint: { rules: { pii-on-public-channel: { severity: error, allow: [customerId] } } }\n';
    expect(await findingsOf(rule, yaml, settings)).toEqual([]);
  });
});
