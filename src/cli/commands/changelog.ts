import { changelogText } from '../compat/changelog-text.js';
import { compareHere } from '../compat/compare-here.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { writeReportBeside } from '../report.js';
import { collect } from '../values.js';

interface ChangelogFlags {
  readonly against?: readonly string[];
  readonly output?: string;
}

/** `sagac changelog`: release notes from what changed since an earlier state. */
export const changelogCommand: CliCommand = {
  configure(command, perform) {
    command
      .argument('[dir]', 'folder of the catalog')
      .option('--against <state>', 'earlier state, as with `sagac compat`; may be repeated', collect)
      .option('-o, --output <file>', 'write to a file instead of the standard output');
    command.addHelpText('after', HELP);
    command.action((dir: string | undefined, flags: ChangelogFlags) =>
      perform((context) => changelog(context, dir, flags)),
    );
  },
};

const HELP = `
Examples:
  $ sagac changelog --against latest-tag
  $ sagac changelog --against v1.4.0 -o release-notes.md`;

async function changelog(context: CliContext, dir: string | undefined, flags: ChangelogFlags): Promise<ExitCode> {
  const here = await compareHere(context, dir, flags);
  if (typeof here === 'number') return here;
  const { root, catalog, report, checked } = here;
  const text = changelogText(catalog.settings.catalog, report.comparisons);
  if (flags.output === undefined) {
    print(context.io.out, text);
    return EXIT.clean;
  }
  const unwritten = writeReportBeside(context.host, root, checked.texts, flags.output, text);
  return unwritten.length > 0 ? refuse(context, ...unwritten) : EXIT.clean;
}
