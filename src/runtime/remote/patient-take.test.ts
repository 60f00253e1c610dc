import { describe, expect, it } from 'vitest';
import { type BrokerMessage, RetryLater, Unprocessable } from '../broker/broker.js';
import { SagaError } from '../errors.js';
import { Away, patientTake } from './patient-take.js';

const message: BrokerMessage = { id: 'm1', key: 'k', type: 'Paid', data: {}, headers: {} };

/** What each delivery of one message comes to. */
async function outcomes(errors: readonly unknown[]): Promise<unknown[]> {
  const left = [...errors];
  const take = patientTake(async () => {
    const error = left.shift();
    if (error !== undefined) throw error;
  });
  const found: unknown[] = [];
  while (found.length < errors.length) {
    found.push(
      await take(message, { attempt: found.length + 1 }).then(
        () => 'taken',
        (error: unknown) => (error instanceof RetryLater ? error.delayMs : error),
      ),
    );
  }
  return found;
}

describe('a patient take', () => {
  it('waits for a store and a broker that are away, longer each time, and gives up nothing', async () => {
    const away = [
      new SagaError('store-unreachable', 'gone'),
      new Away('the broker does not answer'),
      ...Array.from({ length: 10 }, () => new SagaError('store-failed', 'disk full')),
    ];
    const found = await outcomes([...away, undefined]);
    expect(found.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(found.slice(4, -1).every((delay) => typeof delay === 'number' && delay <= 60_000)).toBe(true);
    expect(found.at(-1)).toBe('taken');
  });

  it('gives up what fails by itself again and again, outages not counted', async () => {
    const bug = new TypeError('cannot read it');
    const found = await outcomes([bug, bug, new Away('gone'), bug, bug, bug]);
    expect(found.slice(0, 5).every((delay) => typeof delay === 'number')).toBe(true);
    expect(found[5]).toBeInstanceOf(Unprocessable);
    expect(String(found[5])).toContain('TypeError: cannot read it');
  });

  it('gives up at once what can never be taken, and begins anew with the next one of the same id', async () => {
    const [first, second] = await outcomes([new Unprocessable('nobody knows it'), new Away('gone')]);
    expect(first).toBeInstanceOf(Unprocessable);
    expect(second).toBe(1_000);
  });
});
