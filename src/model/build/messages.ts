import { defineDiagnostics } from '../../diagnostics/index.js';
import { withArticle } from '../facts/name-list.js';

/** Everything the model itself says about a catalog; names that resolve to nothing are left to a lint rule. */
export const modelDiagnostic = defineDiagnostics({
  'duplicate-definition': {
    severity: 'error',
    message: ({ kind, name, firstKind }: { kind: string; name: string; firstKind: string }) =>
      kind === firstKind
        ? `The ${kind} \`${name}\` is declared twice.`
        : `\`${name}\` is declared as ${withArticle(kind)} and as ${withArticle(firstKind)}.`,
    help: ({ kind }) =>
      kind === 'event' || kind === 'command'
        ? 'Rename or delete one of them; an older major version still in use stays beside the new one as `Name@1`.'
        : 'Rename or delete one of them.',
  },
  'duplicate-field': {
    severity: 'error',
    message: ({ name }: { name: string }) => `The field \`${name}\` is declared twice.`,
    help: () => 'Delete one of the two fields.',
  },
  'duplicate-step': {
    severity: 'error',
    message: ({ name, saga }: { name: string; saga: string }) => `Two steps of \`${saga}\` are called \`${name}\`.`,
    help: () => 'Give one of the steps a `name:` of its own.',
    note: 'The name of a step is its identity: running instances and idempotency keys are found by it.',
  },
  'unknown-step-form': {
    severity: 'error',
    message: ({ saga }: { saga: string }) => `This step of \`${saga}\` has none of the known forms.`,
    help: () => 'Begin it with `do`, `undo`, `parallel`, `await`, `wait` or `forEach`.',
  },
  'undo-step-not-first': {
    severity: 'error',
    message: ({ saga, undo }: { saga: string; undo: string }) =>
      `The step of \`${saga}\` that only undoes with \`${undo}\` is not its first.`,
    help: () => 'It undoes what the start message already did, so put it first; an undo of a step stands on that step.',
  },
  'invalid-type': {
    severity: 'error',
    message: ({ problem }: { problem: string }) => problem,
    help: () => undefined,
  },
  'invalid-pattern': {
    severity: 'error',
    message: ({ pattern }: { pattern: string }) => `\`${pattern}\` is not a regular expression.`,
    help: () => 'Write it as in JavaScript with the `u` flag, which lets only special characters be escaped.',
  },
  'endless-type': {
    severity: 'error',
    message: ({ type }: { type: string }) => `The type \`${type}\` is defined by nothing but itself.`,
    help: () => 'Let one of the types in the circle have `fields`, a list or a map.',
  },
  'union-case-not-record': {
    severity: 'error',
    message: ({ union, type }: { union: string; type: string }) =>
      `\`${type}\` cannot be a case of \`${union}\`: it has no fields that could stand beside the discriminator.`,
    help: ({ type }) => `Name a type with \`fields\` or \`oneOf\`, for example one with \`${type}\` as its field.`,
  },
  'built-in-type': {
    severity: 'error',
    message: ({ name }: { name: string }) =>
      `\`${name}\` is the name of a built-in type, so this definition could never be referred to.`,
    help: () => 'Rename it: types of a catalog usually begin with a capital letter.',
  },
  'invalid-duration': {
    severity: 'error',
    message: ({ text }: { text: string }) => `\`${text}\` is not a duration.`,
    help: () => 'Write a whole number and a unit, such as `500ms`, `30s`, `5m`, `24h` or `7d`.',
  },
  'invalid-schema': {
    severity: 'error',
    message: ({ problem }: { problem: string }) => problem,
  },
  'schema-not-representable': {
    severity: 'warning',
    message: ({ problem }: { problem: string }) => problem,
    help: () =>
      'It is carried on as a raw schema. Describe it with `fields` and `types`, and rules and generated code know what is in it.',
  },
  'schema-detail-ignored': {
    severity: 'warning',
    message: ({ keyword }: { keyword: string }) => `\`${keyword}\` has no counterpart in the catalog and is ignored.`,
    help: () => 'Remove it, or check it in the code that handles the message.',
  },
});
