import type { Command } from 'commander';
import type { CliCommand, CliContext } from '../context.js';
import type { ExitCode } from '../exit.js';
import { locateCatalog } from '../paths.js';
import { refuse } from '../problems.js';
import { type FaultFlags, readFaults } from '../saga-run/faults.js';
import { type JourneyFlags, journeyOf } from '../saga-run/journey.js';
import { loadSaga } from '../saga-run/load-saga.js';
import { runJourney } from '../saga-run/run-journey.js';
import { collect, wholeNumber } from '../values.js';

type RunFlags = FaultFlags & JourneyFlags;

/** `sagac run`: one journey of a saga with stand-in participants, live. */
export const runCommand: CliCommand = {
  configure(command, perform) {
    addFlags(command.argument('<saga>', 'name of the saga').argument('[dir]', 'folder of the catalog'));
    command.addHelpText('after', HELP);
    command.action((saga: string, dir: string | undefined, flags: RunFlags) =>
      perform((context) => runSaga(context, saga, dir, flags)),
    );
  },
};

const HELP = `
STEP is a step's name, or the command of an undo. Participants are stand-ins: they answer with sample data, remember
the idempotency keys they have seen, and fail where they are told to. Waiting is shortened: a back-off of a minute
shows as a minute and takes a moment.

Exit codes: 0 completed or aborted, 1 stuck, 2 wrong usage or a catalog that cannot run.

Examples:
  $ sagac run Checkout
  $ sagac run Checkout --fail CapturePayment
  $ sagac run Checkout --fail ScheduleShipment --fail RefundPayment
  $ sagac run Checkout --crash-after CapturePayment; sagac run Checkout --resume`;

function addFlags(command: Command): void {
  command
    .option(
      '--fail <step[:event]>',
      'answer with a failure event, the first one where none is named; may be repeated',
      collect,
    )
    .option('--timeout <step>', 'do the work but never answer; may be repeated', collect)
    .option('--crash-after <step>', 'kill the process once the step is done and before that is written down')
    .option('--crash-at <n>', 'kill the process at the n-th of all places where it may die', wholeNumber)
    .option('--resume', 'finish what an earlier process left unfinished')
    .option('--store <file>', 'SQLite file of the saga store (default: .sagac/run.sqlite in the catalog)')
    .option('--input <json>', 'data of the start message (default: its first example, or a sample)')
    .option('--pace <ms>', 'longest real pause for any wait (default: 150 on a terminal, else 0)', wholeNumber);
}

async function runSaga(context: CliContext, name: string, dir: string | undefined, flags: RunFlags): Promise<ExitCode> {
  const root = locateCatalog(context.host, dir);
  if (root.value === undefined) return refuse(context, ...root.diagnostics);
  const loaded = await loadSaga(context, root.value, name);
  if (!('definition' in loaded)) return loaded.exit;
  const faults = readFaults(loaded.definition, flags);
  const journey = journeyOf(context, root.value, flags);
  const wrong = [...faults.diagnostics, ...journey.diagnostics];
  if (wrong.length > 0 || journey.value === undefined) return refuse(context, ...wrong);
  return await runJourney(context, { ...loaded, ...journey.value, faults: faults.value });
}
