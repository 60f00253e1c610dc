import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { unboundedText as rule } from './unbounded-text.js';

const TYPES = `types:
  Short: { type: string, maxLength: 20 }
  Endless: { type: string }
  Alias: { type: Short }
`;
const found = async (payload: string, settings?: string) =>
  (await findingsOf(rule, `${TYPES}events:\n  Sent: { payload: ${payload} }\n`, settings)).map(
    (text) => text.split('`')[1],
  );

describe('unbounded-text', () => {
  it.each([
    [
      '{ note: string, comment: string?, tags: list<string>, labels: map<string> }',
      ['note', 'comment', 'tags', 'labels'],
    ],
    [
      '{ note: Endless, city: { type: string, minLength: 1 }, hints: { type: "list<string>", maxLength: 5 } }',
      ['note', 'city', 'hints'],
    ],
  ])('finds %s', async (payload, names) => {
    expect(await found(payload)).toEqual(names);
  });

  it.each([
    [
      '{ note: Short, tags: list<Alias>, city: { type: string, maxLength: 80 }, zip: { type: string, pattern: "^[0-9]{5}$" } }',
    ],
    ['{ orderId: string, sku: string, countryCode: string, paymentReference: string, phoneNumber: string }'],
    ['{ mail: email, site: uri, raw: bytes, kind: enum(a|b), at: timestamp, size: int, createdAt: string }'],
  ])('passes %s', async (payload) => {
    expect(await found(payload)).toEqual([]);
  });

  it('leaves out names that are allowed', async () => {
    const allow = 'catalog: t\nlint: { rules: { unbounded-text: { severity: info, allow: [note] } } }\n';
    expect(await found('{ note: string, city: string }', allow)).toEqual(['city']);
  });
});
