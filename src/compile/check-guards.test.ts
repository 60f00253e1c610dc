import { describe, expect, it } from 'vitest';
import { decide } from '../runtime/saga/decide.js';
import type { SagaDefinition } from '../runtime/saga/definition.js';
import { holds } from '../runtime/saga/guard.js';
import { planSaga } from '../runtime/saga/plan.js';
import type { SagaState } from '../runtime/saga/state.js';
import { catalogFromYaml } from '../testing/catalog-from-yaml.js';
import { compileSaga } from './compile-saga.js';

const CLAIMS = (guard: string, undoGuard: string) => `
services: { desk: {} }
types:
  Part: { fields: { cost: decimal(12.2), discount: decimal(12.2)|null, note: string? } }
  Card: { fields: { limit: decimal(12.2) } }
  Transfer: { fields: { iban: string } }
  Method: { oneOf: { card: Card, transfer: Transfer }, discriminator: kind }
  Node: { fields: { weight: decimal(12.2), next: Node? } }
events:
  ClaimFiled:
    producer: desk
    payload:
      claimId: uuid
      amount: decimal(12.2)
      discount: decimal(12.2)|null
      fee: decimal(12.2)?
      filedAt: timestamp
      paidAt: timestamp|null
      part: Part
      spare: Part?
      broken: Part|null
      method: Method
      node: Node
      prices: list<decimal(12.2)|null>
      counts: map<int>
  ClaimChecked: { producer: desk, payload: { claimId: uuid, score: int } }
  ClaimPaid: { producer: desk, payload: { claimId: uuid, sum: decimal(12.2) } }
  ClaimRefused: { producer: desk, payload: { claimId: uuid } }
  ClaimRefused@1: { producer: desk, payload: { claimId: uuid } }
  ClaimRevoked: { producer: desk, payload: { claimId: uuid } }
commands:
  CheckClaim: { handler: desk, payload: { claimId: uuid }, success: ClaimChecked, failure: [ClaimRefused, ClaimRefused@1] }
  PayClaim: { handler: desk, payload: { claimId: uuid }, success: ClaimPaid, failure: [ClaimRefused] }
  RevokeClaim: { handler: desk, payload: { claimId: uuid }, success: ClaimRevoked }
sagas:
  Claim:
    service: desk
    start: ClaimFiled
    correlation: claimId
    steps:
      - { do: CheckClaim, optional: true }
      - { do: PayClaim, when: ${JSON.stringify(guard)}, undo: { do: RevokeClaim, when: ${JSON.stringify(undoGuard)} } }
`;

async function compile(guard: string, undoGuard = 'ClaimPaid') {
  const catalog = await catalogFromYaml(CLAIMS(guard, undoGuard));
  const saga = catalog.sagas.get('Claim');
  if (saga === undefined) throw new Error('no saga');
  return compileSaga(catalog, saga);
}

const FILED = {
  claimId: 'c1',
  amount: '150.00',
  discount: '9.00',
  filedAt: '2026-01-01T00:00:00Z',
  paidAt: '2026-01-02T00:00:00+01:00',
  part: { cost: '10.00', discount: '7.00' },
  broken: { cost: '9.00', discount: null },
  method: { kind: 'card', limit: '80.00' },
  node: { weight: '9.00' },
  prices: ['9.00', null],
  counts: { red: 2 },
};

/** What the engine answers, once these messages have come. */
function answer(definition: SagaDefinition, cel: string, messages: SagaState['messages']): boolean {
  const plan = planSaga(definition);
  const { state } = decide(plan, undefined, { type: 'start', now: 0, data: FILED, run: 1 });
  return holds({ cel }, { plan, state: { ...state, messages }, path: '', undoing: false });
}

