import type { Command } from 'commander';
import { type Diagnostic, printable } from '../../diagnostics/index.js';
import {
  type ActOutcome,
  type ActPossible,
  type ActRefused,
  type ActRequest,
  createOperator,
  type Operator,
  type OperatorAct,
} from '../../runtime/index.js';
import { type Action, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { columnsOf, painterFor } from '../screen.js';
import { duration } from '../values.js';
import { type RequestFlags, readRequest } from './act-request.js';
import { findInstance, type InstanceName } from './instance-argument.js';
import { journalText } from './journal-text.js';
import { opsProblem } from './problems.js';
import { type StoreFlags, withStore } from './with-store.js';

interface ActFlags extends StoreFlags, RequestFlags {
  /** In milliseconds. */
  readonly wait?: number;
  readonly dryRun?: true;
}

type ActionName = OperatorAct['action'];

/** Declares `sagac ops retry`, `skip`, `resolve` or `cancel`. */
export function configureAct(command: Command, action: ActionName, perform: (action: Action) => void): void {
  command
    .argument('<instance>', 'id of the instance, or its saga')
    .argument('[value]', 'behind a saga: the value of the correlation field')
    .requiredOption('--why <text>', 'the reason; it stays in the journal')
    .option('--who <name>', 'who wants it (default: your login name)');
  if (action !== 'cancel') command.option('--step <path>', `path of the step (default: ${DEFAULT_STEP[action]})`);
  if (action === 'resolve') {
    command
      .option('--event <name>', 'how the step really ended; an undo that was done by hand needs none')
      .option('--data <json>', 'data of that event, or @FILE for a file that holds it');
  }
  command
    .option('--wait <time>', 'how long to wait for a worker that has the instance in hand (default: 5s)', duration)
    .option('--dry-run', 'show what would follow, and write nothing')
    .action((id: string, value: string | undefined, flags: ActFlags) =>
      perform((context) => act(context, { id, value }, action, flags)),
    );
}

const DEFAULT_STEP: Readonly<Record<Exclude<ActionName, 'cancel'>, string>> = {
  retry: 'all that failed or waits for its next attempt',
  skip: 'all that failed or waits for its next attempt',
  resolve: 'the only one that is open',
};

async function act(context: CliContext, name: InstanceName, action: ActionName, flags: ActFlags): Promise<ExitCode> {
  const { value: request, diagnostics } = readRequest(context, action, flags);
  if (request === undefined) return refuse(context, ...diagnostics);
  const { wait, dryRun = false } = flags;
  return withStore(context, flags, (store) => {
    const operator = createOperator({ store, ...(wait !== undefined && { patienceMs: wait }) });
    return actOn(context, operator, { name, request, dryRun });
  });
}

interface Wanted {
  readonly name: InstanceName;
  readonly request: ActRequest;
  readonly dryRun: boolean;
}

async function actOn(context: CliContext, operator: Operator, { name, request, dryRun }: Wanted): Promise<ExitCode> {
  const found = await findInstance(context, operator, name);
  if (!('report' in found)) return found.exit;
  const { instance } = found.report.state;
  const outcome = dryRun ? await operator.preview(instance, request) : await operator.act(instance, request);
  switch (outcome.outcome) {
    case 'refused':
      return refuseAct(context, instance, request, outcome);
    case 'left':
      warn(context, opsProblem('act-left', undefined, { instance }));
      return EXIT.findings;
    case 'possible':
    case 'done':
      await printOutcome(context, instance, outcome);
      return EXIT.clean;
  }
}

function warn({ io }: CliContext, { message, help }: Diagnostic): void {
  print(io.err, `warning: ${printable(message)}`);
  if (help !== undefined) print(io.err, `  help: ${printable(help)}`);
}

async function printOutcome(
  context: CliContext,
  instance: string,
  outcome: ActPossible | Extract<ActOutcome, { outcome: 'done' }>,
): Promise<void> {
  const page = { columns: columnsOf(context.host, context.io.out), paint: await painterFor(context), data: false };
  const { status } = outcome.state;
  const said =
    outcome.outcome === 'possible'
      ? `Nothing is written. ${instance} would be ${status} after this:`
      : `${instance} is ${status}.${outcome.by === 'worker' ? ' The worker that has it in hand did this:' : ''}`;
  print(context.io.out, `${page.paint('bold', said)}\n${journalText(outcome.entries, page)}`);
}

function refuseAct(
  context: CliContext,
  instance: string,
  { act: { action } }: ActRequest,
  { reason, instead }: ActRefused,
): ExitCode {
  const others = instead.map((possible) =>
    possible.step === undefined ? `\`${possible.action}\`` : `\`${possible.action} --step ${possible.step}\``,
  );
  const help =
    others.length === 0
      ? 'Nothing can be done to it any more.'
      : `Possible now: ${others.join(', ')}. \`sagac ops show ${instance}\` says what each does.`;
  refuse(context, opsProblem('act-refused', undefined, { instance, action, reason }, { help }));
  return EXIT.findings;
}
