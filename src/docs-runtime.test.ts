import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HEADERS } from './runtime/remote/headers.js';

/** The tables of the runtime's pages have a line for everything that the sources declare. */
function textOf(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

function matches(path: string, pattern: RegExp): readonly string[] {
  const names = [...textOf(path).matchAll(pattern)].map(([, name]) => name ?? '');
  expect(names.length, path).toBeGreaterThan(2);
  return names;
}

/** Names of the members of an interface. */
function membersOf(path: string, name: string): readonly string[] {
  const body = textOf(path).split(`export interface ${name} {`)[1]?.split('\n}')[0] ?? '';
  const members = [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, member]) => member ?? '');
  expect(members.length, name).toBeGreaterThan(2);
  return members;
}

const runtime = 'docs/saga-runtime.md';
const consuming = 'docs/consumers.md';
const PROBLEM = /readonly kind: '([a-z-]+)'/g;
const cases: readonly (readonly [what: string, page: string, names: readonly string[]])[] = [
  ['option of a worker', runtime, membersOf('src/runtime/worker/types.ts', 'WorkerOptions')],
  ['option of a PostgreSQL store', runtime, membersOf('src/runtime/stores/postgres/index.ts', 'PostgresStoreOptions')],
  ['option of a link', runtime, membersOf('src/runtime/remote/remote-link.ts', 'RemoteLinkOptions')],
  [
    'option of a server of commands',
    runtime,
    membersOf('src/runtime/remote/serve-commands.ts', 'ServeCommandsOptions'),
  ],
  ['part of a command context', runtime, membersOf('src/runtime/worker/types.ts', 'CommandContext')],
  ['header', runtime, Object.values(HEADERS)],
  ['kind of journal entry', runtime, matches('src/runtime/saga/journal.ts', /readonly type: '([a-z-]+)'/g)],
  [
    'kind of journal entry of a call',
    runtime,
    matches('src/runtime/saga/call-entries.ts', /readonly type: '([a-z-]+)'/g),
  ],
  ['option of a consumer', consuming, membersOf('src/runtime/consumer/types.ts', 'ConsumerOptions<Tx>')],
  ['part of a handler context', consuming, membersOf('src/runtime/consumer/types.ts', 'HandlerContext<Tx>')],
  ['fate of a message', consuming, matches('src/runtime/consumer/types.ts', /^ {4}\| '([a-z]+)'/gm)],
  ['error code', runtime, matches('src/runtime/errors.ts', /^ {2}\| '([a-z-]+)'/gm)],
  ['problem of a worker', runtime, matches('src/runtime/worker/problems.ts', PROBLEM)],
  ['problem of a worker', 'docs/runbooks/worker-problems.md', matches('src/runtime/worker/problems.ts', PROBLEM)],
];

describe('the tables of the documentation', () => {
  it.each(cases)('have every %s: %s', (_what, page, names) => {
    const text = textOf(page);
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