describe('a guard that is compiled, asked of a message', () => {
  it.each([
    ['ClaimFiled.discount != null && ClaimFiled.discount > 10', false],
    ['ClaimFiled.discount != null && ClaimFiled.discount < 10', true],
    ['ClaimFiled.discount == null || ClaimFiled.discount < ClaimFiled.amount', true],
    ['ClaimFiled.part.discount != null && ClaimFiled.part.discount < 10', true],
    ['ClaimFiled.broken != null && ClaimFiled.broken.cost < 10', true],
    ['ClaimFiled.paidAt != null && ClaimFiled.paidAt > ClaimFiled.filedAt', true],
    ['ClaimFiled.prices[0] < 10 && ClaimFiled.prices[1] == null', true],
    ["ClaimFiled.method.kind == 'card' && ClaimFiled.method.limit < 100", true],
    ['ClaimFiled.node.weight < 10', true],
    ['has(ClaimFiled.fee) && ClaimFiled.fee > 1', false],
    ['has(ClaimFiled.spare) && has(ClaimFiled.spare.note)', false],
    ['has(seen.ClaimChecked) ? ClaimChecked.score > 5 : false', false],
    ["ClaimFiled.counts['red'] == 2 && !has(ClaimFiled.counts.blue)", true],
  ])('%s is %s', async (guard, expected) => {
    const { value, diagnostics } = await compile(guard);
    expect(diagnostics).toEqual([]);
    if (value === undefined) return;
    expect(answer(value, guard, { ClaimFiled: FILED })).toBe(expected);
  });
});

describe('a bare name', () => {
  it.each([
    ['ClaimChecked', 'has(seen.ClaimChecked)', false],
    ['not ClaimChecked', '!has(seen.ClaimChecked)', true],
    ['ClaimRefused@1', '("ClaimRefused@1" in seen)', true],
    ['not ClaimRefused@1', '!("ClaimRefused@1" in seen)', false],
  ])('%s asks whether that message has come', async (guard, cel, expected) => {
    const { value, diagnostics } = await compile(guard);
    expect(diagnostics).toEqual([]);
    expect(value?.steps[1]).toMatchObject({ when: { cel } });
    const messages = { ClaimFiled: FILED, 'ClaimRefused@1': {} };
    expect(value && answer(value, cel, messages)).toBe(expected);
  });
});

describe('a guard that would fail for want of a value', () => {
  it.each([
    ['ClaimFiled.fee > 1', '`ClaimFiled.fee` is absent', 'has(ClaimFiled.fee)'],
    ['seen.ClaimFiled.fee > 1', '`ClaimFiled.fee` is absent', 'has(ClaimFiled.fee)'],
    ['has(ClaimFiled.spare.note)', '`ClaimFiled.spare` is absent', 'has(ClaimFiled.spare)'],
    [
      "has(ClaimFiled.spare) && ClaimFiled.spare.note == 'x'",
      '`ClaimFiled.spare.note` is absent',
      'has(ClaimFiled.spare.note)',
    ],
    ['ClaimFiled.node.next.weight > 1', '`ClaimFiled.node.next` is absent', 'has(ClaimFiled.node.next)'],
    ['ClaimFiled.discount > 10', '`ClaimFiled.discount` is null', 'ClaimFiled.discount != null'],
    ['ClaimFiled.broken.cost > 10', '`ClaimFiled.broken` is null', 'ClaimFiled.broken != null'],
    ['ClaimFiled.counts.blue > 1', '`ClaimFiled.counts.blue` is absent', 'has(ClaimFiled.counts.blue)'],
    ['ClaimChecked.score > 5 || ClaimChecked.score < 2', '`ClaimChecked` has not come', 'has(seen.ClaimChecked)'],
    ['has(ClaimChecked.score)', '`ClaimChecked` has not come', 'has(seen.ClaimChecked)'],
  ])('%s', async (guard, when, ask) => {
    const { value, diagnostics } = await compile(guard);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([
      {
        code: 'saga-guard-unasked',
        message: `This guard fails where ${when}.`,
        help: `Ask for it first: \`${ask} && ...\`.`,
      },
    ]);
  });

  it('is found in an undo, which runs without an answer too', async () => {
    const { diagnostics } = await compile('true', 'ClaimPaid.sum > 10');
    expect(diagnostics.map(({ message }) => message)).toEqual(['This guard fails where `ClaimPaid` has not come.']);
    expect((await compile('true', 'has(seen.ClaimPaid) && ClaimPaid.sum > 10')).diagnostics).toEqual([]);
  });
});

it('asks only for messages that there are, by whatever form', async () => {
  const { diagnostics } = await compile('"ClaimRefused@2" in seen || "ClaimRefused@1" in seen');
  expect(diagnostics).toMatchObject([
    { code: 'saga-guard', message: 'This guard cannot be understood: `ClaimRefused@2` is no message.' },
  ]);
});
