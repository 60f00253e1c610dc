import type { Command } from 'commander';
import { capital } from '../diagnostics/index.js';
import type { CliCommand } from './context.js';

/** One of the things that a command does. */
export interface Subcommand extends CliCommand {
  readonly name: string;
  /** In the imperative, without a full stop. */
  readonly summary: string;
}

interface Subcommands {
  readonly subcommands: readonly Subcommand[];
  /** Declares what all of them have in common. */
  readonly shared: (subcommand: Command) => void;
  /** What stands behind the list of them in the help of the command. */
  readonly help: string;
}

/** Declares what a command can do. */
export function addSubcommands(
  command: Command,
  perform: Parameters<CliCommand['configure']>[1],
  { subcommands, shared, help }: Subcommands,
): void {
  for (const { name, summary, configure } of subcommands) {
    const subcommand = command
      .command(name)
      .summary(summary)
      .description(`${capital(summary)}.`);
    subcommand.showHelpAfterError(`Run \`sagac ${command.name()} ${name} --help\` for usage.`);
    shared(subcommand);
    configure(subcommand, perform);
  }
  command.helpCommand(false).addHelpText('after', help);
}
