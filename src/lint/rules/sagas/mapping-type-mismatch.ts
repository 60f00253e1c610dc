import { compilerFindings } from '../../facts/compiler-findings.js';
import { brokenConstants } from '../../facts/written-constants.js';
import type { Rule } from '../../rule.js';

const BEFORE = `services:
  billing: { owner: team-billing }
  bank: { owner: team-bank }
types:
  Money: { fields: { amount: decimal(12.2), currency: string } }
  ReturnReason: { enum: [tenant_moved, rent_refused, unknown], unknown: unknown }
events:
  RentDue: { version: 1.0.0, producer: billing, payload: { leaseId: uuid, rent: Money } }
  RentCollected: { version: 1.0.0, producer: bank, payload: { leaseId: uuid } }
  RentRefused: { version: 1.0.0, producer: bank, payload: { leaseId: uuid } }
  RentPaidBack: { version: 1.0.0, producer: bank, payload: { leaseId: uuid } }
  LeaseSettled: { version: 1.0.0, producer: billing, payload: { leaseId: uuid } }
commands:
  CollectRent: { version: 1.0.0, handler: bank, payload: { leaseId: uuid, amount: Money }, success: RentCollected, failure: [RentRefused] }
  PayRentBack: { version: 1.0.0, handler: bank, payload: { leaseId: uuid, reason: ReturnReason }, success: RentPaidBack }
sagas:
  CollectMonthlyRent:
    service: billing
    start: RentDue
    correlation: leaseId
    steps:
      - do: CollectRent
`;

/** A value that is written for a field of another type. */
export const mappingTypeMismatch: Rule = {
  id: 'mapping-type-mismatch',
  group: 'sagas',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Require that what `with` writes into a field is of its type.',
  why: `A mapping with the wrong type is a message that its handler throws away: an amount without its currency, a reason that is in no list. It is written in the unwinding more often than anywhere else, where no test comes by and nobody looks before the day it is needed.

Checked is every \`with\`, of steps, undos and ends, and each cause of a map by causes. A record or list may have more fields than are wanted, an \`int\` fits into a \`long\`, and ids, addresses and enumerations fit into a \`string\`; a value that may be null fits only where null may stand. Constants must keep the bounds, the pattern and the format of their type, too. A field that nothing fills is \`unmapped-input\`'s to report.`,
  bad: `${BEFORE}        with: { amount: RentDue.rent.amount }
        undo: { do: PayRentBack, with: { reason: { deadline: too_slow, else: unknown } } }
    complete: LeaseSettled
`,
  good: `${BEFORE}        with: { amount: RentDue.rent }
        undo: { do: PayRentBack, with: { reason: { deadline: unknown, else: unknown } } }
    complete: LeaseSettled
`,
  check({ catalog, report }) {
    for (const finding of compilerFindings(catalog, 'saga-mapped-type')) report(finding);
    for (const saga of catalog.sagas.values()) for (const finding of brokenConstants(catalog, saga)) report(finding);
  },
};
