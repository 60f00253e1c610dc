import { type Command, Option } from 'commander';
import { createOperator, diagramOf, type InstanceReport, type SagaStore } from '../../runtime/index.js';
import { type Action, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { columnsOf, painterFor } from '../screen.js';
import { hideEntryData, hideStateData } from './hide-data.js';
import { findInstance, type InstanceName } from './instance-argument.js';
import { instanceText } from './instance-text.js';
import { loginName } from './operator-name.js';
import { opsProblem } from './problems.js';
import { type StoreFlags, withStore } from './with-store.js';

interface ShowFlags extends StoreFlags {
  readonly format: 'text' | 'json' | 'mermaid';
  readonly json?: true;
  readonly data?: true;
}

/** Declares `sagac ops show`. */
export function configureShow(command: Command, perform: (action: Action) => void): void {
  command
    .argument('<instance>', 'id of the instance, or its saga')
    .argument('[value]', 'behind a saga: the value of the correlation field')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json', 'mermaid']).default('text'))
    .option('--json', 'short for --format json')
    .option('--data', 'show the data of messages, which may be personal')
    .action((id: string, value: string | undefined, flags: ShowFlags) =>
      perform((context) => withStore(context, flags, (store) => show(context, store, { id, value }, flags))),
    );
}

async function show(context: CliContext, store: SagaStore, name: InstanceName, flags: ShowFlags): Promise<ExitCode> {
  const found = await findInstance(context, createOperator({ store }), name);
  if (!('report' in found)) return found.exit;
  const { report } = found;
  const format = flags.json === true ? 'json' : flags.format;
  if (format === 'mermaid') return printDiagram(context, report);
  if (format === 'json') print(context.io.out, reportJson(report, flags.data === true));
  else {
    const page = {
      columns: columnsOf(context.host, context.io.out),
      paint: await painterFor(context),
      data: flags.data === true,
      now: store.clock?.now() ?? context.host.now(),
      session: { store: flags.store, who: loginName() },
    };
    print(context.io.out, instanceText(report, page));
  }
  return EXIT.clean;
}

function printDiagram(context: CliContext, { definition, state }: InstanceReport): ExitCode {
  if (definition === undefined) {
    return refuse(context, opsProblem('definition-missing', undefined, { instance: state.instance }));
  }
  print(context.io.out, diagramOf(definition, state));
  return EXIT.clean;
}

/** Where data is hidden, `null` stands for it. */
function reportJson({ state, journal, definition: _definition, ...known }: InstanceReport, data: boolean): string {
  const shown = data ? { state, journal } : { state: hideStateData(state), journal: journal.map(hideEntryData) };
  return JSON.stringify({ version: 1, data, ...known, ...shown }, null, 2);
}
