import { type Broker, Unprocessable } from '../broker.js';
import type { BrokerOperations } from '../operations.js';

/** What happens to one call: `lost` has its effect, and nobody hears of it; `never` can never be done. */
export type Fate = 'done' | 'refused' | 'lost' | 'never';

/** A broker whose calls meet one fate after the other, and end well when those are used up. */
export function failing<B extends Pick<Broker, 'publish'> & Pick<BrokerOperations, 'removeDeadLetter'>>(
  broker: B,
  fates: Fate[],
): Pick<Broker, 'publish'> & Pick<BrokerOperations, 'removeDeadLetter'> {
  async function meet<Result>(call: () => Promise<Result>): Promise<Result> {
    const fate = fates.shift() ?? 'done';
    if (fate === 'never') throw new Unprocessable('too large');
    if (fate === 'refused') throw new Error('the broker is away');
    const result = await call();
    if (fate === 'lost') throw new Error('the connection broke');
    return result;
  }
  return {
    publish: (channel, message) => meet(() => broker.publish(channel, message)),
    removeDeadLetter: (channel, position) => meet(() => broker.removeDeadLetter(channel, position)),
  };
}
