import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { noSecrets as rule } from './no-secrets.js';

const TYPES = `types:
  Card: { fields: { number: string, holderName: string } }
  LoyaltyCard: { fields: { number: string } }
  Instrument: { fields: { pan: string } }
  Method: { oneOf: { card: Instrument, points: LoyaltyCard }, discriminator: kind }
  ApiKey: { type: string }
  Pass: { type: string, secret: true }
  Node: { fields: { next: Node?, password: string } }
`;
const found = async (payload: string, kind = 'events') =>
  (await findingsOf(rule, `${TYPES}${kind}:\n  Sent: { payload: ${payload} }\n`)).map((text) => text.split(':')[0]);

describe('no-secrets', () => {
  it.each([
    ['{ password: string, passwordHash: bytes, api_key: string }', ['password', 'passwordHash', 'api_key']],
    ['{ accessToken: string?, tokens: list<string>, cvv: int }', ['accessToken', 'tokens', 'cvv']],
    ['{ card: Card }', ['number']],
    ['{ cards: list<Card> }', ['number']],
    ['{ by: Method }', ['pan']],
    ['{ value: ApiKey }', ['value']],
    ['{ tree: Node }', ['password']],
    ['{ code: { type: string, secret: true } }', ['code']],
    ['{ code: Pass }', ['code']],
  ])('finds %s', async (payload, names) => {
    const sorted = (list: readonly (string | undefined)[]) => [...list].sort();
    expect(sorted(await found(payload))).toEqual(sorted(names));
  });

  it.each([
    ['{ passengerId: uuid, companyName: string, shippingAddress: string, compassHeading: int }'],
    ['{ tokenCount: int, maxTokens: int, passwordPolicy: string, passwordChangedAt: timestamp, secret: boolean }'],
    ['{ maskedPan: string, panLast4: string, deviceToken: string, paymentToken: string, pinCode: string }'],
    ['{ card: LoyaltyCard, contentHash: string, secretName: string, publicKey: string, apiKeyId: uuid }'],
    ['{ password: enum(set|unset), token: date }'],
  ])('passes %s', async (payload) => {
    expect(await found(payload)).toEqual([]);
  });

  it('lets a command hand a marked secret to its handler', async () => {
    const payload = '{ password: { type: string, secret: true }, code: Pass, cvc: string }';
    expect(await found(payload, 'commands')).toEqual(['cvc']);
  });

  it('reports a shared type once and names the first message', async () => {
    const { findings } = await runRule(
      rule,
      `${TYPES}events:\n  A: { payload: { card: Card } }\n  B: { payload: { card: Card } }\n`,
    );
    expect(findings.map(({ message }) => message)).toEqual([
      '`card.number` of `A` is a secret (card number), and every reader and store of the event gets it.',
    ]);
  });
});
