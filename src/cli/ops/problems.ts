import { type Diagnostic, defineDiagnostics } from '../../diagnostics/index.js';
import type { SagaError, SagaErrorCode } from '../../runtime/index.js';
import { sentence } from '../sentence.js';

/** Builds the diagnostics of `sagac ops`. */
export const opsProblem = defineDiagnostics({
  'store-not-named': {
    severity: 'error',
    message: () => 'No store is named.',
    help: () => 'Add `--store checkout.sqlite` or `--store postgres://user@host/database`, or set `SAGAC_STORE`.',
  },
  'store-refused': {
    severity: 'error',
    message: (p: { reason: string }) => p.reason,
  },
  'unknown-instance': {
    severity: 'error',
    message: (p: { name: string }) => `The store has no instance \`${p.name}\`.`,
    help: () =>
      'Name it by its id, or by its saga and the value of its correlation field. `sagac ops list` shows both.',
  },
  'unknown-saga': {
    severity: 'error',
    message: (p: { saga: string }) => `The store has no saga \`${p.saga}\`.`,
    help: () => 'It has none at all yet: is it the store that the workers use?',
  },
  'definition-missing': {
    severity: 'error',
    message: (p: { instance: string }) => `The store lacks the definition that \`${p.instance}\` runs.`,
    help: () => 'Restore the store from a backup: definitions are never removed from it.',
  },
  'who-unknown': {
    severity: 'error',
    message: () => 'Nobody knows who you are: the system has no name for you.',
    help: () => 'Say it with `--who`; it will stand in the journal.',
  },
  'why-empty': {
    severity: 'error',
    message: () => '`--why` gives no reason.',
    help: () => 'Say in a few words why, for whoever reads the journal later: `--why "bank confirmed the refund"`.',
  },
  'wrong-outcome-data': {
    severity: 'error',
    message: (p: { reason: string }) => `The data given by \`--data\` cannot be used: ${p.reason}.`,
    help: () => 'Give a JSON object with the fields of the event, or `@FILE` for a file that holds one.',
  },
  'data-without-event': {
    severity: 'error',
    message: () => '`--data` is the data of an event, and none is named.',
    help: () => 'Add `--event`.',
  },
  'act-refused': {
    severity: 'error',
    message: (p: { instance: string; action: string; reason: string }) =>
      `\`${p.instance}\` is left as it is: \`${p.action}\` is not possible, because ${p.reason}.`,
  },
  'act-left': {
    severity: 'warning',
    message: (p: { instance: string }) =>
      `A worker has \`${p.instance}\` in hand and has not answered yet; your act lies in its mailbox.`,
    help: () =>
      'Do not repeat it: that worker, or the next one once its lease has ended, carries it out. Look with `sagac ops show`.',
  },
});

/** What is wrong with a store, as a diagnostic with the next step. */
export function storeProblem(error: SagaError): Diagnostic {
  const help = HELP[error.code];
  return opsProblem(
    'store-refused',
    undefined,
    { reason: sentence(error.message) },
    help === undefined ? {} : { help },
  );
}

const ANOTHER = 'Name the store that the workers use: `sagac ops` makes none of its own.';

const HELP: Partial<Readonly<Record<SagaErrorCode, string>>> = {
  'invalid-store-url': 'Correct `--store`, or `SAGAC_STORE` where no flag is given.',
  'store-missing': ANOTHER,
  'store-not-a-database': ANOTHER,
  'store-driver-missing': 'Install it in the folder that sagac is installed in.',
  'store-locked': 'Try again in a moment.',
  'store-read-only': 'Run it as a user who may write there; SQLite needs that even for looking.',
  'store-too-new': 'Use the version of sagac that the workers use.',
  'store-unreachable': 'Check that the server runs and can be reached from here, then try again.',
  'store-failed': 'Check the address, and that you may use what is there.',
};
