import { Command, CommanderError } from 'commander';
import { capital } from '../diagnostics/index.js';
import { type Host, HostError } from '../host.js';
import { VERSION } from '../version.js';
import { commands } from './commands/index.js';
import { type Action, type CliContext, type Io, print } from './context.js';
import { EXIT, type ExitCode } from './exit.js';
import { problem, refuse } from './problems.js';

const EXAMPLES = `
A catalog is the nearest folder, here or above, that has a sagac.yaml.

Examples:
  $ sagac init shop && cd shop
  $ sagac lint --fix
  $ sagac generate
  $ sagac explain missing-failure-event

Exit codes: 0 clean, 1 findings, 2 wrong usage or unusable input, 3 a bug.`;

/** Runs the command line `argv` (without node and script) to its end and gives the exit code. Throws nothing. */
export async function run(argv: readonly string[], host: Host, io: Io): Promise<ExitCode> {
  const context: CliContext = { host, io };
  try {
    const action = await parse(argv, context);
    return typeof action === 'number' ? action : await action(context);
  } catch (error) {
    if (error instanceof HostError) {
      return refuse(context, problem('disk-refused', undefined, { path: error.path, doing: 'used', code: error.code }));
    }
    if (isStackOverflow(error)) return refuse(context, problem('too-deep', undefined, {}));
    return reportBug(context, error);
  }
}

/** Names may lead to names without limit, and following them takes one frame each. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}

/** What the command line asks for; an exit code where it is already answered or cannot be. */
async function parse(argv: readonly string[], context: CliContext): Promise<Action | ExitCode> {
  let chosen: Action | undefined;
  const program = await createProgram(argv, context, (action) => {
    chosen = action;
  });
  if (argv.length === 0) {
    print(context.io.err, program.helpInformation() + EXAMPLES);
    return EXIT.input;
  }
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.input;
    throw error;
  }
  return chosen ?? EXIT.clean;
}

/** Knows every command by name, and loads the code of those alone that are named. */
async function createProgram(
  argv: readonly string[],
  context: CliContext,
  perform: (action: Action) => void,
): Promise<Command> {
  const program = configure(new Command('sagac'), context)
    .description('Lints, compiles and runs event-driven designs with their unhappy paths.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', EXAMPLES);
  for (const entry of commands) {
    const command = configure(program.command(entry.id).description(sentence(entry.summary)), context);
    command.summary(entry.summary).helpOption('-h, --help', 'print this help');
    if (argv.includes(entry.id)) (await entry.load()).configure(command, perform);
  }
  return program;
}

function configure(command: Command, { io }: CliContext): Command {
  return command
    .exitOverride()
    .configureOutput({
      writeOut: io.out.write,
      writeErr: io.err.write,
      outputError: (text, write) => write(text.replace(/'([^'\n]*)'/g, '`$1`')),
      getOutHelpWidth: () => io.out.columns ?? 80,
      getErrHelpWidth: () => io.err.columns ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError(`Run \`sagac ${command.name() === 'sagac' ? '' : `${command.name()} `}--help\` for usage.`);
}

function sentence(text: string): string {
  return `${capital(text)}.`;
}

function reportBug({ host, io }: CliContext, error: unknown): ExitCode {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = error instanceof Error ? error.message : String(error);
  print(io.err, `error: sagac failed at its own work: ${message}`);
  if (host.env['SAGAC_DEBUG'] === '1') print(io.err, stack);
  else
    print(io.err, '  help: This is a bug. Run again with SAGAC_DEBUG=1 and report what it prints, with the command.');
  return EXIT.internal;
}
