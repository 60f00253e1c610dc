import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from '../../memory-host.js';
import { run } from '../run.js';
import { collectOutput } from './collect-output.js';

/** What a run of the command line left behind. */
export interface CliResult {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  readonly host: MemoryHost;
}

export interface CliSetting extends MemoryHostOptions {
  readonly files?: Readonly<Record<string, string>>;
  /** Whether a person watches; 80 columns wide. */
  readonly terminal?: boolean;
  /** What comes in on the standard input. */
  readonly input?: string;
}

/** Runs the command line in this process, on a disk in memory. */
export async function runCli(argv: readonly string[], setting: CliSetting = {}): Promise<CliResult> {
  const host = createMemoryHost(setting.files ?? {}, setting);
  return runOn(host, argv, setting.terminal === true, setting.input);
}

/** Runs the command line once more on the disk of an earlier run. */
export async function runOn(
  host: MemoryHost,
  argv: readonly string[],
  terminal = false,
  input = '',
): Promise<CliResult> {
  const { io, texts } = collectOutput(terminal);
  const readInput = () => new TextEncoder().encode(input);
  const exit = await run(argv, host, { ...io, readInput });
  return { exit, ...texts, host };
}

/** Settings that say as little as they may. */
export const SETTINGS = 'catalog: shop\n';

/** Definitions of which nothing is wrong. */
export const CLEAN = `
services:
  order: { owner: team-checkout, summary: Takes orders. }
types:
  Money: { summary: An amount., fields: { amount: decimal(12.2) } }
`.trimStart();

/** Definitions with a name that means nothing, and one that comes close. */
export const UNKNOWN_NAME = 'types:\n  Order: { fields: { total: Mony } }\n  Money: { type: string }\n';

export const BROKEN_YAML = 'types:\n  Order: { fields: [ }\n';

/** A catalog of one file of definitions, `a.yaml`. */
export function catalogOf(definitions: string, settings: string = SETTINGS): CliSetting {
  return { files: { '/catalog/sagac.yaml': settings, '/catalog/a.yaml': definitions } };
}
