import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogFrom } from '../testing/catalog-from.js';
import { sharedFolder } from '../testing/shared.js';

const folder = sharedFolder('design');

/** What the example mentions and leaves to the reader's imagination. */
const LEFT_OUT = [
  ...['Card', 'BankTransfer', 'analytics'],
  ...['PaymentCaptured', 'PaymentRefunded', 'PaymentRefundFailed', 'StockChecked', 'StockMissing'],
  ...['ReserveStock', 'ReleaseStock', 'ScheduleShipment', 'CancelShipment', 'AddLoyaltyPoints', 'RemoveLoyaltyPoints'],
  ...['ConfirmOrder', 'SendConfirmation', 'OrderConfirmed', 'OrderCancelled'],
  ...['ConfirmationMailSent', 'ConfirmationMailFailed', 'CancellationMailSent', 'CancellationMailFailed'],
];

describe.skipIf(!folder)('the catalog of the language reference', () => {
  const text = folder ? readFileSync(join(folder, 'language.md'), 'utf8') : '';
  const [settings = '', definitions = ''] = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    (block) => block[1] ?? '',
  );
  const { catalog, diagnostics } = catalogFrom({ 'sagac.yaml': settings, 'shop.yaml': definitions });

  test('builds without a word', () => {
    expect(diagnostics).toEqual([]);
    expect(new Set(catalog.unresolved.map(({ ref }) => ref.name))).toEqual(new Set(LEFT_OUT));
  });

  test('means what it says', () => {
    expect(catalog.settings).toMatchObject({
      catalog: 'shop',
      scale: { developers: 12 },
      compat: { mode: 'backward' },
    });
    const [, capture, parallel, confirm] = catalog.sagas.get('Checkout')?.steps ?? [];
    expect(capture).toMatchObject({
      kind: 'do',
      with: [{ field: { name: 'amount' }, value: { kind: 'path', root: 'OrderPlaced', path: ['total'] } }],
      undo: {
        with: [{ value: { kind: 'cause', cases: [{ cause: { name: 'StockMissing' } }, { cause: { name: 'else' } }] } }],
      },
    });
    expect(parallel).toMatchObject({ kind: 'parallel', branches: [[{ name: 'ScheduleShipment' }], [{ when: {} }]] });
    expect(confirm).toMatchObject({ pivot: true });
    expect(catalog.commands.get('CapturePayment')?.retry).toEqual({
      ...{ attempts: 4, backoff: 'exponential', delayMs: 2_000, maxDelayMs: 60_000, jitter: 'full', withinMs: 300_000 },
    });
  });
});
