import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../diagnostics/index.js';
import { catalogOf, findingsOf, runRule } from '../../rule-tester.js';
import { lintCatalog } from '../../run.js';
import { renameWithoutAlias as rule } from './rename-without-alias.js';

const majors = (old: string, now: string) => `events:\n  E@1: { payload: { ${old} } }\n  E: { payload: { ${now} } }\n`;

async function since(earlier: string, now: string): Promise<readonly Diagnostic[]> {
  const [previous, current] = [await catalogOf(earlier), await catalogOf(now)];
  expect([...previous.before, ...current.before]).toEqual([]);
  return lintCatalog(current.catalog, { only: [rule.id], rules: [rule], previous: previous.catalog });
}

describe('rename-without-alias', () => {
  it.each([
    ['total: decimal(8.2)', 'totalAmount: decimal(8.2)'],
    ['customerName: string', 'name: string'],
    ['qty: int', 'quantity: int'],
    ['order_id: uuid', 'orderId: uuid'],
    ['orderNo: string', 'orderReference: string'],
    ['canceledAt: timestamp', 'cancelledAt: timestamp'],
    ['colour: string', 'color: string?'],
    ['clientId: uuid', 'customerId: uuid'],
    ['dob: date', 'birthDate: date'],
  ])('suggests that %s became %s', async (old, now) => {
    const [before = '', after = ''] = [old.split(':')[0], now.split(':')[0]];
    expect(await findingsOf(rule, majors(old, now))).toEqual([
      `${after}: \`${before}\` of \`E@1\` is gone, and \`${after}\` of the same type is new in \`E\`: perhaps a rename that nothing tells of.`,
    ]);
  });

  it.each([
    ['another type', 'total: decimal(8.2)', 'totalAmount: string'],
    ['another noun with the same ending', 'paymentId: uuid', 'shipmentId: uuid'],
    [
      'opposites',
      'minAmount: int, startDate: date, fromAccount: string',
      'maxAmount: int, endDate: date, toAccount: string',
    ],
    ['short words', 'cardId: uuid', 'cartId: uuid'],
    ['a person and its number', 'driver: string', 'driverNumber: string'],
    ['a name that stays', 'total: int, totalNet: int', 'total: int, totalGross: int'],
    ['a declared rename', 'amt: int', 'amount: { type: int, renamedFrom: amt }'],
    ['an alias', 'amt: int', 'amount: { type: int, aliases: [sum, amt] }'],
    ['an alias of a field that was there', 'amt: int, sum: int', 'sum: { type: int, aliases: [amt] }, amount: int'],
    ['nothing but a removal', 'note: string', ''],
  ])('is silent about %s', async (_, old, now) => {
    expect(await findingsOf(rule, majors(old, now))).toEqual([]);
  });

  it('uses a new field once, and the closest', async () => {
    expect(await findingsOf(rule, majors('total: int, totalNet: int', 'totalAmount: int'))).toHaveLength(1);
    expect(await findingsOf(rule, majors('totalAmount: int', 'totalAmountNet: int, total_amount: int'))).toEqual([
      'total_amount: `totalAmount` of `E@1` is gone, and `total_amount` of the same type is new in `E`: perhaps a rename that nothing tells of.',
    ]);
  });

  it('knows synonyms of the settings', async () => {
    const settings = 'catalog: test\nlint: { lexicon: { synonyms: [[tenant, renter]] } }\n';
    const definitions = majors('renterId: uuid', 'tenantId: uuid');
    expect(await findingsOf(rule, definitions, settings)).toHaveLength(1);
    expect(await findingsOf(rule, definitions)).toEqual([]);
  });

  it('compares neighbours among several majors', async () => {
    const { findings } = await runRule(
      rule,
      'events:\n  E@1: { payload: { amt: int } }\n  E@2: { payload: { amount: int } }\n  E: { payload: { amount: int } }\n',
    );
    expect(findings.map(({ element }) => element)).toEqual(['event E@2']);
  });

  it('compares messages and types with an earlier state', async () => {
    const earlier = 'types:\n  T: { fields: { qty: int } }\nevents:\n  E: { payload: { amt: int } }\n';
    const now = 'types:\n  T: { fields: { quantity: int } }\nevents:\n  E: { payload: { amount: int } }\n';
    expect((await since(earlier, now)).map(({ message }) => message)).toEqual([
      '`qty` of `T` has gone, and `quantity` of the same type is new in `T`: perhaps a rename that nothing tells of.',
      '`amt` of `E` has gone, and `amount` of the same type is new in `E`: perhaps a rename that nothing tells of.',
    ]);
    expect(await since(earlier, earlier)).toEqual([]);
  });

  it('tells a rename of a new major once', async () => {
    const found = await since('events:\n  E: { payload: { amt: int } }\n', majors('amt: int', 'amount: int'));
    expect(found.map(({ message }) => message)).toEqual([
      '`amt` of `E@1` is gone, and `amount` of the same type is new in `E`: perhaps a rename that nothing tells of.',
    ]);
  });
});
