import type { Command } from 'commander';
import {
  createPostgresOutboxStore,
  createSqliteOutboxStore,
  isSagaError,
  type OutboxStore,
} from '../../runtime/index.js';
import { assertPostgresOutbox, assertSqliteOutbox } from '../../runtime/outbox/assert-outbox.js';
import { openServiceDatabase, type ServiceDatabase } from '../../runtime/stores/open-service-database.js';
import type { CliContext } from '../context.js';
import type { ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { databaseProblem, outboxProblem } from './problems.js';

export interface OutboxFlags {
  readonly store?: string;
}

/** An outbox, and where it is, without a password. */
export interface OpenedOutbox {
  readonly outbox: OutboxStore;
  readonly place: string;
}

export function storeOption(command: Command): void {
  command.option(
    '--store <url>',
    'postgres://..., sqlite:FILE or a file: the database of the service (default: $SAGAC_OUTBOX)',
  );
}

/** Opens the outbox that the flags or `SAGAC_OUTBOX` name, and closes it again; or tells why that cannot be done. */
export async function withOutbox(
  context: CliContext,
  flags: OutboxFlags,
  readOnly: boolean,
  use: (opened: OpenedOutbox) => Promise<ExitCode>,
): Promise<ExitCode> {
  const address = flags.store ?? context.host.env['SAGAC_OUTBOX'] ?? '';
  if (address === '') return refuse(context, outboxProblem('database-not-named', undefined, {}));
  let database: ServiceDatabase | undefined;
  try {
    database = await openServiceDatabase(address, { readOnly });
    return await use({ outbox: await outboxIn(database, context), place: database.place });
  } catch (error) {
    const told = database?.kind === 'sqlite' && isDriverError(error) ? database.explain(error) : error;
    if (!isSagaError(told)) throw told;
    return refuse(context, databaseProblem(told));
  } finally {
    await database?.close();
  }
}

async function outboxIn(database: ServiceDatabase, { host }: CliContext): Promise<OutboxStore> {
  if (database.kind === 'postgres') {
    await assertPostgresOutbox(database, database.place);
    return createPostgresOutboxStore(database);
  }
  assertSqliteOutbox(database.database, database.place);
  return createSqliteOutboxStore(database.database, host);
}

/** As opposed to a mistake of ours. */
function isDriverError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_');
}
