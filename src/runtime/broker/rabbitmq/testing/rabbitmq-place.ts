import { randomUUID } from 'node:crypto';
import { brokerUrl } from '../../../testing/servers.js';
import type { BrokerMessage } from '../../broker.js';
import type { OperatedBroker } from '../../operations.js';
import type { AmqpChannel } from '../driver.js';
import { createRabbitmqBroker, type RabbitmqBrokerOptions } from '../index.js';
import { connectPlainly, noteMadeThings, onLine } from './made-things.js';

/** Brokers of one test, and names that no other test has. */
export interface RabbitmqPlace {
  readonly url: string;
  readonly mark: string;
  /** What went wrong with connections so far. */
  readonly problems: readonly string[];
  channel(name: string): string;
  connect(options?: Partial<RabbitmqBrokerOptions>): Promise<OperatedBroker>;
  /** Asks the server without sagac. */
  plainly<T>(work: (line: AmqpChannel) => Promise<T>): Promise<T>;
  cleanUp(): Promise<void>;
}

/** The server of `SAGAC_RABBITMQ_URL`. */
export const serverUrl = brokerUrl('rabbitmq');

export async function openPlace(url: string = serverUrl ?? ''): Promise<RabbitmqPlace> {
  const mark = randomUUID().slice(0, 8);
  const made = await noteMadeThings(url, mark);
  const plain = await connectPlainly(url);
  const open: OperatedBroker[] = [];
  const problems: string[] = [];
  return {
    url,
    mark,
    problems,
    channel: (name) => `${name}.${mark}`,
    async connect(options = {}) {
      const onProblem = (problem: string): void => void problems.push(problem);
      const broker = await createRabbitmqBroker({ url, redeliveryMs: 20, attempts: 3, onProblem, ...options });
      open.push(broker);
      return broker;
    },
    plainly: (work) => onLine(plain, work),
    async cleanUp() {
      await Promise.all(open.map((broker) => broker.close()));
      await plain.close();
      await made.remove();
    },
  };
}

export function messageOf(id: string, change: Partial<BrokerMessage> = {}): BrokerMessage {
  return { id, key: 'k', type: 'OrderPlaced', data: { id }, headers: {}, ...change };
}
