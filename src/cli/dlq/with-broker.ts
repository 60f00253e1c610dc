import type { Command } from 'commander';
import { printable } from '../../diagnostics/index.js';
import { HostError } from '../../host.js';
import type { OperatedBroker, openBroker, WireFormat } from '../../runtime/index.js';
import { type CliContext, print } from '../context.js';
import type { ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { brokerProblem, dlqProblem } from './problems.js';

/** A broker that is away is told of, not waited for, in milliseconds. */
const PATIENCE_MS = 5_000;

export interface BrokerFlags {
  readonly broker?: string;
}

/** How the broker at an address is connected with; tests have their own. */
export type OpenBroker = typeof openBroker;

/** A broker that is looked into, and how it was named. */
export interface OpenedBroker {
  readonly broker: OperatedBroker;
  readonly address: string;
}

export function brokerOption(command: Command): void {
  command.option('--broker <url>', 'kafka://..., nats://... or amqp://... (default: $SAGAC_BROKER)');
}

/** The address of the broker; empty where none is named. */
export function brokerAddress({ host }: CliContext, { broker }: BrokerFlags): string {
  return broker ?? host.env['SAGAC_BROKER'] ?? '';
}

/**
 * Opens the broker that the flags or `SAGAC_BROKER` name, and closes it again; or tells why that cannot be done. `wire` says how
 * messages are written that are published.
 */
export async function withBroker(
  context: CliContext,
  flags: BrokerFlags,
  open: OpenBroker,
  use: (opened: OpenedBroker) => Promise<ExitCode>,
  wire?: WireFormat,
): Promise<ExitCode> {
  const address = brokerAddress(context, flags);
  if (address === '') return refuse(context, dlqProblem('broker-not-named', undefined, {}));
  const onProblem = (problem: string) => print(context.io.err, `warning: ${printable(problem)}`);
  let broker: OperatedBroker | undefined;
  try {
    // An operator looks and moves; what is missing is told, never made.
    const options = {
      create: false,
      clientId: 'sagac-dlq',
      publishTimeoutMs: PATIENCE_MS,
      onProblem,
      ...(wire && { wire }),
    } as const;
    broker = await open(address, options);
    return await use({ broker, address });
  } catch (error) {
    // A mistake of ours, or of the disk, is not the broker's.
    if (error instanceof HostError || error instanceof TypeError || error instanceof ReferenceError) throw error;
    return refuse(context, brokerProblem(error));
  } finally {
    await broker?.close();
  }
}
