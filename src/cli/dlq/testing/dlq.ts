import { Command } from 'commander';
import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from '../../../memory-host.js';
import {
  type BrokerMessage,
  createMemoryBroker,
  createVirtualClock,
  deadLetterOf,
  type MemoryBroker,
  type OperatedBroker,
} from '../../../runtime/index.js';
import { createDlqCommand } from '../../commands/dlq.js';
import type { Action } from '../../context.js';
import { collectOutput } from '../../testing/collect-output.js';

/** When every run of the command looks. */
export const NOW = Date.parse('2026-08-02T06:24:44Z');
/** Three hours and twelve minutes before. */
export const THEN = Date.parse('2026-08-02T03:12:44Z');
export const DEAD = 'orders.mail.dead';

/** What a run of the command left behind. */
export interface DlqResult {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  readonly host: MemoryHost;
  /** Addresses and options that a broker was opened with. */
  readonly opened: readonly (readonly [address: string, options: object | undefined])[];
}

export interface DlqSetting extends MemoryHostOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
  /** Asked to stop, as by Ctrl-C, when it has printed this. */
  readonly stopBehind?: string;
}

/** Runs `sagac dlq` on a broker of this process. */
export async function runDlq(
  broker: OperatedBroker,
  args: readonly string[],
  { files = {}, terminal = false, stopBehind, env, ...setting }: DlqSetting = {},
): Promise<DlqResult> {
  const host = createMemoryHost(files, { now: NOW, env: { SAGAC_BROKER: 'nats://host:4222', ...env }, ...setting });
  const { io, texts } = collectOutput(terminal);
  const stopping = new AbortController();
  const write = (text: string) => {
    io.out.write(text);
    if (stopBehind !== undefined && text.includes(stopBehind)) stopping.abort();
  };
  const opened: [string, object | undefined][] = [];
  const command = new Command('dlq');
  let action: Action | undefined;
  const open = async (address: string, options?: object) => {
    opened.push([address, options]);
    return { ...broker, close: async () => undefined };
  };
  createDlqCommand(open).configure(command, (chosen) => {
    action = chosen;
  });
  quiet(command, io.err.write);
  let exit = 2;
  try {
    command.parse(args, { from: 'user' });
    exit =
      (await action?.({ host, io: { ...io, out: { ...io.out, write }, betweenActs: () => stopping.signal } })) ?? 2;
  } catch (error) {
    if (!(error instanceof Error && 'exitCode' in error)) throw error;
  }
  return { exit, ...texts, host, opened };
}

function quiet(command: Command, write: (text: string) => void): void {
  command.exitOverride().configureOutput({ writeErr: write, writeOut: write });
  for (const subcommand of command.commands) quiet(subcommand, write);
}

export interface LetterSetting {
  readonly message?: Partial<BrokerMessage>;
  readonly channel?: string;
  readonly group?: string;
  readonly error?: unknown;
  readonly attempts?: number;
  /** Milliseconds since 1970. Default: `THEN`. */
  readonly at?: number;
  readonly in?: string;
}

/** A broker in memory with these letters, by the ids of their messages. */
export async function brokerWith(letters: Readonly<Record<string, LetterSetting>>): Promise<MemoryBroker> {
  let now = THEN;
  const broker = createMemoryBroker({ clock: { ...createVirtualClock(), now: () => now } });
  for (const [id, setting] of Object.entries(letters)) {
    now = setting.at ?? THEN;
    const message = { id, key: 'o1', type: 'OrderPlaced', data: { orderId: 'o1' }, headers: {}, ...setting.message };
    const { channel = 'orders', group = 'mail', attempts = 9, error = new Error('connect ECONNREFUSED') } = setting;
    await broker.publish(
      setting.in ?? DEAD,
      deadLetterOf(message, { channel, group, attempts, error, position: '3/17' }),
    );
  }
  return broker;
}
