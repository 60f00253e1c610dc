import { shownBroker } from '../../runtime/index.js';
import { quote } from '../ops/act-line.js';

/** What every command of a session has in common. */
export interface Session {
  /** As it was given by `--broker`; missing where the environment names the broker. */
  readonly broker: string | undefined;
}

/** A command about a channel, ready for a shell. */
export function dlqLine(session: Session, act: string, channel: string, ...rest: readonly string[]): string {
  return ['sagac', 'dlq', act, ...rest.map(quote), '--channel', quote(channel), ...brokerWords(session)].join(' ');
}

/** Where the address has a password, the shell has to know it already. */
function brokerWords({ broker }: Session): readonly string[] {
  if (broker === undefined) return [];
  return ['--broker', shownBroker(broker) === broker ? quote(broker) : '"$SAGAC_BROKER"'];
}
