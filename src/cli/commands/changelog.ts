import { isError } from '../../pipeline.js';
import { changelogText } from '../compat/changelog-text.js';
import { compareCatalog } from '../compat/compare-catalog.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { locateCatalog } from '../paths.js';
import { refuse } from '../problems.js';
import { tellDiagnostics } from '../refuse-findings.js';
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
  const { host, io } = context;
  const { value: root, diagnostics } = locateCatalog(host, dir);
  if (root === undefined) return refuse(context, ...diagnostics);
  const { value: compared, diagnostics: refused } = await compareCatalog(host, root, flags);
  if (!compared) return refuse(context, ...refused);
  const errors = compared.checked.diagnostics.filter(isError);
  if (errors.length > 0) await tellDiagnostics(context, root, { ...compared.checked, diagnostics: errors });
  const { catalog } = compared.checked;
  if (!catalog) return EXIT.input;
  for (const note of compared.notes) print(io.err, note);
  const text = changelogText(catalog.settings.catalog, compared.report.comparisons);
  if (flags.output === undefined) {
    print(io.out, text);
    return EXIT.clean;
  }
  const unwritten = writeReportBeside(host, root, compared.checked.texts, flags.output, text);
  return unwritten.length > 0 ? refuse(context, ...unwritten) : EXIT.clean;
}
