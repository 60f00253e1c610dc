import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { commandImperative as rule } from './command-imperative.js';

const yamlOf = (names: readonly string[]) => `commands:\n${names.map((name) => `  ${name}: {}\n`).join('')}`;
const found = (...names: string[]) => findingsOf(rule, yamlOf(names));

describe('command-imperative', () => {
  it('says what is wrong with a name', async () => {
    expect(await found('PaymentCaptured', 'OrderPlacement', 'PaymentProcessing')).toEqual([
      'PaymentCaptured: The command `PaymentCaptured` is named like an event: as if it had happened already.',
      'OrderPlacement: The command `OrderPlacement` is named after a thing, not after what is to be done.',
      'PaymentProcessing: The command `PaymentProcessing` is named after something that is going on, not after what is to be done.',
    ]);
  });

  it('proposes an order where it can', async () => {
    const help = async (name: string) => (await runRule(rule, yamlOf([name]))).findings[0]?.help;
    expect(await help('OrderPlacement')).toBe('Say what is to be done, such as `PlaceOrder`.');
    expect(await help('payment_captured')).toBe(
      'Say what is to be done, such as `capture_payment`, or define it under `events`.',
    );
    expect(await help('PaymentCapturedByBank')).toBe('Say what is to be done, or define it under `events`.');
    expect(await help('PaymentFailed')).toBe('Say what is to be done, or define it under `events`.');
    expect(await help('UserDeletionCommand')).toBe('Say what is to be done, such as `DeleteUser`.');
  });

  it('leaves orders alone, also about what has happened', async () => {
    expect(
      await found('MarkOrderPaid', 'ReportLost', 'CheckDelivered', 'CancelDeliveredOrder', 'NotifyOrderShipped'),
    ).toEqual([]);
    expect(await found('RetryFailed', 'PurgeExpired', 'PlaceBet', 'StartRun', 'LetGo', 'LogIn', 'Transfer')).toEqual(
      [],
    );
    expect(await found('Login', 'Checkout', 'FanOut', 'UpdateLastSeen', 'AgentLogin', 'GuestCheckIn')).toEqual([]);
    expect(await found('DeclinePayment', 'RequestApproval', 'PlanMaintenance', 'OrderInspection')).toEqual([]);
  });

  it('leaves manners before the verb and orders turned round alone', async () => {
    expect(
      await found('AutoAssignDriver', 'ReassignDriver', 'BulkImportUsers', 'UserCreate', 'PaymentRequest'),
    ).toEqual([]);
  });

  it('accuses no word that it does not know', async () => {
    expect(await found('FlumoxGadget', 'KickstartBilling', 'Flumox', 'DoKyc')).toEqual([]);
  });

  it('learns verbs from the settings', async () => {
    const settings = (verbs: string) => `catalog: test\nlint: { lexicon: { verbs: [${verbs}] } }\n`;
    expect(await findingsOf(rule, yamlOf(['CardFlumoxed']), settings('grok'))).toEqual([]);
    expect(await findingsOf(rule, yamlOf(['CardFlumoxed']), settings('flumox'))).toEqual([
      'CardFlumoxed: The command `CardFlumoxed` is named like an event: as if it had happened already.',
    ]);
  });

  it('leaves older majors alone', async () => {
    expect(await found('PlaceOrder', '"OrderPlacement@1"')).toEqual([]);
  });
});
