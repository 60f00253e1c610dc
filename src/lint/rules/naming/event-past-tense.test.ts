import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { eventPastTense as rule } from './event-past-tense.js';

const found = (...names: string[]) => findingsOf(rule, `events:\n${names.map((name) => `  ${name}: {}\n`).join('')}`);

describe('event-past-tense', () => {
  it('says what is wrong with a name', async () => {
    expect(await found('SendWelcomeEmail', 'OrderShipping', 'OrderConfirmation')).toEqual([
      'SendWelcomeEmail: The event `SendWelcomeEmail` is named like a command.',
      'OrderShipping: The event `OrderShipping` is named after something that is still going on.',
      'OrderConfirmation: The event `OrderConfirmation` is named after a thing, not after what happened to it.',
    ]);
  });

  it('proposes a name where it can', async () => {
    const help = async (name: string) => (await runRule(rule, `events:\n  ${name}: {}\n`)).findings[0]?.help;
    expect(await help('SendWelcomeEmail')).toBe(
      'Say what has happened, such as `WelcomeEmailSent`, or define it under `commands`.',
    );
    expect(await help('CustomerProfile')).toBe('Say what has happened.');
  });

  it('leaves facts, states and older majors alone', async () => {
    const names = [
      'OrderPlaced',
      'GuestCheckedIn',
      'PriceSet',
      'BidWon',
      'OutOfStock',
      'StockLevelLow',
      'InvalidAmount',
    ];
    expect(await found('BookSetAside', 'PayerTooYoung', 'MeterReadV2', 'PricePutUp')).toEqual([]);
    expect(await found(...names, 'TripPaid', 'order_placed', 'TransferValidatedEvent', '"SendMail@1"')).toEqual([]);
  });
});
