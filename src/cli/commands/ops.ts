import type { CliCommand } from '../context.js';
import { configureAct } from '../ops/act.js';
import { configureList } from '../ops/list.js';
import { configureShow } from '../ops/show.js';
import { storeOption } from '../ops/with-store.js';
import { addSubcommands, type Subcommand } from '../subcommands.js';

/** `sagac ops`: looking after the instances in a store. */
export const opsCommand: CliCommand = {
  configure: (command, perform) =>
    addSubcommands(command, perform, { subcommands: SUBCOMMANDS, shared: storeOption, help: HELP }),
};

const HELP = `
INSTANCE is the id of an instance, or its saga and the value of its correlation field. Every act needs a reason, which
stays in the journal with your name. It is done at once, whether workers run or not; where a worker has the instance in
hand, that worker is asked to.

Exit codes: 0 done, 1 the instance does not allow it or no worker has done it yet, 2 wrong usage or a store that cannot
be used. \`list --exit-code\`: 1 when something is stuck.

Examples:
  $ export SAGAC_STORE=checkout.sqlite
  $ sagac ops list --status stuck
  $ sagac ops show Checkout 6f9619ff
  $ sagac ops retry Checkout.6f9619ff --step CapturePayment --why "provider is up again"
  $ sagac ops resolve Checkout.6f9619ff --step ReserveStock --why "released by hand, ticket 42"`;

const SUBCOMMANDS: readonly Subcommand[] = [
  { name: 'list', summary: 'list instances with what they are stuck with or wait for', configure: configureList },
  { name: 'show', summary: 'show an instance: state, problems, what to do, journal', configure: configureShow },
  act('retry', 'try again what failed or waits for its next attempt'),
  act('skip', 'go on without a step, or without its undo'),
  act('resolve', 'say how a step really ended, or that its undo was done by hand'),
  act('cancel', 'unwind an instance before its point of no return'),
];

function act(name: 'retry' | 'skip' | 'resolve' | 'cancel', summary: string): Subcommand {
  return { name, summary, configure: (command, perform) => configureAct(command, name, perform) };
}
