import { randomUUID } from 'node:crypto';
import { createTcpProxy, type TcpProxy } from '../../../testing/tcp-proxy.js';
import type { OperatedBroker } from '../../operations.js';
import { createKafkaBroker } from '../index.js';
import type { KafkaAddress, KafkaBrokerOptions } from '../options.js';

/** Brokers of one test, on a server that other tests use, too. */
export interface KafkaRoom {
  readonly proxy: TcpProxy;
  /** As another process has it. */
  open(options?: Partial<KafkaBrokerOptions>): Promise<OperatedBroker>;
  /** As `open`, through the proxy. */
  openThrough(options?: Partial<KafkaBrokerOptions>): Promise<OperatedBroker>;
  /** A name that no other test has. */
  readonly channel: (name: string) => string;
  /** Problems that were told. */
  readonly problems: string[];
  close(): Promise<void>;
}

/** Quick and strict, for tests. */
const QUICK = { attempts: 3, redeliveryMs: 50, publishTimeoutMs: 8_000, sessionTimeoutMs: 6_000 };

export async function openKafkaRoom(url: string): Promise<KafkaRoom> {
  const server = addressOf(url);
  const proxy = await createTcpProxy(server);
  const brokers = new Set<OperatedBroker>();
  const mark = randomUUID().slice(0, 8);
  const problems: string[] = [];
  const open = async (options: Partial<KafkaBrokerOptions> = {}): Promise<OperatedBroker> => {
    const broker = await createKafkaBroker({
      url,
      ...QUICK,
      onProblem: (problem) => problems.push(problem),
      ...options,
    });
    brokers.add(broker);
    return broker;
  };
  return {
    proxy,
    open,
    openThrough: (options) => open({ reachAt: () => ({ host: '127.0.0.1', port: proxy.port }), ...options }),
    channel: (name) => `${name}.${mark}`,
    problems,
    async close() {
      await proxy.restore();
      await Promise.all([...brokers].map((broker) => broker.close()));
      await proxy.close();
    },
  };
}

export function addressOf(url: string): KafkaAddress {
  const [, host = '', port = ''] = /^kafka:\/\/([^:/]+):(\d+)/.exec(url) ?? [];
  return { host, port: Number(port) };
}
