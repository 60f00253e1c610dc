import { defineDiagnostics } from '../diagnostics/index.js';

interface MappedType {
  readonly message: string;
  readonly field: string;
  /** The path that was written; undefined of a constant, which is `have` itself. */
  readonly from: string | undefined;
  readonly have: string;
  readonly want: string;
}

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
  'saga-mapped-type': {
    severity: 'error',
    message: ({ message, field, from, have, want }: MappedType) =>
      `\`${message}.${field}\` wants \`${want}\`, and ${from === undefined ? `\`${have}\` is none` : `\`${from}\` is \`${have}\``}.`,
  },
  'saga-unknown-field': {
    severity: 'error',
    message: ({ message, field }: { message: string; field: string }) => `\`${message}\` has no field \`${field}\`.`,
  },
  'saga-unknown-cause': {
    severity: 'error',
    message: ({ cause, saga }: { cause: string; saga: string }) => `Nothing in \`${saga}\` fails with \`${cause}\`.`,
    help: () =>
      'Name a failure or cancel event of the saga, `Command.timeout`, `timeout`, `deadline`, `cancel` or `else`.',
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
  'invalid-statement': {
    severity: 'error',
    message: ({ problem }: { problem: string }) => `This statement cannot be understood: ${problem}.`,
  },
  'saga-wait-time': {
    severity: 'error',
    message: ({ problem }: { problem: string }) => `This wait has no length: ${problem}.`,
    help: () => 'Write a duration such as `30s`, or a path to a time that is always there, such as `Start.date + 1d`.',
  },
  'saga-loop-items': {
    severity: 'error',
    message: ({ problem }: { problem: string }) => `This loop has nothing to go over: ${problem}.`,
    help: () =>
      'Name a list or a whole number that is always there, such as `Start.lines`, or write the number of rounds.',
  },
  'saga-variable-name': {
    severity: 'error',
    message: ({ name, problem }: { name: string; problem: string }) =>
      `\`${name}\` cannot name a variable here: ${problem}.`,
    help: () => 'Choose another name.',
  },
  'saga-unknown-failure': {
    severity: 'error',
    message: ({ step, failure }: { step: string; failure: string }) =>
      `The step \`${step}\` never fails with \`${failure}\`.`,
    help: () => 'Name one of its failure events, or `timeout`.',
  },
  'saga-rounds-without-retry': {
    severity: 'error',
    message: ({ failure }: { failure: string }) =>
      `\`rounds\` means nothing for \`${failure}\`, which is not tried again.`,
    help: () => 'Write `then: retry`, or remove `rounds`.',
  },
  'saga-pivot-place': {
    severity: 'error',
    message: ({ step, place }: { step: string; place: string }) =>
      `\`${step}\` cannot be the point of no return: it stands in ${place}.`,
    help: () => 'Put the pivot where it is reached once, and nothing unwinds behind it.',
  },
  'saga-check-with-effect': {
    severity: 'error',
    message: ({ command, step }: { command: string; step: string }) =>
      `\`${command}\` cannot check \`${step}\`: it has an effect of its own.`,
    help: ({ command }) => `Write \`effect: none\` on \`${command}\` if it only reads, or name a command that does.`,
  },
  'saga-start-unanswered': {
    severity: 'error',
    message: ({ command, saga }: { command: string; saga: string }) =>
      `Who sends \`${command}\` never learns that \`${saga}\` is complete.`,
    help: ({ command }) => `Let \`complete\` be one of the success events of \`${command}\`.`,
  },
});
