import { type Diagnostic, defineDiagnostics } from '../../diagnostics/index.js';
import type { SagaError, SagaErrorCode } from '../../runtime/index.js';
import { sentence } from '../sentence.js';

/** Builds the diagnostics of `sagac outbox`. */
export const outboxProblem = defineDiagnostics({
  'database-not-named': {
    severity: 'error',
    message: () => 'No database is named.',
    help: () =>
      'Add `--store` with the address of the database that the service writes its outbox in, `postgres://user@host/database` or a file of SQLite, or set `SAGAC_OUTBOX`.',
  },
  'database-refused': {
    severity: 'error',
    message: (p: { reason: string }) => p.reason,
  },
  'messages-not-named': {
    severity: 'error',
    message: (p: { act: string }) => `It is not said which messages to ${p.act}.`,
    help: () => 'Name them by id, as `sagac outbox status` shows them, or add `--all`.',
  },
  'all-and-some': {
    severity: 'error',
    message: () => '`--all` means every parked message, and messages are named too.',
    help: () => 'Leave one of the two away.',
  },
  'not-confirmed': {
    severity: 'error',
    message: (p: { messages: string }) =>
      `Nothing was done: this would drop ${p.messages} that nobody will ever hear of.`,
    help: () => 'Add `--yes` when this is what you want.',
  },
  'not-parked': {
    severity: 'error',
    message: (p: { id: string }) => `No message \`${p.id}\` is parked.`,
    help: () => 'Look with `sagac outbox status`: it may have been published or dropped meanwhile.',
  },
  'why-empty': {
    severity: 'error',
    message: () => '`--why` gives no reason.',
    help: () => 'Say in a few words why nobody needs it: `--why "channel was given up"`.',
  },
});

/** What is wrong with a database, as a diagnostic with the next step. */
export function databaseProblem(error: SagaError): Diagnostic {
  const help = HELP[error.code];
  const reason = sentence(error.message);
  return outboxProblem('database-refused', undefined, { reason }, help === undefined ? {} : { help });
}

const HELP: Partial<Readonly<Record<SagaErrorCode, string>>> = {
  'invalid-store-url': 'Correct `--store`, or `SAGAC_OUTBOX` where no flag is given.',
  'store-missing':
    "Name the service's own database, and behind `?schema=` the schema of its tables: the outbox is where the service writes, not where sagas are.",
  'store-not-a-database': 'Name the file or database that the service itself uses.',
  'store-driver-missing': 'Install it in the folder that sagac is installed in.',
  'store-locked': 'Try again in a moment.',
  'store-too-new': 'Use the version of sagac that the service uses.',
  'store-failed': 'Check the address, and that you may use what is there.',
};
