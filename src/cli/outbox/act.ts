import type { Command } from 'commander';
import { printableLine } from '../../diagnostics/index.js';
import { countOf } from '../../model/facts/name-list.js';
import type { OutboxStore, ParkedOutboxMessage } from '../../runtime/index.js';
import { type Action, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { saysWhy } from '../values.js';
import { outboxProblem } from './problems.js';
import { type OutboxFlags, withOutbox } from './with-outbox.js';

interface RetryFlags extends OutboxFlags {
  readonly all?: boolean;
  readonly json?: boolean;
}

interface DiscardFlags extends OutboxFlags {
  readonly why: string;
  readonly yes?: true;
  readonly json?: boolean;
}

/** Parked messages that `--all` takes, and that are asked for what they are. */
const MOST_PARKED = 10_000;

/** Declares `sagac outbox retry`. */
export function configureRetry(command: Command, perform: (action: Action) => void): void {
  command
    .argument('[ids...]', 'ids of parked messages')
    .option('--all', 'all parked messages')
    .option('--json', 'one line of JSON for each message')
    .action((ids: readonly string[], flags: RetryFlags) =>
      perform((context) => {
        const { all = false, json = false } = flags;
        if (all && ids.length > 0) return refuse(context, outboxProblem('all-and-some', undefined, {}));
        if (!all && ids.length === 0)
          return refuse(context, outboxProblem('messages-not-named', undefined, { act: 'retry' }));
        return withOutbox(context, flags, false, async ({ outbox }) => {
          const parked = await outbox.parked(MOST_PARKED);
          const meant = all ? parked.map(({ id }) => id) : ids;
          const act = (id: string) => outbox.retry(id);
          return perMessage(context, { parked, ids: meant, act, what: 'to be tried again', isJson: json });
        });
      }),
    );
}

/** Declares `sagac outbox discard`. */
export function configureDiscard(command: Command, perform: (action: Action) => void): void {
  command
    .argument('<ids...>', 'ids of parked messages')
    .requiredOption('--why <text>', 'why nobody needs to hear of them')
    .option('--yes', 'do it: dropped messages cannot be brought back')
    .option('--json', 'one line of JSON for each message')
    .action((ids: readonly string[], flags: DiscardFlags) =>
      perform((context) => {
        if (!saysWhy(flags.why)) return refuse(context, outboxProblem('why-empty', undefined, {}));
        if (flags.yes !== true) {
          const messages = countOf(ids.length, 'message');
          return refuse(context, outboxProblem('not-confirmed', undefined, { messages }));
        }
        return withOutbox(context, flags, false, ({ outbox }) => discard(context, outbox, ids, flags));
      }),
    );
}

async function discard(
  context: CliContext,
  outbox: OutboxStore,
  ids: readonly string[],
  { why, json = false }: DiscardFlags,
): Promise<ExitCode> {
  const parked = await outbox.parked(MOST_PARKED);
  const act = (id: string) => outbox.discard(id);
  return perMessage(context, { parked, ids, act, what: 'dropped', why, isJson: json });
}

interface Acts {
  readonly parked: readonly ParkedOutboxMessage[];
  readonly ids: readonly string[];
  readonly act: (id: string) => Promise<boolean>;
  /** What it is when that is done. */
  readonly what: string;
  readonly why?: string;
  readonly isJson: boolean;
}

/** One line each, as it happens. */
async function perMessage(context: CliContext, { parked, ids, act, what, why, isJson }: Acts): Promise<ExitCode> {
  let done = 0;
  for (const id of new Set(ids)) {
    if (!(await act(id))) {
      refuse(context, outboxProblem('not-parked', undefined, { id }));
      continue;
    }
    done += 1;
    const known = parked.find((message) => message.id === id);
    const told = isJson
      ? JSON.stringify({ act: what, id, ...known, ...(why !== undefined && { why }) })
      : lineOf(what, id, known);
    print(context.io.out, told);
  }
  const because = why === undefined || done === 0 ? '' : ` Why: ${printableLine(why)}`;
  if (!isJson) print(context.io.out, `${done > 0 ? '\n' : ''}${countOf(done, 'message')} ${what}.${because}`);
  return done === new Set(ids).size ? EXIT.clean : EXIT.findings;
}

function lineOf(what: string, id: string, known: ParkedOutboxMessage | undefined): string {
  const more = known === undefined ? [] : [known.type, `(key ${known.key}) for ${known.channel}: ${known.error}`];
  return printableLine([what, id, ...more].join('  '));
}
