import { SagaError } from '../../errors.js';
import type { Broker } from '../broker.js';

/** A broker that can be published to, and refuses to be subscribed to so many times: as a cluster does that is just starting. */
export function starting(broker: Broker, refusals: number, code: SagaError['code'] = 'broker-unreachable'): Broker {
  let left = refusals;
  return {
    publish: (...args) => broker.publish(...args),
    close: () => broker.close(),
    async subscribe(...args) {
      if (left === 0) return broker.subscribe(...args);
      left -= 1;
      throw new SagaError(code, 'no answer');
    },
  };
}
