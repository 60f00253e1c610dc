import { defineDiagnostics } from '../../diagnostics/index.js';

/** Wrong usage of the commands that compare states. */
export const compatProblem = defineDiagnostics({
  'no-against': {
    severity: 'error',
    message: () => 'Nothing is named to compare with.',
    help: () =>
      'Add `--against main` (a folder, a snapshot, a git ref, `merge-base:REF`, `latest-tag`), or set `compat.against`.',
  },
  'too-many-paths': {
    severity: 'error',
    message: (p: { count: number }) => `${p.count} paths are named, and only two can be compared.`,
    help: () => 'Name the old one and the new one; `--history DIR` compares the versions in a folder.',
  },
  'against-and-two-paths': {
    severity: 'error',
    message: () => '`--against` names the earlier state, and so does the first of the two paths.',
    help: () => 'Leave one of the two away.',
  },
  'history-and-paths': {
    severity: 'error',
    message: () => '`--history` names the folder of all versions, and paths are named beside it.',
    help: () => 'Leave one of the two away.',
  },
  'schema-not-found': {
    severity: 'error',
    message: (p: { path: string }) => `There is no file or folder \`${p.path}\`.`,
    help: () => 'Name a schema file (`.avsc`, `.json`, `.proto`) or a folder of them.',
  },
  'no-schemas': {
    severity: 'error',
    message: (p: { path: string }) => `No file in \`${p.path}\` is a schema.`,
    help: () => 'Schemas are `.avsc`, `.json` and `.proto` files.',
  },
  'profile-of-other-format': {
    severity: 'error',
    message: (p: { profile: string; rules: string }) =>
      `\`--profile ${p.profile}\` is for another format than the schemas that are compared.`,
    help: (p) => `Leave it away${p.rules === '' ? '' : `, or name rules of their own: ${p.rules}`}.`,
  },
  'no-history': {
    severity: 'error',
    message: (p: { path: string }) => `No two files in \`${p.path}\` are versions of one schema.`,
    help: () =>
      'Versions are told by the names of files: `1.2.0.json`, `order-1.3.0.avsc`, `1-0-2`, `v3.proto`, `2026-03-02.json`.',
  },
  'unknown-fingerprint': {
    severity: 'error',
    message: (p: { text: string }) => `Nothing that \`sagac compat\` finds has the fingerprint \`${p.text}\`.`,
    help: () => 'Run `sagac compat` against the same state to see the fingerprints.',
  },
  'fingerprint-not-unique': {
    severity: 'error',
    message: (p: { text: string; count: number }) =>
      `${p.count} findings have a fingerprint that begins with \`${p.text}\`.`,
    help: () => 'Write more of its digits.',
  },
  'reason-empty': {
    severity: 'error',
    message: () => 'The reason is empty.',
    help: () => 'Say why it is right to break this: whoever meets it will ask.',
  },
  'no-day': {
    severity: 'error',
    message: (p: { text: string }) => `\`${p.text}\` is no day.`,
    help: () => 'Write it as 2026-03-02.',
  },
  'day-over': {
    severity: 'error',
    message: (p: { text: string }) => `The ${p.text} is over already.`,
    help: () => 'Name a day to come, or leave `--until` away.',
  },
  'deployments-unusable': {
    severity: 'error',
    message: (p: { place: string; reason: string }) => `The deployments cannot be read: ${p.reason} (${p.place}).`,
    help: () => 'Correct the file; `sagac can-i-deploy --help` shows its form.',
  },
  'no-deployments': {
    severity: 'error',
    message: (p: { path: string }) => `There is no file of deployments \`${p.path}\`.`,
    help: () => 'Write which version of which service runs where; `sagac can-i-deploy --help` shows the form.',
  },
  'unknown-environment': {
    severity: 'error',
    message: (p: { name: string }) => `The file of deployments has no environment \`${p.name}\`.`,
    help: () => 'Name one of those under `environments`.',
  },
  'unknown-service': {
    severity: 'error',
    message: (p: { service: string; state: string }) => `The catalog (${p.state}) has no service \`${p.service}\`.`,
    help: () => 'Run `sagac list services` to see all of them.',
  },
  'state-unreadable': {
    severity: 'error',
    message: (p: { state: string }) => `The catalog cannot be read in ${p.state}: its settings have errors there.`,
    help: () => 'Compare with another state.',
  },
  'state-has-errors': {
    severity: 'error',
    message: (p: { state: string }) => `The catalog has errors in ${p.state}, so nothing can be said of it.`,
    help: () => 'Run `sagac lint` on that state, and repair it first.',
  },
  'accepted-unusable': {
    severity: 'error',
    message: (p: { place: string; reason: string }) => `The accepted breaks cannot be read: ${p.reason} (${p.place}).`,
    help: () => 'Correct the file; `sagac accept` writes entries as they should be.',
  },
});
