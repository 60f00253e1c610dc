import { defineDiagnostics } from '../diagnostics/index.js';
import { listed } from '../model/facts/name-list.js';

/** Everything that is said about files that are taken in. */
export const importDiagnostic = defineDiagnostics({
  'import-unknown-format': {
    severity: 'error',
    message: ({ file }: { file: string }) => `\`${file}\` is in no format that can be imported.`,
  },
  'import-unreadable': {
    severity: 'error',
    message: ({ file, problem }: { file: string; problem: string }) => `\`${file}\` cannot be imported: ${problem}.`,
  },
  /** Nothing is lost: the catalog carries the foreign schema on. */
  'import-kept-raw': {
    severity: 'warning',
    message: ({ what, reason }: { what: string; reason: string }) => `${what} is kept as a raw schema: ${reason}.`,
  },
  /** Something of the source has no place in a catalog at all; it is named, so that a person can decide. */
  'import-left-out': {
    severity: 'warning',
    message: ({ what, reason }: { what: string; reason: string }) => `${what} was not taken in: ${reason}.`,
  },
  /** A schema without `type` lets pass every value of the other types, which hardly anyone means. */
  'import-assumed-type': {
    severity: 'info',
    message: ({ what, type }: { what: string; type: string }) =>
      `${what} has no \`type\`; by what else is said of it, it is taken for ${type === 'array' || type === 'object' ? 'an' : 'a'} \`${type}\`.`,
  },
  /** A catalog has one version of each major; the older ones are for `sagac compat` to judge. */
  'import-older-version': {
    severity: 'info',
    message: ({ name, versions, newest }: { name: string; versions: readonly string[]; newest: string }) =>
      `Of \`${name}\`, ${listed(versions)} ${versions.length === 1 ? 'is' : 'are'} not taken in: ${newest} and the newest of each older major are.`,
    help: () => 'Keep those files: `sagac compat` compares whole histories of schemas.',
  },
  /** Nothing is taken out in a merge: whether it is old or new, only a person knows. */
  'import-merge-kept': {
    severity: 'info',
    message: ({ id, fields, count }: { id: string; fields: string; count: number }) =>
      `${fields} of \`${id}\` ${count === 1 ? 'is' : 'are'} not in the source and ${count === 1 ? 'stays' : 'stay'} as ${count === 1 ? 'it is' : 'they are'}.`,
    help: () => 'Delete what the source has dropped.',
  },
  'import-merge-older': {
    severity: 'info',
    message: ({ id, here, there }: { id: string; here: string; there: string }) =>
      `\`${id}\` is ${here} here and ${there} in the source; the version stays.`,
  },
  'import-merge-described': {
    severity: 'info',
    message: ({ id, what }: { id: string; what: string }) =>
      `The source has only a raw schema for what \`${id}\` describes in types (${what}); the types stay.`,
  },
  'import-merge-by-hand': {
    severity: 'warning',
    message: ({ id, what }: { id: string; what: string }) =>
      `The source says something else of \`${id}\` (${what}), and as it is written here it cannot be edited safely.`,
    help: () =>
      'Change it by hand; aliases, comments within a value and payloads in files of their own stand in the way.',
  },
  'import-renamed': {
    severity: 'info',
    message: ({ from, to, reason }: { from: string; to: string; reason: string }) =>
      `\`${from}\` is called \`${to}\` in the catalog: ${reason}.`,
  },
});
