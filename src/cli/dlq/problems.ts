import { type Diagnostic, defineDiagnostics } from '../../diagnostics/index.js';
import { isSagaError, type SagaErrorCode } from '../../runtime/index.js';
import { sentence } from '../sentence.js';

/** Builds the diagnostics of `sagac dlq`. */
export const dlqProblem = defineDiagnostics({
  'broker-not-named': {
    severity: 'error',
    message: () => 'No broker is named.',
    help: () => 'Add `--broker nats://host:4222`, `kafka://host:9092` or `amqp://host`, or set `SAGAC_BROKER`.',
  },
  'broker-refused': {
    severity: 'error',
    message: (p: { reason: string }) => p.reason,
  },
  'letters-not-named': {
    severity: 'error',
    message: (p: { act: string }) => `It is not said which letters to ${p.act}.`,
    help: () =>
      'Name them by position or message id, narrow them with `--reason`, `--type` or `--group`, or add `--all`.',
  },
  'all-and-some': {
    severity: 'error',
    message: () => '`--all` means every letter, and letters are named too.',
    help: () => 'Leave one of the two away.',
  },
  'unknown-letter': {
    severity: 'error',
    message: (p: { name: string; channel: string }) => `\`${p.channel}\` has no letter \`${p.name}\`.`,
    help: (p) =>
      `Name it by its position or the id of its message: \`sagac dlq list --channel ${p.channel}\` shows both.`,
  },
  'unknown-channel': {
    severity: 'error',
    message: (p: { channel: string; place: string }) =>
      `There is no channel of dead letters \`${p.channel}\` at ${p.place}.`,
    help: () =>
      'Look with `sagac dlq list` which there are, or with `sagac dlq list --no-catalog` which the broker has.',
  },
  'not-dead': {
    severity: 'error',
    message: (p: { channel: string; messages: string; act: string }) =>
      `Nothing was done: of ${p.messages} in \`${p.channel}\` nothing says that they are dead letters, and to ${p.act} them takes them away from whoever reads that channel.`,
    help: () =>
      'Name the channel of dead letters, which `sagac dlq list` shows. Where others than sagac have put them aside there, add `--foreign`.',
  },
  'replay-into-itself': {
    severity: 'error',
    message: (p: { channel: string }) => `\`${p.channel}\` is where the letters are.`,
    help: () => 'Name the channel whose readers are to get them, or leave `--to` away.',
  },
  'not-confirmed': {
    severity: 'error',
    message: (p: { act: string; letters: string }) => `Nothing was done: this would ${p.act} ${p.letters}.`,
    help: () => 'Add `--yes` when this is what you want, or `--dry-run` to see each of them first.',
  },
  'why-empty': {
    severity: 'error',
    message: () => '`--why` gives no reason.',
    help: () => 'Say in a few words why nobody needs them: `--why "orders of the load test"`.',
  },
  'would-replace': {
    severity: 'error',
    message: (p: { path: string }) => `There is a file \`${p.path}\` already.`,
    help: () => 'Name a new one with `--save`: what it holds may be the only copy of other letters.',
  },
  'stopped-at': {
    severity: 'error',
    message: (p: { position: string; reason: string }) => `It stopped at letter ${p.position}: ${p.reason}`,
    help: () =>
      'Nothing is lost: what is not listed above is where it was. Remove the cause, then type the same again.',
  },
  'stopped-early': {
    severity: 'error',
    message: (p: { position: string }) => `It was stopped behind letter ${p.position}, before the end.`,
    help: () => 'Nothing is lost: what is not listed above is where it was. Type the same again to go on.',
  },
  'stopped-behind': {
    severity: 'error',
    message: (p: { position: string; reason: string }) =>
      `Letter ${p.position} was published, but could not be taken away: ${p.reason}`,
    help: () =>
      'It is published once more the next time, with the same id: an inbox passes over what it has handled. Type the same again.',
  },
});

/** What a broker says about itself, as a diagnostic with the next step. */
export function brokerProblem(error: unknown): Diagnostic {
  const said = error instanceof Error && error.message !== '' ? error.message : String(error);
  const help = isSagaError(error) ? HELP[error.code] : undefined;
  return dlqProblem('broker-refused', undefined, { reason: sentence(said) }, help === undefined ? {} : { help });
}

const HELP: Partial<Readonly<Record<SagaErrorCode, string>>> = {
  'invalid-broker-url': 'Correct `--broker`, or `SAGAC_BROKER` where no flag is given.',
  'broker-driver-missing': 'Install it in the folder that sagac is installed in.',
  'broker-unreachable': 'Check that the broker runs and can be reached from here, then try again.',
};
