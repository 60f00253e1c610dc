import { defineDiagnostics } from '../diagnostics/index.js';

/** Why a saga cannot be compiled. */
export const compileDiagnostic = defineDiagnostics({
  'saga-incomplete': {
    severity: 'error',
    message: ({ saga, missing }: { saga: string; missing: string }) => `The saga \`${saga}\` has no \`${missing}\`.`,
    help: ({ missing }) => `Add \`${missing}:\` to the saga.`,
  },
  'saga-correlation-type': {
    severity: 'error',
    message: ({ field, problem }: { field: string; problem: string }) => `\`${field}\` cannot name a run: ${problem}.`,
    help: () => 'Name a field that is always there and is a text or a whole number.',
  },
  'saga-unknown-name': {
    severity: 'error',
    message: ({ saga, role, name }: { saga: string; role: string; name: string }) =>
      `The saga \`${saga}\` names the ${role} \`${name}\`, which the catalog does not have.`,
  },
  'saga-command-without-handler': {
    severity: 'error',
    message: ({ command }: { command: string }) => `Nobody handles the command \`${command}\`.`,
    help: () => 'Name the service that handles it with `handler:`.',
  },
  'saga-command-without-success': {
    severity: 'error',
    message: ({ command }: { command: string }) => `The command \`${command}\` names no success event to wait for.`,
    help: () => 'Name the event that tells of its success with `success:`.',
  },
  'saga-unfilled-field': {
    severity: 'error',
    message: ({ message, field, problem }: { message: string; field: string; problem: string }) =>
      `\`${message}.${field}\` cannot be filled: ${problem}.`,
  },
  'saga-unknown-field': {
    severity: 'error',
    message: ({ message, field }: { message: string; field: string }) => `\`${message}\` has no field \`${field}\`.`,
  },
  'saga-unknown-cause': {
    severity: 'error',
    message: ({ cause, saga }: { cause: string; saga: string }) => `Nothing in \`${saga}\` fails with \`${cause}\`.`,
    help: () => 'Name a failure or cancel event of the saga, `Command.timeout`, `timeout`, `deadline` or `else`.',
  },
  'saga-cause-without-else': {
    severity: 'error',
    message: ({ field, missing }: { field: string; missing: string }) =>
      `The causes of \`${field}\` leave out ${missing}.`,
    help: () => 'Add an `else`, or name every cause.',
  },
  'saga-guard': {
    severity: 'error',
    message: ({ problem }: { problem: string }) => `This guard cannot be understood: ${problem}.`,
  },
  'saga-guard-unasked': {
    severity: 'error',
    message: ({ when }: { when: string; ask: string }) => `This guard fails where ${when}.`,
    help: ({ ask }) => `Ask for it first: \`${ask} && ...\`.`,
    note: 'A saga whose guard fails is parked as stuck.',
  },
});
