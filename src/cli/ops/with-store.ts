import type { Command } from 'commander';
import { isSagaError, type SagaStore } from '../../runtime/index.js';
import { openStore } from '../../runtime/stores/open-store.js';
import type { CliContext } from '../context.js';
import type { ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { opsProblem, storeProblem } from './problems.js';

export interface StoreFlags {
  readonly store?: string;
}

/** A server that is away is told of, not waited for, in milliseconds. */
const PATIENCE_MS = 5_000;

export function storeOption(command: Command): void {
  command.option('--store <url>', 'sqlite:FILE, a file, or postgres://... (default: $SAGAC_STORE)');
}

/** Opens the store that the flags or `SAGAC_STORE` name, and closes it again; or tells why that cannot be done. */
export async function withStore(
  context: CliContext,
  flags: StoreFlags,
  use: (store: SagaStore) => Promise<ExitCode>,
): Promise<ExitCode> {
  const address = flags.store ?? context.host.env['SAGAC_STORE'] ?? '';
  if (address === '') return refuse(context, opsProblem('store-not-named', undefined, {}));
  let store: SagaStore | undefined;
  try {
    store = await openStore(address, { create: false, giveUpAfterMs: PATIENCE_MS });
    return await use(store);
  } catch (error) {
    if (!isSagaError(error)) throw error;
    return refuse(context, storeProblem(error));
  } finally {
    await store?.close();
  }
}
